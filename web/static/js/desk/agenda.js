/**
 * What comes next in the running order: pure, from the session's state alone.
 * @module
 */

import { timeLeft } from '../clock.js';

/** What the server adds at once. */
const MOST_SECONDS = 3600;

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Phase} Phase */
/** @typedef {import('../protocol.js').SessionOp} SessionOp */
/**
 * `verb`: what the button says: start a task, go to a step, start the clock of this step, or
 * nothing more (`end`).
 * @typedef {{verb: 'start' | 'go' | 'clock' | 'end', phase: Phase | null, op: SessionOp | null}} Step
 */

/** @param {Session} session @returns {number} */
export function placeIn(session) {
  return session.agenda.findIndex(({ id }) => id === session.phase);
}

/** @param {Session} session @returns {Step} */
export function nextStep(session) {
  const now = session.agenda[placeIn(session)];
  if (now && now.kind === 'work' && session.clock.state === 'idle') {
    return { verb: 'clock', phase: now, op: { type: 'clock.start' } };
  }
  const phase = session.agenda[placeIn(session) + 1];
  if (!phase) return { verb: 'end', phase: null, op: null };
  const start = phase.kind === 'work';
  return { verb: start ? 'start' : 'go', phase, op: { type: 'phase.go', phase: phase.id, start } };
}

/** One step back never starts a clock. @param {Session} session @returns {SessionOp | null} */
export function stepBack(session) {
  const phase = session.agenda[placeIn(session) - 1];
  return phase ? { type: 'phase.go', phase: phase.id, start: false } : null;
}

/** Pause what runs, start what does not. @param {Session} session @returns {SessionOp} */
export function toggleClock(session) {
  return { type: session.clock.state === 'running' ? 'clock.pause' : 'clock.start' };
}

/** @param {Session} session @returns {boolean} */
export function canStop(session) {
  return session.clock.state === 'running' || session.clock.state === 'paused';
}

/**
 * So many minutes more, from now on when the time is over: nobody means "a minute after the end".
 * @param {Session} session @param {number} minutes @param {number} now @returns {SessionOp}
 */
export function giveTime({ clock }, minutes, now) {
  const over = Math.max(0, Math.ceil(-timeLeft(clock, now) / 1000));
  return { type: 'clock.add', seconds: Math.min(MOST_SECONDS, minutes * 60 + (minutes > 0 ? over : 0)) };
}

/** "Task 1: Innovation" is "Task 1" on a button. @param {Phase} phase @returns {string} */
export function shortTitle(phase) {
  return phase.kind === 'work' ? phase.title.split(':')[0] : phase.title;
}
