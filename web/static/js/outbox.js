/**
 * What was asked for and is not yet answered: kept in the browser's storage, so that it survives a
 * reload and a closed tab. One storage key an entry, so that two tabs never overwrite each other.
 * Nothing leaves the outbox but by an answer from the server or a person's hand.
 * @module
 */

/**
 * `after`: the ref of an earlier entry; when that one is acknowledged, its seq becomes the base of
 * this edit, or the entry this undo takes back.
 * @typedef {{ref: string, order: number, stream: string, op: any, undo: number | null,
 *   after: string | null, state: 'waiting' | 'refused', code: string, message: string}} OutboxEntry
 */
/** @typedef {{getItem(key: string): string | null, setItem(key: string, value: string): void,
 *   removeItem(key: string): void, key(index: number): string | null, readonly length: number}} Store */
/** @typedef {ReturnType<typeof openOutbox>} Outbox */

/**
 * @param {string} name whose outbox: one a session and table (a device writes at one table)
 * @param {Store | null} store null when the browser forbids storage
 * @param {{onChange?: () => void, onTrouble?: () => void}} [callbacks] `onTrouble`: an entry is
 *   only in memory, because storage is full or forbidden
 */
export function openOutbox(name, store, { onChange = () => {}, onTrouble = () => {} } = {}) {
  const prefix = `workshop.outbox.${name}.`;
  /** @type {Map<string, OutboxEntry>} */
  let entries = new Map();
  /** @type {Set<string>} in memory only */
  const unstored = new Set();

  /** @returns {Map<string, OutboxEntry>} */
  function read() {
    /** @type {Map<string, OutboxEntry>} */
    const found = new Map();
    if (!store) return found;
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      const text = key && key.startsWith(prefix) ? store.getItem(key) : null;
      const entry = text ? parse(text) : null;
      if (entry) found.set(entry.ref, entry);
    }
    return found;
  }

  /** @param {OutboxEntry} entry */
  function keep(entry) {
    entries.set(entry.ref, entry);
    try {
      if (!store) throw new Error('no storage');
      store.setItem(prefix + entry.ref, JSON.stringify(entry));
      unstored.delete(entry.ref);
    } catch {
      unstored.add(entry.ref);
      onTrouble();
    }
    onChange();
  }

  /** @param {string} ref */
  function drop(ref) {
    if (!entries.delete(ref)) return;
    unstored.delete(ref);
    if (store) store.removeItem(prefix + ref);
    onChange();
  }

  /** Takes in what another tab of this device wrote or removed. */
  function refresh() {
    const found = read();
    unstored.forEach((ref) => {
      const entry = entries.get(ref);
      if (entry) found.set(ref, entry);
    });
    entries = found;
    onChange();
  }

  /** @returns {OutboxEntry[]} oldest first */
  function list() {
    return Array.from(entries.values()).sort((a, b) => a.order - b.order || (a.ref < b.ref ? -1 : 1));
  }

  /**
   * @param {{ref: string, stream: string, op?: any, undo?: number | null, after?: string | null}} what
   */
  function add({ ref, stream, op = null, undo = null, after = null }) {
    const last = list().reduce((most, entry) => Math.max(most, entry.order), 0);
    const order = Math.max(Date.now(), last + 1);
    keep({ ref, order, stream, op, undo, after, state: 'waiting', code: '', message: '' });
  }

  /**
   * The server has it. Returns the entry, or null when it was not ours.
   * @param {string} ref @param {number} seq @returns {OutboxEntry | null}
   */
  function acknowledge(ref, seq) {
    const entry = entries.get(ref) || null;
    if (!entry) return null;
    list().forEach((later) => {
      if (later.after !== ref) return;
      const op = later.op && 'base' in later.op ? { ...later.op, base: seq } : later.op;
      keep({ ...later, op, undo: later.op ? null : seq, after: null });
    });
    drop(ref);
    return entry;
  }

  /**
   * The server will not take it; it stays here, with the reason, until a person decides.
   * @param {string} ref @param {string} code @param {string} message @returns {OutboxEntry | null}
   */
  function refuse(ref, code, message) {
    const entry = entries.get(ref);
    if (!entry) return null;
    list().forEach((later) => later.after === ref && keep({ ...later, after: null }));
    /** @type {OutboxEntry} */
    const refused = { ...entry, state: 'refused', code, message };
    keep(refused);
    return refused;
  }

  entries = read();
  return {
    add, drop, list, refresh, acknowledge, refuse, prefix,
    get: (/** @type {string} */ ref) => entries.get(ref) || null,
    waiting: () => list().filter((entry) => entry.state === 'waiting'),
    refused: () => list().filter((entry) => entry.state === 'refused'),
    isStored: () => unstored.size === 0,
  };
}

/** @param {string} text @returns {OutboxEntry | null} */
function parse(text) {
  try {
    const entry = JSON.parse(text);
    return entry && typeof entry.ref === 'string' && typeof entry.stream === 'string' ? entry : null;
  } catch {
    return null;
  }
}

/** The browser's storage, or null where it is forbidden. @returns {Storage | null} */
export function browserStorage() {
  try {
    const probe = 'workshop.probe';
    window.localStorage.setItem(probe, '1');
    window.localStorage.removeItem(probe);
    return window.localStorage;
  } catch {
    return null;
  }
}
