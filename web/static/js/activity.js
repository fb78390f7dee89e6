/**
 * When each diagram was last written on, as far as this page has seen it.
 * @module
 */

const ACTIVE_MS = 30000;

/** @typedef {ReturnType<typeof createActivity>} Activity */

export function createActivity() {
  /** @type {Map<string, number>} stream -> server time in ms */
  const last = new Map();

  return {
    /** @param {import('./replica.js').Effect} effect */
    receive(effect) {
      if (effect.do === 'written') last.set(effect.stream, effect.at);
      if (effect.do !== 'entry') return;
      last.set(effect.stream, Math.max(effect.entry.at, last.get(effect.stream) || 0));
    },
    /** @param {string[]} streams @returns {number | null} */
    lastAt(streams) {
      const times = streams.map((stream) => last.get(stream) || 0);
      return Math.max(0, ...times) || null;
    },
  };
}

/** @param {number | null} at @param {number} now both in server time @returns {boolean} */
export function isRecent(at, now) {
  return at !== null && now - at < ACTIVE_MS;
}
