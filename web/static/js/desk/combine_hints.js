/**
 * What may mean the same, one card a suggestion, and the list of what was decided.
 * @module
 */

import { copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {{group: string, text: string, tables: string[]}} Side */
/**
 * @typedef {{zone: string, remark: 'same' | 'check' | 'related' | 'ask', reason: string,
 *   alias: string, sides: Side[]}} Hint
 */
/**
 * @typedef {{seq: number, at: number, by: string, zone: string, what: string, kept: boolean,
 *   free: boolean}} Decided
 */

/** @param {Hint} hint @returns {string} */
export function hintKey({ sides, alias }) {
  return [...sides.map(({ group }) => group), alias].join(' ');
}

/** @param {Hint} hint @param {string} glossary where a word is given its meaning @returns {HTMLElement} */
export function hintCard(hint, glossary) {
  const item = copyOf('hint');
  const remark = get('[data-remark]', item);
  remark.textContent = say(`remark-${hint.remark}`, { reason: hint.reason, alias: hint.alias });
  item.dataset.remark = hint.remark;
  get('[data-sides]', item).append(...hint.sides.map(side));
  const acts = get('.hint-acts', item);
  if (hint.remark === 'ask') {
    const link = document.createElement('a');
    Object.assign(link, { href: glossary, target: '_blank', rel: 'noopener', className: 'button' });
    link.textContent = say('answer');
    acts.append(link, button('differ', say('asked')));
  } else {
    acts.append(button('accept', say('accept')), button('differ', say('differ')));
    if (hint.remark === 'same') acts.children[0].classList.add('main');
  }
  return item;
}

/** @param {Side} side @returns {HTMLElement} */
function side({ text, tables }) {
  const line = document.createElement('p');
  const words = document.createElement('span');
  const names = document.createElement('span');
  line.className = 'hint-side';
  words.className = 'hint-text';
  words.dir = 'auto';
  words.textContent = text;
  names.className = 'soft small';
  names.textContent = tables.join(' · ');
  line.append(words, ' ', names);
  return line;
}

/** @param {string} act @param {string} text @returns {HTMLElement} */
function button(act, text) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button';
  made.dataset.act = act;
  made.textContent = text;
  return made;
}

/** @param {Decided} one @returns {HTMLElement} */
export function decisionRow(one) {
  const item = copyOf('decision');
  const act = get('button', item);
  const time = new Date(one.at);
  item.classList.toggle('is-back', !one.kept);
  get('[data-what]', item).textContent = one.what;
  const clock = `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
  get('[data-who]', item).textContent = `${one.by}, ${clock}`;
  act.dataset.act = 'keep';
  act.dataset.decision = String(one.seq);
  act.dataset.kept = String(!one.kept);
  act.textContent = say(!one.free ? 'later-first' : one.kept ? 'undo' : 'again');
  act.toggleAttribute('disabled', !one.free);
  return item;
}
