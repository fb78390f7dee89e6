/**
 * A link that was just made, to be scanned, copied or typed: shown until it is put away.
 * @module
 */

import { around, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {{url: string, qr: string}} Link */

/**
 * Asks the server for something that is made on asking. Says what went wrong.
 * @param {string} path @param {unknown} body @param {(sentence: string) => void} tell
 * @returns {Promise<any>} null when it was not made
 */
export async function ask(path, body, tell) {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const told = await answer.json();
    if (answer.ok) return told;
    tell(told.message);
  } catch {
    tell(say('not-reached'));
  }
  return null;
}

/** @param {HTMLElement} place @param {Link} link @param {string} [title] */
export function show(place, { url, qr }, title = '') {
  const image = document.createElement('img');
  image.src = `data:image/svg+xml,${encodeURIComponent(qr)}`;
  image.alt = '';
  get('[data-qr-here]', place).replaceChildren(image);
  const field = /** @type {HTMLInputElement} */ (get('[data-handout-url]', place));
  field.value = url;
  const heading = place.querySelector('[data-handout-title]');
  if (heading) heading.textContent = title;
  place.hidden = false;
  place.focus();
}

/** @param {HTMLElement} root @param {(sentence: string) => void} tell */
export function listenToHandouts(root, tell) {
  root.addEventListener('click', (event) => {
    const place = around(event, '[data-handout]');
    if (!place) return;
    const field = /** @type {HTMLInputElement} */ (get('[data-handout-url]', place));
    if (around(event, '[data-put-away]')) {
      field.value = '';
      get('[data-qr-here]', place).replaceChildren();
      place.hidden = true;
    }
    if (!around(event, '[data-copy]')) return;
    field.focus();
    field.select(); // plain http has no clipboard API; this old way still works
    tell(say(document.execCommand('copy') ? 'copied' : 'not-copied'));
  });
}
