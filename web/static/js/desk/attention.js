/**
 * Which tables want looking at, and why: pure, the only place that weighs one against another.
 * @module
 */

/** @typedef {import('./grid.js').Row} Row */
/** What a grid shows only: all, those of one sign, or those with nothing in one zone (`zone:need`). */
/** @typedef {'' | 'hand' | 'silent' | 'waiting' | 'lost' | 'warned' | `zone:${string}`} Filter */
/** @typedef {{zone: string, empty: number, of: number}} Gap */

/** A table that nobody sat down at is no gap. @param {Row} row */
const isThere = (row) => row.here > 0 || row.total > 0;

/**
 * How many tables have nothing in each zone, the largest gap first.
 * @param {Row[]} rows @param {string[]} zones in the order of the diagram @returns {Gap[]}
 */
export function gaps(rows, zones) {
  const there = rows.filter(isThere);
  return zones
    .map((zone) => ({ zone, empty: there.filter(({ cells }) => !cells[zone]).length, of: there.length }))
    .sort((a, b) => b.empty - a.empty);
}

/** @param {Row} row @param {string} filter @returns {boolean} */
export function fits(row, filter) {
  if (filter.startsWith('zone:')) return isThere(row) && !row.cells[filter.slice(5)];
  if (filter === 'hand') return row.hand !== null;
  if (filter === 'silent') return row.silent !== null;
  if (filter === 'waiting') return isThere(row) && !row.isReady;
  if (filter === 'lost') return row.lost > 0;
  return filter === 'warned' ? row.warnings > 0 : true;
}

/**
 * @param {Row[]} rows
 * @returns {{hand: number, silent: number, ready: number, lost: number, warned: number, of: number}}
 */
export function tallies(rows) {
  /** @param {(row: Row) => number} figure */
  const add = (figure) => rows.reduce((all, row) => all + figure(row), 0);
  return {
    hand: add(({ hand }) => Number(hand !== null)),
    silent: add(({ silent }) => Number(silent !== null)),
    ready: add(({ isReady }) => Number(isReady)),
    lost: add(({ lost }) => lost),
    warned: add(({ warnings }) => warnings),
    of: rows.length,
  };
}

/**
 * Hands first, who waits longest on top; then silence, lost connections, warnings, empty zones.
 * Else the tables' own order.
 * @param {Row[]} rows @param {string[]} zones @returns {Row[]}
 */
export function byAttention(rows, zones) {
  /** @param {Row} row */
  const weights = (row) => [
    row.hand === null ? -Infinity : -row.hand,
    row.silent === null ? -1 : row.silent,
    row.lost,
    row.warnings,
    isThere(row) ? zones.filter((zone) => !row.cells[zone]).length : -1,
  ];
  return rows
    .map((row, place) => ({ row, place, weight: weights(row) }))
    .sort((a, b) => compare(b.weight, a.weight) || a.place - b.place)
    .map(({ row }) => row);
}

/** @param {number[]} a @param {number[]} b @returns {number} */
function compare(a, b) {
  const place = a.findIndex((weight, index) => weight !== b[index]);
  if (place < 0) return 0;
  return a[place] < b[place] ? -1 : 1;
}
