/**
 * Changing a note where it stands. Its list item is left alone by others' changes meanwhile.
 * @module
 */

import { streamOf } from './composer.js';
import { NOTE_LIMIT, tidy } from './graphemes.js';
import { fit, isSending, showRoom } from './growing.js';
import { release } from '../markup.js';
import { factsOf } from './note.js';
import { all, around, copyOf, get } from '../page.js';

/**
 * @param {{host: HTMLElement, drafts: import('./drafts.js').Drafts,
 *   submit: (stream: string, op: import('../protocol.js').DiagramOp) => void,
 *   refresh: (stream: string) => void, waitingText: (note: string) => string | null,
 *   typing: (stream: string, zone: string | null) => void}} options
 */
export function createEditor({ host, drafts, submit, refresh, waitingText, typing }) {
  /** @param {HTMLElement} item */
  const field = (item) => /** @type {HTMLTextAreaElement} */ (get('[data-editor] textarea', item));

  /** @param {HTMLElement} item @param {{text: string, base: number} | null} [draft] */
  function open(item, draft = null) {
    if (item.querySelector('[data-editor]')) return;
    const facts = factsOf(item);
    const text = draft ? draft.text : waitingText(facts.id) || facts.text;
    item.setAttribute('data-editing', '');
    const form = copyOf('editor');
    form.dataset.base = String(draft ? draft.base : facts.seq);
    form.dataset.from = text;
    item.append(form);
    field(item).value = text;
    fit(field(item));
    if (draft) return; // after a reload the page decides nothing about the focus
    field(item).focus();
    field(item).setSelectionRange(text.length, text.length);
  }

  /** @param {HTMLElement} item */
  function close(item) {
    const form = item.querySelector('[data-editor]');
    if (!form) return;
    const stream = streamOf(item);
    const hadFocus = form.contains(document.activeElement);
    form.remove();
    drafts.drop(stream, `note:${factsOf(item).id}`);
    typing(stream, null);
    if (release(item)) refresh(stream);
    const menu = item.querySelector('[data-menu]');
    if (hadFocus && menu instanceof HTMLElement) menu.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} item */
  function save(item) {
    const form = get('[data-editor]', item);
    const text = field(item).value;
    if (!showRoom(field(item), get('[data-remaining]', form), NOTE_LIMIT)) return;
    const changed = tidy(text) && tidy(text) !== tidy(form.dataset.from || '');
    const [stream, note] = [streamOf(item), factsOf(item).id];
    if (changed) submit(stream, { type: 'note.edit', note, text: text.trim(), base: Number(form.dataset.base) });
    close(item);
  }

  host.addEventListener('submit', (event) => {
    const item = around(event, 'li[data-editing]');
    if (!item) return;
    event.preventDefault();
    save(item);
  });
  host.addEventListener('click', (event) => {
    const item = around(event, '[data-cancel]') && around(event, 'li[data-editing]');
    if (item) close(item);
  });
  host.addEventListener('keydown', (event) => {
    const item = around(event, 'li[data-editing]');
    if (!item || !(event.target instanceof HTMLTextAreaElement)) return;
    if (event.key === 'Escape') close(item);
    if (!isSending(event)) return;
    event.preventDefault();
    save(item);
  });
  host.addEventListener('input', (event) => {
    const item = around(event, 'li[data-editing]');
    if (!item || !(event.target instanceof HTMLTextAreaElement)) return;
    const form = get('[data-editor]', item);
    const { id, zone } = factsOf(item);
    fit(event.target);
    showRoom(event.target, get('[data-remaining]', form), NOTE_LIMIT);
    drafts.set(streamOf(item), `note:${id}`, { text: event.target.value, base: Number(form.dataset.base) });
    typing(streamOf(item), zone);
  });

  return {
    open,
    /** Opens again what was being changed when the page was left. @param {HTMLElement} sheet */
    restore(sheet) {
      drafts.of(sheet.dataset.stream || '').forEach(({ field: name, draft }) => {
        const item = all('li[data-note]', sheet).find((one) => name === `note:${one.dataset.note}`);
        if (item) open(item, { text: draft.text, base: draft.base || factsOf(item).seq });
      });
    },
    /** Writing closed: what is open closes; its text is already on its way. @param {ParentNode} sheet */
    closeAll: (sheet) => all('li[data-editing]', sheet).forEach(close),
  };
}
