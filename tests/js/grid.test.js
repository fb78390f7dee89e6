import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createActivity, isRecent } from '../../web/static/js/activity.js';
import { coverage, shade } from '../../web/static/js/desk/grid.js';

const SESSION = {
  tables: [{ id: 't1', name: 'Ward 4' }, { id: 't2', name: 'Council' }],
  diagrams: [
    { id: 'd2', table: 't1', task: 'innovation', number: 2 },
    { id: 'd1', table: 't1', task: 'innovation', number: 1 },
    { id: 'd3', table: 't2', task: 'innovation', number: 1 },
    { id: 'd4', table: 't1', task: 'organisation', number: 1 },
  ],
};
const COUNTS = { d1: { need: 2, outcome: 1 }, d2: { need: 1 }, d4: { sponsor: 5 } };
const NOW = 1_000_000;

function rows(facts = {}) {
  return coverage(SESSION, 'innovation', {
    presence: {}, counts: (stream) => COUNTS[stream] || {}, lastAt: () => null, now: NOW, ...facts,
  });
}

test('a row adds up both innovation diagrams of its table, and no other task', () => {
  const [row] = rows();

  assert.deepEqual(row.diagrams, ['d1', 'd2']);
  assert.deepEqual(row.cells, { need: 3, outcome: 1 });
  assert.equal(row.total, 4);
});

test('a table without notes still has its row, in the order of the tables', () => {
  assert.deepEqual(rows().map(({ name, total, minutes }) => [name, total, minutes]), [['Ward 4', 4, null], ['Council', 0, null]]);
});

test('a table is active for half a minute after its last note', () => {
  assert.equal(rows({ lastAt: () => NOW - 29_000 })[0].active, true);
  assert.equal(rows({ lastAt: () => NOW - 30_000 })[0].active, false);
  assert.equal(rows({ lastAt: () => NOW - 125_000 })[0].minutes, 2);
});

test('somebody who types makes a table active, in the task that is looked at', () => {
  const typing = (stream) => ({ t1: { here: 1, people: [{ participant: 'p', letter: 'A', name: null, typing: { stream, zone: 'need' } }] } });

  assert.equal(rows({ presence: typing('d2') })[0].active, true);
  assert.equal(rows({ presence: typing('d4') })[0].active, false);
});

test('a clock that is behind the server does not give a negative age', () => {
  assert.equal(rows({ lastAt: () => NOW + 5_000 })[0].minutes, 0);
});

test('an empty cell has a shade of its own, and shades never get lighter', () => {
  const shades = Array.from({ length: 20 }, (_, count) => shade(count));

  assert.equal(shades[0], 0);
  assert.notEqual(shades[1], 0);
  assert.deepEqual(shades, [...shades].sort());
});

test('activity keeps the latest entry of several diagrams, whatever order they come in', () => {
  const activity = createActivity();
  const entry = (stream, at) => activity.receive({ do: 'entry', stream, entry: { at } });
  entry('d1', 500);
  entry('d2', 900);
  entry('d1', 400);

  assert.equal(activity.lastAt(['d1']), 500);
  assert.equal(activity.lastAt(['d1', 'd2']), 900);
  assert.equal(activity.lastAt(['d9']), null);
  assert.equal(isRecent(null, 900), false);
});
