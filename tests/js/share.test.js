import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createGreeting } from '../../web/static/js/desk/share.js';

const AGENDA = [{ id: 'p1', kind: 'welcome' }, { id: 'p2', kind: 'brief' }];
const at = (phase) => ({ agenda: AGENDA, phase });
const NOBODY = { t1: { here: 0 } };

function desk() {
  const sheets = { shown: '', now: () => sheets.shown, open: (name) => { sheets.shown = name; }, close: () => sheets.open('') };
  return { sheets, greeting: createGreeting(sheets) };
}

test('how to join is shown by itself to a facilitator who waits for the first to come', () => {
  const { sheets, greeting } = desk();

  greeting.follow(at('p1'), null);
  assert.equal(sheets.shown, '');
  greeting.follow(at('p1'), NOBODY);
  assert.equal(sheets.shown, 'share');
});

test('it does not come back once it was closed, nor when somebody is here, nor in a later step', () => {
  const closed = desk();
  closed.greeting.follow(at('p1'), NOBODY);
  closed.sheets.close();
  closed.greeting.follow(at('p1'), NOBODY);
  const [attended, late] = [desk(), desk()];
  attended.greeting.follow(at('p1'), { t1: { here: 0 }, t2: { here: 1 } });
  late.greeting.follow(at('p2'), NOBODY);

  assert.deepEqual([closed, attended, late].map(({ sheets }) => sheets.shown), ['', '', '']);
});

test('it makes way when the room moves on; a table that is being looked at stays', () => {
  const [share, table] = [desk(), desk()];
  for (const { greeting } of [share, table]) greeting.follow(at('p1'), NOBODY);
  table.sheets.open('table');

  for (const { greeting } of [share, table]) greeting.follow(at('p2'), NOBODY);

  assert.deepEqual([share.sheets.shown, table.sheets.shown], ['', 'table']);
});
