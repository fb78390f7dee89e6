/**
 * How the sheet shows one zone of what is brought together.
 * @module
 */

import { paint } from '../colour.js';
import { all, get } from '../page.js';
import { say } from '../words.js';
import { groupCard } from './combine_groups.js';
import { decisionRow, hintCard, hintKey } from './combine_hints.js';
import { showList } from './keyed.js';

/** @typedef {import('./combine_parts.js').Group} Group */
/**
 * @typedef {{id: string, title: string, letter: string, colour: string, groups: Group[],
 *   suggestions: import('./combine_hints.js').Hint[]}} Zone
 */
/**
 * @typedef {{task: string, tables: number, zones: Zone[],
 *   decided: import('./combine_hints.js').Decided[],
 *   vote: import('./combine_vote.js').Counted | null}} Combined
 */

/** @param {HTMLElement} sheet @param {string} task */
export function showTask(sheet, task) {
  all('[data-combine-task]', sheet).forEach((one) => {
    one.setAttribute('aria-pressed', String(one.dataset.combineTask === task));
  });
}

/**
 * @param {HTMLElement} sheet @param {Combined} combined @param {Zone} found the zone that is shown
 * @param {{task: string, from: Group | null, open: Set<string>, glossary: string}} how `from`: the
 *   group that another is being chosen for; `open`: those whose words are shown
 */
export function showCombined(sheet, combined, found, { task, from, open, glossary }) {
  /** @param {string} name */
  const part = (name) => get(`[data-${name}]`, sheet);
  showTask(sheet, task);
  showList(part('combine-zones'), combined.zones.map(({ id, title, letter, colour, suggestions }) => ({
    id, title, letter, colour, hints: suggestions.length, isShown: id === found.id,
  })), ({ id }) => id, zoneButton);
  paint(part('combine-zones'));
  showList(part('hints'), found.suggestions, hintKey, (hint) => hintCard(hint, glossary));
  showList(part('groups'), found.groups.map((group) => ({
    ...group, of: combined.tables, isOpen: open.has(group.id), isPicked: from === group,
    canTake: from !== null && from !== group,
  })), ({ id }) => id, groupCard);
  showList(part('decided'), combined.decided, ({ seq }) => String(seq), decisionRow);
  part('no-hints').hidden = found.suggestions.length > 0 || found.groups.length < 2;
  part('no-groups').hidden = found.groups.length > 0;
  part('groups-count').textContent = String(found.groups.length);
  part('decided-count').textContent = String(combined.decided.filter(({ kept }) => kept).length);
  part('picking').hidden = !from;
  if (from) part('picking-text').textContent = say('picking', { text: from.headline });
}

/**
 * @param {{id: string, title: string, letter: string, colour: string, hints: number, isShown: boolean}} zone
 * @returns {HTMLElement}
 */
function zoneButton({ id, title, letter, colour, hints, isShown }) {
  const button = document.createElement('button');
  const badge = document.createElement('span');
  const count = document.createElement('span');
  Object.assign(button, { type: 'button', className: 'combine-zone' });
  button.dataset.zone = id;
  button.setAttribute('aria-pressed', String(isShown));
  badge.className = 'badge';
  badge.dataset.colour = colour;
  badge.setAttribute('aria-hidden', 'true');
  badge.textContent = letter;
  count.className = 'combine-zone-count figures';
  count.textContent = hints ? String(hints) : '';
  if (hints) button.setAttribute('aria-label', say('hints-in', { zone: title, n: hints }));
  button.append(badge, title, count);
  return button;
}
