/**
 * What is shown later on the wall, in order, and what was shown before.
 * @module
 */

import { all, around, copyOf, get } from '../page.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {import('../protocol.js').Show} Show */

/**
 * @param {HTMLElement} panel
 * @param {{act: (op: import('../protocol.js').SessionOp) => void, choose: (show: Show) => void,
 *   nameOf: (show: Show, session: Session) => string}} desk
 */
export function createQueue(panel, { act, choose, nameOf }) {
  const list = get('[data-queue]', panel);
  const past = get('[data-past]', panel);
  /** @type {Session | null} */
  let session = null;
  let shown = '';

  panel.addEventListener('click', (event) => {
    const row = around(event, '[data-item]');
    const button = around(event, '[data-queue-act]');
    const again = around(event, '[data-again]');
    if (again && session) {
      const found = (session.past || []).find(({ seq }) => String(seq) === again.dataset.again);
      if (found) choose(found.show);
    }
    if (!row || !button || !session) return;
    const { queue = [] } = session;
    const ids = queue.map(({ id }) => id);
    const item = String(row.dataset.item);
    const at = ids.indexOf(item);
    const kind = button.dataset.queueAct;
    if (kind === 'drop') act({ type: 'wall.queue_drop', item });
    if (kind === 'earlier' && at > 0) act({ type: 'wall.queue_move', item, before: ids[at - 1] });
    if (kind === 'later' && at >= 0 && at < ids.length - 1) act({ type: 'wall.queue_move', item, before: ids[at + 2] || null });
    if (kind === 'see' && queue[at]) choose(queue[at].show);
  });

  /** @param {string} template @param {string} name @returns {HTMLElement} */
  function row(template, name) {
    const made = copyOf(template);
    get('[data-name]', made).textContent = name;
    return made;
  }

  return {
    /** @param {Session} state */
    render(state) {
      session = state;
      const { queue = [], past: before = [] } = state;
      const key = JSON.stringify([queue, before, state.tables]);
      if (key === shown) return;
      shown = key;
      const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      const held = focused && focused.dataset.queueAct && focused.closest('[data-item]');
      const kept = held instanceof HTMLElement && focused ? [held.dataset.item, focused.dataset.queueAct] : null;
      list.replaceChildren(...queue.map(({ id, show }) => {
        const made = row('queued', nameOf(show, state));
        made.dataset.item = id;
        return made;
      }));
      past.replaceChildren(...[...before].reverse().map(({ seq, show }) => {
        const made = row('was-shown', nameOf(show, state));
        get('[data-again]', made).dataset.again = String(seq);
        return made;
      }));
      get('[data-queue-fold]', panel).hidden = !queue.length;
      get('[data-queue-count]', panel).textContent = queue.length ? String(queue.length) : '';
      get('[data-history]', panel).hidden = !before.length;
      if (kept) all(`[data-item="${kept[0]}"] [data-queue-act="${kept[1]}"]`, list).forEach((one) => one.focus());
    },
  };
}
