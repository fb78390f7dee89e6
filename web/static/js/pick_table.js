/**
 * Somebody who scans a card again with a phone that has a seat already gets it offered: a new
 * seat would be a new letter, and their notes would look like somebody else's.
 * @module
 */

import { hasSeat } from './seat.js';

const back = /** @type {HTMLElement} */ (document.querySelector('#back-to-seat'));
const link = /** @type {HTMLAnchorElement} */ (back.querySelector('a'));

async function offer() {
  if (!hasSeat(back.dataset.session || '')) return;
  // The key may have run out since.
  const answer = await fetch(link.href, { method: 'HEAD' });
  back.hidden = !answer.ok;
}

// Without an answer the page works as it did: choose a table and sit down.
offer().catch(() => undefined);
