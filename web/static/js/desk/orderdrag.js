/**
 * Moving a step of the running order by its grip. Nothing changes places meanwhile: the step
 * follows the pointer, a line shows where it would go. Buttons and keys do the same.
 * @module
 */

import { all, around } from '../page.js';

const EDGE_PX = 40; // this near to its edge, the list scrolls
const SCROLL_PX = 8; // a frame

/** @param {HTMLElement} list @param {(phase: string, before: string | null) => void} done */
export function letDragPhases(list, done) {
  let cancel = () => {};

  list.addEventListener('pointerdown', (event) => {
    const row = around(event, '[data-grip]') && around(event, '.phase');
    if (!row || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    cancel();
    cancel = follow(list, row, event, (before) => {
      if (before !== row && before !== row.nextElementSibling) {
        done(String(row.dataset.phase), (before && before.dataset.phase) || null);
      }
    });
  });
}

/**
 * @param {HTMLElement} list @param {HTMLElement} row @param {PointerEvent} start
 * @param {(before: HTMLElement | null) => void} done
 * @returns {() => void} what ends it
 */
function follow(list, row, start, done) {
  const scroller = scrollerOf(list);
  const from = scroller ? scroller.scrollTop : 0;
  let y = start.clientY;
  let frame = window.requestAnimationFrame(draw);

  function draw() {
    frame = window.requestAnimationFrame(draw);
    if (!row.isConnected) {
      end();
      return;
    }
    if (scroller) {
      const { top, bottom } = scroller.getBoundingClientRect();
      if (y < top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
      if (y > bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
    }
    row.classList.add('lifted');
    row.style.transform = `translateY(${y - start.clientY + (scroller ? scroller.scrollTop - from : 0)}px)`;
    const before = rowUnder(list, row, y);
    all('[data-drop]', list).forEach((one) => one !== before && one.removeAttribute('data-drop'));
    list.toggleAttribute('data-drop-last', before === null);
    if (before) before.setAttribute('data-drop', '');
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerId === start.pointerId) y = event.clientY;
  }

  /** @param {PointerEvent} event */
  function release(event) {
    if (event.pointerId !== start.pointerId) return;
    const before = rowUnder(list, row, event.clientY);
    end();
    done(before);
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
    row.classList.remove('lifted');
    row.style.transform = '';
    all('[data-drop]', list).forEach((one) => one.removeAttribute('data-drop'));
    list.removeAttribute('data-drop-last');
  }

  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', escape);
  return end;
}

/** The step it would stand before; null: the end; itself where it would stay. @param {HTMLElement} list @param {HTMLElement} row @param {number} y @returns {HTMLElement | null} */
function rowUnder(list, row, y) {
  const rows = all('.phase', list);
  const before = rows.find((one) => one !== row && middle(one) > y) || null;
  return before === row.nextElementSibling ? row : before;
}

/** @param {HTMLElement} row @returns {number} */
function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

/** @param {HTMLElement} list @returns {HTMLElement | null} */
function scrollerOf(list) {
  const panel = list.closest('.panel');
  return panel instanceof HTMLElement && panel.scrollHeight > panel.clientHeight ? panel : null;
}
