/**
 * The people sheet: who sits where, and what can be done about it. A table and a person keep
 * their elements, so that nothing closes or loses the focus when somebody else joins.
 * @module
 */

import { createColleagues } from './colleagues.js';
import { ask, listenToHandouts, show } from './handout.js';
import { newId } from '../ids.js';
import { all, around, copyOf, get } from '../page.js';
import { byTable, found } from './roster.js';
import { say } from '../words.js';

/** @typedef {import('./roster.js').Roster} Roster */
/** @typedef {import('./roster.js').Seat} Seat */
/** @typedef {import('../protocol.js').Session} Session */

const FETCH_AFTER_MS = 300; // a whole table joins at once

/**
 * @param {HTMLElement} main
 * @param {{session: () => Session | null, act: (op: import('../protocol.js').SessionOp) => void,
 *   tell: (sentence: string) => void, sheets: {open: (name: string) => void}}} desk
 */
export function createPeople(main, { session, act, tell, sheets }) {
  const sheet = get('[data-sheet="people"]', main);
  const list = get('[data-seats]', sheet);
  const search = /** @type {HTMLInputElement} */ (get('[data-find]', sheet));
  const path = `/s/${main.dataset.session}/desk`;
  /** @type {Roster} */
  let roster = { people: [] };
  let timer = 0;
  const helpers = createColleagues(sheet, { session: String(main.dataset.session), act, tell, changed });

  function changed() {
    window.clearTimeout(timer);
    if (!sheet.hidden) timer = window.setTimeout(fetchRoster, FETCH_AFTER_MS);
  }

  async function fetchRoster() {
    try {
      const answer = await fetch(`${path}/people`, { credentials: 'same-origin', cache: 'no-store' });
      if (answer.ok) roster = await answer.json();
    } catch {
      return; // the desk says itself that it is reconnecting, and asks again when it is back
    }
    render();
  }

  function render() {
    const state = session();
    if (!state || sheet.hidden) return;
    const tables = byTable(state, roster.people);
    const here = tables.reduce((sum, table) => sum + table.here, 0);
    get('[data-people-here]', sheet).textContent = say('room-here', { here, seats: roster.people.length, tables: tables.length });
    const shown = found(tables, search.value);
    get('[data-none-found]', sheet).hidden = shown.length > 0;
    keep(list, shown.map(({ id }) => id), 'seat-table').forEach((element, at) => fill(element, shown[at], state));
    helpers.render(roster.helpers);
  }

  /** @param {HTMLElement} element @param {import('./roster.js').TableOfPeople} table @param {Session} state */
  function fill(element, table, state) {
    get('[data-seat-name]', element).textContent = table.name;
    const seats = table.people.length;
    get('[data-seat-count]', element).textContent = seats ? say('seats-here', { here: table.here, seats }) : say('seats-none');
    get('[data-scribe]', element).setAttribute('action', `${path}/tables/${table.id}/scribe`);
    const name = /** @type {HTMLInputElement} */ (get('[data-rename] input', element));
    if (name !== document.activeElement && !isOpen(element, '[data-more]')) name.value = table.name;
    const rows = keep(get('[data-people]', element), table.people.map(({ participant }) => participant), 'seat-person');
    rows.forEach((row, at) => fillPerson(row, table.people[at], state));
  }

  /** @param {HTMLElement} row @param {Seat} person @param {Session} state */
  function fillPerson(row, person, state) {
    get('[data-letter]', row).textContent = person.letter;
    get('[data-name]', row).textContent = person.name || say('no-name');
    get('[data-away]', row).hidden = person.here;
    const choice = /** @type {HTMLSelectElement} */ (get('select', row));
    const others = state.tables.filter(({ id }) => id !== person.table);
    const was = all('option', choice).map((one) => `${one.getAttribute('value')} ${one.textContent}`).join();
    if (was === others.map(({ id, name }) => `${id} ${name}`).join()) return;
    const chosen = choice.value;
    choice.replaceChildren(...others.map(({ id, name }) => new Option(name, id, false, id === chosen)));
  }

  /** @param {HTMLElement} form @returns {string} */
  const typed = (form) => /** @type {HTMLInputElement} */ (get('[name]', form)).value.trim();

  sheet.addEventListener('submit', (event) => {
    const table = String((around(event, '.seat-table') || sheet).dataset.key);
    const [rename, add, move] = ['[data-rename]', '[data-add-table]', '[data-move]'].map((one) => around(event, one));
    if (rename || add || move) event.preventDefault();
    if (rename) {
      act({ type: 'table.rename', table, name: typed(rename) });
      get('[data-more]', /** @type {HTMLElement} */ (rename.closest('.seat-table'))).removeAttribute('open');
    }
    if (move) movePerson(/** @type {HTMLElement} */ (move.closest('.seat-person')), table, typed(move));
    if (add) addTable(/** @type {HTMLFormElement} */ (add));
  });

  /** @param {HTMLElement} row @param {string} leaves @param {string} table */
  function movePerson(row, leaves, table) {
    const state = session();
    const to = state && state.tables.find(({ id }) => id === table);
    if (!to) return;
    act({ type: 'person.move', participant: String(row.dataset.key), leaves, table });
    get('[data-person]', row).removeAttribute('open');
  }

  /** @param {HTMLFormElement} form */
  function addTable(form) {
    const state = session();
    if (!state) return;
    const tasks = Array.from(new Set(state.agenda.flatMap(({ task }) => (task ? [task] : []))));
    act({ type: 'table.add', name: typed(form), diagrams: tasks.map((task) => ({ task, diagram: `d${newId(16)}` })) });
    form.reset();
  }

  main.addEventListener('click', (event) => {
    if (!around(event, '[data-open-people]')) return;
    sheets.open('people');
    fetchRoster();
  });
  sheet.addEventListener('click', async (event) => {
    const row = around(event, '.seat-person');
    if (row && around(event, '[data-remove]')) act({ type: 'person.remove', participant: String(row.dataset.key) });
    const table = around(event, '.seat-table');
    if (!table || !around(event, '[data-scribe-link]')) return;
    const link = await ask(`${path}/tables/${table.dataset.key}/scribe`, {}, tell);
    if (link) show(get('[data-handout]', table), link);
  });
  search.addEventListener('input', render);
  listenToHandouts(sheet, tell);

  return {
    /** Somebody came, went, was moved or renamed. */
    changed,
  };
}

/**
 * The children of `list` for these keys, in their order; those that stay are the same elements,
 * left where they are when nothing moved.
 * @param {HTMLElement} list @param {string[]} keys @param {string} template @returns {HTMLElement[]}
 */
function keep(list, keys, template) {
  const old = new Map(all(':scope > [data-key]', list).map((one) => [one.dataset.key, one]));
  const wanted = keys.map((key) => {
    const element = old.get(key) || copyOf(template);
    element.dataset.key = key;
    return element;
  });
  old.forEach((element, key) => !keys.includes(String(key)) && element.remove());
  wanted.forEach((element, at) => list.children[at] !== element && list.insertBefore(element, list.children[at] || null));
  return wanted;
}

/** @param {HTMLElement} root @param {string} selector */
function isOpen(root, selector) {
  return get(selector, root).hasAttribute('open');
}
