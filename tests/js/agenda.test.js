import assert from 'node:assert/strict';
import { test } from 'node:test';

import { canStop, nextStep, shortTitle, stepBack, toggleClock } from '../../web/static/js/desk/agenda.js';

const AGENDA = [
  { id: 'welcome', kind: 'welcome', task: null, title: 'Welcome', minutes: 5 },
  { id: 'brief', kind: 'brief', task: null, title: 'Brief', minutes: 5 },
  { id: 'work-innovation', kind: 'work', task: 'innovation', title: 'Task 1: Innovation', minutes: 10 },
  { id: 'explain-innovation', kind: 'explain', task: 'innovation', title: 'Explain Task 1', minutes: 1 },
];

function session(phase, state = 'idle') {
  return { agenda: AGENDA, phase, clock: { state, ends_at: null, left_ms: 0, total_ms: 0 } };
}

test('the step to a task starts its clock', () => {
  const step = nextStep(session('brief'));

  assert.equal(step.verb, 'start');
  assert.deepEqual(step.op, { type: 'phase.go', phase: 'work-innovation', start: true });
});

test('the step to anything else does not', () => {
  const step = nextStep(session('welcome'));

  assert.equal(step.verb, 'go');
  assert.deepEqual(step.op, { type: 'phase.go', phase: 'brief', start: false });
});

test('a task that was gone to without its clock starts it next, and is not left', () => {
  const step = nextStep(session('work-innovation', 'idle'));

  assert.equal(step.verb, 'clock');
  assert.deepEqual(step.op, { type: 'clock.start' });
});

test('a task under way is followed by its explaining', () => {
  for (const state of ['running', 'paused', 'stopped']) {
    assert.equal(nextStep(session('work-innovation', state)).phase.id, 'explain-innovation');
  }
});

test('after the last step there is none', () => {
  assert.deepEqual(nextStep(session('explain-innovation')), { verb: 'end', phase: null, op: null });
});

test('one step back starts no clock, and there is none before the first', () => {
  assert.deepEqual(stepBack(session('explain-innovation')), { type: 'phase.go', phase: 'work-innovation', start: false });
  assert.equal(stepBack(session('welcome')), null);
});

test('the clock key pauses what runs and starts what does not', () => {
  assert.equal(toggleClock(session('brief', 'running')).type, 'clock.pause');
  for (const state of ['idle', 'paused', 'stopped']) {
    assert.equal(toggleClock(session('brief', state)).type, 'clock.start');
  }
});

test('only a clock under way can be stopped', () => {
  const can = ['idle', 'running', 'paused', 'stopped'].filter((state) => canStop(session('brief', state)));

  assert.deepEqual(can, ['running', 'paused']);
});

test('a button says Task 1, the running order says which', () => {
  assert.equal(shortTitle(AGENDA[2]), 'Task 1');
  assert.equal(shortTitle(AGENDA[3]), 'Explain Task 1');
});
