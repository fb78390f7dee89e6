/**
 * The menu of a note: everything that can be done with it, by a tap.
 * @module
 */

import { streamOf } from './composer.js';
import { openDrawer } from './drawer.js';
import { factsOf } from './note.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('../protocol.js').DiagramOp} DiagramOp */

/**
 * @param {{submit: (stream: string, op: DiagramOp, said?: string) => void,
 *   edit: (item: HTMLElement) => void, connect: (item: HTMLElement) => void}} options
 */
export function createMenu({ submit, edit, connect }) {
  /** @param {HTMLElement} item */
  function open(item) {
    const facts = factsOf(item);
    const content = copyOf('note-menu');
    const task = taskOf(item);
    get('[data-act="up"]', content).toggleAttribute('disabled', !item.previousElementSibling);
    get('[data-act="down"]', content).toggleAttribute('disabled', !item.nextElementSibling);
    get('[data-act="edit"]', content).parentElement?.toggleAttribute('hidden', facts.versions.length > 1);
    const describable = Boolean(document.getElementById(`describe-${task}`));
    get('[data-act="describe"]', content).parentElement?.toggleAttribute('hidden', !describable);
    const back = () => /** @type {HTMLElement | null} */ (
      document.contains(item) ? item.querySelector('[data-menu]') : null);
    const close = openDrawer(facts.text || say('note-title'), content, { returnTo: back });
    content.onclick = (event) => {
      const button = around(event, '[data-act]');
      const act = button && button.dataset.act;
      if (!act) return;
      if (act === 'move') moveMenu(item);
      else if (act === 'describe') describeMenu(item);
      else if (act === 'connect') connect(item);
      else {
        close();
        perform(act, item);
      }
    };
  }

  /** @param {string} act @param {HTMLElement} item */
  function perform(act, item) {
    const { id: note, zone } = factsOf(item);
    const stream = streamOf(item);
    if (act === 'edit') edit(item);
    if (act === 'remove') submit(stream, { type: 'note.remove', note }, say('removed'));
    if (act === 'up') {
      const before = item.previousElementSibling && item.previousElementSibling.getAttribute('data-note');
      submit(stream, { type: 'note.move', note, place: { zone, before: before || null } });
    }
    if (act === 'down') {
      const next = item.nextElementSibling && item.nextElementSibling.nextElementSibling;
      submit(stream, { type: 'note.move', note, place: { zone, before: next && next.getAttribute('data-note') } });
    }
  }

  /** @param {HTMLElement} item */
  function moveMenu(item) {
    const { id: note, zone } = factsOf(item);
    const sheet = item.closest('.sheet');
    const list = document.createElement('ul');
    list.className = 'menu';
    if (!sheet) return;
    all('[data-zone-section]', sheet).forEach((section) => {
      const to = section.dataset.zoneSection || '';
      if (to === zone || to === 'links') return;
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button wide choice';
      const badge = /** @type {HTMLElement} */ (get('.zone-head .badge', section).cloneNode(true));
      button.style.cssText = section.style.cssText; // the zone's colours
      button.append(badge, section.getAttribute('aria-label') || '');
      button.onclick = () => {
        close();
        const said = say('moved', { zone: section.getAttribute('aria-label') || '' });
        submit(streamOf(item), { type: 'note.move', note, place: { zone: to, before: null } }, said);
      };
      const row = document.createElement('li');
      row.append(button);
      list.append(row);
    });
    const close = openDrawer(say('move-title'), list);
  }

  /** @param {HTMLElement} item */
  function describeMenu(item) {
    const facts = factsOf(item);
    const form = document.createElement('form');
    form.append(copyOf(`describe-${taskOf(item)}`));
    all('input', form).forEach((input) => {
      if (!(input instanceof HTMLInputElement)) return;
      if (input.name === 'level') input.checked = input.value === facts.level;
      if (input.name === 'kind') input.checked = input.value === facts.kind;
      if (input.name === 'potential') input.checked = facts.potential;
    });
    form.addEventListener('change', (event) => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const { name, value, checked } = event.target;
      const change = name === 'potential' ? { potential: checked } : { [name]: value };
      submit(streamOf(item), /** @type {DiagramOp} */ ({ type: 'note.describe', note: facts.id, ...change }));
    });
    form.addEventListener('submit', (event) => event.preventDefault());
    openDrawer(say('describe-title'), form);
  }

  return { open };
}

/** @param {HTMLElement} item @returns {string} */
function taskOf(item) {
  const sheet = item.closest('.sheet');
  return (sheet && sheet.getAttribute('data-task')) || '';
}
