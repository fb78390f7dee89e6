/** What next and back mean on the wall, and how far a replay is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { backOnWall, nextOnWall, positionOf, prompt } from '../../web/static/js/desk/wallsteps.js';

const ZONES = ['need', 'response'];
const zonesOf = () => ZONES;
const BRIEF = { show: { mode: 'brief' }, task: 'innovation', lit: null, next: null, queue: [], past: [], since: 4 };

test('prompts are lit one by one, and go out before the first', () => {
  const lit = (now, by) => prompt({ ...BRIEF, lit: now }, ZONES, by);

  assert.deepEqual(lit(null, 1), { type: 'brief.light', zone: 'need' });
  assert.deepEqual(lit('need', 1), { type: 'brief.light', zone: 'response' });
  assert.equal(lit('response', 1), null);
  assert.deepEqual(lit('need', -1), { type: 'brief.light', zone: null });
  assert.equal(lit(null, -1), null);
});

test('next is the next prompt, and after the last one what was prepared', () => {
  const close = { mode: 'close' };

  assert.equal(nextOnWall({ ...BRIEF, next: close }, {}, zonesOf).type, 'brief.light');
  assert.deepEqual(nextOnWall({ ...BRIEF, lit: 'response', next: close }, {}, zonesOf), { type: 'wall.show', show: close });
  assert.deepEqual(
    nextOnWall({ ...BRIEF, lit: 'response', queue: [{ id: 'a', show: close }] }, {}, zonesOf),
    { type: 'wall.show', show: close },
  );
  assert.equal(nextOnWall({ ...BRIEF, lit: 'response' }, {}, zonesOf), null);
});

test('next turns the pages of a zone, back turns them back', () => {
  const show = { mode: 'zone', task: 'innovation', zone: 'need', page: 2 };
  const session = { ...BRIEF, show, past: [{ seq: 2, show: { mode: 'join' } }] };
  const at = (page) => ({ 'zone:innovation:need:2': { seq: 1, counts: {}, page, pages: 3 } });

  assert.deepEqual(nextOnWall(session, at(2), zonesOf).show.page, 3);
  assert.equal(nextOnWall(session, at(3), zonesOf), null);
  assert.deepEqual(backOnWall(session, at(2), zonesOf).show.page, 1);
  assert.deepEqual(backOnWall(session, at(1), zonesOf), { type: 'wall.back', since: 4 });
});

test('there is nothing before the first thing shown', () => {
  assert.equal(backOnWall(BRIEF, {}, zonesOf), null);
});

test('a replay goes on by the clock, no further than its end', () => {
  const replay = { playing: true, position_ms: 1000, since_ms: 5000, speed: 10 };

  assert.equal(positionOf(replay, 5500, 60000), 6000);
  assert.equal(positionOf(replay, 500000, 60000), 60000);
  assert.equal(positionOf(replay, 1000, 60000), 1000);
  assert.equal(positionOf({ ...replay, playing: false }, 9000, 60000), 1000);
});
