/**
 * Links between notes: choose the other note, then say what joins them.
 * @module
 */

import { streamOf } from './composer.js';
import { openDrawer } from './drawer.js';
import { LABEL_LIMIT } from './graphemes.js';
import { showRoom } from './growing.js';
import { newId } from '../ids.js';
import { factsOf, notesIn } from './note.js';
import { all, copyOf, get } from '../page.js';
import { say } from '../words.js';

/**
 * @param {{submit: (stream: string, op: import('../protocol.js').DiagramOp, said?: string) => void}} options
 */
export function createLinks({ submit }) {
  /** @param {HTMLElement} item the note a link starts from */
  function connect(item) {
    const sheet = item.closest('.sheet');
    if (!sheet) return;
    const list = document.createElement('ul');
    list.className = 'menu';
    notesIn(sheet).filter((one) => one !== item).forEach((one) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button wide choice';
      const section = one.closest('[data-zone-section]');
      if (section instanceof HTMLElement) {
        button.style.cssText = section.style.cssText;
        button.append(get('.zone-head .badge', section).cloneNode(true));
      }
      const text = document.createElement('span');
      text.dir = 'auto';
      text.textContent = factsOf(one).text;
      button.append(text);
      button.onclick = () => label(streamOf(item), item, factsOf(one).id);
      const row = document.createElement('li');
      row.append(button);
      list.append(row);
    });
    if (!list.children.length) list.textContent = say('no-targets');
    openDrawer(say('connect-title'), list);
  }

  /** @param {string} stream @param {HTMLElement} item @param {string} target */
  function label(stream, item, target) {
    const ends = { source: factsOf(item).id, target };
    ask(item, '', say('connect'), (text) => {
      submit(stream, { type: 'link.add', link: newId(), ends, label: text });
    }, null);
  }

  /** @param {HTMLElement} item a link's list item */
  function open(item) {
    const { link = '' } = item.dataset;
    const before = get('.label', item).textContent || '';
    ask(item, before, say('save'), (text) => {
      if (text !== before) submit(streamOf(item), { type: 'link.edit', link, label: text });
    }, () => submit(streamOf(item), { type: 'link.remove', link }, say('link-removed')));
  }

  /**
   * @param {HTMLElement} item @param {string} before @param {string} word
   * @param {(label: string) => void} done @param {(() => void) | null} remove
   */
  function ask(item, before, word, done, remove) {
    const form = copyOf('link-menu');
    const field = /** @type {HTMLInputElement} */ (get('[name="label"]', form));
    const problem = get('[data-label-problem]', form);
    const sheet = item.closest('.sheet');
    const presets = copyOf(`labels-${sheet && sheet.getAttribute('data-task')}`);
    all('li', presets).forEach((preset) => {
      const segment = document.createElement('label');
      segment.className = 'segment';
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = 'preset';
      radio.checked = preset.textContent === before;
      radio.onchange = () => { field.value = preset.textContent || ''; };
      const text = document.createElement('span');
      text.textContent = preset.textContent;
      segment.append(radio, text);
      get('[data-presets]', form).append(segment);
    });
    if (!presets.children.length) get('fieldset', form).hidden = true;
    field.value = before;
    field.oninput = () => showRoom(field, problem, LABEL_LIMIT);
    get('[data-save]', form).textContent = word;
    get('[data-remove]', form).hidden = !remove;
    const close = openDrawer(say('link-title'), form);
    get('[data-remove]', form).onclick = () => {
      close();
      if (remove) remove();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!showRoom(field, problem, LABEL_LIMIT)) return;
      close();
      done(field.value.trim());
    };
  }

  return { connect, open };
}
