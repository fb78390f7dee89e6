/** The clock of the room. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatTime, mood, timeLeft } from '../../web/static/js/clock.js';

const TEN = 600000;
const running = (left) => ({ state: 'running', ends_at: 1000 + left, left_ms: null, total_ms: TEN });

test('R30: while running, the end decides', () => {
  assert.equal(timeLeft(running(5000), 1000), 5000);
  assert.equal(timeLeft(running(-5000), 1000), -5000);
});

test('R30: otherwise the time left is held', () => {
  assert.equal(timeLeft({ state: 'paused', ends_at: null, left_ms: 4200, total_ms: TEN }, 99), 4200);
});

test('times are written as people say them', () => {
  const written = [TEN, TEN - 1, 61000, 9500, 1, 0, -999, -1000, -12000, -75000].map(formatTime);

  assert.deepEqual(written, ['10:00', '10:00', '1:01', '0:10', '0:01', '0:00', '0:00', '+0:01', '+0:12', '+1:15']);
});

test('the mood follows the share of time that is left', () => {
  const moods = [TEN, 120000, 119999, 30000, 29999, 0, -1].map((left) => mood(running(left), left));

  assert.deepEqual(moods, ['calm', 'calm', 'low', 'low', 'last', 'last', 'over']);
});

test('a clock that does not run says so', () => {
  const idle = { state: 'idle', ends_at: null, left_ms: TEN, total_ms: TEN };

  assert.equal(mood(idle, TEN), 'idle');
  assert.equal(mood({ ...idle, left_ms: 0, total_ms: 0 }, 0), 'unset');
  assert.equal(mood({ ...idle, state: 'paused' }, 10), 'paused');
});
