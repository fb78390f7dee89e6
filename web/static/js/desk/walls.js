/**
 * The desk's two stages: what is on the wall, and what comes next. A tile of a mosaic shows its
 * diagram large under the pointer, and opens its table.
 * @module
 */

import { around, get } from '../page.js';
import { comingUp, diagramIn, onWall, streamsFor } from '../stage/shown.js';
import { createStage } from '../stage/stage.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {Omit<import('../stage/stage.js').Scene, 'session'>} Around */

/**
 * @param {HTMLElement} main
 * @param {{pictures: import('../pictures.js').Pictures, now: () => number,
 *   open: (diagram: string) => void}} desk
 */
export function createWalls(main, { pictures, now, open }) {
  const place = get('[data-preview="now"]', main);
  const next = get('[data-preview="next"]', main);
  const peek = get('[data-peek]', main);
  const stages = { now: createStage(get('[data-stage]', place), pictures, now, 'now'), next: createStage(get('[data-stage]', next), pictures, now, 'next') };

  /** @param {Event} event */
  function look(event) {
    const tile = around(event, '.tile');
    const frame = tile && tile.querySelector('.frame > .hung');
    const stream = tile && tile.dataset.stream;
    peek.hidden = !frame || !stream || !pictures.isReady(stream);
    const isLeft = main.classList.contains('is-staging') && place.contains(tile);
    peek.classList.toggle('is-right', isLeft); // never over what is pointed at
    if (!peek.hidden && stream) pictures.hang(stream, get('[data-peek-slot]', peek), 'peek');
  }

  [place, next].forEach((preview) => {
    preview.addEventListener('pointerover', look);
    preview.addEventListener('pointerleave', () => { peek.hidden = true; });
    preview.addEventListener('click', (event) => {
      const tile = around(event, '.tile');
      peek.hidden = true;
      if (tile && tile.dataset.stream) open(diagramIn(tile.dataset.stream));
    });
  });

  return {
    /** @param {Session} state @returns {string[]} */
    streams(state) {
      const coming = comingUp(state);
      return [...streamsFor(onWall(state)), ...(coming ? streamsFor(coming) : [])];
    },
    /** @param {Session} state @param {Around} rest */
    render(state, rest) {
      const coming = comingUp(state);
      stages.now.show({ session: onWall(state), ...rest });
      next.hidden = !coming;
      if (coming) stages.next.show({ session: coming, ...rest });
    },
  };
}
