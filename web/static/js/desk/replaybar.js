/**
 * The desk's hand on a replay: play and pause, where it is, how fast. The wall only shows.
 * @module
 */

import { positionOf } from './wallsteps.js';
import { get } from '../page.js';

/** @typedef {import('../protocol.js').Session} Session */

const TURN_MS = 500;

/**
 * @param {HTMLElement} panel
 * @param {{act: (op: import('../protocol.js').SessionOp) => void, now: () => number}} desk
 */
export function createReplayBar(panel, { act, now }) {
  const bar = get('[data-replay]', panel);
  /** @type {HTMLInputElement} */
  const slider = get('[data-replay-position]', bar);
  /** @type {HTMLSelectElement} */
  const speed = get('[data-replay-speed]', bar);
  const toggle = get('[data-replay-toggle]', bar);
  /** @type {Session | null} */
  let session = null;
  let length = 0;
  let isHeld = false;

  function position() {
    return session && session.replay ? positionOf(session.replay, now(), length) : 0;
  }

  /** @param {Partial<{playing: boolean, position_ms: number, speed: number}>} change */
  function set(change) {
    if (!session || !session.replay) return;
    const { playing, speed: rate } = session.replay;
    act({ type: 'replay.set', playing, position_ms: Math.round(position()), speed: rate, ...change });
  }

  toggle.addEventListener('click', () => {
    const isOver = position() >= length;
    const plays = Boolean(session && session.replay && session.replay.playing) && !isOver;
    set({ playing: !plays, ...(isOver ? { position_ms: 0 } : {}) });
  });
  slider.addEventListener('pointerdown', () => { isHeld = true; });
  slider.addEventListener('input', () => { isHeld = true; write(Number(slider.value)); });
  slider.addEventListener('change', () => {
    isHeld = false;
    set({ position_ms: Number(slider.value) });
  });
  speed.addEventListener('change', () => set({ speed: Number(speed.value) }));

  /** @param {number} at */
  function write(at) {
    get('[data-replay-time]', bar).textContent = `${clock(at)} / ${clock(length)}`;
    slider.setAttribute('aria-valuetext', clock(at));
  }

  function turn() {
    if (bar.hidden || !session || !session.replay) return;
    const at = position();
    toggle.dataset.can = session.replay.playing && at < length ? 'pause' : 'play';
    if (isHeld) return;
    slider.max = String(length);
    slider.value = String(at);
    write(at);
  }

  window.setInterval(turn, TURN_MS);
  return {
    /** @param {Session} state @param {number} known how long there is to replay */
    render(state, known) {
      session = state;
      length = known || length;
      bar.hidden = state.show.mode !== 'replay';
      if (state.replay && document.activeElement !== speed) speed.value = String(state.replay.speed);
      turn();
    },
  };
}

/** @param {number} ms @returns {string} */
function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
