/**
 * A table's sheet: its live diagrams, one at a time, over the grid; and the way to the wall.
 * @module
 */

import { all, around, get } from '../page.js';
import { say } from '../words.js';
import { createSheetOutline } from './sheetoutline.js';

/** @typedef {import('../protocol.js').Session} Session */

/**
 * @param {HTMLElement} main
 * @param {{pictures: import('../pictures.js').Pictures, changed: () => void,
 *   refresh: (stream: string) => void, message: (table: string) => void,
 *   lower: (table: string) => void, show: (show: import('../protocol.js').Show) => void}} desk
 */
export function createTableSheet(main, { pictures, changed, refresh, message, lower, show }) {
  const sheet = get('[data-sheet="table"]', main);
  /** @param {string} name */
  const part = (name) => get(`[data-${name}]`, sheet);
  const tabs = part('sheet-tabs');
  const outline = createSheetOutline(sheet, refresh);
  let table = '';
  let stream = '';
  /** @type {Session | null} */
  let session = null;

  tabs.addEventListener('click', (event) => {
    const tab = around(event, '[data-stream]');
    if (!tab || !tab.dataset.stream) return;
    stream = tab.dataset.stream;
    changed();
  });
  part('sheet-show').addEventListener('click', () => show({ mode: 'diagram', diagram: stream }));
  part('sheet-message').addEventListener('click', () => message(table));
  part('sheet-lower').addEventListener('click', () => lower(table));
  all('[data-sheet-step]', sheet).forEach((button) => {
    button.addEventListener('click', () => step(Number(button.dataset.sheetStep)));
  });

  /** To the next table or the one before, with the same task. @param {number} by */
  function step(by) {
    if (!session) return;
    const { tables, diagrams } = session;
    const place = tables.findIndex(({ id }) => id === table);
    const before = diagrams.find(({ id }) => id === stream);
    table = tables[(place + by + tables.length) % tables.length].id;
    choose(before ? before.task : session.task);
    changed();
  }

  /** @param {string | null} task */
  function choose(task) {
    const own = ownDiagrams();
    const found = own.find((diagram) => diagram.task === task) || own[0];
    stream = found ? found.id : '';
  }

  function ownDiagrams() {
    if (!session) return [];
    const tasks = session.agenda.map(({ task }) => task);
    return session.diagrams.filter((diagram) => diagram.table === table)
      .sort((a, b) => tasks.indexOf(a.task) - tasks.indexOf(b.task) || a.number - b.number);
  }

  /** @param {import('../protocol.js').DiagramEntry} diagram @returns {HTMLElement} */
  function tabOf({ id, task, number }) {
    const tab = document.createElement('button');
    const name = get(`[data-look="${task}"]`, main).textContent;
    const own = ownDiagrams().filter((diagram) => diagram.task === task);
    tab.type = 'button';
    tab.className = 'switch';
    tab.dataset.stream = id;
    tab.textContent = `${name}${own.length > 1 ? `, ${number}` : ''}`;
    return tab;
  }

  return {
    step,
    /** The picture it needs while it is open. */
    stream: () => (sheet.hidden ? '' : stream),
    receive: outline.receive,
    /** @param {string} which @param {string | null} task @param {Session} state */
    aim(which, task, state) {
      session = state;
      table = which;
      choose(task);
    },
    /**
     * @param {Session} state @param {import('../protocol.js').Presence} presence
     * @param {(stream: string) => import('../protocol.js').Counts} counts
     */
    render(state, presence, counts) {
      session = state;
      const found = state.tables.find(({ id }) => id === table);
      if (sheet.hidden || !found) return;
      part('sheet-name').textContent = found.name;
      const here = presence[table] ? presence[table].here : 0;
      part('sheet-here').textContent = say('people-here', { here });
      const own = ownDiagrams();
      if (all('[data-stream]', tabs).map(({ dataset }) => dataset.stream).join() !== own.map(({ id }) => id).join()) {
        tabs.replaceChildren(...own.map(tabOf));
      }
      all('[data-stream]', tabs).forEach((tab) => {
        tab.setAttribute('aria-pressed', String(tab.dataset.stream === stream));
      });
      all('[data-sheet-file]', sheet).forEach((link) => {
        link.setAttribute('href', `/s/${main.dataset.session}/desk/diagrams/${stream}${link.dataset.sheetFile}`);
      });
      part('sheet-show').setAttribute('aria-pressed', String(state.show.diagram === stream));
      pictures.hang(stream, part('slot'));
      part('sheet-lower').hidden = !(state.hands || []).some((hand) => hand.table === table);
      const diagram = state.diagrams.find(({ id }) => id === stream);
      const { people = [] } = presence[table] || {};
      if (diagram) outline.aim(stream, diagram.task);
      part('sheet-ready').hidden = !diagram || !((state.ready || {})[diagram.task] || []).includes(table);
      outline.render(people, counts(stream));
    },
  };
}
