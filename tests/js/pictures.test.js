/** Which pictures a page watches, and which it lets go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createPictures } from '../../web/static/js/pictures.js';

function page() {
  const asked = [];
  const client = {
    watch: (stream, views) => asked.push(['watch', stream, ...views]),
    unwatch: (stream) => asked.push(['unwatch', stream]),
    refresh: (stream) => asked.push(['refresh', stream]),
  };
  const pictures = createPictures(client, (stream) => asked.push(['rest', stream]));
  return { asked, pictures };
}

test('a diagram that is not wanted rests, a view of the room is let go', () => {
  const { asked, pictures } = page();
  pictures.want(['dabcdefgh1', 'zone:innovation:need:1']);
  asked.length = 0;
  pictures.want(['zone:innovation:need:2']);

  assert.deepEqual(asked, [
    ['rest', 'dabcdefgh1'],
    ['unwatch', 'zone:innovation:need:1'],
    ['watch', 'zone:innovation:need:2', 'picture'],
  ]);
});

test('turning pages all day watches one page', () => {
  const { asked, pictures } = page();
  for (let at = 1; at <= 50; at += 1) pictures.want([`zone:innovation:need:${at}`]);
  const count = (what) => asked.filter(([act]) => act === what).length;

  assert.equal(count('watch') - count('unwatch'), 1);
});

test('a page that was left is not drawn when it comes after all', () => {
  const { pictures } = page();
  pictures.want(['gaps:innovation']);
  pictures.want([]);

  // There is no document here: drawing it would throw.
  pictures.receive({ do: 'picture', stream: 'gaps:innovation', svg: '<svg></svg>' });
  assert.equal(pictures.isWanted('gaps:innovation'), false);
});

test('R46: a diagram for walls is let go like any view, its own picture rests', () => {
  const { asked, pictures } = page();
  pictures.want(['screen:dabcdefgh1', 'still:dabcdefgh1', 'dabcdefgh1']);
  asked.length = 0;
  pictures.want([]);

  assert.deepEqual(asked, [['unwatch', 'screen:dabcdefgh1'], ['unwatch', 'still:dabcdefgh1'], ['rest', 'dabcdefgh1']]);
});
