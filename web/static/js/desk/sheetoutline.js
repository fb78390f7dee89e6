/**
 * In a table's sheet: the outline as the table has it on its phones, who is there and who types.
 * @module
 */

import { setLists, swapParts } from '../markup.js';
import { all, get } from '../page.js';
import { listed, say } from '../words.js';

/** @typedef {import('../protocol.js').Person} Person */

/** @param {HTMLElement} sheet @param {(stream: string) => void} refresh */
export function createSheetOutline(sheet, refresh) {
  const blocks = all('[data-outline]', sheet);
  let stream = '';
  /** @type {HTMLElement | null} */
  let block = null;

  /** @param {Person} person */
  const nameOf = ({ name, letter }) => (name ? say('person', { name, letter }) : letter);

  /** @param {string} selector @param {ParentNode} root @param {string} text */
  function write(selector, root, text) {
    const place = get(selector, root);
    if (place.textContent !== text) place.textContent = text;
  }

  return {
    /** @param {string} which @param {string} task */
    aim(which, task) {
      if (which === stream) return;
      stream = which;
      blocks.forEach((one) => { one.hidden = one.dataset.outline !== task; });
      block = blocks.find((one) => !one.hidden) || null;
      if (!block) return;
      all('[data-list]', block).forEach((list) => {
        list.replaceChildren();
        list.id = `${stream}-list-${list.dataset.list}`;
      });
    },
    /** @param {import('../replica.js').Effect} effect */
    receive(effect) {
      if (!block || !('stream' in effect) || effect.stream !== stream) return;
      if (effect.do === 'outline') setLists(block, stream, effect.lists);
      if (effect.do === 'parts' && effect.view === 'outline' && !swapParts(block, effect.parts)) refresh(stream);
    },
    /** @param {Person[]} people @param {import('../protocol.js').Counts} counts */
    render(people, counts) {
      write('[data-outline-people]', sheet, people.length ? say('people', { who: listed(people.map(nameOf)) }) : '');
      if (!block) return;
      all('[data-zone-part]', block).forEach((part) => {
        const zone = String(part.dataset.zonePart);
        const typing = people.filter((one) => one.typing && one.typing.stream === stream && one.typing.zone === zone);
        write('[data-part-count]', part, String(counts[zone] || 0));
        write('[data-part-typing]', part, typing.length ? say('typing-here', { who: listed(typing.map(nameOf)) }) : '');
      });
    },
  };
}
