/**
 * Between a table and the facilitator: a raised hand, "we are ready", and the message that stands.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';
import { steadily } from './steady.js';

/** @typedef {import('../protocol.js').Session} Session */

/**
 * Pure: what a session says of one table.
 * @param {Session} session @param {string} table @param {string | null} task
 */
export function signalsOf(session, table, task) {
  const { hands = [], ready = {}, messages = [] } = session;
  const theirs = messages.filter((one) => one.table === null || one.table === table);
  return {
    isUp: hands.some((hand) => hand.table === table),
    isReady: task !== null && (ready[task] || []).includes(table),
    message: theirs.length ? theirs[theirs.length - 1] : null,
  };
}

/**
 * @param {{client: import('../client.js').Client, table: string, name: string,
 *   storage: import('../outbox.js').Store | null, speak: (text: string) => void}} options
 *   `name`: by which this device keeps what it keeps for this seat
 */
export function createSignals({ client, table, name, storage, speak }) {
  const hand = get('#hand');
  const ready = get('#ready');
  const banner = get('#message');
  const key = `workshop.read.${name}`;
  let dismissed = recall();
  let spoken = 0;
  let isFirst = true;
  /** @type {{isUp: boolean, isReady: boolean, message: import('../protocol.js').Message | null}} */
  let now = { isUp: false, isReady: false, message: null };
  /** @type {string | null} */
  let current = null;

  /** @param {import('../protocol.js').SessionOp} op */
  function send(op) {
    const { sessionStream } = client.replica();
    if (sessionStream) client.submit(sessionStream, op);
  }

  /** @returns {number} the latest message that was put away on this device */
  function recall() {
    try {
      return Number((storage && storage.getItem(key)) || 0);
    } catch {
      return 0;
    }
  }

  function dismiss() {
    if (!now.message) return;
    dismissed = now.message.seq;
    try {
      if (storage) storage.setItem(key, String(dismissed));
    } catch {
      // Then it comes back after a reload, and can be put away again.
    }
    showBanner();
  }

  function showBanner() {
    const { message } = now;
    const isShown = message !== null && message.seq > dismissed;
    steadily(() => {
      banner.hidden = !isShown;
      get('[data-message]', banner).textContent = message ? message.text : '';
    });
    if (!message || !isShown || message.seq === spoken) return;
    spoken = message.seq;
    speak(say('spoken-message', { text: message.text }));
  }

  /** Shown at once, and put right by what the server says. @param {boolean} isUp @param {boolean} isReady */
  function press(isUp, isReady) {
    hand.setAttribute('aria-pressed', String(isUp));
    get('[data-hand-word]', hand).textContent = say(isUp ? 'hand-up' : 'hand-raise');
    ready.setAttribute('aria-pressed', String(isReady));
  }

  /** Who sees what is written: said where it is decided. @param {boolean} isPrivate */
  function showPrivate(isPrivate) {
    const line = get('#private');
    get('#app').toggleAttribute('data-private', isPrivate);
    line.hidden = !isPrivate;
    line.textContent = say(now.isReady ? 'private-over' : 'private-yet');
  }

  hand.addEventListener('click', () => {
    const raised = hand.getAttribute('aria-pressed') !== 'true';
    send({ type: 'hand.set', table, raised });
    press(raised, now.isReady);
  });
  ready.addEventListener('click', () => {
    const isReady = ready.getAttribute('aria-pressed') !== 'true';
    if (current) send({ type: 'table.ready', table, task: current, ready: isReady });
    press(now.isUp, isReady);
  });
  get('[data-dismiss]', banner).addEventListener('click', dismiss);

  return {
    /** @param {Session} session @param {string | null} task */
    show(session, task) {
      const before = now;
      now = signalsOf(session, table, task);
      current = task;
      press(now.isUp, now.isReady);
      showPrivate(Boolean(session.private));
      showBanner();
      if (!isFirst && now.isUp !== before.isUp) speak(say(now.isUp ? 'spoken-hand' : 'spoken-hand-down'));
      if (!isFirst && now.isReady && !before.isReady) speak(say('spoken-ready'));
      isFirst = false;
    },
  };
}
