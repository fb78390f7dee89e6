/** The pure parts of the participant's page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lightened } from '../../web/static/js/colour.js';
import { openDrafts } from '../../web/static/js/table/drafts.js';
import { count, tidy } from '../../web/static/js/table/graphemes.js';
import { momentOf } from '../../web/static/js/table/moment.js';

class MemoryStore {
  items = new Map();
  get length() { return this.items.size; }
  key(index) { return Array.from(this.items.keys())[index] ?? null; }
  getItem(key) { return this.items.get(key) ?? null; }
  removeItem(key) { this.items.delete(key); }
  setItem(key, value) { this.items.set(key, value); }
}

const CLOCK = { state: 'idle', ends_at: null, left_ms: 600000, total_ms: 600000 };
const SESSION = {
  tables: [{ id: 't1', name: 'Table 1' }],
  diagrams: [
    { id: 'd3', table: 't1', task: 'innovation', number: 2 },
    { id: 'd1', table: 't1', task: 'innovation', number: 1 },
    { id: 'd2', table: 't2', task: 'innovation', number: 1 },
    { id: 'd4', table: 't1', task: 'organisation', number: 1 },
  ],
  agenda: [
    { id: 'brief', kind: 'brief', task: null, title: 'Brief' },
    { id: 'work-1', kind: 'work', task: 'innovation', title: 'Task 1' },
    { id: 'explain-1', kind: 'explain', task: 'innovation', title: 'Explain' },
    { id: 'work-2', kind: 'work', task: 'organisation', title: 'Task 2' },
  ],
  phase: 'brief', clock: CLOCK, task: null, writing: null,
};

test('the brief is about the task that comes next', () => {
  const now = momentOf(SESSION, 't1');

  assert.equal(now.moment, 'brief');
  assert.equal(now.task, 'innovation');
});

test('before the clock starts, a task is read, not written', () => {
  assert.equal(momentOf({ ...SESSION, phase: 'work-1', task: 'innovation' }, 't1').moment, 'brief');
});

test("while writing is open, the table's diagrams of the task are shown in their order", () => {
  const now = momentOf({ ...SESSION, phase: 'work-1', task: 'innovation', writing: 'innovation' }, 't1');

  assert.equal(now.moment, 'work');
  assert.ok(now.writing);
  assert.deepEqual(now.diagrams.map((one) => one.id), ['d1', 'd3']);
});

test('a stopped clock leaves the outline to read', () => {
  const clock = { ...CLOCK, state: 'stopped' };
  const now = momentOf({ ...SESSION, phase: 'work-1', task: 'innovation', clock }, 't1');

  assert.equal(now.moment, 'work');
  assert.ok(!now.writing);
});

test('a draft outlives the page', () => {
  const store = new MemoryStore();
  openDrafts('s.t', store).set('d1', 'zone:need', { text: 'half a sent' });

  assert.equal(openDrafts('s.t', store).get('d1', 'zone:need').text, 'half a sent');
  assert.deepEqual(openDrafts('s.t', store).of('d1').map((one) => one.field), ['zone:need']);
});

test('an emptied draft is gone', () => {
  const store = new MemoryStore();
  const drafts = openDrafts('s.t', store);
  drafts.set('d1', 'zone:need', { text: 'x' });
  drafts.set('d1', 'zone:need', { text: '  ' });

  assert.equal(store.length, 0);
});

test('what another tab sent is not sent from here again', () => {
  const store = new MemoryStore();
  const [one, two] = [openDrafts('s.t', store), openDrafts('s.t', store)];
  one.set('d1', 'zone:need', { text: 'both tabs know it' });
  const reopened = openDrafts('s.t', store);
  const oldValue = store.getItem('workshop.draft.s.t.d1/zone:need');
  one.drop('d1', 'zone:need');

  assert.equal(reopened.forget({ key: 'workshop.draft.s.t.d1/zone:need', newValue: null, oldValue }).field, 'zone:need');
  assert.deepEqual(reopened.of('d1'), []);
  assert.equal(two.forget({ key: 'workshop.draft.s.t.d1/zone:need', newValue: null, oldValue }), null);
});

test('R24: length is counted as people count', () => {
  assert.deepEqual(['', ' a  b ', 'é', '👩‍👩‍👧', '🇬🇧'].map(count), [0, 3, 1, 1, 1]);
  assert.equal(tidy('  a\n b '), 'a b');
});

test('every zone colour is readable on a dark card', () => {
  const luminance = (rgb) => rgb.map((part) => part / 255)
    .map((share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const card = luminance([0x1d, 0x24, 0x2a]);
  ['#6B2A00', '#46525B', '#0B66E0', '#1B7A52', '#175C50', '#CC0F88', '#2A0A52', '#806515'].forEach((colour) => {
    const rgb = lightened(colour).match(/\d+/g).map(Number);

    assert.ok((luminance(rgb) + 0.05) / (card + 0.05) >= 4.5, colour);
  });
});
