/**
 * A stage: it shows what it is told to, and takes no orders. The same stage fills the projector
 * and, small, a corner of the desk.
 * @module
 */

import { showClock } from '../face.js';
import { all, get } from '../page.js';
import { createExplain } from './explain.js';
import { createForms } from './forms.js';
import { createSeats } from './seats.js';
import { streamsFor, viewOf } from './shown.js';
import { createTiles } from './tiles.js';

/**
 * @typedef {{session: import('./shown.js').Shown, join: import('../protocol.js').Join | null,
 *   presence: import('../protocol.js').Presence, counts: (stream: string) => import('../protocol.js').Counts,
 *   isActive: (stream: string) => boolean, away: boolean}} Scene
 */

/** The stage is designed at 54 by 96 em; on narrower screens the strip still needs 72. */
const HEIGHT_EM = 54;
const LEAST_WIDTH_EM = 72;

/**
 * @param {HTMLElement} root
 * @param {import('../pictures.js').Pictures} pictures
 * @param {() => number} now the server's time
 * @param {string} [name] tells stages of one page apart
 */
export function createStage(root, pictures, now, name = '') {
  /** @type {Scene | null} */
  let scene = null;
  /** @param {string} which */
  const view = (which) => get(`[data-view="${which}"]`, root);
  const tiles = createTiles(view('mosaic'), pictures, name);
  const seats = createSeats(view('join'));
  const forms = createForms(root);
  const explain = createExplain(view('explain'), pictures, now, name);
  const face = get('[data-clock]', root);
  const turnClock = showClock(face, () => scene && { clock: scene.session.clock, now: now() });

  /** @param {string} what @param {string} text */
  function write(what, text) {
    all(`[data-${what}]`, root).forEach((place) => {
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
    root.classList.toggle('is-calm', Boolean(session.calm));
    root.classList.toggle('is-blank', Boolean(session.blank));
  }

  /** @param {Scene} next */
  function showView(next) {
    const { show } = next.session;
    const which = viewOf(show);
    // A newer server may show what this page knows nothing of: what is there stays.
    if (!which) return;
    const streams = streamsFor(next.session);
    const single = which === 'mosaic' ? '' : streams[0];
    // What was there stays until the new picture has come: a blank wall looks broken.
    if (single && !pictures.isReady(single) && root.dataset.mode !== 'waiting') return;
    if (which === 'mosaic' && root.dataset.mode !== 'waiting' && !streams.some(pictures.isReady) && streams.length) return;
    root.dataset.mode = show.mode;
    all('[data-view]', root).forEach((place) => { place.hidden = place.dataset.view !== which; });
    if (single && which !== 'explain') pictures.hang(single, get('[data-slot]', view(which)), name);
    if (which === 'mosaic') tiles.show(next, streams);
    if (which === 'explain') explain.show(next, streams);
    if (which === 'join') seats.show(next.session.tables, next.presence);
    if (which === 'brief') forms.brief(String(next.session.task), next.session.lit || null);
    if (which === 'example') forms.example(String(show.task));
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
