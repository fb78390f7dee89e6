/**
 * The key in a link's fragment becomes a cookie: the only place that sees a key.
 * A key never stays in the address bar, where a projector or a screenshot would show it.
 * @module
 */

/** @typedef {'entered' | 'none' | 'refused' | 'unreachable'} Entry */

/**
 * Exchanges `#k=KEY` for the cookie of this door, then drops the fragment. `none`: there is no key
 * in the address, so the cookie of an earlier visit has to do.
 * @param {string} session @param {import('./protocol.js').Door} door @returns {Promise<Entry>}
 */
export async function enter(session, door) {
  const key = new URLSearchParams(location.hash.slice(1)).get('k');
  if (!key) return 'none';
  try {
    const answer = await fetch(`/s/${session}/${door}/enter`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    if (answer.status >= 500) return 'unreachable'; // the key stays in the address for a reload
    history.replaceState(null, '', location.pathname + location.search);
    return answer.ok ? 'entered' : 'refused';
  } catch {
    return 'unreachable';
  }
}

/**
 * Whether this browser has been refused at the door. A socket that is turned away does not say
 * why, so a page that never got in asks here. False also when the server cannot be reached.
 * @param {string} session @param {import('./protocol.js').Door} door @returns {Promise<boolean>}
 */
export async function isRefused(session, door) {
  try {
    const answer = await fetch(`/s/${session}/${door}/qr.svg`, { credentials: 'same-origin', cache: 'no-store' });
    return answer.status === 401 || answer.status === 403 || answer.status === 404;
  } catch {
    return false;
  }
}
