/**
 * The desk's say over the wall: what it shows now, and the choice of what to show.
 * @module
 */

import { all, around, get } from '../page.js';
import { createRoomChoice } from './roomchoice.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Show} Show */

/** @param {HTMLElement} main @param {(show: Show) => void} show */
export function createWallPanel(main, show) {
  const panel = get('.wallpanel', main);
  /** @type {HTMLSelectElement} */
  const one = get('[data-one]', panel);
  const buttons = all('[data-show]', panel);
  const room = createRoomChoice(panel, show);
  let options = '';

  panel.addEventListener('click', (event) => {
    const button = around(event, '[data-show]');
    if (button) show(wanted(button));
  });
  one.addEventListener('change', () => {
    if (panel.dataset.mode === 'diagram') show({ mode: 'diagram', diagram: one.value });
  });

  /** @param {HTMLElement} button @returns {Show} */
  function wanted({ dataset }) {
    const mode = String(dataset.show);
    return mode === 'diagram' ? { mode, diagram: one.value } : { mode };
  }

  /** @param {Session} session */
  function fillTables(session) {
    const key = `${session.task} ${session.diagrams.map(({ id }) => id).join()}`;
    if (key === options) return;
    options = key;
    const chosen = one.value;
    one.replaceChildren(...session.tables.flatMap(({ id, name }) => {
      const own = session.diagrams.filter(({ table, task }) => table === id && task === session.task);
      return own.map((diagram) => new Option(own.length > 1 ? `${name}, ${diagram.number}` : name, diagram.id));
    }));
    if (Array.from(one.options).some(({ value }) => value === chosen)) one.value = chosen;
  }

  /** @param {HTMLElement} button @param {Show} wall @returns {boolean} */
  function isChosen({ dataset }, wall) {
    return dataset.show === wall.mode;
  }

  /** @param {Session} session @returns {string} */
  function nameOf({ show: now, diagrams, tables }) {
    const shown = buttons.find((button) => isChosen(button, now));
    const diagram = diagrams.find(({ id }) => id === now.diagram);
    const table = diagram && tables.find(({ id }) => id === diagram.table);
    return table ? table.name : room.nameOf(now) || (shown && shown.textContent) || '';
  }

  return {
    /** @param {Session} session @param {import('./roomchoice.js').Streams} streams */
    render(session, streams) {
      fillTables(session);
      room.render(session, streams);
      panel.dataset.mode = session.wall.mode;
      buttons.forEach((button) => button.setAttribute('aria-pressed', String(isChosen(button, session.wall))));
      const { diagram } = session.wall;
      if (diagram && document.activeElement !== one && Array.from(one.options).some(({ value }) => value === diagram)) one.value = diagram;
      one.disabled = !one.options.length;
      get('[data-shows]', panel).textContent = say('on-the-wall', { what: nameOf(session).trim() });
    },
  };
}
