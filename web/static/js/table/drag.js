/**
 * Moving a note by its grip, in its list or to another zone. Nothing in the page changes places
 * meanwhile: the note follows the finger, a line shows where it would go, the rest is the server's.
 * @module
 */

import { streamOf } from './composer.js';
import { factsOf } from './note.js';
import { all, around } from '../page.js';
import { say } from '../words.js';

const LIFT_PX = 6; // less is a hand that trembles
const EDGE_PX = 48; // this near to its edge, what scrolls does
const SCROLL_PX = 8; // a frame

/** @typedef {{zone: string, title: string, before: HTMLElement | null, mark: HTMLElement}} Drop */

/**
 * @param {{host: HTMLElement,
 *   submit: (stream: string, op: import('../protocol.js').DiagramOp, said?: string) => void}} options
 */
export function letDrag({ host, submit }) {
  /** Ends what is under way, without moving the note. */
  let cancel = () => {};

  host.addEventListener('pointerdown', (event) => {
    const item = around(event, '[data-grip]') && around(event, 'li[data-note]');
    if (!item || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault(); // the field somebody types in keeps the focus
    cancel();
    cancel = follow(item, event, (drop) => {
      const { id: note, zone } = factsOf(item);
      const before = drop.before && drop.before.dataset.note;
      const said = drop.zone === zone ? undefined : say('moved', { zone: drop.title });
      submit(streamOf(item), { type: 'note.move', note, place: { zone: drop.zone, before: before || null } }, said);
    });
  });
  host.addEventListener('mousedown', (event) => around(event, '[data-grip]') && event.preventDefault());
}

/**
 * @param {HTMLElement} item @param {PointerEvent} start @param {(drop: Drop) => void} done
 * @returns {() => void} what ends it
 */
function follow(item, start, done) {
  const scroller = scrollerOf(item);
  const from = scroller ? scroller.scrollTop : 0;
  let { clientX: x, clientY: y } = start;
  let isLifted = false;
  let frame = 0;
  /** @type {Drop | null} */
  let drop = null;

  function draw() {
    frame = window.requestAnimationFrame(draw);
    if (!item.isConnected) {
      end();
      return;
    }
    scroll();
    const moved = y - start.clientY + (scroller ? scroller.scrollTop - from : 0);
    item.classList.add('lifted');
    item.style.transform = `translateY(${moved}px)`;
    if (drop) drop.mark.removeAttribute('data-drop');
    drop = dropAt(item, x, y);
    if (drop) drop.mark.setAttribute('data-drop', '');
  }

  function scroll() {
    if (!scroller) return;
    const { top, bottom } = scroller.getBoundingClientRect();
    if (y > top && y < top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
    if (y < bottom && y > bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerId !== start.pointerId) return;
    [x, y] = [event.clientX, event.clientY];
    if (isLifted || Math.hypot(x - start.clientX, y - start.clientY) < LIFT_PX) return;
    isLifted = true;
    draw();
  }

  /** @param {PointerEvent} event */
  function release(event) {
    if (event.pointerId !== start.pointerId) return;
    const found = isLifted ? dropAt(item, event.clientX, event.clientY) : null;
    end();
    if (found && !isWhereItIs(item, found)) done(found);
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key === 'Escape') end();
  }

  function end() {
    window.cancelAnimationFrame(frame);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', release);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', escape);
    item.classList.remove('lifted');
    item.style.transform = '';
    if (drop) drop.mark.removeAttribute('data-drop');
  }

  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', escape);
  return end;
}

/** What a note would be dropped on: a place in a list, or the tab of another zone. @param {HTMLElement} item @param {number} x @param {number} y @returns {Drop | null} */
function dropAt(item, x, y) {
  const sheet = item.closest('.sheet');
  const under = document.elementFromPoint(x, y); // a lifted note lets the pointer through
  if (!sheet || !under || !sheet.contains(under)) return null;
  const tab = under.closest('[data-go]');
  const found = under.closest('[data-zone-section]');
  const zone = tab ? tab.getAttribute('data-go') : found && found.getAttribute('data-zone-section');
  const section = all('[data-zone-section]', sheet).find((one) => one.dataset.zoneSection === zone);
  const list = section && section.querySelector('[data-list]');
  if (!zone || zone === 'links' || !section || !(list instanceof HTMLElement)) return null;
  const title = section.getAttribute('aria-label') || '';
  if (tab instanceof HTMLElement) return { zone, title, before: null, mark: tab };
  const before = all('li[data-note]', list).find((one) => one !== item && middle(one) > y) || null;
  return { zone, title, before, mark: before || list };
}

/** @param {HTMLElement} item @param {Drop} drop @returns {boolean} */
function isWhereItIs(item, { zone, before }) {
  return factsOf(item).zone === zone && item.nextElementSibling === before;
}

/** @param {Element} element @returns {number} */
function middle(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

/** @param {HTMLElement} item @returns {HTMLElement | null} */
function scrollerOf(item) {
  for (let box = item.parentElement; box; box = box.parentElement) {
    const flow = window.getComputedStyle(box).overflowY;
    if ((flow === 'auto' || flow === 'scroll') && box.scrollHeight > box.clientHeight) return box;
  }
  return null;
}
