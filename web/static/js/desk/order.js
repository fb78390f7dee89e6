/**
 * The running order on the desk: where the session is, the way to any other step, and changing it.
 * A row stays the same element while others come, go and move, so focus and what is typed stay.
 * @module
 */

import { placeIn } from './agenda.js';
import { formatTime } from '../clock.js';
import { createPhaseForm } from './orderform.js';
import { letDragPhases } from './orderdrag.js';
import { createOrderUndo } from './orderundo.js';
import { leftOf } from './plan.js';
import { showPlan } from './planline.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Phase} Phase */
/**
 * `act` gives the ref of what it sent, '' when it could not be sent.
 * @typedef {{act: (op: import('../protocol.js').SessionOp) => string,
 *   undo: (seq: number) => void, session: () => Session | null, now: () => number}} Desk
 */

/** @param {HTMLElement} main @param {Desk} desk */
export function createOrder(main, desk) {
  const { act, session, now } = desk;
  const panel = get('.order', main);
  const list = get('[data-phases]', panel);
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map();
  const undo = createOrderUndo(panel, desk.undo);
  const form = createPhaseForm(panel, { session, send });
  let opened = '';

  letDragPhases(list, (phase, before) => send({ type: 'order.move', phase, before }, 'moved'));

  /** @param {import('../protocol.js').SessionOp} op @param {string} said @returns {boolean} */
  function send(op, said) {
    const ref = act(op);
    const title = 'title' in op && op.title ? op.title : titleOf('phase' in op ? op.phase : '');
    if (ref) undo.asked(ref, say(`order-${said}`, { title }));
    return ref !== '';
  }

  /** @param {string} id @returns {string} */
  function titleOf(id) {
    const state = session();
    const phase = state && state.agenda.find((one) => one.id === id);
    return phase ? phase.title : '';
  }

  const isChanging = () => panel.classList.contains('is-changing');

  /** @param {string} phase */
  function open(phase) {
    opened = phase;
    form.close();
    const row = rows.get(phase);
    const state = session();
    const found = state && state.agenda.find(({ id }) => id === phase);
    if (isChanging() && row && found) form.edit(found, get('[data-form-place]', row));
    rows.forEach((one, id) => {
      get('.phase-acts', one).hidden = id !== opened || isChanging();
      get('.phase-open', one).setAttribute('aria-expanded', String(id === opened));
      one.classList.toggle('is-open', id === opened);
    });
  }

  /** One place up or down; the keyboard's and the finger's way to what dragging does. @param {string} id @param {number} by */
  function step(id, by) {
    const state = session();
    const ids = state ? state.agenda.map((phase) => phase.id) : [];
    const goal = ids.indexOf(id) + by;
    if (goal < 0 || goal >= ids.length) return;
    send({ type: 'order.move', phase: id, before: (by < 0 ? ids[goal] : ids[goal + 1]) || null }, 'moved');
  }

  panel.addEventListener('click', (event) => {
    const row = around(event, '.phase');
    const id = (row && row.dataset.phase) || '';
    const go = around(event, '[data-go]');
    const move = around(event, '[data-move]');
    if (around(event, '[data-change-order]')) {
      const isOn = panel.classList.toggle('is-changing');
      get('[data-change-order]', panel).setAttribute('aria-pressed', String(isOn));
      open('');
    } else if (around(event, '[data-begin-plan]')) {
      act({ type: 'plan.begin' });
    } else if (around(event, '[data-add-phase]')) {
      open('');
      form.add(get('[data-new-place]', panel));
    } else if (row && go) {
      act({ type: 'phase.go', phase: id, start: go.dataset.go === 'start' });
      if (event.detail === 0) get('.phase-open', row).focus();
      open('');
    } else if (move) {
      step(id, Number(move.dataset.move));
    } else if (row && around(event, '[data-remove-phase]')) {
      if (send({ type: 'order.remove', phase: id }, 'removed')) open('');
    } else if (around(event, '[data-cancel-form]')) {
      if (row && event.detail === 0 && event.isTrusted) get('.phase-open', row).focus();
      open('');
    } else if (row && around(event, '.phase-open')) {
      open(opened === id ? '' : id);
    }
  });
  list.addEventListener('keydown', (event) => {
    const row = around(event, '.phase');
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : 0;
    if (!row || !by || !isChanging()) return;
    event.preventDefault();
    step(String(row.dataset.phase), by);
  });
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !form.isOpen()) return;
    event.preventDefault();
    const row = opened && rows.get(opened);
    (row ? get('.phase-open', row) : get('[data-add-phase]', panel)).focus();
    open('');
  });

  /** @param {Session} state */
  function place(state) {
    const ids = new Set(state.agenda.map(({ id }) => id));
    rows.forEach((row, id) => {
      if (ids.has(id)) return;
      if (opened === id) open('');
      row.remove();
      rows.delete(id);
    });
    state.agenda.forEach(({ id }) => {
      if (rows.has(id)) return;
      const row = copyOf('phase');
      row.dataset.phase = id;
      rows.set(id, row);
    });
    arrange(list, state.agenda.map(({ id }) => /** @type {HTMLElement} */ (rows.get(id))));
  }

  /** @param {Session} state @param {Phase} phase @param {number} at @param {number} nowAt */
  function fill(state, phase, at, nowAt) {
    const row = /** @type {HTMLElement} */ (rows.get(phase.id));
    const isKept = Boolean(at !== nowAt && state.clocks && state.clocks[phase.id] && state.clocks[phase.id].state !== 'idle');
    row.classList.toggle('is-done', at < nowAt);
    row.classList.toggle('is-now', at === nowAt);
    write(get('.phase-title', row), phase.title);
    write(get('.phase-note', row), phase.note || '');
    write(get('.phase-minutes', row), isKept
      ? say('minutes-left', { left: formatTime(leftOf(state, phase, now())), minutes: phase.minutes })
      : say('minutes-long', { minutes: phase.minutes }));
    const button = get('.phase-open', row);
    if (at === nowAt) button.setAttribute('aria-current', 'step');
    else button.removeAttribute('aria-current');
    all('[data-remove-phase]', row).forEach((one) => { one.setAttribute('aria-disabled', String(at === nowAt)); });
  }

  return {
    /** @param {string} ref @param {number | null} seq */
    answered: (ref, seq) => undo.answered(ref, seq),
    /** @param {Session} state */
    show(state) {
      place(state);
      const nowAt = placeIn(state);
      state.agenda.forEach((phase, at) => fill(state, phase, at, nowAt));
      showPlan(panel, state, now());
      form.follow(state);
    },
  };
}

/** Puts rows in their order, around the one that has the focus: a moved element would lose it. @param {HTMLElement} list @param {HTMLElement[]} order */
function arrange(list, order) {
  if (order.every((row, at) => list.children[at] === row)) return;
  const still = order.findIndex((row) => row.contains(document.activeElement));
  if (still < 0) list.append(...order);
  else {
    order[still].before(...order.slice(0, still));
    order[still].after(...order.slice(still + 1));
  }
}

/** @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
