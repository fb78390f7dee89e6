/**
 * Remembers on this device which seat it has in a session: the page that joins cannot see the
 * seat's cookie. What was not sent yet goes along when the device is moved to another table.
 * @module
 */

import { browserStorage } from './outbox.js';

/** @typedef {import('./outbox.js').Store} Store */

const LEFT = 'left';
/** @param {string} session */
const key = (session) => `workshop-seat-${session}`;
const KEPT = ['workshop.outbox', 'workshop.draft'];

/**
 * Sits down: what this device keeps for the seat goes by `name`, into `storage` where there is one.
 * @param {string} session @param {string} table @param {string} participant
 */
export function takeSeat(session, table, participant) {
  const storage = browserStorage();
  const name = `${session}.${table}`;
  try {
    if (storage) {
      const [before, from] = (storage.getItem(key(session)) || '').split(' ');
      // Somebody else's seat on this device, a scribe's say, keeps what is its own.
      const isSame = before === participant || before === LEFT;
      if (isSame && from && from !== table) bring(storage, `${session}.${from}`, name);
      storage.setItem(key(session), `${participant} ${table}`);
    }
  } catch {
    // Storage that is full: the next scan makes a new seat, and nothing else is lost.
  }
  return { name, storage };
}

/** The seat is gone; what is kept for it goes to the next one. @param {string} session @param {string} table */
export function leaveSeat(session, table) {
  try {
    browserStorage()?.setItem(key(session), `${LEFT} ${table}`);
  } catch {
    // Full: the page that joins offers the way back to a seat that is gone, and says so.
  }
}

/** @param {string} session */
export function hasSeat(session) {
  const seat = browserStorage()?.getItem(key(session));
  return Boolean(seat) && !String(seat).startsWith(`${LEFT} `);
}

/** @param {Store} storage @param {string} from @param {string} to */
export function bring(storage, from, to) {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) || '');
  KEPT.forEach((kind) => keys.filter((one) => one.startsWith(`${kind}.${from}.`)).forEach((one) => {
    const value = storage.getItem(one);
    if (value !== null) storage.setItem(`${kind}.${to}.${one.slice(kind.length + from.length + 2)}`, value);
    storage.removeItem(one);
  }));
}
