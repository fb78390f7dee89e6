/**
 * The queue of those who explain, as a list on the desk: tapped open for what can be done with one,
 * or dragged to another place.
 * @module
 */

import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';
import { earlier, goTo } from './turn_steps.js';

/** @typedef {import('../protocol.js').ExplainOp} ExplainOp */
/** @typedef {import('./turns.js').Queue} Queue */

/**
 * @param {HTMLElement} panel
 * @param {{act: (op: ExplainOp) => void, queue: () => Queue | null}} desk
 */
export function createTurnList(panel, { act, queue }) {
  const list = get('[data-turn-list]', panel);
  let opened = '';
  let dragged = '';

  /** @param {string} turn */
  function open(turn) {
    opened = turn;
    all('.turn', list).forEach((row) => {
      const isOpen = row.dataset.turn === opened;
      get('.turn-row-acts', row).hidden = !isOpen;
      get('.turn-open', row).setAttribute('aria-expanded', String(isOpen));
    });
  }

  /** @param {string} what @param {string} turn @param {Queue} on @returns {ExplainOp | null} */
  function wanted(what, turn, on) {
    const { task } = on;
    if (what === 'go') return goTo(on, turn, true);
    if (what === 'earlier') return earlier(on, turn);
    if (what === 'later') return { type: 'explain.later', task, turn };
    const found = on.turns.find(({ id }) => id === turn);
    return { type: 'explain.skip', task, turn, skipped: !found || found.state !== 'skipped' };
  }

  list.addEventListener('click', (event) => {
    const row = around(event, '.turn');
    const button = around(event, '[data-row-act]');
    const on = queue();
    if (!row || !row.dataset.turn || !on) return;
    if (!button) {
      if (around(event, '.turn-open')) open(opened === row.dataset.turn ? '' : row.dataset.turn);
      return;
    }
    const op = wanted(String(button.dataset.rowAct), row.dataset.turn, on);
    if (op) act(op);
    if (button.dataset.rowAct === 'earlier') return; // perhaps once more
    if (event.detail === 0) get('.turn-open', row).focus();
    open('');
  });

  list.addEventListener('dragstart', (event) => {
    const row = around(event, '.turn');
    dragged = (row && row.dataset.turn) || '';
    if (row) row.classList.add('is-dragged');
    if (event.dataTransfer) event.dataTransfer.setData('text/plain', dragged);
  });
  list.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = around(event, '.turn');
    all('.turn', list).forEach((row) => row.classList.toggle('is-target', row === over && row.dataset.turn !== dragged));
  });
  list.addEventListener('drop', (event) => {
    event.preventDefault();
    const over = around(event, '.turn');
    const on = queue();
    const before = over ? over.dataset.turn || null : null;
    if (on && dragged && before !== dragged) act({ type: 'explain.move', task: on.task, turn: dragged, before });
  });
  list.addEventListener('dragend', () => {
    dragged = '';
    all('.turn', list).forEach((row) => row.classList.remove('is-dragged', 'is-target'));
  });

  /** @param {Queue} on @param {{id: string, state: string}} turn @returns {string} */
  function wordFor(on, { id, state }) {
    if (id === on.next) return say('turn-state-next');
    return state === 'waiting' ? '' : say(`turn-state-${state}`);
  }

  return {
    /** @param {Queue} on @param {(turn: string) => string} name */
    show(on, name) {
      const rows = new Map(all('.turn', list).map((row) => [row.dataset.turn, row]));
      const ordered = on.turns.map(({ id }) => {
        const row = rows.get(id) || copyOf('turn-row');
        row.dataset.turn = id;
        return row;
      });
      const isSame = ordered.length === list.children.length && ordered.every((row, place) => row === list.children[place]);
      const focused = document.activeElement;
      if (!isSame) list.replaceChildren(...ordered);
      if (!isSame && focused instanceof HTMLElement && list.contains(focused)) focused.focus({ preventScroll: true });
      on.turns.forEach((turn, place) => {
        const row = ordered[place];
        row.dataset.state = turn.state;
        get('.turn-title', row).textContent = name(turn.id);
        get('.turn-state', row).textContent = wordFor(on, turn);
        if (turn.state === 'now') get('.turn-open', row).setAttribute('aria-current', 'step');
        else get('.turn-open', row).removeAttribute('aria-current');
      });
      if (opened && !on.turns.some(({ id }) => id === opened)) open('');
    },
  };
}
