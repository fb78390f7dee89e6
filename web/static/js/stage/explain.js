/**
 * The wall while a table explains: its diagram, its name, the ring of its minute, who is next.
 * @module
 */

import { tick } from '../clock.js';
import { all, get } from '../page.js';
import { diagramIn } from './shown.js';
import { namesOf, partAt, shareLeft } from './turns.js';

/** @typedef {import('./stage.js').Scene} Scene */

/** Around a ring of radius 44. */
const ROUND = 2 * Math.PI * 44;

/**
 * @param {HTMLElement} view
 * @param {import('../pictures.js').Pictures} pictures
 * @param {() => number} now the server's time
 * @param {string} name tells stages of one page apart
 */
export function createExplain(view, pictures, now, name) {
  const ring = get('[data-ring]', view);
  const left = /** @type {SVGElement} */ (/** @type {unknown} */ (get('[data-ring-left]', view)));
  const slot = get('[data-slot]', view);
  /** @type {Scene | null} */
  let scene = null;
  /** @type {string[]} */
  let streams = [];
  let shown = '';
  let stop = () => {};

  function turn() {
    return scene && scene.session.explain;
  }

  /** The picture that is up now; one that nobody wrote in has no part of the time. @returns {string} */
  function current() {
    const explain = turn();
    if (!scene || !explain) return '';
    const { counts } = scene;
    const filled = streams.filter((one) => Object.values(counts(one)).some((count) => count > 0));
    const up = filled.length ? filled : streams.slice(0, 1);
    return up[partAt(explain.clock, now(), up.length)] || '';
  }

  function hang() {
    const stream = current();
    const explain = turn();
    if (!scene || !explain || !stream || !pictures.isReady(stream)) return;
    pictures.hang(stream, slot, name);
    all('g[data-zone]', slot).forEach((zone) => {
      zone.classList.toggle('is-dim', Boolean(explain.lit) && zone.getAttribute('data-zone') !== explain.lit);
    });
    const diagram = scene.session.diagrams.find(({ id }) => id === diagramIn(stream));
    all('[data-turn-name]', view).forEach((one) => {
      one.classList.toggle('is-waiting', explain.tables.length > 1 && Boolean(diagram) && one.dataset.turnName !== (diagram && diagram.table));
    });
  }

  /** @param {import('../protocol.js').Explain} explain */
  function names(explain) {
    const { tables } = /** @type {Scene} */ (scene).session;
    const key = JSON.stringify([explain.tables, explain.next, tables]);
    if (key === shown) return;
    shown = key;
    get('[data-turn-names]', view).replaceChildren(...namesOf(explain.tables, tables).map((text, place) => {
      const one = document.createElement('span');
      one.className = 'turn-name';
      one.dir = 'auto';
      one.dataset.turnName = explain.tables[place];
      one.textContent = text;
      return one;
    }));
    const after = namesOf(explain.next, tables);
    get('[data-turn-next]', view).hidden = !after.length;
    get('[data-turn-next-names]', view).textContent = after.join(' + ');
  }

  /** Begins to count anew: what the clock says may have jumped. */
  function count() {
    stop();
    stop = tick(() => {
      const explain = turn();
      return explain && !view.hidden ? { clock: explain.clock, now: now() } : null;
    }, (text, mood) => {
      const explain = turn();
      if (!explain) return;
      ring.dataset.state = mood;
      get('[data-ring-figure]', view).textContent = text;
      left.style.strokeDashoffset = String(ROUND * (1 - shareLeft(explain.clock, now())));
      hang();
    });
  }

  let counted = '';
  return {
    /** @param {Scene} next @param {string[]} wanted the pictures of those who explain */
    show(next, wanted) {
      scene = next;
      streams = wanted;
      const explain = turn();
      if (!explain) return;
      names(explain);
      hang();
      const key = JSON.stringify(explain.clock);
      if (key !== counted) count();
      counted = key;
    },
  };
}
