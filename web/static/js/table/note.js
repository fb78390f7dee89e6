/**
 * What a list item of the outline says about its note: the page's only way to read one.
 * @module
 */

/**
 * `text` is the first wording. `versions` is empty unless several wordings stand side by side.
 * @typedef {{id: string, zone: string, seq: number, author: string, letter: string, text: string,
 *   level: string, kind: string, potential: boolean,
 *   versions: {seq: number, author: string, letter: string, text: string}[]}} NoteFacts
 */

/** @param {HTMLElement} item @returns {NoteFacts} */
export function factsOf(item) {
  const { note = '', zone = '', seq, author = '', letter = '', level = '', kind = '', potential } = item.dataset;
  const versions = Array.from(item.querySelectorAll('.version')).map((version) => ({
    seq: Number(version.getAttribute('data-seq')),
    author: version.getAttribute('data-author') || '',
    letter: textOf(version, '.letter'),
    text: textOf(version, '.text'),
  }));
  return {
    id: note, zone, seq: Number(seq), author, letter, level, kind,
    potential: potential === 'true' || potential === '1' || potential === '',
    text: versions.length ? versions[0].text : textOf(item, '.text'), versions,
  };
}

/** @param {Element} root @param {string} selector @returns {string} */
function textOf(root, selector) {
  const found = root.querySelector(selector);
  return (found && found.textContent) || '';
}

/** The notes of a sheet in the order they are read. @param {ParentNode} sheet @returns {HTMLElement[]} */
export function notesIn(sheet) {
  return /** @type {HTMLElement[]} */ (Array.from(sheet.querySelectorAll('li[data-note]')));
}
