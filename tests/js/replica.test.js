/** What a page makes of the server's messages. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyReplica, receive } from '../../web/static/js/replica.js';

const WELCOME = {
  type: 'welcome', protocol: 1, epoch: 'e1', now: 5000, heartbeat_s: 15, session: 's1',
  you: { door: 'table', participant: 'p1', letter: 'A', name: null, table: 't1' },
  join: { code: 'ABCDEF', address: 'here', url: 'http://here/join' },
};

function after(...messages) {
  let replica = emptyReplica();
  let effects = [];
  messages.forEach((message) => ({ replica, effects } = receive(replica, message, 1000)));
  return { replica, effects };
}

const state = (seq, epoch = 'e1') => ({
  type: 'state', stream: 'd1', epoch, seq, kind: 'diagram', counts: { need: seq }, outline: { need: '<li></li>' },
});
const applied = (seq, more = {}) => ({
  type: 'applied', stream: 'd1', seq, ref: `r${seq}`, author: 'p2', letter: 'B', at: 0,
  op: { type: 'note.remove', note: 'n' }, undoes: null, counts: { need: seq },
  parts: { outline: [{ id: 'x', parent: null, before: null, markup: null }] }, ...more,
});
const kinds = (effects) => effects.map((effect) => effect.do);

test('the server clock is known from the welcome', () => {
  const { replica } = after(WELCOME);

  assert.equal(replica.offset, 4000);
});

test('R13: the next entry is shown, with its parts and counts', () => {
  const { replica, effects } = after(WELCOME, state(3), applied(4));

  assert.equal(replica.streams.d1.seq, 4);
  assert.deepEqual(kinds(effects), ['parts', 'entry', 'counts']);
});

test('R13: an entry that leaves a gap is not shown; the stream is watched again', () => {
  const { replica, effects } = after(WELCOME, state(3), applied(5));

  assert.equal(replica.streams.d1.seq, 3);
  assert.deepEqual(effects, [{ do: 'watch', stream: 'd1', whole: false }]);
});

test('R13: an entry seen before is not shown again', () => {
  const { replica, effects } = after(WELCOME, state(3), applied(3));

  assert.equal(replica.streams.d1.seq, 3);
  assert.deepEqual(effects, []);
});

test('R19: an own entry is acknowledged after its parts are shown', () => {
  const { effects } = after(WELCOME, state(3), applied(4, { author: 'p1' }));

  assert.deepEqual(kinds(effects), ['parts', 'entry', 'acknowledged', 'counts']);
});

test('R19: an own entry that arrives twice is still acknowledged', () => {
  const { effects } = after(WELCOME, state(4), applied(4, { author: 'p1' }));

  assert.deepEqual(kinds(effects), ['acknowledged']);
});

test('R20: a ref of another author acknowledges nothing', () => {
  const { effects } = after(WELCOME, state(3), applied(4, { author: 'p2' }));

  assert.ok(!kinds(effects).includes('acknowledged'));
});

test('R12: missed entries acknowledge what was sent before the connection was lost', () => {
  const entry = applied(4, { author: 'p1' });
  const { replica, effects } = after(WELCOME, state(3), {
    type: 'resumed', stream: 'd1', epoch: 'e1', seq: 4, entries: [entry], outline: { need: '' },
  });

  assert.equal(replica.streams.d1.seq, 4);
  assert.deepEqual(kinds(effects), ['entry', 'acknowledged', 'outline']);
});

test('a new epoch forgets every seq, so that streams are asked for whole', () => {
  const { replica } = after(WELCOME, state(3), { ...WELCOME, epoch: 'e2' });

  assert.deepEqual(replica.streams, {});
});

test('the same epoch keeps every seq, so that streams are resumed', () => {
  const { replica } = after(WELCOME, state(3), WELCOME);

  assert.equal(replica.streams.d1.seq, 3);
});

test('a message of a newer server is left alone', () => {
  const before = after(WELCOME).replica;
  const { replica, effects } = receive(before, { type: 'confetti' }, 1000);

  assert.equal(replica, before);
  assert.deepEqual(effects, []);
});

test('R33: a zone of the room keeps its pages, and every redraw renews them', () => {
  const stream = 'zone:innovation:need:2';
  const zone = { type: 'state', stream, epoch: 'e1', seq: 1, kind: 'zone', task: 'innovation', zone: 'need', page: 2, pages: 2, picture: '<svg></svg>' };
  const redrawn = { type: 'redrawn', stream, seq: 2, parts: { picture: [] }, page: 2, pages: 3 };

  assert.deepEqual(after(WELCOME, zone).replica.streams[stream], { seq: 1, counts: {}, page: 2, pages: 2 });
  const { replica, effects } = after(WELCOME, zone, redrawn);
  assert.equal(replica.streams[stream].pages, 3);
  assert.deepEqual(kinds(effects), ['parts']);
});

test('R17: a redraw of another view of the room has no pages', () => {
  const stream = 'gaps:innovation';
  const gaps = { type: 'state', stream, epoch: 'e1', seq: 1, kind: 'gaps', task: 'innovation', picture: '<svg></svg>' };
  const { replica } = after(WELCOME, gaps, { type: 'redrawn', stream, seq: 2, parts: { picture: [] } });

  assert.deepEqual(replica.streams[stream], { seq: 1, counts: {} });
});

test('R46: a picture for walls brings its counts, and when it was last written on', () => {
  const stream = 'screen:d1';
  const whole = { type: 'state', stream, epoch: 'e', seq: 1, kind: 'screen', counts: { need: 1 }, at: 5, picture: '<svg></svg>' };
  const first = receive(emptyReplica(), whole, 0);
  const second = receive(first.replica, { type: 'redrawn', stream, seq: 2, parts: { picture: [] }, counts: { need: 2 }, at: 9 }, 0);

  assert.deepEqual(first.effects.map((effect) => effect.do), ['picture', 'counts', 'written']);
  assert.deepEqual(second.effects.map((effect) => effect.do), ['parts', 'written']);
  assert.deepEqual(second.replica.streams[stream].counts, { need: 2 });
});
