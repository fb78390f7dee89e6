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

/**
 * Whether there is nobody yet to run the session for: it has not begun, and no table has anyone.
 * @param {import('../protocol.js').Session} session @param {import('../protocol.js').Presence} presence
 */
export function isEmptyRoom(session, presence) {
  const phase = session.agenda.find(({ id }) => id === session.phase);
  return Boolean(phase && phase.kind === 'welcome') && Object.values(presence).every(({ here }) => here === 0);
}

/**
 * The sheet comes by itself into an empty room, once, and makes way when the room moves on.
 * @param {{now: () => string, open: (name: string) => void, close: () => void}} sheets
 */
export function createGreeting(sheets) {
  let isDecided = false;
  let phase = '';
  return {
    /** @param {import('../protocol.js').Session} session @param {import('../protocol.js').Presence | null} presence null: not known yet */
    follow(session, presence) {
      if (phase && phase !== session.phase && sheets.now() === 'share') sheets.close();
      phase = session.phase;
      if (isDecided || !presence) return;
      isDecided = true;
      if (!sheets.now() && isEmptyRoom(session, presence)) sheets.open('share');
    },
  };
}

/** @param {import('../protocol.js').Session} session @returns {boolean} */
export function isJoiningOpen({ joining }) {
  return joining === true || joining === 'open';
}

/** @param {HTMLElement} main @param {boolean} open */
export function showJoining(main, open) {
  all('.joining', main).forEach((place) => { place.dataset.joining = open ? 'open' : 'closed'; });
}
