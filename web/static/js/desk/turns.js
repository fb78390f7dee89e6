/**
 * Who explains, on the desk: the turn that is on, its time, the queue, and how it is lined up.
 * @module
 */

import { showClock } from '../face.js';
import { all, around, get } from '../page.js';
import { namesOf } from '../stage/turns.js';
import { say } from '../words.js';
import { createTurnList } from './turn_list.js';
import { nextTurn, queueOf, toggleTurn, turnBack, zoneBeside } from './turn_steps.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').ExplainOp} ExplainOp */
/** @typedef {import('../protocol.js').TurnQueue & {task: string}} Queue */

/** The label changes under the pointer: a second click of a double click is not a second step. */
const SETTLE_MS = 800;

/**
 * @param {HTMLElement} main
 * @param {{act: (op: ExplainOp) => void, session: () => Session | null, now: () => number,
 *   steps: {next: () => void, back: () => void, toggle: () => void}}} desk `steps`: of the running order
 */
export function createTurns(main, { act, session, now, steps }) {
  const panel = get('[data-turns]', main);
  /** @param {string} name */
  const part = (name) => get(`[data-${name}]`, panel);
  const queue = () => {
    const state = session();
    return state && queueOf(state);
  };
  const list = createTurnList(panel, { act, queue });
  let settled = 0;
  const turnClock = showClock(part('turn-clock'), () => {
    const on = queue();
    return on && { clock: on.clock, now: now() };
  });

  /** @param {(queue: Queue) => ExplainOp | null} choose @returns {boolean} whether this was for who explains */
  function ask(choose) {
    const on = queue();
    const op = on && choose(on);
    if (op) act(op);
    return Boolean(op);
  }

  /** @param {() => void} otherwise @param {(queue: Queue) => ExplainOp | null} choose */
  function step(choose, otherwise) {
    if (Date.now() < settled) return;
    if (ask(choose)) settled = Date.now() + SETTLE_MS;
    else otherwise();
  }

  /** @param {(queue: Queue, turn: string) => ExplainOp} choose */
  const withNow = (choose) => ask((on) => (on.now ? choose(on, on.now) : null));
  /** @type {{[name: string]: () => void}} */
  const acts = {
    next: () => step((on) => nextTurn(on).op, () => {}),
    back: () => step(turnBack, () => {}),
    toggle: () => ask(toggleTurn),
    skip: () => withNow(({ task }, turn) => ({ type: 'explain.skip', task, turn, skipped: true })),
    later: () => withNow(({ task }, turn) => ({ type: 'explain.later', task, turn })),
  };

  /** @param {string} task @returns {string[]} */
  const zonesOf = (task) => all(`[data-turn-zones="${task}"] [data-zone]`, panel).map(({ dataset }) => String(dataset.zone));

  panel.addEventListener('click', (event) => {
    const turned = around(event, '[data-turn-act]');
    const zone = around(event, '[data-zone-step]');
    const by = around(event, '[data-turn-by]');
    const order = around(event, '[data-turn-order]');
    const length = around(event, '[data-turn-length]');
    if (turned) acts[String(turned.dataset.turnAct)]();
    if (zone) ask(({ task, lit }) => ({ type: 'explain.light', task, zone: zoneBeside(zonesOf(task), lit, Number(zone.dataset.zoneStep)) }));
    if (by) press(String(by.dataset.turnBy));
    if (order) ask(({ task }) => lineUp(task, order.dataset.turnOrder === 'shuffled'));
    if (length) ask(({ task, seconds }) => ({ type: 'explain.length', task, seconds: Math.min(180, Math.max(30, seconds + Number(length.dataset.turnLength))) }));
  });

  /** @param {string} by */
  function press(by) {
    all('[data-turn-by]', panel).forEach((one) => one.setAttribute('aria-pressed', String(one.dataset.turnBy === by)));
  }

  /** @param {string} task @param {boolean} isShuffled @returns {ExplainOp} */
  function lineUp(task, isShuffled) {
    const tick = /** @type {HTMLInputElement} */ (part('turn-afresh'));
    const by = get('[data-turn-by="pair"]', panel).getAttribute('aria-pressed') === 'true' ? 'pair' : 'table';
    const afresh = tick.checked;
    tick.checked = false;
    return { type: 'explain.arrange', task, by, order: isShuffled ? 'shuffled' : 'table', seed: Math.floor(Math.random() * 1e9), afresh };
  }

  /** @param {Session} state @param {Queue} on */
  function showTurn(state, on) {
    /** @param {string | null} turn */
    const name = (turn) => {
      const found = on.turns.find(({ id }) => id === turn);
      return found ? namesOf(found.tables, state.tables).join(' + ') : '';
    };
    const { verb, turn } = nextTurn(on);
    part('turn-on').dataset.turnOn = on.now || '';
    part('turn-who').textContent = name(on.now) || say(verb === 'all-done' ? 'turn-all-done' : 'turn-nobody');
    part('turn-after').textContent = on.now ? say(on.next ? 'turn-after' : 'turn-last', { who: name(on.next) }) : '';
    part('turn-label').textContent = say(`turn-${verb}`, { who: name(turn) });
    const done = on.turns.filter(({ state: its }) => its === 'done').length;
    part('turns-count').textContent = say('turn-count', { done, all: on.turns.length });
    part('turn-seconds').textContent = say('turn-seconds', { seconds: on.seconds });
    const zone = on.lit && panel.querySelector(`[data-turn-zones="${on.task}"] [data-zone="${on.lit}"]`);
    part('turn-zone').textContent = (zone && zone.textContent) || say('turn-zone-all');
    list.show(on, name);
    // While it is open, somebody is choosing.
    if (!part('line-up').hasAttribute('open')) press(on.turns.some(({ tables }) => tables.length > 1) ? 'pair' : 'table');
  }

  /** @param {string} name @param {boolean} isOff */
  function disable(name, isOff) {
    /** @type {HTMLButtonElement} */ (get(`[data-turn-act="${name}"]`, panel)).disabled = isOff;
  }

  return {
    /** For the keys: the queue first, then the running order. */
    next: () => step((on) => nextTurn(on).op, steps.next),
    back: () => step(turnBack, steps.back),
    toggle: () => ask(toggleTurn) || steps.toggle(),
    /** @param {Session} state */
    show(state) {
      const on = queueOf(state);
      panel.hidden = !on;
      main.classList.toggle('is-explaining', Boolean(on && nextTurn(on).op));
      if (!on) return;
      turnClock();
      showTurn(state, on);
      ['toggle', 'skip', 'later'].forEach((name) => disable(name, !on.now));
      disable('back', !turnBack(on));
      disable('next', nextTurn(on).op === null);
      get('[data-turn-act="toggle"]', panel).dataset.can = on.clock.state === 'running' ? 'pause' : 'start';
      all('[data-zone-step]', panel).forEach((one) => { /** @type {HTMLButtonElement} */ (one).disabled = !on.now; });
    },
  };
}
