/**
 * What a stage shows, from the session's state alone: what is on the wall, what comes next, or what
 * one wall is pinned to. Pure.
 * @module
 */

import { roomStream } from '../room_views.js';
import { turnDiagrams } from './turns.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Show} Show */
/**
 * `lens`: of which time the pictures are: as it is now, as it stood still, or as a replay has it.
 * @typedef {Session & {lens: 'screen' | 'still' | 'replay'}} Shown
 */

/** What every wall shows that follows: what was frozen stands still. @param {Session} session @returns {Shown} */
export function onWall(session) {
  if (!session.frozen) return live(session, session.show);
  const { show, task, lit, tables, diagrams, explain } = session.frozen;
  return { ...session, show, task, lit, tables, diagrams, explain, lens: 'still' };
}

/** What the wall would show next; null when nothing was chosen. @param {Session} session @returns {Shown | null} */
export function comingUp(session) {
  return session.coming ? live({ ...session, blank: false }, session.coming) : null;
}

/**
 * What a wall shows that stays on one thing; freezing and blanking hold it back like any other.
 * @param {Session} session @param {Show} show @returns {Shown}
 */
export function pinned(session, show) {
  const wall = onWall(session);
  const there = !show.diagram || wall.diagrams.some(({ id }) => id === show.diagram);
  if (!there) return wall;
  return wall.lens === 'still' ? { ...wall, show } : live(session, show);
}

/** @param {Session} session @param {Show} show @returns {Shown} */
function live(session, show) {
  return { ...session, show, lens: show.mode === 'replay' ? 'replay' : 'screen' };
}

/**
 * Which of the stage's views shows it; '' for a mode that this page knows nothing of.
 * @param {Show} show @returns {string}
 */
export function viewOf(show) {
  if (roomStream(show)) return 'room';
  if (show.mode === 'replay') return show.diagram ? 'diagram' : 'mosaic';
  return ['join', 'brief', 'example', 'mosaic', 'diagram', 'explain', 'close'].includes(show.mode) ? show.mode : '';
}

/**
 * The streams whose pictures it needs.
 * @param {Shown} shown @returns {string[]}
 */
export function streamsFor({ show, lens, diagrams, tables, task, explain }) {
  const room = roomStream(show);
  if (room) return [lens === 'screen' ? room : `${lens}:${room}`];
  const view = viewOf(show);
  if (view === 'diagram' && show.diagram) return [`${lens}:${show.diagram}`];
  if (view === 'explain') return turnDiagrams(explain, diagrams).map((id) => `${lens}:${id}`);
  if (view !== 'mosaic') return [];
  return diagramsOf({ diagrams, tables, task: show.task || task }).map((id) => `${lens}:${id}`);
}

/**
 * The ids of a task's diagrams, table by table.
 * @param {Pick<Session, 'tables' | 'diagrams' | 'task'>} session @returns {string[]}
 */
export function diagramsOf({ tables, diagrams, task }) {
  return tables.flatMap(({ id }) => diagrams
    .filter((diagram) => diagram.table === id && diagram.task === task)
    .sort((a, b) => a.number - b.number)
    .map((diagram) => diagram.id));
}

/** The diagram that a stream shows. @param {string} stream @returns {string} */
export function diagramIn(stream) {
  return stream.slice(stream.lastIndexOf(':') + 1);
}

const OF_A_TASK = ['composite', 'matrix', 'overlap', 'gaps', 'example'];

/** A pin as it stands in an address: "mosaic", "diagram:d1", "zone:innovation:need:1". @param {Show} show @returns {string} */
export function pinOf({ mode, diagram, task, zone, page }) {
  return [mode, diagram || task, zone, zone ? page || 1 : ''].filter(Boolean).join(':');
}

/** What an address pins a wall to; null when it pins nothing. @param {string} search @returns {Show | null} */
export function pinFrom(search) {
  const [mode, what, zone, page] = (new URLSearchParams(search).get('pin') || '').split(':');
  if (['join', 'mosaic', 'close', 'brief'].includes(mode) && !what) return { mode };
  if (mode === 'diagram' && what) return { mode, diagram: what };
  if (OF_A_TASK.includes(mode) && what) return { mode, task: what };
  if (mode === 'zone' && what && zone) return { mode, task: what, zone, page: Number(page) || 1 };
  return null;
}
