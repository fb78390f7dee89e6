/** Which tables want looking at: the grid's figures and order, without a page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { byAttention, fits, gaps, tallies } from '../../web/static/js/desk/attention.js';
import { coverage, silence } from '../../web/static/js/desk/grid.js';
import { signalsOf } from '../../web/static/js/table/signals.js';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const ZONES = ['need', 'response', 'outcome'];
const OPEN = { writing: 'innovation', running_since: NOW - 5 * MINUTE };

function row(table, more = {}) {
  return {
    table, name: table, here: 3, diagrams: [], cells: { need: 1, response: 1, outcome: 1 }, total: 3,
    active: false, minutes: 0, silent: null, hand: null, isReady: false, devices: 3, lost: 0, warnings: 0, ...more,
  };
}

test('a table is silent after two minutes without a change, not before', () => {
  assert.equal(silence(OPEN, 'innovation', NOW - 2 * MINUTE + 1, NOW), null);
  assert.equal(silence(OPEN, 'innovation', NOW - 2 * MINUTE, NOW), 2);
});

test('a table that never wrote is silent since writing opened, not since the beginning of time', () => {
  assert.equal(silence(OPEN, 'innovation', null, NOW), 5);
  assert.equal(silence({ ...OPEN, running_since: NOW - MINUTE }, 'innovation', null, NOW), null);
});

test('nobody is silent while the clock stands, or in a task that nobody works on', () => {
  assert.equal(silence({ ...OPEN, running_since: null }, 'innovation', null, NOW), null);
  assert.equal(silence(OPEN, 'organisation', null, NOW), null);
  assert.equal(silence({ writing: null, running_since: null }, 'innovation', null, NOW), null);
});

test('an empty table is not silent, and who types is not either', () => {
  const session = { ...OPEN, tables: [{ id: 't1', name: 'Ward 4' }], diagrams: [{ id: 'd1', table: 't1', task: 'innovation', number: 1 }] };
  const silent = (people) => coverage(session, 'innovation', {
    presence: { t1: { here: people.length, people } }, counts: () => ({}), lastAt: () => null, now: NOW,
  })[0].silent;
  const ann = { participant: 'p', letter: 'A', name: null, typing: null };

  assert.equal(silent([ann]), 5);
  assert.equal(silent([]), null);
  assert.equal(silent([{ ...ann, typing: { stream: 'd1', zone: 'need' } }]), null);
});

test('a row carries what its table signals, in the task that is looked at', () => {
  const session = {
    tables: [{ id: 't1', name: 'One' }, { id: 't2', name: 'Two' }], diagrams: [], writing: null,
    hands: [{ table: 't2', letter: 'A', at: 5 }], ready: { innovation: ['t1'] },
  };
  const facts = { presence: { t1: { here: 2, devices: 3, lost: 1, warnings: 4 } }, counts: () => ({}), lastAt: () => null, now: NOW };
  const rows = coverage(session, 'innovation', facts);

  assert.deepEqual(rows.map(({ hand, isReady }) => [hand, isReady]), [[null, true], [5, false]]);
  assert.deepEqual([rows[0].devices, rows[0].lost, rows[0].warnings], [3, 1, 4]);
  assert.equal(coverage(session, 'organisation', facts)[0].isReady, false);
});

test('the largest gap comes first, and a table where nobody is counts for none', () => {
  const rows = [
    row('t1', { cells: { need: 2 } }), row('t2', { cells: { need: 1, response: 1 } }),
    row('t3', { here: 0, total: 0, cells: {} }),
  ];

  assert.deepEqual(gaps(rows, ZONES), [
    { zone: 'outcome', empty: 2, of: 2 }, { zone: 'response', empty: 1, of: 2 }, { zone: 'need', empty: 0, of: 2 },
  ]);
});

test('a filter shows exactly the tables its figure counts', () => {
  const rows = [
    row('t1', { hand: 1 }), row('t2', { silent: 3, isReady: true }), row('t3', { lost: 2, warnings: 1, cells: {} }),
    row('t4', { here: 0, total: 0, cells: {} }),
  ];
  const shown = (filter) => rows.filter((one) => fits(one, filter)).map(({ table }) => table);

  assert.deepEqual(tallies(rows), { hand: 1, silent: 1, ready: 1, lost: 2, warned: 1, of: 4 });
  assert.deepEqual([shown('hand'), shown('silent'), shown('lost'), shown('warned')], [['t1'], ['t2'], ['t3'], ['t3']]);
  assert.deepEqual(shown('waiting'), ['t1', 't3']);
  assert.equal(shown('zone:need').length, gaps(rows, ZONES).find(({ zone }) => zone === 'need').empty);
  assert.equal(shown('').length, 4);
});

test('hands come first by waiting time, then silence, lost, warnings, empty zones', () => {
  const rows = [
    row('fine'), row('empty', { cells: { need: 1 } }), row('warned', { warnings: 1 }), row('lost', { lost: 1 }),
    row('silent', { silent: 2 }), row('longer', { silent: 4 }), row('later', { hand: 20 }), row('first', { hand: 10 }),
    row('nobody', { here: 0, total: 0, cells: {} }),
  ];

  assert.deepEqual(byAttention(rows, ZONES).map(({ table }) => table),
    ['first', 'later', 'longer', 'silent', 'lost', 'warned', 'empty', 'fine', 'nobody']);
});

test('tables that need the same stand in their own order, however often they are sorted', () => {
  const rows = Array.from({ length: 60 }, (_, place) => row(`t${place}`, { warnings: place % 2 }));
  const once = byAttention(rows, ZONES);

  assert.deepEqual(byAttention(once, ZONES), once);
  assert.deepEqual(once.slice(0, 30).map(({ table }) => table), rows.filter((_, place) => place % 2).map(({ table }) => table));
});

test('a phone shows the last message for its table or for all', () => {
  const messages = [{ seq: 3, table: 't1', text: 'One', at: 1 }, { seq: 5, table: null, text: 'All', at: 2 }, { seq: 7, table: 't2', text: 'Two', at: 3 }];
  const session = { hands: [{ table: 't1', letter: 'A', at: 1 }], ready: { innovation: ['t1'] }, messages };

  assert.equal(signalsOf(session, 't1', 'innovation').message.text, 'All');
  assert.deepEqual([signalsOf(session, 't1', 'innovation').isUp, signalsOf(session, 't2', 'innovation').isUp], [true, false]);
  assert.equal(signalsOf(session, 't1', 'organisation').isReady, false);
  assert.deepEqual(signalsOf({}, 't1', null), { isUp: false, isReady: false, message: null });
});
