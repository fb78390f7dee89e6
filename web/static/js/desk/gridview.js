/**
 * The coverage grid on the page: a row stays the same element, so that focus and scroll stay.
 * @module
 */

import { coverage, shade, sum, total } from './grid.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('./grid.js').Row} Row */

/** @param {HTMLElement} main @param {(table: string, task: string) => void} open */
export function createGrid(main, open) {
  const panel = get('.tables', main);
  const rooms = all('[data-grid]', panel);
  const switches = all('[data-look]', panel);
  /** @type {{task: string, chosen: string} | null} the task looked at, while `task` is current */
  let look = null;
  let redraw = () => {};

  panel.addEventListener('click', (event) => {
    const row = around(event, '.row-open') && around(event, 'tr');
    const choice = around(event, '[data-look]');
    if (!look) return;
    if (row && row.dataset.table) open(row.dataset.table, look.chosen);
    if (choice && choice.dataset.look) {
      look = { ...look, chosen: choice.dataset.look };
      redraw();
    }
  });

  /** @param {HTMLElement} room @param {number} count @returns {HTMLElement[]} */
  function rowsIn(room, count) {
    const body = get('[data-rows]', room);
    while (body.children.length < count) body.append(copyOf(`row-${room.dataset.grid}`));
    return all('tr', body);
  }

  /** @param {HTMLElement} element @param {Row} row */
  function fill(element, row) {
    element.dataset.table = row.table;
    element.classList.toggle('is-active', row.active);
    element.classList.toggle('is-away', row.here === 0);
    write(element, '.row-name', row.name);
    get('.row-more', element).hidden = row.diagrams.length < 2;
    cellsOf(element, row.cells, row.here, row.total);
    write(element, '[data-last]', lastWord(row));
  }

  /** @param {Row} row @returns {string} */
  function lastWord(row) {
    if (row.active) return say('last-now');
    if (row.minutes !== null) return say('last-minutes', { minutes: Math.max(1, row.minutes) });
    return row.total ? '' : say('last-never');
  }

  return {
    /**
     * @param {import('../protocol.js').Session} session
     * @param {import('./grid.js').Facts} facts
     */
    show(session, facts) {
      const task = session.task || rooms[0].dataset.grid || '';
      if (!look || look.task !== task) look = { task, chosen: task };
      const { chosen } = look;
      switches.forEach((one) => one.setAttribute('aria-pressed', String(one.dataset.look === chosen)));
      rooms.forEach((room) => {
        room.hidden = room.dataset.grid !== chosen;
        if (room.hidden) return;
        const rows = coverage(session, chosen, facts);
        const elements = rowsIn(room, rows.length);
        rows.forEach((row, place) => fill(elements[place], row));
        const cells = sum(rows.map((row) => row.cells));
        const here = rows.reduce((people, row) => people + row.here, 0);
        cellsOf(get('tfoot tr', room), cells, here, total(cells));
      });
      redraw = () => this.show(session, facts);
    },
  };
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
