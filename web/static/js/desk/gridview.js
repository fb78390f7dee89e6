/**
 * The coverage grid on the page: a row stays the same element, so that focus and scroll stay.
 * @module
 */

import { byAttention, fits } from './attention.js';
import { coverage, shade, sum, total } from './grid.js';
import { createGridHead } from './gridhead.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('./grid.js').Row} Row */
/** Whoever points or types in the grid finds every row where it was. */
const HELD_MS = 4000;

/**
 * @param {HTMLElement} main
 * @param {{open: (table: string, task: string) => void, message: (table: string | null) => void,
 *   lower: (table: string) => void}} acts
 */
export function createGrid(main, acts) {
  const panel = get('.tables', main);
  const rooms = all('[data-grid]', panel);
  const switches = all('[data-look]', panel);
  /** @type {{task: string, chosen: string} | null} the task looked at, while `task` is current */
  let look = null;
  let redraw = () => {};
  let touchedAt = -HELD_MS;
  let isAsked = true;
  const again = () => { isAsked = true; redraw(); };
  const head = createGridHead(panel, again);

  panel.addEventListener('click', (event) => {
    const row = around(event, 'tbody tr');
    const choice = around(event, '[data-look]');
    const table = (row && row.dataset.table) || '';
    if (around(event, '[data-message-all]')) acts.message(null);
    if (!look) return;
    if (table && around(event, '[data-flag="hand"]')) acts.lower(table);
    else if (table && around(event, '.row-message')) acts.message(table);
    else if (table && around(event, '.row-open')) acts.open(table, look.chosen);
    if (choice && choice.dataset.look) {
      look = { ...look, chosen: choice.dataset.look };
      head.forgetZone();
      again();
    }
  });
  ['pointermove', 'pointerdown', 'keydown', 'wheel'].forEach((kind) => {
    rooms.forEach((room) => room.addEventListener(kind, () => { touchedAt = performance.now(); }, { passive: true }));
  });
  panel.addEventListener('keydown', (event) => {
    const row = around(event, 'tbody tr');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!row) return;
    if (step) moveFocus(row, step, event);
    else if (event.key === 'm' && !event.ctrlKey && !event.metaKey && row.dataset.table) acts.message(row.dataset.table);
  });

  /** @param {HTMLElement} row @param {number} step @param {KeyboardEvent} event */
  function moveFocus(row, step, event) {
    const shown = all('tbody tr:not([hidden])', /** @type {HTMLElement} */ (row.closest('table')));
    const next = shown[shown.indexOf(row) + step];
    if (!next) return;
    event.preventDefault();
    get('.row-open', next).focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  /** @param {HTMLElement} room @param {Row[]} rows @returns {Map<string, HTMLElement>} */
  function rowsIn(room, rows) {
    const body = get('[data-rows]', room);
    const found = new Map(all('tr', body).map((row) => [String(row.dataset.table), row]));
    rows.forEach(({ table }) => {
      if (found.has(table)) return;
      const row = copyOf(`row-${room.dataset.grid}`);
      row.dataset.table = table;
      body.append(row);
      found.set(table, row);
      isAsked = true;
    });
    return found;
  }

  /** Others' changes move no row that somebody points at or goes through. @param {HTMLElement} room */
  function isHeld(room) {
    const focused = document.activeElement;
    const isWithin = Boolean(focused && focused !== room && room.contains(focused));
    return !isAsked && (isWithin || performance.now() - touchedAt < HELD_MS);
  }

  /** @param {HTMLElement} room @param {Row[]} rows @param {Map<string, HTMLElement>} elements @param {string[]} zones */
  function arrange(room, rows, elements, zones) {
    if (isHeld(room)) return;
    isAsked = false;
    const body = get('[data-rows]', room);
    const ordered = head.isSorted() ? byAttention(rows, zones) : rows;
    ordered.forEach((row, place) => {
      const element = elements.get(row.table);
      if (!element) return;
      element.hidden = !fits(row, head.filter());
      if (body.children[place] !== element) body.insertBefore(element, body.children[place]);
    });
  }

  return {
    /**
     * @param {import('../protocol.js').Session} session
     * @param {import('./grid.js').Facts} facts
     */
    show(session, facts) {
      const task = session.task || rooms[0].dataset.grid || '';
      if (!look || look.task !== task) {
        look = { task, chosen: task };
        head.forgetZone();
        isAsked = true;
      }
      const { chosen } = look;
      switches.forEach((one) => one.setAttribute('aria-pressed', String(one.dataset.look === chosen)));
      rooms.forEach((room) => {
        room.hidden = room.dataset.grid !== chosen;
        if (room.hidden) return;
        const titles = new Map(all('thead [data-zone]', room).map((cell) => [String(cell.dataset.zone), get('.upright', cell).textContent || '']));
        const rows = coverage(session, chosen, facts);
        const elements = rowsIn(room, rows);
        rows.forEach((row) => fill(/** @type {HTMLElement} */ (elements.get(row.table)), row, facts.now));
        head.show(rows, titles);
        arrange(room, rows, elements, Array.from(titles.keys()));
        const cells = sum(rows.map((row) => row.cells));
        const here = rows.reduce((people, row) => people + row.here, 0);
        cellsOf(get('tfoot tr', room), cells, here, total(cells));
      });
      redraw = () => this.show(session, facts);
    },
  };
}

/** What each row shows: of sixty tables few change at once. @type {WeakMap<HTMLElement, string>} */
const filled = new WeakMap();

/** @param {HTMLElement} element @param {Row} row @param {number} now */
function fill(element, row, now) {
  const minutes = row.hand === null ? 0 : Math.floor((now - row.hand) / 60000);
  const shown = JSON.stringify([row, minutes]);
  if (filled.get(element) === shown) return;
  filled.set(element, shown);
  element.classList.toggle('is-active', row.active);
  element.classList.toggle('is-away', row.here === 0);
  element.classList.toggle('is-silent', row.silent !== null);
  write(element, '.row-name', row.name);
  get('.row-more', element).hidden = row.diagrams.length < 2;
  get('.row-message', element).setAttribute('aria-label', say('message-to', { table: row.name }));
  flag(element, 'hand', row.hand === null ? '' : say(minutes > 0 ? 'flag-hand-since' : 'flag-hand', { minutes }));
  get('[data-flag="hand"]', element).setAttribute('aria-label', say('lower-hand-of', { table: row.name }));
  flag(element, 'silent', row.silent === null ? '' : say('flag-silent', { minutes: row.silent }));
  flag(element, 'ready', row.isReady ? say('flag-ready') : '');
  flag(element, 'lost', row.lost ? say('flag-lost', { n: row.lost }) : '');
  flag(element, 'warned', row.warnings ? say(row.warnings === 1 ? 'flag-warned-one' : 'flag-warned', { n: row.warnings }) : '');
  const isOdd = row.devices !== row.here;
  get('[data-cell="here"]', element).title = isOdd ? say('devices', { n: row.devices }) : '';
  cellsOf(element, row.cells, row.here, row.total);
  write(element, '[data-last]', lastWord(row));
}

/** @param {HTMLElement} element @param {string} name @param {string} text */
function flag(element, name, text) {
  const place = get(`[data-flag="${name}"]`, element);
  place.hidden = !text;
  write(place, 'span', text);
}

/** @param {Row} row @returns {string} */
function lastWord(row) {
  if (row.active) return say('last-now');
  if (row.minutes !== null) return say('last-minutes', { minutes: Math.max(1, row.minutes) });
  return row.total ? '' : say('last-never');
}

/** @param {HTMLElement} row @param {import('../protocol.js').Counts} cells @param {number} here @param {number} notes */
function cellsOf(row, cells, here, notes) {
  all('[data-cell]', row).forEach((cell) => {
    const name = String(cell.dataset.cell);
    const count = name === 'here' ? here : name === 'total' ? notes : cells[name] || 0;
    if (!cell.firstElementChild) cell.append(document.createElement('span'));
    write(cell, 'span', String(count));
    cell.dataset.shade = String(shade(count));
  });
}

/** @param {HTMLElement} root @param {string} selector @param {string} text */
function write(root, selector, text) {
  const place = get(selector, root);
  if (place.textContent !== text) place.textContent = text;
}
