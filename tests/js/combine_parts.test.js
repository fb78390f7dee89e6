/** What the desk names in a decision, from groups as the server tells them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { partOf, piecesOf, rowsOf } from '../../web/static/js/desk/combine_parts.js';

const word = (note, table, text, wording = 0) => ({ note, table, text, wording });
const of = (words, wordings) => ({ words, wordings });
const own = (text) => ({ text, level: 'inside', own: true });
const claim = (text) => ({ text, level: 'inside' });
const alike = of([word('d1/a', 'Falls', 'Care home'), word('d2/a', 'Beds', 'care homes')], [own('Care home')]);
const joined = of(
  [word('d1/a', 'Falls', 'Care home'), word('d2/a', 'Beds', 'Nursing home', 1), word('d3/a', 'Beds', 'Care home')],
  [own('Care home'), own('Nursing home')],
);

test('a whole group names all its notes and the wordings that are its own', () => {
  const shared = { ...own('Nursing home'), own: false };
  assert.deepEqual(partOf(of(joined.words, [own('Care home'), shared])), {
    notes: ['d1/a', 'd2/a', 'd3/a'], wordings: [claim('Care home')],
  });
});

test('a wording has one row, with the tables that wrote it so', () => {
  const rows = rowsOf(joined);
  assert.deepEqual(rows.map(({ text, tables }) => [text, tables]), [
    ['Care home', ['Falls', 'Beds']], ['Nursing home', ['Beds']],
  ]);
});

test('what is taken out keeps later notes only when nothing in these words stays', () => {
  assert.deepEqual(rowsOf(joined)[1].part, { notes: ['d2/a'], wordings: [claim('Nursing home')] });
  assert.deepEqual(rowsOf(alike)[1].part, { notes: ['d2/a'], wordings: [] });
});

test('a group that was brought together comes apart into what sounded alike', () => {
  assert.deepEqual(piecesOf(joined), [
    { notes: ['d1/a', 'd3/a'], wordings: [claim('Care home')] },
    { notes: ['d2/a'], wordings: [claim('Nursing home')] },
  ]);
});

test('a group that sounded alike comes apart into single notes', () => {
  assert.deepEqual(piecesOf(alike), [
    { notes: ['d1/a'], wordings: [] }, { notes: ['d2/a'], wordings: [] },
  ]);
});

test('no decision names more than one can', () => {
  const many = Array.from({ length: 700 }, (_, at) => word(`d1/n${at}`, 'Falls', 'Care home'));
  assert.equal(piecesOf(of(many, [own('Care home')])).length, 60);
  assert.equal(partOf(of(many, [own('Care home')])).notes.length, 600);
});
