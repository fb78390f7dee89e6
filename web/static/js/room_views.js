/**
 * The views of what the room said: which there are, and the streams they come by. Pure.
 * @module
 */

/** @typedef {import('./protocol.js').Show} Show */

const OF_A_TASK = ['composite', 'matrix', 'overlap', 'gaps'];

/** @param {Show} show @returns {string} its stream; '' when it shows no view of the room */
export function roomStream({ mode, task, zone, page, together }) {
  if (mode === 'replay' && task && together) return `composite:${task}`;
  if (OF_A_TASK.includes(mode) && task) return `${mode}:${task}`;
  return mode === 'zone' && task && zone ? `zone:${task}:${zone}:${page || 1}` : '';
}

/** Ids have no colon. @param {string} stream @returns {boolean} */
export function isRoomStream(stream) {
  return stream.includes(':');
}

/**
 * The view to show for turning pages; null where there is no such page.
 * @param {Show} show a zone @param {import('./replica.js').Stream | undefined} stream what is known of it
 * @param {number} by @returns {Show | null}
 */
export function turned(show, stream, by) {
  if (!stream || !stream.page || !stream.pages) return null;
  const page = stream.page + by;
  return page >= 1 && page <= stream.pages ? { ...show, page } : null;
}
