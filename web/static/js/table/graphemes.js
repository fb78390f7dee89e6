/**
 * Length as people count it (R24), as near as this browser can say; the server decides.
 * @module
 */

export const NOTE_LIMIT = 200;
export const LABEL_LIMIT = 60;
export const TITLE_LIMIT = 120;

/** What the server will make of white space. @param {string} text @returns {string} */
export function tidy(text) {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** @param {string} text @returns {number} */
export function count(text) {
  const tidied = tidy(text);
  const intl = /** @type {any} */ (Intl);
  if (intl.Segmenter) return Array.from(new intl.Segmenter().segment(tidied)).length;
  // Without a segmenter: joiners, marks and skin tones belong to the character before them.
  return Array.from(tidied.replace(/[\p{M}\u200d\ufe0f]|[\u{1f3fb}-\u{1f3ff}]/gu, '')).length;
}
