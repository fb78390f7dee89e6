/** Ahead of or behind the plan (R37), and when a clock calls for attention. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createCue } from '../../web/static/js/cue.js';
import { shareLeft } from '../../web/static/js/clock.js';
import { giveTime } from '../../web/static/js/desk/agenda.js';
import { leftOf, remaining, standing } from '../../web/static/js/desk/plan.js';

const NOW = 1_000_000_000;
const MINUTE = 60000;
const running = (left, total = 10 * MINUTE) => ({ state: 'running', ends_at: NOW + left, left_ms: null, total_ms: total });
const stopped = (left) => ({ state: 'stopped', ends_at: null, left_ms: left, total_ms: 10 * MINUTE });
const AGENDA = [
  { id: 'brief', kind: 'brief', task: null, title: 'Brief', minutes: 5 },
  { id: 'work', kind: 'work', task: 'innovation', title: 'Task 1', minutes: 10 },
  { id: 'close', kind: 'close', task: null, title: 'Close', minutes: 5 },
];

function session(changes) {
  return { agenda: AGENDA, phase: 'work', clock: running(4 * MINUTE), clocks: {}, plan: { began_at: 0, ends_at: NOW + 9 * MINUTE }, ...changes };
}

test('what is left of a step is what its clock says, or all its minutes', () => {
  const seen = session({ clocks: { brief: stopped(2 * MINUTE) } });

  assert.deepEqual(AGENDA.map((phase) => leftOf(seen, phase, NOW)), [2 * MINUTE, 4 * MINUTE, 5 * MINUTE]);
  assert.equal(remaining(seen, NOW), 9 * MINUTE);
});

test('a step that is over time has nothing left, and takes nothing from the next', () => {
  assert.equal(remaining(session({ clock: running(-3 * MINUTE) }), NOW), 5 * MINUTE);
});

test('R37: less than a minute from the plan is on plan, to either side', () => {
  for (const off of [-59999, 0, 59999]) {
    assert.equal(standing(session({ plan: { began_at: 0, ends_at: NOW + 9 * MINUTE + off } }), NOW).word, 'on');
  }
});

test('R37: ahead and behind are told in whole minutes', () => {
  const at = (minutes) => standing(session({ plan: { began_at: 0, ends_at: NOW + minutes * MINUTE } }), NOW);

  assert.deepEqual([at(5).word, at(5).minutes], ['behind', 4]);
  assert.deepEqual([at(11).word, at(11).minutes], ['ahead', 2]);
  assert.deepEqual([at(5).planned, at(5).expected], [NOW + 5 * MINUTE, NOW + 9 * MINUTE]);
});

test('before the first start it says how long it will take', () => {
  assert.deepEqual(standing(session({ plan: null }), NOW), { word: 'before', minutes: 9, planned: NOW + 9 * MINUTE, expected: NOW + 9 * MINUTE });
});

test('a minute more is a minute from now, also when the time is over', () => {
  assert.equal(giveTime(session(), 1, NOW).seconds, 60);
  assert.equal(giveTime(session({ clock: running(-90500) }), 1, NOW).seconds, 151);
  assert.equal(giveTime(session({ clock: running(-90500) }), -1, NOW).seconds, -60);
  assert.equal(giveTime(session({ clock: running(-90 * MINUTE) }), 2, NOW).seconds, 3600);
});

test('the share of the time that is left stays between none and all', () => {
  assert.deepEqual([20, 5, -1].map((left) => shareLeft({ ...stopped(0), total_ms: 10 }, left)), [1, 0.5, 0]);
  assert.equal(shareLeft({ ...stopped(0), total_ms: 0 }, 0), 0);
});

function called(turns) {
  const calls = [];
  const turn = createCue((cue) => calls.push(cue));
  turns.forEach(([phase, mood]) => turn(phase, mood));
  return calls;
}

test('a clock calls once as it gets short, and once as it is over', () => {
  const day = ['idle', 'calm', 'calm', 'low', 'low', 'last', 'last', 'over', 'over'].map((mood) => ['work', mood]);

  assert.deepEqual(called(day), ['short', 'over']);
});

test('a page that is opened late, a start, and another step call nobody', () => {
  assert.deepEqual(called([['work', 'low'], ['work', 'last']]), []);
  assert.deepEqual(called([['work', 'paused'], ['work', 'low']]), []);
  assert.deepEqual(called([['work', 'calm'], ['explain', 'over']]), []);
});

test('after a minute more it calls again', () => {
  assert.deepEqual(called([['work', 'low'], ['work', 'over'], ['work', 'low'], ['work', 'over']]), ['over', 'over']);
  assert.deepEqual(called([['work', 'low'], ['work', 'calm'], ['work', 'low']]), ['short']);
});
