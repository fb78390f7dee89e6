/**
 * How people join, and the links of the session, in the desk's sheet of that name.
 * @module
 */

import { all } from '../page.js';

/** @typedef {{code: string, join_url: string, address: string, wall_url?: string, desk_url?: string}} Links */

/** @param {string} session @returns {Promise<Links | null>} */
export async function fetchLinks(session) {
  try {
    const answer = await fetch(`/s/${session}/desk/links`, { credentials: 'same-origin', cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** A helper may not have all of them: a row without its link stays away. @param {HTMLElement} main @param {Links} links */
export function showLinks(main, links) {
  all('.share [data-address]', main).forEach((place) => { place.textContent = links.address; });
  all('[data-link]', main).forEach((place) => {
    const address = links[/** @type {keyof Links} */ (place.dataset.link)];
    if (!address) return;
    if (place instanceof HTMLAnchorElement) place.href = address;
    if (place instanceof HTMLInputElement) {
      place.value = address;
      place.addEventListener('focus', () => place.select()); // there to be copied
    }
    /** @type {HTMLElement} */ (place.closest('[data-row]') || place).hidden = false;
  });
}

/** @param {HTMLElement} main @param {boolean} open */
export function showJoining(main, open) {
  all('.joining', main).forEach((place) => { place.dataset.joining = open ? 'open' : 'closed'; });
}
