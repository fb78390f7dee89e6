/**
 * Dragging one group onto another by its grip. Everything it does can be done by buttons too.
 * @module
 */

import { around } from '../page.js';

const LIFT_PX = 6; // less is a hand that trembles

/**
 * @param {HTMLElement} list @param {(group: string, onto: string) => void} done
 */
export function letDragGroups(list, done) {
  list.addEventListener('pointerdown', (event) => {
    const item = around(event, '[data-grip]') && around(event, '.group');
    if (!item || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    follow(item, event, (onto) => done(String(item.dataset.key), String(onto.dataset.key)));
  });
}

/** @param {HTMLElement} item @param {PointerEvent} start @param {(onto: HTMLElement) => void} done */
function follow(item, start, done) {
  /** @type {HTMLElement | null} */
  let onto = null;

  /** @param {PointerEvent} event @returns {HTMLElement | null} */
  function under(event) {
    const found = document.elementFromPoint(event.clientX, event.clientY);
    const group = found && found.closest('.group');
    return group instanceof HTMLElement && group !== item && item.parentElement === group.parentElement
      ? group : null;
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerId !== start.pointerId) return;
    const [right, down] = [event.clientX - start.clientX, event.clientY - start.clientY];
    if (!item.classList.contains('lifted') && Math.hypot(right, down) < LIFT_PX) return;
    item.classList.add('lifted');
    item.style.transform = `translate(${right}px, ${down}px)`;
    if (onto) onto.removeAttribute('data-drop');
    onto = under(event);
    if (onto) onto.setAttribute('data-drop', '');
  }

  /** @param {PointerEvent} event */
  function release(event) {
    if (event.pointerId !== start.pointerId) return;
    const found = item.classList.contains('lifted') ? under(event) : null;
    end();
    if (found) done(found);
  }

  /** @param {KeyboardEvent} event */
  function escape(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  }

  function end() {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', release);
    window.removeEventListener('pointercancel', end);
    window.removeEventListener('keydown', escape, true);
    item.classList.remove('lifted');
    item.style.transform = '';
    if (onto) onto.removeAttribute('data-drop');
  }

  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', release);
  window.addEventListener('pointercancel', end);
  window.addEventListener('keydown', escape, true);
}
