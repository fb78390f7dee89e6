/**
 * Keeping one note off every wall: tap it in a table's picture at the desk, then say so.
 * @module
 */

import { around, get } from '../page.js';

/**
 * @param {HTMLElement} main
 * @param {{stream: () => string, submit: (stream: string, op: import('../protocol.js').Op) => unknown}} desk
 */
export function createWithholding(main, { stream, submit }) {
  const sheet = get('[data-sheet="table"]', main);
  const card = get('[data-withhold]', sheet);
  const slot = get('[data-slot]', sheet);
  let note = '';
  let of = '';

  /** @param {EventTarget | null} target @returns {Element | null} */
  const noteAt = (target) => (target instanceof Element ? target.closest('g[data-note]') : null);

  function close() {
    card.hidden = true;
    note = '';
  }

  /** @param {Element} found */
  function open(found) {
    note = String(found.getAttribute('data-note'));
    of = stream();
    const words = Array.from(found.querySelectorAll('text')).map((line) => line.textContent || '')
      .filter((line) => line.trim().length > 1).join(' ');
    get('[data-withhold-words]', card).textContent = words.replace(/\s+/g, ' ');
    card.dataset.withheld = String(Boolean(found.querySelector('[data-withheld]')));
    card.hidden = false;
    get(`.if-${card.dataset.withheld === 'true' ? 'withheld' : 'shown'}`, card).focus({ preventScroll: true });
  }

  slot.addEventListener('click', (event) => {
    const found = noteAt(event.target);
    if (found) open(found);
    else close();
  });
  card.addEventListener('click', (event) => {
    const button = around(event, '[data-withhold-act]');
    if (!button) return;
    const act = button.dataset.withholdAct;
    if (note && act !== 'close') submit(of, { type: 'note.withhold', note, withheld: act === 'hide' });
    close();
  });
  // Another table's picture, or none: what was tapped is out of sight.
  new MutationObserver(() => !card.hidden && (sheet.hidden || stream() !== of) && close()).observe(sheet, { attributes: true, subtree: true, attributeFilter: ['hidden', 'aria-pressed'] });
}
