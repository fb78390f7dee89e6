/**
 * The wall while people join: every table, and how many are at it.
 * @module
 */

import { bestGrid } from './mosaic.js';
import { copyOf, get } from '../page.js';

const GAP_EM = 0.5;
const ASPECT = 5.5;
const MOST_EM = 5; // six tables need no taller rows
const TYPE_SHARE = 0.48;
const MOST_TYPE_EM = 1.7;

/** @param {HTMLElement} view */
export function createSeats(view) {
  /** @param {string} name */
  const place = (name) => get(`[data-${name}]`, view);
  const list = place('seats');
  const arrivals = /** @type {HTMLElement} */ (list.parentElement);

  function fit() {
    const em = parseFloat(getComputedStyle(view).fontSize);
    const count = list.children.length;
    if (!arrivals.clientWidth || !count) return;
    const line = /** @type {HTMLElement} */ (arrivals.firstElementChild);
    const room = { width: arrivals.clientWidth, height: arrivals.clientHeight - line.offsetHeight - 2 * em };
    const grid = bestGrid(count, room, { aspect: ASPECT, gap: GAP_EM * em, least: 0, most: 0 });
    const height = Math.min(MOST_EM * em, grid.height);
    list.style.setProperty('--seat-columns', String(grid.columns));
    list.style.setProperty('--seat-height', `${height}px`);
    list.style.setProperty('--seat-type', `${Math.min(MOST_TYPE_EM * em, height * TYPE_SHARE)}px`);
  }

  return {
    fit,
    /** @param {import('../protocol.js').Table[]} tables @param {import('../protocol.js').Presence} presence */
    show(tables, presence) {
      while (list.children.length < tables.length) list.append(copyOf('seat'));
      const here = tables.map(({ id }) => (presence[id] ? presence[id].here : 0));
      tables.forEach(({ name }, index) => {
        const seat = /** @type {HTMLElement} */ (list.children[index]);
        seat.classList.toggle('is-taken', here[index] > 0);
        write(get('.seat-name', seat), name);
        write(get('.seat-here', seat), here[index] ? String(here[index]) : '');
      });
      write(place('here'), String(here.reduce((sum, count) => sum + count, 0)));
      write(place('seated'), String(here.filter(Boolean).length));
      write(place('tables'), String(tables.length));
      fit();
    },
  };
}

/** @param {Element} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
