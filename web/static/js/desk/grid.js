/**
 * The figures of the coverage grid: tables by zones. Pure; gridview.js puts them on the page.
 * @module
 */

import { isRecent } from '../activity.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Presence} Presence */
/** @typedef {import('../protocol.js').Counts} Counts */
/**
 * `active`: somebody wrote in the last half minute or is typing; `minutes`: since the last note, as
 * far as known.
 * @typedef {{table: string, name: string, here: number, diagrams: string[], cells: Counts,
 *   total: number, active: boolean, minutes: number | null}} Row
 */
/**
 * @typedef {{presence: Presence, counts: (stream: string) => Counts,
 *   lastAt: (streams: string[]) => number | null, now: number}} Facts
 */

/**
 * One row a table, in the tables' own order.
 * @param {Session} session @param {string} task @param {Facts} facts @returns {Row[]}
 */
export function coverage(session, task, facts) {
  return session.tables.map(({ id, name }) => {
    const diagrams = session.diagrams
      .filter((diagram) => diagram.table === id && diagram.task === task)
      .sort((a, b) => a.number - b.number)
      .map((diagram) => diagram.id);
    const cells = sum(diagrams.map(facts.counts));
    const at = facts.lastAt(diagrams);
    const { here, people } = facts.presence[id] || { here: 0, people: [] };
    const isTyping = (people || []).some(({ typing }) => typing && diagrams.includes(typing.stream));
    return {
      table: id, name, here, diagrams, cells, total: total(cells),
      active: isTyping || isRecent(at, facts.now),
      minutes: at === null ? null : Math.max(0, Math.floor((facts.now - at) / 60000)),
    };
  });
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
