import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bestGrid } from '../../web/static/js/stage/mosaic.js';

const SHAPE = { aspect: 16 / 9, gap: 10, least: 16, most: 32 };
const ROOMS = [[1920, 1032], [1280, 686], [1024, 734], [800, 560], [390, 700]];

/** The same question answered by trying everything, the other way round. */
function largestByRows(count, room) {
  let best = 0;
  for (let rows = 1; rows <= count; rows += 1) {
    const columns = Math.ceil(count / rows);
    const width = (room.width - SHAPE.gap * (columns - 1)) / columns;
    const title = Math.min(SHAPE.most, Math.max(SHAPE.least, width * 0.06));
    const height = (room.height - SHAPE.gap * (rows - 1)) / rows - title;
    best = Math.max(best, Math.min(width, height * SHAPE.aspect));
  }
  return best;
}

test('every number of tables from 1 to 60 fits without scrolling', () => {
  for (const [width, height] of ROOMS) {
    for (let count = 1; count <= 60; count += 1) {
      const grid = bestGrid(count, { width, height }, SHAPE);

      assert.ok(grid.columns * grid.rows >= count, `${count} tiles need a place`);
      assert.ok(grid.columns * (grid.width + SHAPE.gap) - SHAPE.gap <= width + 0.5);
      assert.ok(grid.rows * (grid.height + grid.title + SHAPE.gap) - SHAPE.gap <= height + 0.5);
      assert.ok(grid.width > 0 && grid.height > 0);
    }
  }
});

test('no other grid would show larger pictures', () => {
  for (const [width, height] of ROOMS) {
    for (let count = 1; count <= 60; count += 1) {
      const grid = bestGrid(count, { width, height }, SHAPE);

      assert.ok(grid.width >= largestByRows(count, { width, height }) - 0.02, `${count} in ${width}x${height}`);
    }
  }
});

test('one table fills the screen', () => {
  const grid = bestGrid(1, { width: 1920, height: 1032 }, SHAPE);

  assert.deepEqual([grid.columns, grid.rows], [1, 1]);
  assert.ok(grid.width > 1750);
});

test('eight tables on a wide screen stand three by three', () => {
  const grid = bestGrid(8, { width: 1920, height: 1032 }, SHAPE);

  assert.deepEqual([grid.columns, grid.rows], [3, 3]);
});

test('a title line is never lower than the least and never higher than the most', () => {
  for (let count = 1; count <= 60; count += 1) {
    const { title } = bestGrid(count, { width: 1920, height: 1032 }, SHAPE);

    assert.ok(title >= SHAPE.least && title <= SHAPE.most);
  }
});

test('a screen with no room gives empty tiles, not negative ones', () => {
  const grid = bestGrid(60, { width: 0, height: 0 }, SHAPE);

  assert.equal(grid.width, 0);
  assert.equal(grid.height, 0);
});

test('no tables is not an error', () => {
  assert.equal(bestGrid(0, { width: 1920, height: 1032 }, SHAPE).columns, 1);
});
