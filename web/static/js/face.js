/**
 * A clock on the page: its figure and its state, from `data-figure` and `data-state`. The words
 * for the states are in the page; the style sheet shows the one that is true.
 * @module
 */

import { tick } from './clock.js';
import { get } from './table/page.js';

/**
 * @param {HTMLElement} face
 * @param {() => {clock: import('./protocol.js').Clock, now: number} | null} read
 * @returns {() => void} stops it
 */
export function showClock(face, read) {
  const figure = get('[data-figure]', face);
  return tick(read, (text, mood) => {
    if (figure.textContent !== text) figure.textContent = text;
    if (face.dataset.state !== mood) face.dataset.state = mood;
  });
}
