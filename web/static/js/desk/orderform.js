/**
 * The form for one step of the running order, a new one or one that is there. It asks only for
 * what was changed in it, so that two people may change different things of the same step.
 * @module
 */

import { newId } from '../ids.js';
import { all, copyOf, get } from '../page.js';
import { count, tidy } from '../table/graphemes.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Phase} Phase */

const MOST_TITLE = 60;
const MOST_NOTE = 300;
const MOST_MINUTES = 120;
/** What a new step takes, unless somebody says otherwise; as in sessions/agenda.py. */
const MINUTES = { welcome: 15, brief: 5, work: 10, explain: 5, combine: 15, close: 5 };

/**
 * @param {HTMLElement} panel
 * @param {{session: () => Session | null,
 *   send: (op: import('../protocol.js').SessionOp, said: string) => boolean}} desk
 */
export function createPhaseForm(panel, { session, send }) {
  /** @type {HTMLFormElement | null} */
  let form = null;
  /** @type {Phase | null} the step as it was when the form opened; null for a new one */
  let before = null;

  /** @param {string} name @returns {HTMLInputElement} */
  const field = (name) => get(`[name="${name}"]`, /** @type {HTMLFormElement} */ (form));

  /** @param {HTMLElement} place @param {Phase | null} phase */
  function open(place, phase) {
    close();
    form = /** @type {HTMLFormElement} */ (copyOf('phase-form'));
    before = phase;
    all('[data-only]', form).forEach((part) => { part.hidden = part.dataset.only !== (phase ? 'old' : 'new'); });
    place.append(form);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (save()) done();
    });
    form.addEventListener('click', (event) => {
      const by = event.target instanceof Element && event.target.closest('[data-minutes-by]');
      if (by instanceof HTMLElement) nudge(Number(by.dataset.minutesBy));
    });
  }

  /** @param {number} by */
  function nudge(by) {
    const minutes = (Number(field('minutes').value) || 0) + by;
    field('minutes').value = String(Math.min(MOST_MINUTES, Math.max(1, minutes)));
  }

  function close() {
    if (form) form.remove();
    form = null;
  }

  function done() {
    if (!form) return;
    const row = form.closest('.phase');
    // Who pressed Enter goes on by keys; who clicked has no focus, and space pauses the clock.
    const isByKey = form.contains(document.activeElement);
    get('[data-cancel-form]', form).click();
    if (isByKey) (row ? get('.phase-open', row) : get('[data-add-phase]', panel)).focus();
  }

  /** @param {string} key @returns {false} */
  function complain(key) {
    const problem = get('[data-form-problem]', /** @type {HTMLFormElement} */ (form));
    problem.textContent = say(key);
    problem.hidden = false;
    return false;
  }

  /** @returns {boolean} */
  function save() {
    const [title, note] = [tidy(field('title').value), tidy(field('note').value)];
    const minutes = Number(field('minutes').value);
    if (!title) return complain('form-no-title');
    if (count(title) > MOST_TITLE) return complain('form-long-title');
    if (count(note) > MOST_NOTE) return complain('form-long-note');
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) return complain('form-minutes');
    if (!before) return addNew(title, minutes, note);
    const changes = {
      ...(title !== before.title && { title }),
      ...(minutes !== before.minutes && { minutes }),
      ...(note !== (before.note || '') && { note }),
    };
    if (!Object.keys(changes).length) return true;
    return send({ type: 'order.edit', phase: before.id, ...changes }, 'edited');
  }

  /** @param {string} title @param {number} minutes @param {string} note @returns {boolean} */
  function addNew(title, minutes, note) {
    const [kind, task] = field('kind').value.split(' ');
    const phase = newId(12);
    const place = field('before').value || null;
    const op = /** @type {const} */ ({ type: 'order.add' });
    return send({ ...op, phase, kind: /** @type {any} */ (kind), task: task || null, title, minutes, note, before: place }, 'added');
  }

  /** The name and the minutes follow the kind until somebody types their own. */
  function followKind() {
    const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field('kind')));
    const option = select.selectedOptions[0];
    if (!option) return;
    const kind = /** @type {keyof typeof MINUTES} */ (option.value.split(' ')[0]);
    if (!field('title').dataset.typed) field('title').value = option.dataset.title || '';
    if (!field('minutes').dataset.typed) field('minutes').value = String(MINUTES[kind]);
  }

  /** @param {Session} state */
  function fillPlaces(state) {
    const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field('before')));
    const key = state.agenda.map(({ id, title }) => `${id} ${title}`).join();
    if (select.dataset.key === key) return;
    const chosen = select.options.length ? select.value : (state.agenda.find(({ kind }) => kind === 'close') || { id: '' }).id;
    select.dataset.key = key;
    select.replaceChildren(...state.agenda.map(({ id, title }) => new Option(title, id)), new Option(say('form-last'), ''));
    select.value = chosen;
  }

  return {
    close,
    isOpen: () => form !== null,
    /** @param {Phase} phase @param {HTMLElement} place */
    edit(phase, place) {
      open(place, phase);
      field('title').value = phase.title;
      field('minutes').value = String(phase.minutes);
      field('note').value = phase.note || '';
    },
    /** @param {HTMLElement} place */
    add(place) {
      open(place, null);
      const state = session();
      if (state) fillPlaces(state);
      followKind();
      field('kind').addEventListener('change', followKind);
      ['title', 'minutes'].forEach((name) => field(name).addEventListener('input', () => { field(name).dataset.typed = 'yes'; }));
      field('kind').focus();
      /** @type {HTMLElement} */ (form).scrollIntoView({ block: 'nearest' });
    },
    /** Steps come and go while a new one is described. @param {Session} state */
    follow(state) {
      if (form && !before) fillPlaces(state);
    },
  };
}
