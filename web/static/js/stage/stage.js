/**
 * What the wall shows: one of its views, chosen by the session. Read-only. The same stage fills
 * the projector and, small, a corner of the desk.
 * @module
 */

import { showClock } from '../face.js';
import { all, get } from '../page.js';
import { roomStream } from '../room_views.js';
import { createSeats } from './seats.js';
import { createTiles } from './tiles.js';

/** @typedef {import('../protocol.js').Session} Session */
/**
 * @typedef {{session: Session, join: import('../protocol.js').Join | null,
 *   presence: import('../protocol.js').Presence, counts: (stream: string) => import('../protocol.js').Counts,
 *   isActive: (stream: string) => boolean, away: boolean}} Scene
 */

/** The stage is designed at 54 by 96 em; on narrower screens the strip still needs 72. */
const HEIGHT_EM = 54;
const LEAST_WIDTH_EM = 72;

/**
 * The streams whose pictures `session.show` needs.
 * @param {Session} session @returns {string[]}
 */
export function streamsFor(session) {
  const { mode, diagram } = session.show;
  if (mode === 'diagram' && diagram) return [diagram];
  if (mode === 'mosaic') return diagramsOf(session);
  const room = roomStream(session.show);
  return room ? [room] : [];
}

/**
 * The diagrams of the current task, table by table.
 * @param {Session} session @returns {string[]}
 */
export function diagramsOf(session) {
  return session.tables.flatMap(({ id }) => session.diagrams
    .filter(({ table, task }) => table === id && task === session.task)
    .sort((a, b) => a.number - b.number)
    .map((diagram) => diagram.id));
}

/**
 * @param {HTMLElement} root
 * @param {import('../pictures.js').Pictures} pictures
 * @param {() => number} now the server's time
 */
export function createStage(root, pictures, now) {
  /** @type {Scene | null} */
  let scene = null;
  /** @param {string} name */
  const view = (name) => get(`[data-view="${name}"]`, root);
  const tiles = createTiles(view('mosaic'), pictures);
  const seats = createSeats(view('join'));
  const face = get('[data-clock]', root);
  const turnClock = showClock(face, () => scene && { clock: scene.session.clock, now: now() });

  /** @param {string} name @param {string} text */
  function write(name, text) {
    all(`[data-${name}]`, root).forEach((place) => {
      if (place.textContent !== text) place.textContent = text;
    });
  }

  function fit() {
    root.style.fontSize = `${Math.min(root.clientHeight / HEIGHT_EM, root.clientWidth / LEAST_WIDTH_EM)}px`;
    tiles.fit();
    seats.fit();
  }

  /** @param {Scene} next */
  function showStrip({ session, join, away }) {
    const phase = session.agenda.find(({ id }) => id === session.phase);
    write('code', spaced(session.code));
    write('address', join ? join.address : '');
    write('title', session.title);
    write('phase', phase ? phase.title : '');
    get('[data-away]', root).hidden = !away;
  }

  /** @param {Scene} next */
  function showView(next) {
    const { mode } = next.session.show;
    const name = roomStream(next.session.show) ? 'room' : mode;
    // A newer server may show what this page knows nothing of: what is there stays.
    if (!all(`[data-view="${name}"]`, root).length) return;
    const [single] = mode === 'mosaic' ? [] : streamsFor(next.session);
    // What was there stays until the new picture has come: a blank wall looks broken.
    if (single && !pictures.isReady(single) && root.dataset.mode !== 'waiting') return;
    root.dataset.mode = mode;
    all('[data-view]', root).forEach((place) => { place.hidden = place.dataset.view !== name; });
    all('[data-blank]', root).forEach((place) => { place.hidden = place.dataset.blank !== next.session.task; });
    if (single) pictures.hang(single, get('[data-slot]', view(name)));
    if (mode === 'mosaic') tiles.show(next, diagramsOf(next.session));
    if (mode === 'join') seats.show(next.session.tables, next.presence);
  }

  // The QR code is only for those who are in, so it is asked for once they are.
  all('[data-qr]', root).forEach((code) => code.setAttribute('src', String(code.dataset.qr)));
  new ResizeObserver(fit).observe(root);
  return {
    /** @param {Scene} next */
    show(next) {
      scene = next;
      turnClock();
      showStrip(next);
      showView(next);
    },
  };
}

/** "K7M2QP" is read aloud and typed in two halves. @param {string} code @returns {string} */
export function spaced(code) {
  return code.length === 6 ? `${code.slice(0, 3)}\u2009${code.slice(3)}` : code;
}
