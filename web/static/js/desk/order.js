/**
 * The running order on the desk: where the session is, and the way to any other step.
 * @module
 */

import { placeIn } from './agenda.js';
import { all, around, copyOf, get } from '../page.js';

/** @typedef {import('../protocol.js').Session} Session */

/**
 * @param {HTMLElement} main
 * @param {(op: import('../protocol.js').SessionOp) => void} act
 */
export function createOrder(main, act) {
  const list = get('[data-phases]', main);
  let shown = '';
  let opened = '';

  /** @param {import('../protocol.js').Phase} phase @returns {HTMLElement} */
  function rowOf(phase) {
    const row = copyOf('phase');
    row.dataset.phase = phase.id;
    get('.phase-title', row).textContent = phase.title;
    get('[data-minutes]', row).textContent = String(phase.minutes);
    return row;
  }

  /** @param {string} phase */
  function open(phase) {
    opened = phase;
    all('.phase', list).forEach((row) => {
      const isOpen = row.dataset.phase === opened;
      get('.phase-acts', row).hidden = !isOpen;
      get('.phase-open', row).setAttribute('aria-expanded', String(isOpen));
    });
  }

  list.addEventListener('click', (event) => {
    const row = around(event, '.phase');
    const go = around(event, '[data-go]');
    if (!row || !row.dataset.phase) return;
    if (go) {
      act({ type: 'phase.go', phase: row.dataset.phase, start: go.dataset.go === 'start' });
      if (event.detail === 0) get('.phase-open', row).focus();
      open('');
    } else if (around(event, '.phase-open')) {
      open(opened === row.dataset.phase ? '' : row.dataset.phase);
    }
  });

  return {
    /** @param {Session} session */
    show(session) {
      const key = session.agenda.map(({ id, title, minutes }) => `${id} ${title} ${minutes}`).join();
      if (key !== shown) {
        shown = key;
        list.replaceChildren(...session.agenda.map(rowOf));
      }
      const now = placeIn(session);
      all('.phase', list).forEach((row, place) => {
        row.classList.toggle('is-done', place < now);
        row.classList.toggle('is-now', place === now);
        const button = get('.phase-open', row);
        if (place === now) button.setAttribute('aria-current', 'step');
        else button.removeAttribute('aria-current');
      });
    },
  };
}
