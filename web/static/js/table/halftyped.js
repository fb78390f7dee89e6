/**
 * What is half-typed when it can no longer be finished in its place: it still counts (R22).
 * @module
 */

import { addition } from './composer.js';

/**
 * @param {{drafts: import('./drafts.js').Drafts, sheets: import('./sheets.js').Sheets,
 *   editor: {closeAll: (sheet: HTMLElement) => void},
 *   put: (stream: string, zone: string, draft: import('./drafts.js').Draft) => void,
 *   submit: (stream: string, op: import('../protocol.js').DiagramOp) => void}} options
 */
export function createHalfTyped({ drafts, sheets, editor, put, submit }) {
  window.addEventListener('storage', (event) => {
    const gone = drafts.forget(event);
    if (gone && gone.field.startsWith('zone:')) put(gone.stream, gone.field.slice(5), { ...gone.draft, text: '' });
  });

  return {
    /** Writing closed, or this device left the table. @param {string} stream */
    send(stream) {
      drafts.of(stream).forEach(({ field, draft }) => {
        const [kind, id] = field.split(':');
        drafts.drop(stream, field);
        if (kind === 'zone') submit(stream, addition(id, draft));
        else submit(stream, { type: 'note.edit', note: id, text: draft.text, base: draft.base || 0 });
        if (kind === 'zone') put(stream, id, { ...draft, text: '' });
      });
      const sheet = sheets.of(stream);
      if (sheet) editor.closeAll(sheet);
    },
  };
}
