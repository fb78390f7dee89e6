import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cardSize, largest } from '../../web/static/js/table/explain_fit.js';

const upTo = (most) => (size) => size <= most;

test('a card that fits is as large as it fits, 36 at most', () => {
  assert.deepEqual(cardSize(upTo(99), upTo(99)), { size: 36, isLong: false });
  assert.deepEqual(cardSize(upTo(27), upTo(99)), { size: 26, isLong: false });
});

test('a long card is read sentence by sentence, each as large as it fits', () => {
  assert.deepEqual(cardSize(upTo(23), upTo(99)), { size: 32, isLong: true });
  assert.deepEqual(cardSize(upTo(0), upTo(25)), { size: 24, isLong: true });
});

test('nothing is ever smaller than 22: what is longer than the screen scrolls', () => {
  assert.deepEqual(cardSize(upTo(0), upTo(0)), { size: 22, isLong: true });
  assert.equal(largest([3, 2], upTo(1)), null);
});
