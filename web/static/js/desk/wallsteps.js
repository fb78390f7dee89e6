/**
 * What "next" and "back" mean on the wall: the next prompt of the brief, the next page of a zone,
 * else what was prepared, and what was there before. Pure.
 * @module
 */

import { roomStream, turned } from '../room_views.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').SessionOp} SessionOp */
/** @typedef {{[stream: string]: import('../replica.js').Stream}} Streams */

/**
 * @param {Session} session @param {Streams} streams
 * @param {(task: string) => string[]} zonesOf in the order they are lit
 * @returns {SessionOp | null}
 */
export function nextOnWall(session, streams, zonesOf) {
  const within = step(session, streams, zonesOf, 1);
  if (within) return within;
  const { next, queue = [] } = session;
  const coming = next || (queue[0] && queue[0].show);
  return coming ? { type: 'wall.show', show: coming } : null;
}

/**
 * @param {Session} session @param {Streams} streams @param {(task: string) => string[]} zonesOf
 * @returns {SessionOp | null}
 */
export function backOnWall(session, streams, zonesOf) {
  const within = step(session, streams, zonesOf, -1);
  if (within) return within;
  return session.past && session.past.length ? { type: 'wall.back', since: session.since || 0 } : null;
}

/**
 * A step within what is on the wall; null at its end.
 * @param {Session} session @param {Streams} streams @param {(task: string) => string[]} zonesOf @param {1 | -1} by
 * @returns {SessionOp | null}
 */
function step(session, streams, zonesOf, by) {
  const { show } = session;
  if (show.mode === 'brief') return prompt(session, zonesOf(String(session.task)), by);
  if (show.mode !== 'zone') return null;
  const page = turned(show, streams[roomStream(show)], by);
  return page ? { type: 'wall.show', show: page } : null;
}

/**
 * The next prompt to light, or the one before; before the first, none is lit.
 * @param {Session} session @param {string[]} zones @param {1 | -1} by @returns {SessionOp | null}
 */
export function prompt(session, zones, by) {
  const at = session.lit ? zones.indexOf(session.lit) : -1;
  const to = at + by;
  if (to < -1 || to >= zones.length || at === to) return null;
  return { type: 'brief.light', zone: to < 0 ? null : zones[to] };
}

/**
 * How far a replay is, by the server's clock; never past its end.
 * @param {import('../protocol.js').Replay} replay @param {number} now @param {number} length @returns {number}
 */
export function positionOf({ playing, position_ms, since_ms, speed }, now, length) {
  const passed = playing ? Math.max(0, now - since_ms) * speed : 0;
  return Math.min(length, position_ms + passed);
}
