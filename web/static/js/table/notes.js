/**
 * What the page adds to the notes of an outline: tags, a menu, the choice between wordings.
 * The words of people come from the server; the words of the interface are added here.
 * @module
 */

import { described } from './composer.js';
import { newId } from '../ids.js';
import { factsOf, notesIn } from './note.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/**
 * @param {{host: HTMLElement, me: () => string | null,
 *   onMenu: (item: HTMLElement) => void, onLinkMenu: (item: HTMLElement) => void,
 *   submit: (item: HTMLElement, op: import('../protocol.js').DiagramOp) => void}} options
 */
export function createNotes({ host, me, onMenu, onLinkMenu, submit }) {
  /** @param {HTMLElement} item */
  function dressNote(item) {
    const facts = factsOf(item);
    if (!item.querySelector('.note-tools')) {
      item.append(copyOf('note-tools'));
      item.classList.add('arrives');
    }
    get('[data-menu] .unseen', item).textContent = say('change-note', { text: facts.text });
    const sheet = item.closest('.sheet');
    const hasLevels = Boolean(sheet && sheet.querySelector('.described'));
    get('[data-tags]', item).textContent = hasLevels ? described(facts) : '';
    item.toggleAttribute('data-mine', facts.author === me());
    const isWithheld = item.dataset.withheld === 'true';
    const tags = get('[data-tags]', item);
    if (isWithheld) tags.textContent = [tags.textContent, say('withheld')].filter(Boolean).join(' · ');
    const choice = item.querySelector('.versions-tools');
    const wanted = facts.versions.map((version) => version.seq).join();
    if (choice && choice.getAttribute('data-for') !== wanted) choice.remove();
    if (facts.versions.length > 1 && !item.querySelector('.versions-tools')) {
      item.append(choices(facts, wanted));
    }
  }

  /** @param {import('./note.js').NoteFacts} facts @param {string} wanted */
  function choices(facts, wanted) {
    const tools = copyOf('versions-tools');
    tools.setAttribute('data-for', wanted);
    get('[data-versions]', tools).textContent = say('versions', { n: facts.versions.length });
    const mine = facts.versions.filter((version) => version.author === me());
    const theirs = facts.versions.filter((version) => version.author !== me());
    const row = get('[data-choices]', tools);
    if (mine.length) row.append(keeper(say('keep-mine'), mine));
    if (mine.length && theirs.length === 1) row.append(keeper(say('keep-theirs'), theirs));
    else theirs.forEach((one) => row.append(keeper(say('keep-one', { letter: one.letter }), [one])));
    row.append(keeper(say(facts.versions.length === 2 ? 'keep-both' : 'keep-all'), facts.versions));
    return tools;
  }

  /** @param {string} word @param {{seq: number}[]} versions */
  function keeper(word, versions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = word;
    button.dataset.keep = versions.map((version) => version.seq).join();
    return button;
  }

  host.addEventListener('click', (event) => {
    const item = around(event, 'li[data-note], li[data-link]');
    if (!item) return;
    const keep = around(event, '[data-keep]');
    if (keep) {
      const seqs = (keep.dataset.keep || '').split(',').map(Number);
      const extra = seqs.slice(1).map(() => newId());
      const { id, versions } = factsOf(item);
      const drop = versions.map(({ seq }) => seq).filter((seq) => !seqs.includes(seq));
      submit(item, { type: 'note.settle', note: id, keep: seqs, extra, drop });
    } else if (around(event, '[data-menu]')) onMenu(item);
    else if (around(event, '[data-link-menu]')) onLinkMenu(item);
    else if (!around(event, '[data-own]') && !String(window.getSelection())) {
      const menu = item.querySelector('[data-menu], [data-link-menu]');
      if (menu instanceof HTMLElement && menu.offsetParent) menu.click();
    }
  });

  return {
    /** Brings a sheet's notes and links up to date. @param {HTMLElement} sheet */
    dress(sheet) {
      notesIn(sheet).forEach(dressNote);
      all('li[data-link]', sheet).forEach((item) => {
        if (!item.querySelector('.note-tools')) item.append(copyOf('link-tools'));
      });
    },
  };
}
