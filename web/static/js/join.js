/**
 * A scanned code carries its token after the `#`, which no server ever sees in an address: this
 * hands it over by a form, and takes it out of the address.
 * @module
 */

import { openHandedSeat } from './handed.js';

const byToken = /** @type {HTMLFormElement} */ (document.querySelector('#by-token'));
const byCode = /** @type {HTMLFormElement} */ (document.querySelector('#by-code'));

function follow() {
  if (openHandedSeat()) return;
  const [token, table = ''] = decodeURIComponent(location.hash.slice(1)).split('.');
  if (!token) return;
  history.replaceState(null, '', location.pathname);
  /** @type {HTMLInputElement} */ (byToken.elements.namedItem('token')).value = token;
  /** @type {HTMLInputElement} */ (byToken.elements.namedItem('table')).value = table;
  byCode.hidden = true;
  byToken.hidden = false;
  byToken.submit();
}

window.addEventListener('hashchange', follow);
follow();
