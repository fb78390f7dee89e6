/**
 * The groups of one zone as cards: what each holds, and what can be done with it.
 * @module
 */

import { rowsOf } from './combine_parts.js';
import { copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('./combine_parts.js').Group} Group */
/** @typedef {Group & {of: number, isOpen: boolean, isPicked: boolean, canTake: boolean}} Card */

/** @param {Card} card @returns {HTMLElement} */
export function groupCard(card) {
  const item = copyOf('group');
  const rows = rowsOf(card);
  const open = get('.group-open', item);
  get('.group-name', item).textContent = card.headline;
  get('.group-count', item).textContent = say('count-of', { tables: card.tables, all: card.of });
  const about = [card.level, card.named ? say('named-here') : '',
    rows.length > 1 ? say('wordings', { n: rows.length }) : ''].filter(Boolean);
  get('.group-about', item).textContent = about.join(' · ');
  get('.group-about', item).hidden = !about.length;
  get('.group-dots', item).textContent = dots(card.dots);
  get('.group-dots', item).hidden = !card.dots;
  open.setAttribute('aria-expanded', String(card.isOpen));
  get('.group-more', item).hidden = !card.isOpen;
  item.classList.toggle('is-picked', card.isPicked);
  get('.group-here', item).hidden = !card.canTake;
  get('.group-here', item).setAttribute('aria-label', `${get('.group-here', item).textContent}: ${card.headline}`);
  get('[data-act="apart"]', item).hidden = card.words.length < 2;
  get('[data-act="unname"]', item).hidden = !card.named;
  /** @type {HTMLInputElement} */ (get('input', item)).value = card.headline;
  get('.group-words', item).append(...rows.map((row, at) => wordRow(row, at, rows.length > 1)));
  return item;
}

/** @param {import('./combine_parts.js').Row} row @param {number} at @param {boolean} isOneOfSeveral */
function wordRow({ text, tables }, at, isOneOfSeveral) {
  const item = copyOf('group-word');
  const out = get('[data-act="out"]', item);
  get('.group-text', item).textContent = text;
  get('.group-tables', item).textContent = tables.join(' · ');
  out.dataset.row = String(at);
  out.hidden = !isOneOfSeveral;
  out.setAttribute('aria-label', `${out.textContent}: ${text}`);
  return item;
}

/** @param {number} n @returns {string} */
export function dots(n) {
  return n === 1 ? say('dot') : say('dots', { n });
}
