import assert from 'node:assert/strict';
import { test } from 'node:test';

import { diagramsOf, spaced, streamsFor } from '../../web/static/js/stage/stage.js';

const SESSION = {
  tables: [{ id: 't2', name: 'B' }, { id: 't1', name: 'A' }],
  task: 'innovation',
  diagrams: [
    { id: 'd1', table: 't1', task: 'innovation', number: 1 },
    { id: 'd2b', table: 't2', task: 'innovation', number: 2 },
    { id: 'd2', table: 't2', task: 'innovation', number: 1 },
    { id: 'd9', table: 't2', task: 'organisation', number: 1 },
  ],
};

test('the mosaic shows every diagram of the current task, table by table', () => {
  assert.deepEqual(diagramsOf(SESSION), ['d2', 'd2b', 'd1']);
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'mosaic' } }), ['d2', 'd2b', 'd1']);
});

test('one table needs one picture, the combined diagram its own', () => {
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'diagram', diagram: 'd9' } }), ['d9']);
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'composite', task: 'organisation' } }), ['composite:organisation']);
});

test('R33: a view of the room is one picture; a zone without a page is its first', () => {
  const shown = (show) => streamsFor({ ...SESSION, show });

  assert.deepEqual(shown({ mode: 'matrix', task: 'organisation' }), ['matrix:organisation']);
  assert.deepEqual(shown({ mode: 'zone', task: 'innovation', zone: 'need', page: 3 }), ['zone:innovation:need:3']);
  assert.deepEqual(shown({ mode: 'zone', task: 'innovation', zone: 'need' }), ['zone:innovation:need:1']);
});

test('R33: a mode of a newer server needs nothing we know of', () => {
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'hologram', task: 'innovation' } }), []);
});

test('the other screens need no picture from the server', () => {
  for (const mode of ['join', 'brief', 'close']) assert.deepEqual(streamsFor({ ...SESSION, show: { mode } }), []);
});

test('a code is shown in two halves', () => {
  assert.equal(spaced('K7M2QP'), 'K7M\u20092QP');
});
