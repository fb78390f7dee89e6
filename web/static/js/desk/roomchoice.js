/**
 * The desk's choice among the views of what the room said: of which task, which view, which zone,
 * which page.
 * @module
 */

import { all, around, get } from '../page.js';
import { roomStream, turned } from '../room_views.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Show} Show */
/** @typedef {{[stream: string]: import('../replica.js').Stream}} Streams */

/**
 * @param {HTMLElement} panel
 * @param {(show: Show) => void} choose
 * @param {(show: Show) => void} turnTo a page of what is on the wall: it needs no look first
 */
export function createRoomChoice(panel, choose, turnTo) {
  const room = get('[data-room]', panel);
  const tasks = all('[data-room-task]', room);
  const groups = all('[data-room-views]', room);
  const buttons = all('[data-room-show]', room);
  /** @type {{task: string, chosen: string} | null} the task looked at, while `task` is current */
  let look = null;
  /** @type {Session | null} */
  let session = null;
  /** @type {Streams} */
  let streams = {};

  room.addEventListener('click', (event) => {
    const task = around(event, '[data-room-task]');
    const zones = around(event, '[data-room-zones]');
    const view = around(event, '[data-room-show]');
    const turn = around(event, '[data-turn]');
    if (task && look) look = { ...look, chosen: String(task.dataset.roomTask) };
    if (zones) {
      open(zones, zones.getAttribute('aria-expanded') !== 'true');
      listOf(zones).scrollIntoView({ block: 'nearest' });
    }
    if (view) choose(wanted(view));
    if (turn && session) {
      const next = page(session.show, Number(turn.dataset.turn));
      if (next) turnTo(next);
    }
    draw();
  });

  /** @param {HTMLElement} button @returns {Show} */
  function wanted({ dataset }) {
    const { roomShow: mode = '', task, zone } = dataset;
    return zone ? { mode, task, zone, page: 1 } : { mode, task };
  }

  /** @param {Show} now @param {Show} other @returns {boolean} whatever page it is */
  function isSame(now, other) {
    return roomStream({ ...now, page: 1 }) === roomStream({ ...other, page: 1 });
  }

  /** @param {HTMLElement} button @param {boolean} isOpen */
  function open(button, isOpen) {
    button.setAttribute('aria-expanded', String(isOpen));
    listOf(button).hidden = !isOpen;
  }

  /** @param {HTMLElement} button @returns {HTMLElement} */
  function listOf(button) {
    return get(`#${button.getAttribute('aria-controls')}`, room);
  }

  /** @param {Show} now @param {number} by @returns {Show | null} */
  function page(now, by) {
    return turned(now, streams[roomStream(now)], by);
  }

  function draw() {
    if (!session || !look) return;
    const { chosen } = look;
    const { wall, show: now, next } = session;
    tasks.forEach((one) => one.setAttribute('aria-pressed', String(one.dataset.roomTask === chosen)));
    groups.forEach((group) => { group.hidden = group.dataset.roomViews !== chosen; });
    buttons.forEach((one) => {
      one.setAttribute('aria-pressed', String(isSame(wanted(one), wall)));
      one.classList.toggle('is-next', Boolean(next) && isSame(wanted(one), /** @type {Show} */ (next)));
    });
    all('[data-room-zones]', room).forEach((one) => {
      one.setAttribute('aria-pressed', String(wall.mode === 'zone' && one.dataset.roomZones === wall.task));
    });
    all('[data-pager]', room).forEach((pager) => {
      const known = streams[roomStream(now)];
      const isShown = now.mode === 'zone' && pager.dataset.pager === now.task;
      // Its place is kept while a zone is chosen, or the zones would move under the finger.
      pager.classList.toggle('is-idle', !isShown);
      pager.hidden = !isShown && get(`#zones-${pager.dataset.pager}`, room).hidden;
      const words = known && known.pages ? { page: known.page || 1, pages: known.pages } : null;
      get('[data-page]', pager).textContent = words ? say('page-of', words) : '';
      all('[data-turn]', pager).forEach((turn) => {
        turn.setAttribute('aria-disabled', String(!page(now, Number(turn.dataset.turn))));
      });
    });
  }

  return {
    /** @param {Show} shown @returns {string} "Need, Task 1"; '' when it is no view of the room */
    nameOf(shown) {
      const button = roomStream(shown) && buttons.find((one) => isSame(wanted(one), shown));
      const task = tasks.find((one) => one.dataset.roomTask === shown.task);
      if (!button || !task) return '';
      return `${get('[data-name]', button).textContent}, ${task.textContent}`;
    },
    /** @param {Session} state @param {Streams} known */
    render(state, known) {
      session = state;
      streams = known;
      const task = state.task || '';
      if (!look) {
        look = { task, chosen: (roomStream(state.wall) && state.wall.task) || task };
        all('[data-room-zones]', room).forEach((one) => open(one, one.dataset.roomZones === state.wall.task && state.wall.mode === 'zone'));
      }
      if (look.task !== task) look = { task, chosen: task };
      draw();
    },
  };
}
