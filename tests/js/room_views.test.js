/** The views of what the room said: their streams, and turning a zone's pages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isRoomStream, roomStream, turned } from '../../web/static/js/room_views.js';

const NEED = { mode: 'zone', task: 'innovation', zone: 'need', page: 2 };

test('R33: each view of a task is a stream of its own', () => {
  const streams = ['composite', 'matrix', 'overlap', 'gaps'].map((mode) => roomStream({ mode, task: 'organisation' }));

  assert.deepEqual(streams, ['composite:organisation', 'matrix:organisation', 'overlap:organisation', 'gaps:organisation']);
  assert.equal(roomStream(NEED), 'zone:innovation:need:2');
});

test('what is no view of the room has no such stream', () => {
  for (const show of [{ mode: 'auto' }, { mode: 'diagram', diagram: 'd1' }, { mode: 'gaps' }, { mode: 'zone', task: 't' }]) {
    assert.equal(roomStream(show), '');
  }
  assert.equal(isRoomStream('dabcdefgh1'), false);
  assert.equal(isRoomStream(roomStream(NEED)), true);
});

test('pages are turned as far as there are any', () => {
  const at = (page, pages) => ({ seq: 1, counts: {}, page, pages });

  assert.deepEqual(turned(NEED, at(2, 3), 1), { ...NEED, page: 3 });
  assert.deepEqual(turned(NEED, at(2, 3), -1), { ...NEED, page: 1 });
  assert.equal(turned(NEED, at(3, 3), 1), null);
  assert.equal(turned(NEED, at(1, 3), -1), null);
});

test('R33: pages are turned from the page that is shown, not from one that went with its words', () => {
  assert.deepEqual(turned({ ...NEED, page: 7 }, { seq: 9, counts: {}, page: 3, pages: 3 }, -1), { ...NEED, page: 2 });
});

test('nothing is turned before it is known how many pages there are', () => {
  assert.equal(turned(NEED, undefined, 1), null);
  assert.equal(turned(NEED, { seq: 1, counts: {} }, 1), null);
});
