/**
 * The sheet where the room's words are brought together: it asks for the groups of one task,
 * shows those of one zone, and sends what is decided. The groups themselves are the server's.
 * @module
 */

import { all, around, get } from '../page.js';
import { say } from '../words.js';
import { letDragGroups } from './combine_drag.js';
import { hintKey } from './combine_hints.js';
import { partOf, piecesOf, rowsOf } from './combine_parts.js';
import { showCombined, showTask } from './combine_view.js';
import { createVotePanel } from './combine_vote.js';

/** @typedef {import('./combine_parts.js').Group} Group */
/** @typedef {import('./combine_view.js').Combined} Combined */

const SOON_MS = 120; // after a decision, of whomever
const LATER_MS = 900; // while tables write or vote, the list is calm

/**
 * @param {HTMLElement} main
 * @param {{act: (op: import('../protocol.js').SessionOp | import('../protocol.js').CombineOp) => string,
 *   sheets: {open: (name: string) => void, now: () => string}}} desk
 */
export function createCombine(main, { act, sheets }) {
  const sheet = get('[data-sheet="combine"]', main);
  const session = String(main.dataset.session);
  let task = '';
  let zone = '';
  let picked = '';
  let isAsked = false;
  /** @type {Set<string>} the groups whose words are shown */
  const open = new Set();
  /** @type {Combined | null} */
  let known = null;
  let timer = 0;
  let dueAt = 0;
  /** what was just done: its ref, then its entry @type {{ref: string, seq: number, said: string} | null} */
  let done = null;
  const votes = createVotePanel(sheet, { act, task: () => task });

  /** @param {number} [wait] */
  function load(wait = 0) {
    const at = Date.now() + wait;
    if (timer && dueAt <= at) return; // tables write all the time, and must not put it off for ever
    window.clearTimeout(timer);
    dueAt = at;
    timer = window.setTimeout(async () => {
      const asked = task;
      timer = 0;
      const answer = await window.fetch(`/s/${session}/desk/groups/${asked}`).catch(() => null);
      if (!answer || !answer.ok || asked !== task) return;
      known = await answer.json();
      draw();
    }, wait);
  }

  const shownZone = () => (known && (known.zones.find(({ id }) => id === zone) || known.zones[0])) || null;
  /** @param {string | undefined} id */
  const groupOf = (id) => (shownZone() || { groups: [] }).groups.find((group) => group.id === id) || null;

  /** @param {import('../protocol.js').CombineOp} op @param {string} said */
  function decide(op, said) {
    const ref = act(op);
    done = ref ? { ref, seq: 0, said } : null;
    picked = '';
    draw();
  }

  /** @param {Group | null} one @param {Group | null} other */
  function join(one, other) {
    if (!one || !other) return;
    decide({ type: 'group.join', task, zone, groups: [partOf(one), partOf(other)] }, say('done-join'));
  }

  /** @param {import('./combine_parts.js').Part[]} parts */
  const split = (parts) => decide({ type: 'group.split', task, zone, parts }, say('done-split'));

  /** @param {Group} group @param {string} text */
  const name = (group, text) => decide({ type: 'group.name', task, zone, group: partOf(group), text }, say('done-name'));

  /** @param {string} decision @param {boolean} kept */
  const keep = (decision, kept) => decide({ type: 'group.keep', decision: Number(decision), kept }, '');

  /** @param {HTMLElement} button @param {HTMLElement} item */
  function onGroup({ dataset }, item) {
    const group = groupOf(item.dataset.key);
    if (!group) return;
    if (dataset.act === 'open' && !open.delete(group.id)) open.add(group.id);
    if (dataset.act === 'pick') picked = group.id;
    if (dataset.act === 'here') join(groupOf(picked), group);
    if (dataset.act === 'apart') split(piecesOf(group));
    if (dataset.act === 'out') split([rowsOf(group)[Number(dataset.row)].part]);
    if (dataset.act === 'unname') name(group, '');
    draw();
  }

  /** @param {HTMLElement} button @param {HTMLElement} item */
  function onHint({ dataset }, item) {
    const found = shownZone();
    const hint = found && found.suggestions.find((one) => hintKey(one) === item.dataset.key);
    if (!hint) return;
    const [one, other] = hint.sides;
    if (dataset.act === 'accept') join(groupOf(one.group), groupOf(other.group));
    if (dataset.act === 'differ') {
      const texts = other ? { one: one.text, other: other.text } : { one: hint.alias, other: '' };
      decide({ type: 'group.differ', task, zone, ...texts }, say('done-differ'));
    }
  }

  sheet.addEventListener('click', (event) => {
    const button = around(event, 'button');
    const item = around(event, '[data-key]');
    if (!button) return;
    if (button.dataset.combineTask) aim(button.dataset.combineTask);
    if (button.dataset.zone) {
      [zone, picked] = [button.dataset.zone, ''];
      draw();
    }
    if (button.dataset.unpick !== undefined) unpick();
    if (button.dataset.doneUndo !== undefined && done) keep(String(done.seq), false);
    if (button.dataset.act === 'keep') keep(String(button.dataset.decision), button.dataset.kept === 'true');
    else if (item && item.classList.contains('group')) onGroup(button, item);
    else if (item && item.classList.contains('hint')) onHint(button, item);
  });
  sheet.addEventListener('submit', (event) => {
    const item = around(event, '.group');
    const group = item && groupOf(item.dataset.key);
    if (!item || !group) return;
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (get('input', item));
    field.blur();
    if (field.value.trim() !== group.headline) name(group, field.value);
  });
  sheet.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !picked) return;
    event.preventDefault();
    unpick();
  });
  letDragGroups(get('[data-groups]', sheet), (one, other) => join(groupOf(other), groupOf(one)));
  main.addEventListener('click', (event) => {
    if (around(event, '[data-open-combine]')) sheets.open('combine');
  });

  function unpick() {
    const was = picked;
    picked = '';
    draw();
    const card = all('.group', sheet).find(({ dataset }) => dataset.key === was);
    if (card) get('[data-act="pick"]', card).focus();
  }

  /** @param {string} which */
  function aim(which) {
    if (which === task) return;
    [task, zone, picked, known, done] = [which, '', '', null, null];
    draw();
    load();
  }

  function draw() {
    const found = shownZone();
    const combined = known;
    if (!found || !combined) {
      showTask(sheet, task);
      return;
    }
    zone = found.id;
    showCombined(sheet, combined, found, { task, from: groupOf(picked), open, glossary: `/s/${session}/desk/glossary` });
    get('[data-done]', sheet).hidden = !done || !done.seq || !done.said;
    if (done) get('[data-done-text]', sheet).textContent = done.said;
    votes.show(combined.vote, combined.zones);
  }

  return {
    /** @param {import('../replica.js').Effect} effect */
    receive(effect) {
      if (sheets.now() !== 'combine') return;
      if (effect.do === 'welcome') load();
      if (effect.do === 'counts') load(LATER_MS);
      if (effect.do !== 'entry') return;
      if (done && effect.entry.ref === done.ref) done.seq = effect.entry.seq;
      const { type } = effect.entry.op;
      if (type === 'vote.dot') load(LATER_MS);
      else if (/^(group|vote|glossary|table)\./.test(type)) load(SOON_MS);
    },
    /** @param {import('../protocol.js').Session} state */
    render(state) {
      if (sheets.now() !== 'combine') known = null;
      else if (!task) aim(state.task || String(all('[data-combine-task]', sheet)[0].dataset.combineTask));
      else if (!known && !isAsked) load();
      isAsked = sheets.now() === 'combine';
    },
  };
}
