/** What was written and is not yet answered is never lost. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openOutbox } from '../../web/static/js/outbox.js';

class MemoryStore {
  constructor(room = Infinity) {
    this.items = new Map();
    this.room = room;
  }
  get length() { return this.items.size; }
  key(index) { return Array.from(this.items.keys())[index] ?? null; }
  getItem(key) { return this.items.get(key) ?? null; }
  removeItem(key) { this.items.delete(key); }
  setItem(key, value) {
    if (this.items.size >= this.room && !this.items.has(key)) throw new Error('QuotaExceededError');
    this.items.set(key, value);
  }
}

const add = (note) => ({ type: 'note.add', note, place: { zone: 'need', before: null }, text: note });
const edit = (note, base) => ({ type: 'note.edit', note, text: 'new words', base });
const refs = (entries) => entries.map((entry) => entry.ref);

test('entries outlive the page, in the order they were made', () => {
  const store = new MemoryStore();
  const first = openOutbox('s.t', store);
  ['c', 'a', 'b'].forEach((ref) => first.add({ ref, stream: 'd1', op: add(ref) }));

  assert.deepEqual(refs(openOutbox('s.t', store).waiting()), ['c', 'a', 'b']);
});

test('an answered entry is gone, also for the next page', () => {
  const store = new MemoryStore();
  const outbox = openOutbox('s.t', store);
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });
  outbox.acknowledge('a', 7);

  assert.deepEqual(openOutbox('s.t', store).list(), []);
});

test('an answer to somebody else changes nothing', () => {
  const outbox = openOutbox('s.t', new MemoryStore());
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });

  assert.equal(outbox.acknowledge('z', 7), null);
  assert.deepEqual(refs(outbox.waiting()), ['a']);
});

test('R26: an edit made on an unacknowledged wording is rebased to its seq', () => {
  const outbox = openOutbox('s.t', new MemoryStore());
  outbox.add({ ref: 'a', stream: 'd1', op: edit('n', 3) });
  outbox.add({ ref: 'b', stream: 'd1', op: edit('n', 3), after: 'a' });
  outbox.acknowledge('a', 9);

  const [entry] = outbox.waiting();
  assert.equal(entry.op.base, 9);
  assert.equal(entry.after, null);
});

test('an undo of a change still under way learns its seq', () => {
  const outbox = openOutbox('s.t', new MemoryStore());
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });
  outbox.add({ ref: 'b', stream: 'd1', after: 'a' });
  outbox.acknowledge('a', 9);

  assert.equal(outbox.waiting()[0].undo, 9);
});

test('a refused entry stays with its reason, and no longer counts as waiting', () => {
  const store = new MemoryStore();
  const outbox = openOutbox('s.t', store);
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });
  outbox.refuse('a', 'writing_closed', 'Writing is closed.');

  const reopened = openOutbox('s.t', store);
  assert.deepEqual(reopened.waiting(), []);
  assert.equal(reopened.refused()[0].code, 'writing_closed');
  assert.equal(reopened.refused()[0].op.text, 'n');
});

test('two tabs see one outbox', () => {
  const store = new MemoryStore();
  const [one, two] = [openOutbox('s.t', store), openOutbox('s.t', store)];
  one.add({ ref: 'a', stream: 'd1', op: add('n') });
  two.add({ ref: 'b', stream: 'd1', op: add('m') });
  one.refresh();
  assert.deepEqual(refs(one.waiting()).sort(), ['a', 'b']);

  two.refresh();
  two.acknowledge('a', 4);
  one.refresh();

  assert.deepEqual(refs(one.waiting()), ['b']);
});

test('full storage is said, and the entry is kept in memory', () => {
  let troubles = 0;
  const outbox = openOutbox('s.t', new MemoryStore(1), { onTrouble: () => { troubles += 1; } });
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });
  outbox.add({ ref: 'b', stream: 'd1', op: add('m') });
  outbox.refresh();

  assert.equal(troubles, 1);
  assert.equal(outbox.isStored(), false);
  assert.deepEqual(refs(outbox.waiting()), ['a', 'b']);
});

test('forbidden storage is said, and the entry is kept in memory', () => {
  let troubles = 0;
  const outbox = openOutbox('s.t', null, { onTrouble: () => { troubles += 1; } });
  outbox.add({ ref: 'a', stream: 'd1', op: add('n') });

  assert.equal(troubles, 1);
  assert.deepEqual(refs(outbox.waiting()), ['a']);
});

test('what another session left in the storage is not ours', () => {
  const store = new MemoryStore();
  openOutbox('s1.t', store).add({ ref: 'a', stream: 'd1', op: add('n') });

  assert.deepEqual(openOutbox('s2.t', store).list(), []);
});

test('an entry that cannot be read is passed over', () => {
  const store = new MemoryStore();
  store.setItem('workshop.outbox.s.t.a', '{half');

  assert.deepEqual(openOutbox('s.t', store).list(), []);
});
