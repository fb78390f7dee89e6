/**
 * The page after a close that reconnecting cannot mend: what happened, what was kept, the way back.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

/** @param {number | null} code the close code @param {string} joinUrl */
export function showGone(code, joinUrl) {
  const kind = code === 4401 ? 'gone' : code === 4409 ? 'taken' : 'broken';
  get('#app').hidden = true;
  get('#veil').hidden = true;
  get('#gone').hidden = false;
  get('[data-gone-title]').textContent = say(`${kind}-title`);
  get('[data-gone-text]').textContent = say(`${kind}-text`);
  const back = /** @type {HTMLAnchorElement} */ (get('#way-back'));
  if (kind === 'gone') {
    // Only the path and token of our own server: the address may name another host of this machine.
    const url = new URL(joinUrl, location.href);
    back.href = `${url.pathname}${url.hash}`;
  } else {
    back.href = location.pathname;
    back.textContent = say('reload');
  }
  get('[data-gone-title]').focus();
}
