/**
 * The desk's clock and its buttons; the large one is the next step of the running order.
 * @module
 */

import { canStop, nextStep, placeIn, shortTitle, stepBack, toggleClock } from './agenda.js';
import { showClock } from '../face.js';
import { get } from '../page.js';
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
  let phase = '';
  let settled = 0;

  const turnClock = showClock(get('[data-clock]', box), () => {
    const state = session();
    return state && { clock: state.clock, now: now() };
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
  button('add').addEventListener('click', () => act({ type: 'clock.add', seconds: 60 }));
  button('stop').addEventListener('click', () => ask((state) => (canStop(state) ? { type: 'clock.stop' } : null)));

  return {
    ...steps,
    /** @param {Session} state */
    show(state) {
      turnClock();
      const step = nextStep(state);
      const current = state.agenda[placeIn(state)];
      if (phase && phase !== state.phase) settled = Math.max(settled, Date.now() + SETTLE_MS);
      phase = state.phase;
      get('[data-now-phase]', box).textContent = current ? current.title : '';
      get('[data-next-label]', box).textContent = say(`step-${step.verb}`, { step: step.phase ? shortTitle(step.phase) : '' });
      button('next').disabled = step.verb === 'end';
      button('toggle').dataset.can = state.clock.state === 'running' ? 'pause' : 'start';
      button('stop').disabled = !canStop(state);
    },
  };
}
