/**
 * The desk's clock and its buttons; the large one is the next step of the running order.
 * @module
 */

import { canStop, giveTime, nextStep, placeIn, shortTitle, stepBack, toggleClock } from './agenda.js';
import { timeLeft } from '../clock.js';
import { createCue } from '../cue.js';
import { createCues } from './cues.js';
import { showClock } from '../face.js';
import { all, around, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').SessionOp} SessionOp */

/** The label changes under the pointer: a second click of a double click is not a second step. */
const SETTLE_MS = 800;

/**
 * @param {HTMLElement} main
 * @param {{act: (op: SessionOp) => void, session: () => Session | null, now: () => number}} desk
 */
export function createClockbox(main, { act, session, now }) {
  const box = get('.clockbox', main);
  /** @param {string} name @returns {HTMLButtonElement} */
  const button = (name) => get(`[data-act="${name}"]`, box);
  const cues = createCues(main, act);
  const cue = createCue(cues.call);
  let phase = '';
  let settled = 0;

  const turnClock = showClock(get('[data-clock]', box), () => {
    const state = session();
    return state && { clock: state.clock, now: now() };
  }, (mood, left) => {
    const state = session();
    if (state) cue(state.phase, mood);
    box.dataset.mood = mood;
    all('[data-give="-1"]', box).forEach((one) => { /** @type {HTMLButtonElement} */ (one).disabled = left <= 0; });
  });

  /** @param {(session: Session) => SessionOp | null} choose */
  function ask(choose) {
    const state = session();
    const op = state && choose(state);
    if (op) act(op);
  }

  const steps = {
    next() {
      if (Date.now() < settled) return;
      settled = Date.now() + SETTLE_MS;
      ask((state) => nextStep(state).op);
    },
    back: () => ask(stepBack),
    toggle: () => ask(toggleClock),
  };
  button('next').addEventListener('click', steps.next);
  button('toggle').addEventListener('click', steps.toggle);
  box.addEventListener('click', (event) => {
    const give = around(event, '[data-give]');
    if (give) ask((state) => giveTime(state, Number(give.dataset.give), now()));
    if (around(event, '[data-act="stop"]')) ask((state) => (canStop(state) ? { type: 'clock.stop' } : null));
  });

  return {
    ...steps,
    /** @param {Session} state */
    show(state) {
      turnClock();
      cues.render(state);
      const step = nextStep(state);
      const current = state.agenda[placeIn(state)];
      if (phase && phase !== state.phase) settled = Math.max(settled, Date.now() + SETTLE_MS);
      phase = state.phase;
      box.dataset.kind = current ? current.kind : '';
      get('[data-now-phase]', box).textContent = current ? current.title : '';
      get('[data-next-label]', box).textContent = say(`step-${step.verb}`, { step: step.phase ? shortTitle(step.phase) : '' });
      button('next').disabled = step.verb === 'end';
      button('toggle').dataset.can = state.clock.state === 'running' ? 'pause' : 'start';
      all('[data-act="stop"]', box).forEach((one) => { /** @type {HTMLButtonElement} */ (one).disabled = !canStop(state); });
      all('[data-give="-1"]', box).forEach((one) => { /** @type {HTMLButtonElement} */ (one).disabled = timeLeft(state.clock, now()) <= 0; });
    },
  };
}
