/**
 * The desk's say over the wall: choosing what comes next, showing it, going back, and holding the
 * wall still or blank.
 * @module
 */

import { newId } from '../ids.js';
import { all, around, get } from '../page.js';
import { onWall, pinOf } from '../stage/shown.js';
import { createQueue } from './queue.js';
import { createReplayBar } from './replaybar.js';
import { createRoomChoice } from './roomchoice.js';
import { backOnWall, nextOnWall, prompt } from './wallsteps.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').SessionOp} SessionOp */
/** @typedef {import('../protocol.js').Show} Show */

const AT_ONCE = 'workshop:show-at-once';
const LARGER = 'workshop:larger-wall';

/**
 * @param {HTMLElement} main
 * @param {{act: (op: SessionOp) => void, now: () => number, changed: () => void}} desk
 */
export function createWallPanel(main, { act, now, changed }) {
  const panel = get('.wallpanel', main);
  /** @type {HTMLSelectElement} */
  const one = get('[data-one]', panel);
  /** @type {HTMLInputElement} */
  const atOnce = get('[data-at-once]', panel);
  const buttons = all('[data-show]', panel);
  const room = createRoomChoice(panel, choose, (shown) => act({ type: 'wall.show', show: shown }));
  const queue = createQueue(panel, { act, choose, nameOf });
  const replayBar = createReplayBar(panel, { act, now });
  /** @type {Session | null} */
  let session = null;
  /** @type {import('./roomchoice.js').Streams} */
  let streams = {};
  let options = '';

  atOnce.checked = localStorage.getItem(AT_ONCE) === 'yes';
  atOnce.addEventListener('change', () => localStorage.setItem(AT_ONCE, atOnce.checked ? 'yes' : ''));
  /** @param {boolean} isLarger */
  function enlarge(isLarger) {
    main.classList.toggle('is-staging', isLarger);
    get('[data-wall="larger"]', panel).setAttribute('aria-pressed', String(isLarger));
    localStorage.setItem(LARGER, isLarger ? 'yes' : '');
    changed();
  }

  /** Looked at first, unless this device shows things at once. @param {Show} shown */
  function choose(shown) {
    act(atOnce.checked ? { type: 'wall.show', show: shown } : { type: 'wall.prepare', show: shown });
  }

  /** @param {string} task @returns {string[]} */
  const zonesOf = (task) => all(`[data-room-views="${task}"] [data-zone]`, panel).map(({ dataset }) => String(dataset.zone));

  /** @type {{[name: string]: (state: Session) => SessionOp | null | void}} */
  const acts = {
    show: (state) => (state.next || state.queue?.[0] ? { type: 'wall.show', show: state.next || /** @type {any} */ (state.queue)[0].show } : null),
    next: (state) => nextOnWall(state, streams, zonesOf),
    back: (state) => backOnWall(state, streams, zonesOf),
    clear: () => ({ type: 'wall.prepare', show: null }),
    freeze: (state) => ({ type: 'wall.freeze', frozen: !state.frozen }),
    blank: (state) => ({ type: 'wall.blank', blank: !state.blank }),
    calm: (state) => ({ type: 'calm.set', calm: !state.calm }),
    private: (state) => ({ type: 'privacy.set', private: !state.private }),
    'prompt-next': (state) => prompt(state, zonesOf(String(state.task)), 1),
    'prompt-back': (state) => prompt(state, zonesOf(String(state.task)), -1),
    queue(state) {
      if (!state.next) return;
      act({ type: 'wall.queue', item: newId(), show: state.next });
      act({ type: 'wall.prepare', show: null });
    },
    larger: () => enlarge(!main.classList.contains('is-staging')),
  };

  /** @param {string} name */
  function does(name) {
    const op = session && acts[name](session);
    if (op) act(op);
  }

  panel.addEventListener('click', (event) => {
    const button = around(event, '[data-show]');
    const wall = around(event, '[data-wall]');
    if (button) choose(wanted(button));
    if (wall && wall.dataset.wall) does(wall.dataset.wall);
  });
  one.addEventListener('change', () => choose({ mode: 'diagram', diagram: one.value }));

  /** @param {HTMLElement} button @returns {Show} */
  function wanted({ dataset }) {
    const mode = String(dataset.show);
    const task = String(session && session.task);
    if (mode === 'diagram') return { mode, diagram: one.value };
    if (mode === 'example') return { mode, task };
    if (mode !== 'replay') return { mode };
    const diagram = dataset.what === 'one' ? one.value : null;
    return { mode, task, diagram, together: dataset.what === 'together' };
  }

  /** @param {Session} state */
  function fillTables(state) {
    const key = JSON.stringify([state.task, state.tables, state.diagrams.length]);
    if (key === options) return;
    options = key;
    const chosen = one.value;
    one.replaceChildren(...state.tables.flatMap(({ id, name }) => {
      const own = state.diagrams.filter(({ table, task }) => table === id && task === state.task);
      return own.map((diagram) => new Option(own.length > 1 ? `${name}, ${diagram.number}` : name, diagram.id));
    }));
    if (Array.from(one.options).some(({ value }) => value === chosen)) one.value = chosen;
  }

  /** @param {HTMLElement} button @param {Show | null | undefined} wall @returns {boolean} */
  function isChosen(button, wall) {
    if (!wall || button.dataset.show !== wall.mode) return false;
    if (wall.mode !== 'replay') return true;
    return button.dataset.what === (wall.diagram ? 'one' : wall.together ? 'together' : 'all');
  }

  /** @param {Show} shown @param {Session} state @returns {string} */
  function nameOf(shown, { diagrams, tables }) {
    const button = buttons.find((each) => isChosen(each, shown));
    const name = button ? String(button.textContent).trim() : '';
    const diagram = diagrams.find(({ id }) => id === shown.diagram);
    const table = diagram && tables.find(({ id }) => id === diagram.table);
    if (shown.mode === 'replay') return table ? say('replay-of', { what: table.name }) : say('replay-of', { what: name });
    return table ? table.name : room.nameOf(shown) || name;
  }

  enlarge(localStorage.getItem(LARGER) === 'yes');
  return {
    does,
    /** @param {Session} state @param {import('./roomchoice.js').Streams} known */
    render(state, known) {
      session = state;
      streams = known;
      fillTables(state);
      room.render(state, known);
      queue.render(state);
      const [stream] = Object.keys(known).filter((name) => name.startsWith('replay:') || name.startsWith('still:'));
      replayBar.render(state, (stream && known[stream].length_ms) || 0);
      const { wall, next } = state;
      buttons.forEach((button) => {
        button.setAttribute('aria-pressed', String(isChosen(button, wall)));
        button.classList.toggle('is-next', isChosen(button, next));
      });
      const { diagram } = next || wall;
      if (diagram && document.activeElement !== one && Array.from(one.options).some(({ value }) => value === diagram)) one.value = diagram;
      one.disabled = !one.options.length;
      get('[data-shows]', panel).textContent = nameOf(onWall(state).show, state);
      get('[data-coming]', panel).textContent = state.coming ? nameOf(state.next || state.coming, state) : '';
      showHeld(state);
    },
  };

  /** @param {Session} state */
  function showPrivate(state) {
    const { tables, task } = state;
    const ready = (task && state.ready && state.ready[task]) || [];
    const n = tables.filter(({ id }) => !ready.includes(id)).length;
    const line = get('[data-not-shown]', panel);
    line.hidden = !state.private;
    line.textContent = n ? say('not-shown', { n, all: tables.length }) : say('all-shown');
  }

  /** @param {Session} state */
  function showHeld(state) {
    panel.dataset.held = state.blank ? 'blank' : state.frozen ? 'frozen' : '';
    const has = Boolean(state.coming);
    get('[data-nothing]', panel).hidden = has;
    all('[data-wall]', panel).forEach((button) => {
      const name = String(button.dataset.wall);
      if (name === 'show') button.toggleAttribute('disabled', !has);
      if (name === 'queue') button.toggleAttribute('disabled', !state.next);
      if (name === 'clear') button.hidden = !state.next;
      if (name === 'back') button.toggleAttribute('disabled', !backOnWall(state, streams, zonesOf));
      if (name === 'prompt-back' || name === 'prompt-next') button.toggleAttribute('disabled', !acts[name](state));
      const pressed = { freeze: state.frozen, blank: state.blank, calm: state.calm, private: state.private };
      if (name in pressed) button.setAttribute('aria-pressed', String(Boolean(pressed[/** @type {'calm'} */ (name)])));
    });
    showPrivate(state);
    get('[data-prompter]', panel).hidden = state.show.mode !== 'brief';
    /** @type {HTMLAnchorElement[]} */
    const pins = all('[data-pin]', panel);
    pins.forEach((link) => {
      const wallLink = /** @type {HTMLAnchorElement} */ (get('[data-link="wall_url"]', panel)).href;
      link.hidden = !wallLink;
      const [path, key] = wallLink.split('#');
      link.href = `${path}?pin=${encodeURIComponent(pinOf(state.next || state.show))}#${key || ''}`;
    });
  }
}
