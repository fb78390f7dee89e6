import assert from 'node:assert/strict';
import { test } from 'node:test';

import { earlier, nextTurn, queueOf, toggleTurn, turnBack, zoneBeside } from '../../web/static/js/desk/turn_steps.js';

const idle = { state: 'idle', ends_at: null, left_ms: 60_000, total_ms: 60_000 };
const running = { state: 'running', ends_at: 99, left_ms: null, total_ms: 60_000 };
const TURNS = ['t1', 't2', 't3'].map((id) => ({ id, tables: [id], state: 'waiting' }));
const QUEUE = { task: 'innovation', turns: TURNS, now: null, next: 't1', before: null, clock: idle, seconds: 60, lit: null };

test('there is a queue only in a step for explaining, and only at the desk', () => {
  const queues = { innovation: QUEUE };
  assert.equal(queueOf({ explain: { task: 'innovation' }, queues }).next, 't1');
  assert.equal(queueOf({ explain: null, queues }), null);
  assert.equal(queueOf({ explain: { task: 'innovation' } }), null);
});

test('the large button starts, goes on, begins the time after a step back, and finishes', () => {
  const step = (more) => nextTurn({ ...QUEUE, ...more });
  assert.deepEqual(step({}).op, { type: 'explain.go', task: 'innovation', turn: 't1', since: null, start: true, done: true });
  assert.equal(step({ now: 't1', next: 't2', clock: running }).verb, 'next');
  assert.deepEqual(step({ now: 't1', next: 't2' }).op, { type: 'explain.run', task: 'innovation', turn: 't1', run: true });
  assert.deepEqual(step({ now: 't3', next: null, clock: running }).op, { type: 'explain.go', task: 'innovation', turn: null, since: 't3', start: false, done: true });
  assert.equal(step({ next: null }).op, null);
});

test('a step back starts no time and leaves who was on waiting', () => {
  const op = turnBack({ ...QUEUE, now: 't2', before: 't1', clock: running });
  assert.deepEqual(op, { type: 'explain.go', task: 'innovation', turn: 't1', since: 't2', start: false, done: false });
  assert.equal(turnBack({ ...QUEUE, now: 't1' }).turn, null);
  assert.equal(turnBack(QUEUE), null);
});

test('time is held and let go only for who is on', () => {
  assert.equal(toggleTurn(QUEUE), null);
  assert.equal(toggleTurn({ ...QUEUE, now: 't1', clock: running }).run, false);
  assert.equal(toggleTurn({ ...QUEUE, now: 't1' }).run, true);
});

test('one place earlier is before the one ahead; the first stays', () => {
  assert.equal(earlier(QUEUE, 't3').before, 't2');
  assert.equal(earlier(QUEUE, 't1'), null);
});

test('zones stand out one by one, then the whole diagram again', () => {
  const zones = ['need', 'response'];
  assert.deepEqual([null, 'need', 'response'].map((lit) => zoneBeside(zones, lit, 1)), ['need', 'response', null]);
  assert.deepEqual([null, 'response', 'need'].map((lit) => zoneBeside(zones, lit, -1)), ['response', 'need', null]);
});
