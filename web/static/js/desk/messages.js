/**
 * The desk's sheet for messages: to one table or all, ready made or written, and what was sent.
 * @module
 */

import { count, tidy } from '../table/graphemes.js';
import { around, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */

const MOST = 140;

/**
 * @param {HTMLElement} main
 * @param {{sheets: {open: (name: string) => void, close: () => void},
 *   act: (op: import('../protocol.js').SessionOp) => void, tell: (sentence: string) => void}} desk
 */
export function createMessages(main, { sheets, act, tell }) {
  const sheet = get('[data-sheet="message"]', main);
  const whom = /** @type {HTMLSelectElement} */ (get('[data-whom]', sheet));
  const field = /** @type {HTMLInputElement} */ (get('input[name="text"]', sheet));
  const left = get('[data-message-left]', sheet);
  /** @type {Session | null} */
  let session = null;
  /** @type {{table: string | null, text: string, after: number} | null} asked for, not there yet */
  let pending = null;

  /** @param {string | null} table @returns {string} */
  function nameOf(table) {
    const found = session && session.tables.find(({ id }) => id === table);
    return found ? found.name : say('all-tables');
  }

  /** @param {string} text */
  function send(text) {
    const table = whom.value || null;
    const { messages = [] } = session || {};
    pending = { table, text, after: Math.max(0, ...messages.map(({ seq }) => seq)) };
    act({ type: 'message.send', table, text });
  }

  /** Only what the room has is called sent; until then the sheet stays, and what was typed. */
  function follow() {
    const { messages = [] } = session || {};
    if (!pending) return;
    const { table, text, after } = pending;
    if (!messages.some((one) => one.seq > after && one.table === table)) return; // cleaned, it may read otherwise
    pending = null;
    if (tidy(field.value) === text) field.value = '';
    showLeft();
    sheets.close();
    tell(say('message-sent', { table: nameOf(table), text }));
  }

  function showLeft() {
    const room = MOST - count(tidy(field.value));
    left.hidden = room > 30;
    left.textContent = say(room < 0 ? 'message-too-long' : 'message-left', { n: Math.abs(room) });
    left.toggleAttribute('data-too-long', room < 0);
    return room;
  }

  sheet.addEventListener('click', (event) => {
    const ready = around(event, '[data-sentence]');
    if (ready) send((ready.textContent || '').trim());
  });
  field.addEventListener('input', showLeft);
  get('form', sheet).addEventListener('submit', (event) => {
    event.preventDefault();
    if (!tidy(field.value) || showLeft() < 0) return;
    send(tidy(field.value));
  });

  function showWhom() {
    if (!session) return;
    const options = [{ id: '', name: say('all-tables') }, ...session.tables];
    if (Array.from(whom.options).map(({ value, text }) => value + text).join('\n')
      === options.map(({ id, name }) => id + name).join('\n')) return;
    const chosen = whom.value;
    whom.replaceChildren(...options.map(({ id, name }) => new Option(name, id)));
    whom.value = chosen;
  }

  function showSent() {
    const { messages = [] } = session || {};
    get('[data-none-sent]', sheet).hidden = messages.length > 0;
    get('[data-sent]', sheet).replaceChildren(...[...messages].reverse().map((one) => {
      const item = document.createElement('li');
      const head = document.createElement('p');
      const text = document.createElement('p');
      const time = new Date(one.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
      head.className = 'small soft';
      head.textContent = say('sent-to', { table: nameOf(one.table), time });
      text.dir = 'auto';
      text.textContent = one.text;
      item.append(head, text);
      return item;
    }));
  }

  return {
    /** A table was helped. @param {string} table */
    lower: (table) => act({ type: 'hand.set', table, raised: false }),
    /** @param {string | null} table null: all */
    open(table) {
      showWhom();
      whom.value = table || '';
      sheets.open('message');
    },
    /** @param {Session} state */
    render(state) {
      session = state;
      follow();
      if (sheet.hidden) return;
      showWhom();
      showSent();
    },
  };
}
