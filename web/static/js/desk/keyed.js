/**
 * Lists that change while somebody uses them: what did not change stays, and so does the focus.
 * @module
 */

/** @type {WeakMap<Element, string>} what each element was made of */
const madeOf = new WeakMap();

/**
 * Shows one element for each item, in this order.
 * @template T
 * @param {HTMLElement} list @param {T[]} items
 * @param {(item: T) => string} keyOf @param {(item: T) => HTMLElement} make
 */
export function showList(list, items, keyOf, make) {
  /** @type {Map<string, HTMLElement>} */
  const before = new Map();
  Array.from(list.children).forEach((child) => {
    if (child instanceof HTMLElement) before.set(child.dataset.key || '', child);
  });
  const focused = document.activeElement;
  const wasInside = focused instanceof HTMLElement && list.contains(focused) ? focused : null;
  const shown = items.map((item) => {
    const facts = JSON.stringify(item);
    const old = before.get(keyOf(item));
    if (old && (madeOf.get(old) === facts || isTypedIn(old))) return old;
    const made = make(item);
    made.dataset.key = keyOf(item);
    madeOf.set(made, facts);
    return made;
  });
  const row = wasInside ? wasInside.closest('[data-key]') : null;
  const place = row ? Array.from(list.children).indexOf(row) : -1;
  shown.forEach((element, at) => {
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] || null);
  });
  while (list.children.length > shown.length) list.removeChild(list.children[list.children.length - 1]);
  if (wasInside && document.activeElement !== wasInside) focusAgain(shown, row, wasInside, place);
}

/** A field somebody types in is never replaced. @param {HTMLElement} element @returns {boolean} */
function isTypedIn(element) {
  const focused = document.activeElement;
  return focused instanceof HTMLInputElement && element.contains(focused);
}

/**
 * To the same button of the same item, or to the item that took its place.
 * @param {HTMLElement[]} shown @param {Element | null} row @param {HTMLElement} was @param {number} place
 */
function focusAgain(shown, row, was, place) {
  const key = row instanceof HTMLElement ? row.dataset.key : '';
  const same = shown.find((one) => one.dataset.key === key);
  const next = same || shown[Math.min(place, shown.length - 1)];
  if (!next) return;
  const wanted = was.dataset.act ? next.querySelector(`[data-act="${was.dataset.act}"]`) : null;
  const target = was.isConnected ? was : wanted || next.querySelector('button');
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
