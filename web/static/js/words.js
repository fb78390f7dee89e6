/**
 * The page's interface words: they stand in its HTML, in its reader's language.
 * @module
 */

/**
 * @param {string} key @param {{[name: string]: string | number}} [values] @returns {string}
 */
export function say(key, values = {}) {
  const element = document.querySelector(`[data-word="${key}"]`);
  const text = (element && element.textContent) || '';
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** "Ann", "Ann and Ben", "Ann, Ben and Cy". @param {string[]} names @returns {string} */
export function listed(names) {
  if (names.length < 2) return names.join('');
  return say('and', { most: names.slice(0, -1).join(', '), last: names[names.length - 1] });
}
