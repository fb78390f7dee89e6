/**
 * The desk's part of a vote: opening it, watching the count, closing it, letting the room see.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

/** @typedef {{seq: number, task: string, zones: string[], dots: number, open: boolean, shown: boolean,
 *   people: number, placed: number, here: boolean}} Counted */

/**
 * @param {HTMLElement} sheet
 * @param {{act: (op: import('../protocol.js').CombineOp) => void, task: () => string}} desk
 */
export function createVotePanel(sheet, { act, task }) {
  const panel = get('.vote-panel', sheet);
  const form = /** @type {HTMLFormElement} */ (get('[data-vote-new]', panel));
  const opener = get('[data-open-vote]', sheet);
  const zones = /** @type {HTMLSelectElement} */ (get('[name="zone"]', form));
  let isNew = false;
  /** @type {Counted | null} */
  let vote = null;

  opener.addEventListener('click', () => turn(panel.hidden));
  get('[data-vote-close]', panel).addEventListener('click', () => act({ type: 'vote.close' }));
  get('[data-vote-show]', panel).addEventListener('click', () => {
    if (vote) act({ type: 'vote.show', shown: !vote.shown });
  });
  get('[data-vote-again]', panel).addEventListener('click', () => {
    isNew = true;
    draw();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const dots = Number(/** @type {HTMLSelectElement} */ (get('[name="dots"]', form)).value);
    act({ type: 'vote.open', task: task(), zones: zones.value ? [zones.value] : [], dots });
    isNew = false;
  });

  /** @param {boolean} isOpen */
  function turn(isOpen) {
    panel.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
  }

  function draw() {
    const isNow = vote !== null && vote.here && !isNew;
    form.hidden = isNow;
    get('[data-vote-now]', panel).hidden = !isNow;
    if (!vote || !isNow) return;
    get('[data-vote-title]', panel).textContent = say(vote.open ? 'vote-open' : 'vote-closed');
    get('[data-vote-count]', panel).textContent = say('vote-count', { people: vote.people, placed: vote.placed });
    get('[data-vote-close]', panel).hidden = !vote.open;
    get('[data-vote-again]', panel).hidden = vote.open;
    get('[data-vote-show]', panel).setAttribute('aria-pressed', String(vote.shown));
  }

  return {
    /** @param {Counted | null} now @param {{id: string, title: string}[]} all the zones of the task */
    show(now, all) {
      if (now && (!vote || vote.seq !== now.seq)) isNew = false;
      if (now && now.open && now.here && (!vote || vote.seq !== now.seq)) turn(true);
      vote = now;
      const options = [{ id: '', title: say('all-zones') }, ...all];
      const known = Array.from(zones.options).map(({ value }) => value).join();
      if (known !== options.map(({ id }) => id).join()) {
        zones.replaceChildren(...options.map(({ id, title }) => new Option(title, id)));
      }
      draw();
    },
  };
}
