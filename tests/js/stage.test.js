import assert from 'node:assert/strict';
import { test } from 'node:test';

import { comingUp, diagramsOf, onWall, pinFrom, pinned, pinOf, streamsFor, viewOf } from '../../web/static/js/stage/shown.js';
import { spaced } from '../../web/static/js/stage/stage.js';

const SESSION = {
  lens: 'screen',
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
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'mosaic' } }), ['screen:d2', 'screen:d2b', 'screen:d1']);
});

test('one table needs one picture, the combined diagram its own', () => {
  assert.deepEqual(streamsFor({ ...SESSION, show: { mode: 'diagram', diagram: 'd9' } }), ['screen:d9']);
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
  for (const mode of ['join', 'brief', 'example', 'close']) assert.deepEqual(streamsFor({ ...SESSION, show: { mode } }), []);
});

test('a code is shown in two halves', () => {
  assert.equal(spaced('K7M2QP'), 'K7M\u20092QP');
});

const LIVE = { ...SESSION, show: { mode: 'mosaic' }, coming: null, frozen: null, lit: null };
const FROZEN = {
  at: 5, show: { mode: 'diagram', diagram: 'd1' }, task: 'innovation', lit: 'need',
  tables: [{ id: 't1', name: 'As it was' }], diagrams: [SESSION.diagrams[0]],
};

test('a frozen wall shows what it showed, under the names of then', () => {
  const shown = onWall({ ...LIVE, frozen: FROZEN });

  assert.deepEqual(streamsFor(shown), ['still:d1']);
  assert.deepEqual([shown.tables[0].name, shown.lit, shown.show.mode], ['As it was', 'need', 'diagram']);
});

test('what comes next is live, also while the wall is frozen or blank', () => {
  const shown = comingUp({ ...LIVE, frozen: FROZEN, blank: true, coming: { mode: 'gaps', task: 'innovation' } });

  assert.deepEqual([shown.blank, streamsFor(shown)], [false, ['gaps:innovation']]);
  assert.equal(comingUp(LIVE), null);
});

test('a frozen view of the room is another picture than the one that comes next', () => {
  const show = { mode: 'composite', task: 'innovation' };

  assert.deepEqual(streamsFor(onWall({ ...LIVE, frozen: { ...FROZEN, show } })), ['still:composite:innovation']);
});

test('a replay is of one table, of all, or of what they said together', () => {
  const replay = { mode: 'replay', task: 'innovation', diagram: null, together: false };
  const of = (more) => streamsFor(onWall({ ...LIVE, show: { ...replay, ...more } }));

  assert.deepEqual(of({ diagram: 'd2' }), ['replay:d2']);
  assert.deepEqual(of({}), ['replay:d2', 'replay:d2b', 'replay:d1']);
  assert.deepEqual(of({ together: true }), ['replay:composite:innovation']);
  assert.deepEqual(['diagram', 'mosaic', 'room'].map(String), [{ diagram: 'd2' }, {}, { together: true }].map((more) => viewOf({ ...replay, ...more })));
});

test('a pin survives its way through an address', () => {
  const pins = [
    { mode: 'mosaic' }, { mode: 'join' }, { mode: 'diagram', diagram: 'd1' },
    { mode: 'composite', task: 'innovation' }, { mode: 'zone', task: 'innovation', zone: 'need', page: 2 },
  ];

  assert.deepEqual(pins.map((pin) => pinFrom(`?pin=${encodeURIComponent(pinOf(pin))}`)), pins);
  for (const search of ['', '?pin=', '?pin=hologram', '?pin=diagram', '?pin=zone:innovation']) assert.equal(pinFrom(search), null);
});

test('a pinned wall stays, also when it is frozen; a table that is gone lets it follow', () => {
  const pin = { mode: 'diagram', diagram: 'd1' };

  assert.deepEqual(streamsFor(pinned(LIVE, pin)), ['screen:d1']);
  assert.deepEqual(streamsFor(pinned({ ...LIVE, frozen: FROZEN }, pin)), ['still:d1']);
  assert.equal(pinned(LIVE, { mode: 'diagram', diagram: 'gone' }).show.mode, 'mosaic');
});
