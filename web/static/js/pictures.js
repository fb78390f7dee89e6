/**
 * One element for each picture that is watched, wherever it hangs: in a tile, on the full screen,
 * in a sheet. It is kept up to date also while it hangs nowhere; a view of the room, which is many
 * pages, only while it is wanted.
 * @module
 */

import { setPicture, swapParts } from './markup.js';
import { isRoomStream } from './room_views.js';

const FADED_MS = 400; // the fade itself is a third of that

/** @typedef {ReturnType<typeof createPictures>} Pictures */

/**
 * @param {{watch: (stream: string, views: import('./protocol.js').View[]) => void,
 *   unwatch: (stream: string) => void, refresh: (stream: string) => void}} client
 * @param {(stream: string) => void} rest what to do with a diagram whose picture is not wanted now
 */
export function createPictures(client, rest) {
  /** @type {Map<string, HTMLElement>} */
  const hosts = new Map();
  /** @type {Set<string>} */
  let wanted = new Set();

  /** @param {string} stream @returns {HTMLElement} */
  function host(stream) {
    let found = hosts.get(stream);
    if (!found) {
      found = document.createElement('div');
      found.className = 'hung';
      hosts.set(stream, found);
    }
    return found;
  }

  /** @param {string} stream */
  function letGo(stream) {
    if (!isRoomStream(stream)) return rest(stream);
    client.unwatch(stream);
    hosts.delete(stream); // where it hangs it stays until the next picture takes its place
  }

  return {
    /** Watches the pictures of `streams` and rests all others. @param {Iterable<string>} streams */
    want(streams) {
      const next = new Set(streams);
      wanted.forEach((stream) => !next.has(stream) && letGo(stream));
      next.forEach((stream) => client.watch(stream, ['picture']));
      wanted = next;
    },
    /** @param {string} stream @returns {boolean} */
    isWanted: (stream) => wanted.has(stream),
    /** Whether there is something to hang. @param {string} stream @returns {boolean} */
    isReady: (stream) => host(stream).childElementCount > 0,
    /** Hangs a picture in `slot`, and takes it away from where it was. @param {string} stream @param {Element} slot */
    hang(stream, slot) {
      const picture = host(stream);
      if (picture.parentNode !== slot) slot.replaceChildren(picture);
    },
    /** @param {import('./replica.js').Effect} effect */
    receive(effect) {
      // One that was let go may still be on its way.
      const isAwaited = effect.do === 'picture' && (wanted.has(effect.stream) || !isRoomStream(effect.stream));
      if (effect.do === 'picture' && isAwaited) setPicture(host(effect.stream), effect.svg);
      if (effect.do !== 'parts' || effect.view !== 'picture' || !wanted.has(effect.stream)) return;
      const picture = host(effect.stream);
      const arriving = effect.parts.filter(({ id, markup }) => markup && !find(picture, id));
      if (!swapParts(picture, effect.parts)) client.refresh(effect.stream);
      arriving.forEach(({ id }) => fadeIn(find(picture, id)));
    },
  };
}

/** What is new fades in; it is drawn anew wherever it moves, so the mark must not stay. @param {Element | null} element */
function fadeIn(element) {
  if (!element) return;
  element.classList.add('arrives');
  window.setTimeout(() => element.removeAttribute('class'), FADED_MS);
}

/** @param {Element} root @param {string} id @returns {Element | null} */
function find(root, id) {
  return root.querySelector(`#${CSS.escape(id)}`);
}
