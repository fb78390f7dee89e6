/** What a phone shows of its own dots before the server has counted them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { leftOf, placed } from '../../web/static/js/table/dots.js';

const group = (id, more) => ({ id, headline: id, note: `d1/${id}`, mine: [], ...more });
const ballot = (left, ...groups) => ({ vote: { dots: 2 }, left, zones: [{ id: 'need', groups }] });
const first = ({ zones }) => zones[0].groups[0];

test('a dot is put on the group, and fewer are left', () => {
  const { ballot: after, ops } = placed(ballot(2, group('a')), 'a');
  assert.deepEqual(ops, [{ type: 'vote.dot', note: 'd1/a', placed: true }]);
  assert.deepEqual([leftOf(after), first(after).mine], [1, ['d1/a']]);
});

test('a second tap takes back every own dot in it, wherever it was put', () => {
  const mine = ['d1/a', 'd2/z'];
  const { ballot: after, ops } = placed(ballot(0, group('a', { mine, dots: 5 })), 'a');
  assert.deepEqual(ops.map(({ note, placed: is }) => [note, is]), [['d1/a', false], ['d2/z', false]]);
  assert.deepEqual([leftOf(after), first(after).mine, first(after).dots], [2, [], 3]);
});

test('with none left, nothing is put', () => {
  assert.equal(placed(ballot(0, group('a')), 'a'), null);
  assert.equal(placed(ballot(2, group('a')), 'gone'), null);
});

test('a sum is shown only where the server told one', () => {
  assert.equal('dots' in first(placed(ballot(1, group('a')), 'a').ballot), false);
  assert.equal(first(placed(ballot(1, group('a', { dots: 4 })), 'a').ballot).dots, 5);
});
