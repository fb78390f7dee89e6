/**
 * Whose turn it is to explain, and which of their pictures is up: pure, from the session's state.
 * @module
 */

import { timeLeft } from '../clock.js';

/** @typedef {import('../protocol.js').Explain} Explain */

/**
 * The diagrams of those who explain, table by table.
 * @param {Explain | null | undefined} explain
 * @param {import('../protocol.js').DiagramEntry[]} diagrams @returns {string[]}
 */
export function turnDiagrams(explain, diagrams) {
  if (!explain) return [];
  return explain.tables.flatMap((id) => diagrams
    .filter(({ table, task }) => table === id && task === explain.task)
    .sort((a, b) => a.number - b.number)
    .map((diagram) => diagram.id));
}

/**
 * Neighbours share the time: each has an equal part of it, in order. On one wall two diagrams side
 * by side would be half as large, which nobody can read from the back.
 * @param {import('../protocol.js').Clock} clock @param {number} now @param {number} parts
 * @returns {number} which part it is, from 0
 */
export function partAt(clock, now, parts) {
  const share = clock.total_ms ? 1 - timeLeft(clock, now) / clock.total_ms : 0;
  return Math.min(Math.max(0, parts - 1), Math.max(0, Math.floor(share * parts)));
}

/** How much of a ring is left, 0 to 1. @param {import('../protocol.js').Clock} clock @param {number} now @returns {number} */
export function shareLeft(clock, now) {
  return clock.total_ms ? Math.min(1, Math.max(0, timeLeft(clock, now) / clock.total_ms)) : 0;
}

/** @param {string[]} ids @param {import('../protocol.js').Table[]} tables @returns {string[]} */
export function namesOf(ids, tables) {
  return ids.flatMap((id) => tables.filter((table) => table.id === id).map(({ name }) => name));
}
