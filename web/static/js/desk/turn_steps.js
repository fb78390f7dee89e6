/**
 * What the desk asks for while tables explain: pure, from the session's state alone.
 * @module
 */

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').ExplainOp} ExplainOp */
/** @typedef {import('../protocol.js').TurnQueue} TurnQueue */

/**
 * The queue of the step that is on; null outside the steps for explaining.
 * @param {Session} session @returns {(TurnQueue & {task: string}) | null}
 */
export function queueOf({ explain, queues }) {
  const queue = explain && queues && queues[explain.task];
  return explain && queue ? { ...queue, task: explain.task } : null;
}

/**
 * What the large button and the right arrow do: begin the time of who is on, call up the next, or
 * finish; null when there is nothing left to do here.
 * @param {TurnQueue & {task: string}} queue
 * @returns {{verb: 'begin' | 'start' | 'next' | 'finish' | 'all-done', turn: string | null, op: ExplainOp | null}}
 */
export function nextTurn(queue) {
  const { task, now, next, clock } = queue;
  if (now && clock.state === 'idle') {
    return { verb: 'begin', turn: now, op: { type: 'explain.run', task, turn: now, run: true } };
  }
  const op = goTo(queue, next, true);
  if (next) return { verb: now ? 'next' : 'start', turn: next, op };
  return now ? { verb: 'finish', turn: null, op } : { verb: 'all-done', turn: null, op: null };
}

/** One step back starts no time. @param {TurnQueue & {task: string}} queue @returns {ExplainOp | null} */
export function turnBack(queue) {
  const { task, now, before } = queue;
  if (!now && !before) return null;
  return { type: 'explain.go', task, turn: before, since: now, start: false, done: false };
}

/**
 * @param {TurnQueue & {task: string}} queue @param {string | null} turn @param {boolean} done
 * @returns {ExplainOp}
 */
export function goTo({ task, now }, turn, done) {
  return { type: 'explain.go', task, turn, since: now, start: turn !== null, done };
}

/** Pause what runs, start what does not. @param {TurnQueue & {task: string}} queue @returns {ExplainOp | null} */
export function toggleTurn({ task, now, clock }) {
  return now ? { type: 'explain.run', task, turn: now, run: clock.state !== 'running' } : null;
}

/**
 * One place earlier among those who wait.
 * @param {TurnQueue & {task: string}} queue @param {string} turn @returns {ExplainOp | null}
 */
export function earlier({ task, turns }, turn) {
  const place = turns.findIndex(({ id }) => id === turn);
  return place > 0 ? { type: 'explain.move', task, turn, before: turns[place - 1].id } : null;
}

/**
 * Which zone stands out next: whole, first, second ... last, whole.
 * @param {string[]} zones @param {string | null} lit @param {number} by @returns {string | null}
 */
export function zoneBeside(zones, lit, by) {
  const around = [null, ...zones];
  const place = around.indexOf(lit);
  return around[(place + by + around.length) % around.length];
}
