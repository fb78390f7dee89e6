/**
 * Shows what the outbox holds: new notes on their way, changed notes, and what the server would
 * not take, kept until a person decides.
 * @module
 */

import { addition } from './composer.js';
import { notesIn } from './note.js';
import { all, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('../outbox.js').OutboxEntry} OutboxEntry */

/**
 * What a person typed in an op; null when there is nothing to lose.
 * @param {OutboxEntry} entry @returns {string | null}
 */
export function typedIn({ op }) {
  if (!op) return null;
  return op.text || op.label || op.title || null;
}

/**
 * @param {{outbox: import('../outbox.js').Outbox, sheets: import('./sheets.js').Sheets,
 *   isOurs: (stream: string) => boolean | null, submit: (stream: string, op: any) => void,
 *   putInField: (stream: string, zone: string, text: string) => void,
 *   say: (text: string) => void}} options
 */
export function createWaiting({ outbox, sheets, isOurs, submit, putInField, say: tell }) {
  const kept = get('#kept');

  /** @param {HTMLElement} sheet @param {OutboxEntry[]} entries */
  function showInSheet(sheet, entries) {
    all('[data-waiting]', sheet).forEach((list) => {
      const wanted = entries.filter(({ op }) => op && op.type === 'note.add' && op.place.zone === list.dataset.waiting);
      syncCards(list, wanted, newWaitingCard);
    });
    /** @type {Map<string, OutboxEntry[]>} */
    const changes = new Map();
    entries.forEach((entry) => {
      if (!entry.op || entry.op.type === 'note.add' || !entry.op.note) return;
      changes.set(entry.op.note, [...(changes.get(entry.op.note) || []), entry]);
    });
    notesIn(sheet).forEach((item) => showChange(item, changes.get(item.dataset.note || '') || []));
  }

  /** @param {HTMLElement} item @param {OutboxEntry[]} entries */
  function showChange(item, entries) {
    const types = entries.map(({ op }) => op.type);
    const edit = entries.filter(({ op }) => op.type === 'note.edit').pop();
    const state = types.includes('note.remove') ? 'going' : edit ? 'edited' : types.length ? 'waiting' : '';
    if (state) item.setAttribute('data-own-state', state);
    else item.removeAttribute('data-own-state');
    let overlay = item.querySelector('.waiting-text');
    if (!edit && overlay) overlay.remove();
    if (!edit) return;
    if (!overlay) {
      overlay = document.createElement('span');
      overlay.className = 'waiting-text';
      overlay.setAttribute('data-own', '');
      overlay.setAttribute('dir', 'auto');
      item.append(overlay);
    }
    if (overlay.textContent !== edit.op.text) overlay.textContent = edit.op.text;
  }

  /** @param {OutboxEntry} entry */
  function newWaitingCard(entry) {
    const card = copyOf('waiting-card');
    get('.text', card).textContent = entry.op.text;
    return card;
  }

  /** @param {OutboxEntry} entry */
  function newKeptCard(entry) {
    const card = copyOf('kept-card');
    const { op, stream, ref, code } = entry;
    get('[data-reason]', card).textContent = entry.message;
    get('[data-text]', card).textContent = typedIn(entry) || '';
    const again = get('[data-again]', card);
    const restorable = code === 'note_removed' && op.note;
    const isElsewhere = !isOurs(stream); // written at a table this device has left
    if (isElsewhere) {
      again.textContent = say('add-here');
      again.dataset.zone = op.place ? op.place.zone : '';
    }
    if (restorable) again.textContent = say('put-back-act');
    again.onclick = () => {
      outbox.drop(ref);
      if (restorable) submit(stream, { type: 'note.restore', note: op.note, text: op.text });
      else if (isElsewhere) submit(sheets.shown(), addition(op.place.zone, op));
      else if (code === 'text_too_long' && op.place) putInField(stream, op.place.zone, op.text);
      else if (op.type === 'note.add') submit(stream, addition(op.place.zone, op));
      else submit(stream, op);
    };
    get('[data-copy]', card).onclick = () => tell(say(copy(typedIn(entry) || '') ? 'copied' : 'not-copied'));
    get('[data-discard]', card).onclick = () => outbox.drop(ref);
    return card;
  }

  function render() {
    const waiting = outbox.waiting();
    sheets.streams().forEach((stream) => {
      const sheet = sheets.of(stream);
      if (sheet) showInSheet(sheet, waiting.filter((entry) => entry.stream === stream));
    });
    const refused = outbox.refused().filter((entry) => typedIn(entry) !== null && isOurs(entry.stream) !== null);
    syncCards(get('ul', kept), refused, newKeptCard);
    // Its card may be there before the diagram that could take the words, or beside another task's.
    all('[data-again][data-zone]', kept).forEach((again) => {
      again.hidden = !sheets.section(sheets.shown(), String(again.dataset.zone));
    });
    kept.hidden = refused.length === 0;
  }

  return {
    render,
    /** @param {string} note @returns {string | null} the words that are on their way for a note */
    textOf(note) {
      const edits = outbox.waiting().filter(({ op }) => op && op.type === 'note.edit' && op.note === note);
      return edits.length ? edits[edits.length - 1].op.text : null;
    },
  };
}

/**
 * Makes a list show exactly the entries wanted, leaving the cards that are right alone.
 * @param {HTMLElement} list @param {OutboxEntry[]} entries @param {(entry: OutboxEntry) => HTMLElement} make
 */
function syncCards(list, entries, make) {
  const wanted = new Set(entries.map((entry) => entry.ref));
  all(':scope > [data-ref]', list).forEach((card) => !wanted.has(card.dataset.ref || '') && card.remove());
  entries.forEach((entry) => {
    if (all(':scope > [data-ref]', list).some((card) => card.dataset.ref === entry.ref)) return;
    const card = make(entry);
    card.dataset.ref = entry.ref;
    list.append(card);
  });
}

/** Plain http has no clipboard API; this old way still works. @param {string} text @returns {boolean} */
function copy(text) {
  const area = document.createElement('textarea');
  area.className = 'unseen';
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
