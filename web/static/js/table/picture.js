/**
 * The live diagram: zoom by pinch, wheel or button; a zone in it opens; linked with the outline.
 * @module
 */

import { setPicture, swapParts } from '../markup.js';
import { all, get } from '../page.js';
import { say } from '../words.js';

const LARGEST = 6;
const MOST_FILLED = 2.5;

/**
 * @param {{sheets: import('./sheets.js').Sheets, onZone: (zone: string) => void,
 *   refresh: (stream: string) => void}} options
 */
export function createPicture({ sheets, onZone, refresh }) {
  const place = get('#picture');
  const scroll = get('#drawing-scroll');
  let zoom = 1;
  /** @type {Map<number, PointerEvent>} */
  const fingers = new Map();
  let spread = 0;

  /** The zoom that shows all of it; 1 is as wide as there is room. @returns {number} */
  function whole() {
    const height = place.offsetHeight / zoom;
    return height && scroll.clientHeight ? Math.min(1, scroll.clientHeight / height) : 1;
  }

  /** @param {number} wanted @param {number} [x] @param {number} [y] the point that stays, in the window */
  function zoomTo(wanted, x, y) {
    const before = zoom;
    zoom = Math.min(LARGEST, Math.max(whole(), wanted));
    const box = scroll.getBoundingClientRect();
    const [left, top] = [(x === undefined ? box.left + box.width / 2 : x) - box.left,
      (y === undefined ? box.top + box.height / 2 : y) - box.top];
    const [spotX, spotY] = [(scroll.scrollLeft + left) / before, (scroll.scrollTop + top) / before];
    place.style.width = zoom === 1 ? '' : `${zoom * 100}%`;
    scroll.scrollLeft = spotX * zoom - left;
    scroll.scrollTop = spotY * zoom - top;
    scroll.toggleAttribute('data-zoomed', zoom > 1);
  }

  function measure() {
    const [one, two] = Array.from(fingers.values());
    return Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
  }

  scroll.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) spread = measure();
  });
  scroll.addEventListener('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, event);
    if (fingers.size !== 2) return;
    const [one, two] = Array.from(fingers.values());
    const now = measure();
    zoomTo((zoom * now) / spread, (one.clientX + two.clientX) / 2, (one.clientY + two.clientY) / 2);
    spread = now;
  });
  ['pointerup', 'pointercancel', 'pointerleave'].forEach((name) => {
    scroll.addEventListener(name, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
  });
  scroll.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomTo(zoom * (event.deltaY < 0 ? 1.15 : 1 / 1.15), event.clientX, event.clientY);
  }, { passive: false });
  all('[data-zoom]').forEach((button) => button.addEventListener('click', () => {
    const way = Number(button.dataset.zoom);
    zoomTo(way === 0 ? whole() : zoom * (way > 0 ? 1.5 : 1 / 1.5));
  }));

  /** Makes the zones of the picture buttons, for the keyboard too. */
  function dress() {
    const drawing = place.querySelector('svg');
    if (drawing) drawing.setAttribute('role', 'group');
    place.querySelectorAll('g[data-zone]:not([data-note])').forEach((zone) => {
      const section = sheets.section(sheets.shown(), zone.getAttribute('data-zone') || '');
      if (!section || zone.getAttribute('role') === 'button') return;
      zone.setAttribute('role', 'button');
      zone.setAttribute('tabindex', '0');
      zone.setAttribute('aria-label', say('picture-zone', { zone: section.getAttribute('aria-label') || '' }));
    });
  }

  /** @param {Event} event */
  function open(event) {
    const target = event.target instanceof Element ? event.target.closest('[data-zone]') : null;
    const zone = target && target.getAttribute('data-zone');
    if (zone) onZone(zone);
  }
  place.addEventListener('click', open);
  place.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(event);
  });

  /** Marks a note in the outline and in the picture. @param {Event} event */
  function mark(event) {
    if (event instanceof PointerEvent && event.pointerType === 'touch') return; // a finger is not a pointer that rests
    const target = event.target instanceof Element ? event.target.closest('[data-note]') : null;
    const note = target && event.type !== 'focusout' ? target.getAttribute('data-note') : null;
    document.querySelectorAll('.marked').forEach((one) => one.classList.remove('marked'));
    if (!note) return;
    document.querySelectorAll(`#sheets [data-note="${note}"], #picture [data-note="${note}"]`)
      .forEach((one) => one.classList.add('marked'));
  }
  [sheets.host, place].forEach((area) => {
    ['pointerover', 'focusin', 'focusout'].forEach((name) => area.addEventListener(name, mark));
  });

  return {
    /** @param {string} svg */
    set(svg) {
      setPicture(place, svg);
      dress();
    },
    /** @param {string} stream @param {import('../protocol.js').Part[]} parts */
    swap(stream, parts) {
      if (!place.firstElementChild) return;
      if (!swapParts(place, parts)) refresh(stream);
      dress();
    },
    clear() {
      place.replaceChildren();
      zoomTo(1);
    },
    /** As high as there is room, for reading along; the rest is a swipe away. */
    fill() {
      const height = place.offsetHeight / zoom;
      if (height) zoomTo(Math.min(MOST_FILLED, scroll.clientHeight / height), 0);
      scroll.scrollLeft = 0;
    },
  };
}
