/**
 * A vote on this phone: the headlines it covers, one's own dots, and the sums once they are shown.
 * @module
 */

import { paint } from '../colour.js';
import { all, around, get } from '../page.js';
import { say } from '../words.js';
import { placed, leftOf } from './dots.js';

/** @typedef {import('./dots.js').Ballot} Ballot */
/** @typedef {import('./dots.js').Choice} Choice */

const SOON_MS = 1200; // spread over this, as three hundred phones ask at the same moment
const CALM_MS = 5000; // while sums are shown and dots come in

/**
 * @param {{sessionId: string, replica: () => import('../replica.js').Replica,
 *   send: (stream: string, op: import('../protocol.js').CombineOp) => void}} options
 */
export function createVotes({ sessionId, replica, send }) {
  const app = get('#app');
  const section = get('#votes');
  const title = get('[data-votes-title]', section);
  /** @type {Ballot | null} */
  let ballot = null;
  let timer = 0;
  let seen = '';

  get('[data-votes-turn]', section).addEventListener('click', () => turn(app.dataset.vote !== 'open'));
  get('[data-votes-zones]', section).addEventListener('click', (event) => {
    const button = around(event, '[data-choice]');
    if (button && ballot) tap(String(button.dataset.choice));
  });

  /** @param {number} wait */
  function load(wait) {
    window.clearTimeout(timer);
    timer = window.setTimeout(async () => {
      const answer = await window.fetch(`/s/${sessionId}/table/vote`).catch(() => null);
      if (!answer || !answer.ok) return;
      ballot = await answer.json();
      draw();
    }, wait);
  }

  /** @param {string} id */
  function tap(id) {
    const { sessionStream } = replica();
    const result = ballot && placed(ballot, id);
    if (!ballot || !sessionStream || !ballot.vote.open) return;
    if (!result) {
      get('#spoken').textContent = say('vote-none-left', { dots: ballot.vote.dots });
      get('[data-votes-left]', section).classList.add('is-none');
      return;
    }
    ballot = result.ballot;
    result.ops.forEach((op) => send(sessionStream, op));
    draw();
  }

  /** @param {boolean} isOpen */
  function turn(isOpen) {
    app.dataset.vote = isOpen ? 'open' : 'folded';
    get('[data-votes-turn]', section).setAttribute('aria-expanded', String(isOpen));
    get('[data-votes-turn]', section).textContent = say(isOpen ? 'vote-fold' : 'vote-unfold');
  }

  function draw() {
    const now = ballot && ballot.vote ? ballot : null;
    section.hidden = !now;
    if (!now) {
      delete app.dataset.vote;
      seen = '';
      return;
    }
    const { vote } = now;
    if (seen !== `${vote.seq} ${vote.open}`) {
      seen = `${vote.seq} ${vote.open}`;
      turn(app.dataset.writing !== 'open'); // who is in the middle of a sentence chooses the moment
    }
    title.textContent = say(vote.open ? 'vote-title' : 'vote-result');
    const left = get('[data-votes-left]', section);
    left.hidden = !vote.open;
    left.classList.remove('is-none');
    left.textContent = say('vote-left', { left: leftOf(now), dots: vote.dots });
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.choice : '';
    get('[data-votes-zones]', section).replaceChildren(...now.zones.filter(({ groups }) => groups.length).map(zonePart));
    paint(section);
    all('[data-choice]', section).forEach((one) => one.dataset.choice === focused && one.focus({ preventScroll: true }));
  }

  /** @param {import('./dots.js').BallotZone} zone @returns {HTMLElement} */
  function zonePart({ title: name, letter, colour, groups }) {
    const part = document.createElement('section');
    const heading = document.createElement('h3');
    const badge = document.createElement('span');
    const list = document.createElement('ul');
    badge.className = 'badge';
    badge.dataset.colour = colour;
    badge.setAttribute('aria-hidden', 'true');
    badge.textContent = letter;
    heading.append(badge, ` ${name}`);
    list.append(...groups.map(choice));
    part.append(heading, list);
    return part;
  }

  /** @param {Choice} group @returns {HTMLElement} */
  function choice({ id, headline, mine, dots }) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    const words = document.createElement('span');
    const mark = document.createElement('span');
    Object.assign(button, { type: 'button', className: 'vote-choice' });
    button.dataset.choice = id;
    button.disabled = !ballot || !ballot.vote.open;
    button.setAttribute('aria-pressed', String(mine.length > 0));
    words.dir = 'auto';
    words.className = 'choice-words';
    words.textContent = headline;
    mark.className = 'choice-dot figures';
    if (dots !== undefined) mark.textContent = say('vote-dots', { n: dots });
    button.append(words, mark);
    item.append(button);
    return item;
  }

  return {
    /** @param {import('../replica.js').Effect} effect */
    receive(effect) {
      const { session } = replica();
      const known = session ? session.vote : null;
      const isOn = Boolean(known && (known.open || known.shown));
      if (effect.do === 'session' && known && isOn && (!ballot || !ballot.vote || ballot.vote.seq !== known.seq)) load(Math.random() * SOON_MS);
      if (effect.do !== 'entry') return;
      const { type } = effect.entry.op;
      if (type === 'vote.dot' && isOn && known && known.shown) load(CALM_MS);
      else if (type === 'vote.open' || type === 'vote.close' || type === 'vote.show') load(Math.random() * SOON_MS);
      else if (isOn && type.startsWith('group.')) load(Math.random() * SOON_MS);
    },
  };
}
