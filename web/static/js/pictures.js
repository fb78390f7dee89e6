/**
 * One element for each picture that is watched and each place where it may hang: a tile, the full
 * screen, a sheet. It is kept up to date also while it hangs nowhere; what only walls and desks
 * may see, which is many pages, only while it is wanted.
 * @module
 */

import { setPicture, swapParts } from './markup.js';
import { isRoomStream } from './room_views.js';

const FADED_MS = 400; // the fade itself is a third of that
/** What changes in many pictures at once is drawn in one frame: with 60 tables and 30 changes a second,
 * a wall's main thread works 128 ms of each second for it; drawn one by one, and painted all, 215. */
const PATCH_MS = 100;

/** @typedef {ReturnType<typeof createPictures>} Pictures */

/**
 * @param {{watch: (stream: string, views: import('./protocol.js').View[]) => void,
 *   unwatch: (stream: string) => void, refresh: (stream: string) => void}} client
 * @param {(stream: string) => void} rest what to do with a diagram whose picture is not wanted now
 */
export function createPictures(client, rest) {
  /** @type {Map<string, Map<string, HTMLElement>>} stream -> place -> element */
  const hosts = new Map();
  /** @type {Set<string>} */
  let wanted = new Set();
  /** @type {Map<string, import('./protocol.js').Part[]>} stream -> what is not drawn yet, in order */
  const waiting = new Map();

  /** In a second place it begins as a copy of the first. @param {string} stream @param {string} place @returns {HTMLElement} */
  function host(stream, place) {
    const own = hosts.get(stream) || new Map();
    hosts.set(stream, own);
    let found = own.get(place);
    if (!found) {
      const [first] = own.values();
      found = first ? /** @type {HTMLElement} */ (first.cloneNode(true)) : document.createElement('div');
      found.className = 'hung';
      own.set(place, found);
    }
    return found;
  }

  /** @param {string} stream @returns {HTMLElement[]} */
  function hung(stream) {
    if (!hosts.has(stream)) host(stream, '');
    return Array.from(/** @type {Map<string, HTMLElement>} */ (hosts.get(stream)).values());
  }

  /** @param {string} stream */
  function letGo(stream) {
    waiting.delete(stream);
    if (!isRoomStream(stream)) return rest(stream);
    client.unwatch(stream);
    hosts.delete(stream); // where it hangs it stays until the next picture takes its place
  }

  function patch() {
    const due = Array.from(waiting);
    waiting.clear();
    const arrived = due.flatMap(([stream, parts]) => hung(stream).flatMap((picture) => {
      const arriving = parts.filter(({ id, markup }) => markup && !find(picture, id));
      if (!swapParts(picture, parts)) client.refresh(stream);
      return arriving.map(({ id }) => find(picture, id));
    }));
    fadeIn(arrived);
  }

  return {
    /**
     * Watches the pictures of `streams` and rests all others; of one also the outline.
     * @param {Iterable<string>} streams @param {string} [outlined]
     */
    want(streams, outlined = '') {
      const next = new Set(streams);
      wanted.forEach((stream) => !next.has(stream) && letGo(stream));
      next.forEach((stream) => client.watch(stream, stream === outlined ? ['picture', 'outline'] : ['picture']));
      wanted = next;
    },
    /** @param {string} stream @returns {boolean} */
    isWanted: (stream) => wanted.has(stream),
    /** Whether there is something to hang. @param {string} stream @returns {boolean} */
    isReady: (stream) => hung(stream)[0].childElementCount > 0,
    /**
     * Hangs a picture in `slot`, and takes it away from where it was in the same place.
     * @param {string} stream @param {Element} slot @param {string} [place]
     */
    hang(stream, slot, place = '') {
      const picture = host(stream, place);
      if (picture.parentNode !== slot) slot.replaceChildren(picture);
    },
    /** @param {import('./replica.js').Effect} effect */
    receive(effect) {
      // One that was let go may still be on its way.
      const isAwaited = effect.do === 'picture' && (wanted.has(effect.stream) || !isRoomStream(effect.stream));
      if (effect.do === 'picture' && isAwaited) {
        waiting.delete(effect.stream);
        hung(effect.stream).forEach((one) => setPicture(one, effect.svg));
      }
      if (effect.do !== 'parts' || effect.view !== 'picture' || !wanted.has(effect.stream)) return;
      if (!waiting.size) window.setTimeout(patch, PATCH_MS);
      waiting.set(effect.stream, [...(waiting.get(effect.stream) || []), ...effect.parts]);
    },
  };
}

/** What is new fades in; it is drawn anew wherever it moves, so the mark must not stay. @param {(Element | null)[]} elements */
function fadeIn(elements) {
  elements.forEach((element) => element && element.classList.add('arrives'));
  if (elements.length) window.setTimeout(() => elements.forEach((one) => one && one.removeAttribute('class')), FADED_MS);
}

/** @param {Element} root @param {string} id @returns {Element | null} */
function find(root, id) {
  return root.querySelector(`#${CSS.escape(id)}`);
}
