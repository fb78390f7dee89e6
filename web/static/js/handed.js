/**
 * A link that holds the key of a seat, as the desk makes it for who types for a table: opened, it
 * is that seat, whatever seat this browser had before.
 * @module
 */

import { enter } from './enter.js';

/** Says whether the page is such a link; then it comes again by itself. @returns {boolean} */
export function openHandedSeat() {
  const [, session = ''] = location.pathname.match(/^\/s\/([A-Za-z0-9_-]+)\/table$/) || [];
  if (!session || !new URLSearchParams(location.hash.slice(1)).has('k')) return false;
  enter(session, 'table').then((entry) => entry !== 'unreachable' && location.reload());
  return true;
}
