/**
 * A clock on the page: its figure and its state, from `data-figure` and `data-state`. The words
 * for the states are in the page; the style sheet shows the one that is true, and draws the share
 * of the time that is left from `--left`.
 * @module
 */

import { tick } from './clock.js';
import { get } from './page.js';

/**
 * @param {HTMLElement} face
 * @param {() => {clock: import('./protocol.js').Clock, now: number} | null} read
 * @param {(mood: import('./clock.js').Mood, left: number) => void} [turned] at every turn
 * @returns {() => void} to be called when the session changed: a pause is seen at once
 */
export function showClock(face, read, turned = () => {}) {
  const figure = get('[data-figure]', face);
  let shown = '';
  let stop = start();

  function start() {
    return tick(read, (text, mood, left, share) => {
      if (figure.textContent !== text) figure.textContent = text;
      if (face.dataset.state !== mood) face.dataset.state = mood;
      const percent = `${Math.round(share * 100)}%`;
      if (face.style.getPropertyValue('--left') !== percent) face.style.setProperty('--left', percent);
      turned(mood, left);
    });
  }

  return () => {
    const now = read();
    const next = JSON.stringify(now && now.clock);
    if (next === shown) return;
    shown = next;
    stop();
    stop = start();
  };
}
