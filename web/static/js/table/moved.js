/**
 * A device that sits at another table now: its page follows there, and says so.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

const MARK = 'workshop-moved';

/** @param {import('../protocol.js').You | null} you @param {string} table where the page thinks it is */
export function followSeat(you, table) {
  if (!you || !you.table || you.table === table) return;
  try {
    window.sessionStorage.setItem(MARK, get('.top-name').textContent || '');
  } catch {
    // Then nobody says why the page is another one; it is.
  }
  location.reload(); // its words and its diagrams are another table's
}

/**
 * Whether a diagram is one of this table's; null while nobody knows.
 * @param {import('../protocol.js').Session | null} session @param {string} table @param {string} stream
 */
export function isOfTable(session, table, stream) {
  return session && session.diagrams.some((one) => one.id === stream && one.table === table);
}

/** @param {(sentence: string) => void} tell */
export function sayMoved(tell) {
  try {
    const from = window.sessionStorage.getItem(MARK);
    if (from === null) return;
    window.sessionStorage.removeItem(MARK);
    tell(say('moved-table', { to: get('.top-name').textContent || '', from }));
  } catch {
    // As above.
  }
}
