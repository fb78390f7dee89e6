/**
 * The only file that turns the server's markup into elements: pictures, lists and their parts.
 * An element that exists stays the same element: a list item keeps what the page added to it
 * (marked `data-own`), its focus, and the field somebody is typing in (R17, R18).
 * @module
 */

/** @typedef {import('./protocol.js').Part} Part */
/** @typedef {import('./protocol.js').Lists} Lists */

/** @param {string} markup @param {boolean} drawn svg markup @returns {Element | null} */
function parse(markup, drawn) {
  const template = document.createElement('template');
  template.innerHTML = drawn ? `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>` : markup;
  const first = template.content.firstElementChild;
  const element = drawn ? first && first.firstElementChild : first;
  return element ? document.importNode(element, true) : null;
}

/**
 * Shows a whole picture in `container`.
 * @param {Element} container @param {string} svg
 */
export function setPicture(container, svg) {
  const template = document.createElement('template');
  template.innerHTML = svg;
  const drawing = template.content.firstElementChild;
  container.replaceChildren(...(drawing ? [document.importNode(drawing, true)] : []));
}

/**
 * Shows the lists of an outline: each in the element of `root` whose id is `{stream}-list-{zone}`.
 * @param {Element} root @param {string} stream @param {Lists} lists
 */
export function setLists(root, stream, lists) {
  const prefix = `${stream}-list-`;
  root.querySelectorAll(`[id^="${CSS.escape(prefix)}"]`).forEach((list) => {
    const template = document.createElement('template');
    template.innerHTML = lists[list.id.slice(prefix.length)] || '';
    const fresh = Array.from(template.content.children);
    const ids = new Set(fresh.map((item) => item.id));
    Array.from(list.children).forEach((item) => {
      if (!ids.has(item.id) && !isEdited(item)) item.remove();
    });
    /** @type {Element | null} */
    let before = null;
    fresh.reverse().forEach((item) => {
      const placed = place(root, item, list, before);
      if (placed.parentNode === list) before = placed;
    });
  });
}

/**
 * Applies parts in the order given. Returns false when one does not fit what is shown: the stream
 * must then be asked for again.
 * @param {Element} root @param {Part[]} parts @returns {boolean}
 */
export function swapParts(root, parts) {
  return parts.map((part) => swap(root, part)).every(Boolean);
}

/** @param {Element} root @param {Part} part @returns {boolean} */
function swap(root, part) {
  const current = find(root, part.id);
  if (part.attributes) {
    if (!current) return false;
    Object.entries(part.attributes).forEach(([name, value]) => current.setAttribute(name, value));
    return true;
  }
  if (part.markup === null || part.markup === undefined) {
    if (current && isEdited(current)) current.setAttribute('data-gone', '');
    else if (current) current.remove();
    return true;
  }
  const parent = part.parent ? find(root, part.parent) : root;
  if (!parent) return false;
  const before = part.before ? find(root, part.before) : null;
  const fresh = parse(part.markup, parent instanceof SVGElement);
  if (!fresh || (part.before && !before)) return false;
  place(root, fresh, parent, before && before.parentNode === parent ? before : null);
  return true;
}

/**
 * Puts `fresh` into `parent` just before `before`, as the element that has its id already if there
 * is one. Returns that element.
 * @param {Element} root @param {Element} fresh @param {Element} parent @param {Element | null} before
 * @returns {Element}
 */
function place(root, fresh, parent, before) {
  const current = find(root, fresh.id);
  if (!current) {
    parent.insertBefore(document.importNode(fresh, true), before);
    return /** @type {Element} */ (find(root, fresh.id));
  }
  if (current instanceof SVGElement) {
    const focused = current === document.activeElement;
    if (before === current) before = current.nextElementSibling;
    current.remove();
    parent.insertBefore(fresh, before);
    if (focused) /** @type {SVGElement} */ (fresh).focus({ preventScroll: true });
    return fresh;
  }
  refill(current, fresh);
  const stands = current.parentNode === parent && current.nextElementSibling === before;
  if (!stands && isEdited(current)) current.setAttribute('data-held', '');
  else if (!stands) moveTo(current, parent, before);
  return current;
}

/**
 * Ends the editing of an element. Returns true when it was moved or removed meanwhile, which was
 * held back: its stream must be asked for again.
 * @param {Element} element @returns {boolean}
 */
export function release(element) {
  const held = element.hasAttribute('data-held') || element.hasAttribute('data-gone');
  ['data-editing', 'data-held', 'data-gone'].forEach((name) => element.removeAttribute(name));
  return held;
}

/** @param {Element} current @param {Element} fresh */
function refill(current, fresh) {
  if (serverMarkup(current) === fresh.outerHTML) return;
  const keep = ['data-editing', 'data-held', 'data-own-state'];
  Array.from(current.attributes).forEach(({ name }) => {
    if (!fresh.hasAttribute(name) && !keep.includes(name)) current.removeAttribute(name);
  });
  Array.from(fresh.attributes).forEach(({ name, value }) => current.setAttribute(name, value));
  Array.from(current.childNodes).forEach((child) => {
    if (!(child instanceof Element && child.hasAttribute('data-own'))) child.remove();
  });
  current.insertBefore(document.importNode(fragmentOf(fresh), true), current.firstChild);
}

/** @param {Element} element @returns {string} what the server last sent for this element */
function serverMarkup(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  copy.querySelectorAll('[data-own]').forEach((own) => own.remove());
  copy.removeAttribute('data-own-state');
  return copy.outerHTML;
}

/** @param {Element} element @returns {DocumentFragment} */
function fragmentOf(element) {
  const fragment = document.createDocumentFragment();
  fragment.append(...Array.from(element.childNodes));
  return fragment;
}

/** Moving an element takes its focus away: give it back. @param {Element} element @param {Element} parent @param {Element | null} before */
function moveTo(element, parent, before) {
  const focused = document.activeElement;
  parent.insertBefore(element, before);
  if (focused instanceof HTMLElement && element.contains(focused)) focused.focus({ preventScroll: true });
}

/** @param {Element} element @returns {boolean} */
function isEdited(element) {
  return element.hasAttribute('data-editing');
}

/** @param {Element} root @param {string} id @returns {Element | null} */
function find(root, id) {
  return root.id === id ? root : root.querySelector(`#${CSS.escape(id)}`);
}
