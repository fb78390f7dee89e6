/**
 * The figures of the coverage grid: tables by zones, and what each table signals. Pure;
 * gridview.js puts them on the page, attention.js says what of it matters most.
 * @module
 */

import { isRecent } from '../activity.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Presence} Presence */
/** @typedef {import('../protocol.js').Counts} Counts */
/**
 * `active`: somebody wrote in the last half minute or is typing; `minutes`: since the last note, as
 * far as known; `silent`: minutes without a change while everybody should write, else null;
 * `hand`: since when it is up.
 * @typedef {{table: string, name: string, here: number, diagrams: string[], cells: Counts,
 *   total: number, active: boolean, minutes: number | null, silent: number | null,
 *   hand: number | null, isReady: boolean, devices: number, lost: number, warnings: number}} Row
 */
/**
 * @typedef {{presence: Presence, counts: (stream: string) => Counts,
 *   lastAt: (streams: string[]) => number | null, now: number}} Facts
 */

const MINUTE_MS = 60000;
const SILENT_MS = 2 * MINUTE_MS;

/**
 * One row a table, in the tables' own order.
 * @param {Session} session @param {string} task @param {Facts} facts @returns {Row[]}
 */
export function coverage(session, task, facts) {
  const { hands = [], ready = {} } = session;
  return session.tables.map(({ id, name }) => {
    const diagrams = session.diagrams
      .filter((diagram) => diagram.table === id && diagram.task === task)
      .sort((a, b) => a.number - b.number)
      .map((diagram) => diagram.id);
    const cells = sum(diagrams.map(facts.counts));
    const at = facts.lastAt(diagrams);
    const { here, people, devices = here, lost = 0, warnings = 0 } = facts.presence[id] || { here: 0, people: [] };
    const isTyping = (people || []).some(({ typing }) => typing && diagrams.includes(typing.stream));
    const active = isTyping || isRecent(at, facts.now);
    const hand = hands.find(({ table }) => table === id);
    return {
      table: id, name, here, diagrams, cells, total: total(cells), active,
      minutes: at === null ? null : Math.max(0, Math.floor((facts.now - at) / MINUTE_MS)),
      silent: active || !here ? null : silence(session, task, at, facts.now),
      hand: hand ? hand.at : null,
      isReady: (ready[task] || []).includes(id),
      devices, lost, warnings,
    };
  });
}

/**
 * For how many minutes a table has been silent, null while that means nothing: nobody is to write,
 * the clock stands, or it has not been two minutes yet. A pause does not count against a table.
 * @param {Session} session @param {string} task @param {number | null} at @param {number} now
 * @returns {number | null}
 */
export function silence({ writing, running_since: since }, task, at, now) {
  if (writing !== task || since === null || since === undefined) return null;
  const quiet = now - Math.max(at || 0, since);
  return quiet >= SILENT_MS ? Math.floor(quiet / MINUTE_MS) : null;
}

/** @param {Counts[]} counts @returns {Counts} */
export function sum(counts) {
  /** @type {Counts} */
  const all = {};
  counts.forEach((one) => Object.entries(one).forEach(([zone, count]) => {
    all[zone] = (all[zone] || 0) + count;
  }));
  return all;
}

/** @param {Counts} counts @returns {number} */
export function total(counts) {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}

/**
 * How dark a cell is, in five steps: an empty zone must stand out from a zone with one note, and
 * past six more says little.
 * @param {number} count @returns {0 | 1 | 2 | 3 | 4}
 */
export function shade(count) {
  if (count <= 0) return 0;
  if (count === 1) return 1;
  if (count <= 3) return 2;
  return count <= 6 ? 3 : 4;
}
