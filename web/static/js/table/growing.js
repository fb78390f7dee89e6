/**
 * A text field that grows with its text, and says how much room is left only near the end.
 * @module
 */

import { count } from './graphemes.js';
import { say } from '../words.js';

const NEAR_END = 30;

/** @param {HTMLTextAreaElement} field */
export function fit(field) {
  if (!field.offsetParent) return; // not shown: it has no height to measure
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field @param {HTMLElement} place @param {number} limit
 * @returns {boolean} whether the text fits
 */
export function showRoom(field, place, limit) {
  // Counting graphemes is slow; a text this short cannot be near the end.
  const left = field.value.length < limit - NEAR_END ? limit : limit - count(field.value);
  place.hidden = left > NEAR_END;
  place.textContent = place.hidden ? '' : say(left < 0 ? 'too-long' : 'remaining', { n: Math.abs(left) });
  place.toggleAttribute('data-too-long', left < 0);
  if (left < 0) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
  return left >= 0;
}

/** Enter sends, but not while a word is being composed. @param {KeyboardEvent} event @returns {boolean} */
export function isSending(event) {
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
