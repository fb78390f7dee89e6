import assert from 'node:assert/strict';
import { test } from 'node:test';

import { onWall, streamsFor, viewOf } from '../../web/static/js/stage/shown.js';
import { namesOf, partAt, shareLeft, turnDiagrams } from '../../web/static/js/stage/turns.js';

const DIAGRAMS = [
  { id: 'd2b', table: 't2', task: 'innovation', number: 2 },
  { id: 'd2', table: 't2', task: 'innovation', number: 1 },
  { id: 'd1', table: 't1', task: 'innovation', number: 1 },
  { id: 'd9', table: 't1', task: 'organisation', number: 1 },
];
const running = (left) => ({ state: 'running', ends_at: 100_000 + left, left_ms: null, total_ms: 60_000 });
const EXPLAIN = { task: 'innovation', turn: 't1-t2', tables: ['t1', 't2'], next: ['t3'], clock: running(60_000), lit: null };

test('those who explain show their diagrams of the task, table by table', () => {
  assert.deepEqual(turnDiagrams(EXPLAIN, DIAGRAMS), ['d1', 'd2', 'd2b']);
  assert.deepEqual(turnDiagrams(null, DIAGRAMS), []);
});

test('neighbours share the time in equal parts, and the last keeps what is over', () => {
  const at = (left, parts) => partAt(running(left), 100_000, parts);
  assert.deepEqual([60_000, 30_001, 30_000, 1, -9_000].map((left) => at(left, 2)), [0, 0, 1, 1, 1]);
  assert.deepEqual([60_000, 40_000, 20_000].map((left) => at(left, 3)), [0, 1, 2]);
  assert.equal(at(-1, 0), 0);
});

test('a server clock that was set back gives a ring no more than it had', () => {
  assert.equal(shareLeft(running(90_000), 100_000), 1);
  assert.equal(shareLeft(running(-5_000), 100_000), 0);
  assert.equal(shareLeft({ state: 'idle', ends_at: null, left_ms: 0, total_ms: 0 }, 0), 0);
});

test('tables are named in the order of the turn', () => {
  assert.deepEqual(namesOf(['t2', 't1', 't9'], [{ id: 't1', name: 'A' }, { id: 't2', name: 'B' }]), ['B', 'A']);
});

test('a wall that stands still shows who explained when it was frozen', () => {
  const frozen = { at: 1, show: { mode: 'explain' }, task: 'innovation', lit: null, tables: [], diagrams: DIAGRAMS, explain: { ...EXPLAIN, tables: ['t1'] } };
  const session = { show: { mode: 'explain' }, explain: EXPLAIN, diagrams: DIAGRAMS, tables: [], task: 'innovation' };

  assert.equal(viewOf(session.show), 'explain');
  assert.deepEqual(streamsFor(onWall({ ...session, frozen: null })), ['screen:d1', 'screen:d2', 'screen:d2b']);
  assert.deepEqual(streamsFor(onWall({ ...session, frozen })), ['still:d1']);
});
