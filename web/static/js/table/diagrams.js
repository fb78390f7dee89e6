/**
 * Which of this table's diagrams are watched and shown: the switch, the title, a second one.
 * @module
 */

import { TITLE_LIMIT } from './graphemes.js';
import { showRoom } from './growing.js';
import { newId } from '../ids.js';
import { all, around, get } from '../page.js';
import { say } from '../words.js';

const WIDE = '(min-width: 1024px)'; // outline and picture side by side, as in table-wide.css

/** @typedef {import('../protocol.js').DiagramEntry} DiagramEntry */

/**
 * @param {{client: import('../client.js').Client, sheets: import('./sheets.js').Sheets,
 *   table: string, onSheet: (sheet: HTMLElement) => void, onShown: () => void,
 *   rename: (stream: string, title: string) => void}} options
 */
export function createDiagrams({ client, sheets, table, onSheet, onShown, rename }) {
  /** @type {DiagramEntry[]} */
  let entries = [];
  /** @type {Map<string, string>} */
  const titles = new Map();
  const wide = window.matchMedia(WIDE);
  let drawn = false;
  let carded = false;

  /** @param {string} stream */
  function show(stream) {
    sheets.show(stream);
    watch();
    showSwitch();
    onShown();
  }

  function watch() {
    entries.forEach(({ id }) => {
      /** @type {import('../protocol.js').View[]} */
      const views = ['data', 'outline'];
      if (id === sheets.shown() && (drawn || wide.matches)) views.push('picture');
      if (id === sheets.shown() && carded) views.push('card');
      client.watch(id, views);
    });
  }

  /** @param {DiagramEntry} entry @returns {string} */
  function nameOf({ id, task, number }) {
    return titles.get(id) || say('diagram-number', { noun: say(`noun-${task}`), n: number });
  }

  function showSwitch() {
    const place = get('#switch');
    place.hidden = entries.length < 2;
    place.replaceChildren(...entries.map((entry) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button';
      button.textContent = nameOf(entry);
      button.dir = 'auto';
      if (entry.id === sheets.shown()) button.setAttribute('aria-current', 'true');
      button.onclick = () => show(entry.id);
      return button;
    }));
    all('[data-add-diagram]', sheets.host).forEach((button) => { button.hidden = entries.length !== 1; });
  }

  sheets.host.addEventListener('click', (event) => {
    if (!around(event, '[data-add-diagram]') || entries.length !== 1) return;
    const stream = client.replica().sessionStream;
    const diagram = `d${newId(16)}`;
    if (stream) client.submit(stream, { type: 'diagram.add', diagram, table, task: entries[0].task });
    wanted = diagram;
  });
  let wanted = '';

  /** @param {Event} event */
  function renameFrom(event) {
    const form = around(event, '[data-title-form]');
    const sheet = around(event, '.sheet');
    if (!form || !sheet) return;
    const field = /** @type {HTMLInputElement} */ (get('input', form));
    const fits = showRoom(field, get('[data-title-problem]', form), TITLE_LIMIT);
    if (event.type === 'input' || !fits) return;
    const stream = sheet.dataset.stream || '';
    if (event.type === 'submit') event.preventDefault();
    if (field.value.trim() === (titles.get(stream) || '')) return;
    titles.set(stream, field.value.trim());
    rename(stream, field.value.trim());
    showSwitch();
  }
  ['input', 'change', 'submit'].forEach((name) => sheets.host.addEventListener(name, renameFrom));
  wide.addEventListener('change', watch);

  /** @param {string} stream @param {string} title */
  function showTitle(stream, title) {
    titles.set(stream, title);
    const sheet = sheets.of(stream);
    const field = sheet && sheet.querySelector('[name="title"]');
    if (field instanceof HTMLInputElement && field !== document.activeElement) field.value = title;
    showSwitch();
  }

  return {
    /** @param {DiagramEntry[]} now this table's diagrams of the task that is on */
    update(now) {
      const gone = entries.filter((one) => !now.some(({ id }) => id === one.id));
      gone.forEach(({ id }) => client.unwatch(id));
      entries = now;
      now.forEach(({ id, task }) => {
        const isNew = !sheets.of(id);
        const sheet = sheets.ensure(id, task);
        if (isNew) onSheet(sheet);
      });
      const asked = now.find(({ id }) => id === wanted);
      if (asked) wanted = '';
      const keeps = now.some(({ id }) => id === sheets.shown());
      if (asked) show(asked.id);
      else if (now.length && !keeps) show(now[0].id);
      else {
        watch();
        showSwitch();
      }
    },
    /** @param {boolean} wantsPicture whether the picture is in sight */
    draw(wantsPicture) {
      if (drawn === wantsPicture || !wantsPicture) return; // once fetched it is kept up to date
      drawn = true;
      watch();
    },
    /** @param {boolean} isOpen whether the explain card is in sight */
    card(isOpen) {
      if (carded === isOpen || !isOpen) return; // as with the picture
      carded = true;
      watch();
    },
    /** @param {import('../replica.js').Effect} effect */
    receive(effect) {
      if (effect.do === 'data') showTitle(effect.stream, effect.data.title);
      if (effect.do !== 'entry' || effect.entry.op.type !== 'diagram.rename') return;
      showTitle(effect.stream, effect.entry.op.title);
    },
    ids: () => entries.map(({ id }) => id),
    isWide: () => wide.matches,
  };
}
