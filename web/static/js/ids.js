/**
 * New ids and refs. Not crypto.randomUUID: a plain http page in a LAN has none.
 * @module
 */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz012345'; // 32, so that a byte's low bits are fair

/** @param {number} [length] @returns {string} */
export function newId(length = 16) {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte & 31]).join('');
}
