/**
 * How large the sentences of the explain card are: as large as the screen allows.
 * @module
 */

/** Largest first. Below 22 px nobody across a table reads it. */
const SIZES = [36, 34, 32, 30, 28, 26, 24, 22];
/** All at once only while it is this large; else one sentence after the other, larger. */
const LEAST_WHOLE = 24;
/** One sentence at a time need not shout. */
const MOST_EACH = 32;

/**
 * @param {number[]} sizes largest first @param {(size: number) => boolean} fits
 * @returns {number | null} the largest that fits
 */
export function largest(sizes, fits) {
  const found = sizes.find(fits);
  return found === undefined ? null : found;
}

/**
 * @param {(size: number) => boolean} wholeFits @param {(size: number) => boolean} eachFits
 * @returns {{size: number, isLong: boolean}}
 */
export function cardSize(wholeFits, eachFits) {
  const whole = largest(SIZES.filter((size) => size >= LEAST_WHOLE), wholeFits);
  if (whole !== null) return { size: whole, isLong: false };
  const each = largest(SIZES.filter((size) => size <= MOST_EACH), eachFits);
  return { size: each === null ? SIZES[SIZES.length - 1] : each, isLong: true };
}

/** @param {HTMLElement} scroll what scrolls @param {HTMLElement} card what is in it */
export function fitCard(scroll, card) {
  const room = scroll.clientHeight;
  if (!room) return;
  const at = scroll.scrollTop / (scroll.scrollHeight || 1);
  /** @param {number} size */
  const set = (size) => scroll.style.setProperty('--said', `${size}px`);
  scroll.classList.remove('is-long');
  const { size, isLong } = cardSize((wanted) => {
    set(wanted);
    return scroll.scrollHeight <= room + 1;
  }, (wanted) => {
    set(wanted);
    return Array.from(card.querySelectorAll('section')).every((one) => one.offsetHeight <= room - 48);
  });
  set(size);
  scroll.classList.toggle('is-long', isLong);
  scroll.scrollTop = at * scroll.scrollHeight;
}
