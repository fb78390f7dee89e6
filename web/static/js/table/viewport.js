/**
 * Keeps the page as high as what can be seen, so that the composer stays above the keyboard.
 * @module
 */

import { get } from '../page.js';

const KEYBOARD_PX = 150; // less than this is a browser's own bars coming and going

export function followKeyboard() {
  const seen = window.visualViewport;
  if (!seen) return;
  const app = get('#app');
  let tallest = 0;
  let width = 0;
  const fit = () => {
    if (seen.scale > 1.01) return; // somebody is zooming in to read
    if (seen.width !== width) [width, tallest] = [seen.width, 0];
    tallest = Math.max(tallest, seen.height);
    app.style.height = `${seen.height}px`;
    app.style.transform = seen.offsetTop ? `translateY(${seen.offsetTop}px)` : '';
    app.toggleAttribute('data-keyboard', tallest - seen.height > KEYBOARD_PX);
  };
  seen.addEventListener('resize', fit);
  seen.addEventListener('scroll', fit);
  fit();
}
