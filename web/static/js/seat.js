/**
 * Remembers on this device that it has a seat in a session: the page that joins cannot see the
 * seat's cookie.
 * @module
 */

import { browserStorage } from './outbox.js';

/** @param {string} session */
const key = (session) => `workshop-seat-${session}`;

/**
 * Sits down: what this device keeps for the seat goes by `name`, into `storage` where there is one.
 * @param {string} session
 * @param {string} table
 */
export function takeSeat(session, table) {
  const storage = browserStorage();
  try {
    storage?.setItem(key(session), '1');
  } catch {
    // Storage that is full: the next scan makes a new seat, and nothing else is lost.
  }
  return { name: `${session}.${table}`, storage };
}

/** @param {string} session */
export function hasSeat(session) {
  return Boolean(browserStorage()?.getItem(key(session)));
}
