/**
 * The desk's keys: right and left for the running order, space for the clock; Page Down and Page
 * Up, which are also the buttons of a presenter's clicker, for the wall; F and B to hold it.
 * @module
 */

/** Where these keys have a meaning of their own. */
const FIELDS = 'input, textarea, select, [contenteditable]';

/**
 * @param {{next: () => void, back: () => void, toggle: () => void, close: () => void,
 *   wallNext: () => void, wallBack: () => void, freeze: () => void, blank: () => void}} acts
 */
export function listenToKeys(acts) {
  document.addEventListener('keydown', (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (event.repeat || event.defaultPrevented || !isPlain || target.closest(FIELDS)) return;
    if (event.key === ' ' && target.closest('button, a, summary')) return;
    /** @type {{[key: string]: () => void}} */
    const byKey = {
      ArrowRight: acts.next, ArrowLeft: acts.back, ' ': acts.toggle, Escape: acts.close,
      PageDown: acts.wallNext, PageUp: acts.wallBack, n: acts.wallNext, p: acts.wallBack,
      f: acts.freeze, b: acts.blank, '.': acts.blank,
    };
    const act = byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // A button that was clicked keeps no focus, or space would press it again instead of pausing.
  document.addEventListener('click', (event) => {
    const button = event.detail > 0 && event.target instanceof Element && event.target.closest('button');
    if (button instanceof HTMLElement) button.blur();
  });
}
