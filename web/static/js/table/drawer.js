/**
 * The sheet that comes up over the page for one choice. Not <dialog>: Safari 14 has none.
 * @module
 */

import { all, around, get } from '../page.js';

/** @type {() => Element | null} where the focus goes: from one choice to the next it is the first one's */
let wayBack = () => null;

/**
 * Opens the drawer; returns what closes it.
 * @param {string} title @param {HTMLElement} content
 * @param {{returnTo?: () => HTMLElement | null}} [options] where the focus goes when it closes
 * @returns {() => void}
 */
export function openDrawer(title, content, { returnTo } = {}) {
  const veil = get('#veil');
  const drawer = get('#drawer');
  const app = get('#app');
  const cameFrom = document.activeElement;
  if (returnTo || veil.hidden) wayBack = returnTo || (() => cameFrom);
  get('#drawer-title').textContent = title;
  get('.drawer-body').replaceChildren(content);
  veil.hidden = false;
  app.setAttribute('aria-hidden', 'true');
  const first = content.querySelector('button:not([disabled]), input:checked, input');
  const target = first instanceof HTMLInputElement && first.type === 'text' ? drawer : first || drawer;
  /** @type {HTMLElement} */ (target).focus({ preventScroll: true });
  get('.drawer-body').scrollTop = 0;

  function close() {
    if (veil.hidden || content.parentElement !== get('.drawer-body')) return;
    veil.hidden = true;
    app.removeAttribute('aria-hidden');
    get('.drawer-body').replaceChildren();
    const back = wayBack();
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  }

  veil.onclick = (event) => {
    if (event.target === veil || around(event, '[data-close]')) close();
  };
  veil.onkeydown = (event) => {
    if (event.key === 'Escape') close();
    if (event.key === 'Tab') keepInside(event, drawer);
  };
  return close;
}

/** @param {KeyboardEvent} event @param {HTMLElement} drawer */
function keepInside(event, drawer) {
  const stops = all('button:not([disabled]), input, textarea, a[href]', drawer).filter((one) => one.offsetParent);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const leaving = event.shiftKey ? first : last;
  if (!first || (document.activeElement !== leaving && document.activeElement !== drawer)) return;
  if (document.activeElement === drawer && !event.shiftKey) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
