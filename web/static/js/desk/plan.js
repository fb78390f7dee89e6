/**
 * Ahead of or behind the plan: pure, from the session's state and the time alone (R37).
 * @module
 */

import { placeIn } from './agenda.js';
import { timeLeft } from '../clock.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Phase} Phase */

export const MINUTE_MS = 60000;

/**
 * What a step has left: by its clock, by the clock it was left with, or all its minutes.
 * @param {Session} session @param {Phase} phase @param {number} now @returns {number} ms
 */
export function leftOf(session, phase, now) {
  if (phase.id === session.phase) return timeLeft(session.clock, now);
  const kept = session.clocks && session.clocks[phase.id];
  return kept ? timeLeft(kept, now) : phase.minutes * MINUTE_MS;
}

/**
 * What the current step and all after it have left.
 * @param {Session} session @param {number} now @returns {number} ms
 */
export function remaining(session, now) {
  const coming = session.agenda.slice(Math.max(0, placeIn(session)));
  return coming.reduce((sum, phase) => sum + Math.max(0, leftOf(session, phase, now)), 0);
}

/**
 * Less than a minute is nothing to speak of.
 * @typedef {{word: 'before' | 'on' | 'behind' | 'ahead', minutes: number, planned: number, expected: number}} Standing
 */
/**
 * `planned` and `expected`: when it should be over, and when it will be, in server time.
 * @param {Session} session @param {number} now @returns {Standing}
 */
export function standing(session, now) {
  const expected = now + remaining(session, now);
  if (!session.plan) {
    return { word: 'before', minutes: Math.round(remaining(session, now) / MINUTE_MS), planned: expected, expected };
  }
  const planned = session.plan.ends_at;
  const late = expected - planned;
  const minutes = Math.floor(Math.abs(late) / MINUTE_MS);
  const word = minutes < 1 ? 'on' : late > 0 ? 'behind' : 'ahead';
  return { word, minutes, planned, expected };
}
