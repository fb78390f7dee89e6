/**
 * The wall's mosaic: one tile for each diagram, as large as the screen allows.
 * @module
 */

import { bestGrid } from './mosaic.js';
import { copyOf, get } from '../page.js';
import { diagramIn } from './shown.js';

/** @typedef {import('./stage.js').Scene} Scene */

const ASPECT = 16 / 9; // an empty diagram; one that has grown taller is fitted whole
const GAP_EM = 1; // a count and the name of the next table must not read as one line
const LEAST_LINE_EM = 1;
const MOST_LINE_EM = 1.9;
const SMALL_EM = 22; // in a narrower tile the word "notes" leaves no room for the table's name

/**
 * @param {HTMLElement} view
 * @param {import('../pictures.js').Pictures} pictures
 * @param {string} place
 */
export function createTiles(view, pictures, place) {
  const list = get('[data-tiles]', view);
  /** @type {Map<string, HTMLElement>} */
  const tiles = new Map();
  let isFitted = false;

  /** @param {string} stream @returns {HTMLElement} */
  function tileOf(stream) {
    const tile = tiles.get(stream) || copyOf('tile');
    tiles.set(stream, tile);
    return tile;
  }

  function fit() {
    const em = parseFloat(getComputedStyle(view).fontSize);
    const room = { width: list.clientWidth, height: list.clientHeight };
    isFitted = room.width > 0 && tiles.size > 0;
    if (!isFitted) return;
    const shape = { aspect: ASPECT, gap: GAP_EM * em, least: LEAST_LINE_EM * em, most: MOST_LINE_EM * em };
    const grid = bestGrid(tiles.size, room, shape);
    const { style } = list;
    style.setProperty('--columns', String(grid.columns));
    style.setProperty('--gap', `${shape.gap}px`);
    style.setProperty('--tile-width', `${grid.width}px`);
    style.setProperty('--title-height', `${grid.title}px`);
    style.setProperty('--picture-height', `${grid.height}px`);
    list.classList.toggle('is-small', grid.width < SMALL_EM * em);
  }

  /** @param {Scene} scene @param {string} stream @param {HTMLElement} tile */
  function fill(scene, stream, tile) {
    const { session } = scene;
    const diagram = session.diagrams.find(({ id }) => id === diagramIn(stream));
    const table = diagram && session.tables.find(({ id }) => id === diagram.table);
    if (!diagram || !table) return;
    const siblings = session.diagrams.filter((one) => one.table === table.id && one.task === diagram.task);
    write(tile, '.tile-name', table.name);
    write(tile, '.tile-number', siblings.length > 1 ? String(diagram.number) : '');
    const notes = Object.values(scene.counts(stream)).reduce((sum, count) => sum + count, 0);
    write(tile, '.tile-count', String(notes));
    get('.tile-ready', tile).hidden = !((session.ready || {})[diagram.task] || []).includes(table.id);
    const active = scene.isActive(stream);
    tile.classList.toggle('is-active', active);
    get('.tile-active', tile).hidden = !active;
    tile.dataset.stream = stream;
    pictures.hang(stream, get('.frame', tile), place);
  }

  return {
    fit,
    /** @param {Scene} scene @param {string[]} streams */
    show(scene, streams) {
      const isNew = streams.length !== tiles.size || streams.some((stream) => !tiles.has(stream));
      Array.from(tiles.keys()).forEach((stream) => !streams.includes(stream) && tiles.delete(stream));
      const ordered = streams.map(tileOf);
      if (isNew) list.replaceChildren(...ordered);
      streams.forEach((stream, place) => fill(scene, stream, ordered[place]));
      // Asking for sizes in every frame would lay out what is about to change again.
      if (isNew || !isFitted) fit();
    },
  };
}

/** @param {HTMLElement} tile @param {string} selector @param {string} text */
function write(tile, selector, text) {
  const place = get(selector, tile);
  if (place.textContent !== text) place.textContent = text;
  place.hidden = !text;
}
