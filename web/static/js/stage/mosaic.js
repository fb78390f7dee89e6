/**
 * How large the tiles of the wall are: pure arithmetic, no page.
 * @module
 */

/** @typedef {{width: number, height: number}} Room */
/**
 * `aspect`: a picture's width by its height; `gap`: between tiles; `least` and `most`: how high the
 * line of text over a picture may be.
 * @typedef {{aspect: number, gap: number, least: number, most: number}} Shape
 */
/**
 * `width` and `height`: the room of one picture under its line of text, which is `title` high.
 * @typedef {{columns: number, rows: number, width: number, height: number, title: number}} Grid
 */

/** A line this high, as a share of its tile's width, is as legible as the picture under it. */
const TITLE_SHARE = 0.06;

/**
 * The grid that shows `count` pictures as large as they can be without scrolling.
 * @param {number} count @param {Room} room @param {Shape} shape @returns {Grid}
 */
export function bestGrid(count, room, shape) {
  let best = gridOf(1, count, room, shape);
  for (let columns = 2; columns <= count; columns += 1) {
    const next = gridOf(columns, count, room, shape);
    if (next.width > best.width + 0.01) best = next;
  }
  return best;
}

/**
 * @param {number} columns @param {number} count @param {Room} room @param {Shape} shape
 * @returns {Grid}
 */
function gridOf(columns, count, room, shape) {
  const rows = Math.max(1, Math.ceil(count / columns));
  const width = (room.width - shape.gap * (columns - 1)) / columns;
  const height = (room.height - shape.gap * (rows - 1)) / rows;
  const title = Math.min(shape.most, Math.max(shape.least, width * TITLE_SHARE));
  const free = Math.max(0, height - title);
  return { columns, rows, width: Math.max(0, Math.min(width, free * shape.aspect)), height: free, title };
}
