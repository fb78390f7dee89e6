/**
 * What was just changed in the running order, and the way to take it back.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

const MOST = 40;

/** @param {HTMLElement} panel @param {(seq: number) => void} undo */
export function createOrderUndo(panel, undo) {
  const line = get('[data-order-said]', panel);
  const button = /** @type {HTMLButtonElement} */ (get('[data-order-undo]', panel));
  /** @type {{ref: string, said: string, seq: number | null}[]} this page's own, latest last */
  let steps = [];

  function show() {
    const last = steps[steps.length - 1];
    line.textContent = last ? last.said : '';
    button.hidden = !last;
    button.disabled = !last || last.seq === null;
  }

  button.addEventListener('click', () => {
    const last = steps.pop();
    if (!last || last.seq === null) return;
    undo(last.seq);
    show();
    line.textContent = say('order-undone');
  });

  return {
    /** @param {string} ref @param {string} said */
    asked(ref, said) {
      steps = [...steps, { ref, said, seq: null }].slice(-MOST);
      show();
    },
    /** @param {string} ref @param {number | null} seq null when it was refused */
    answered(ref, seq) {
      if (!steps.some((step) => step.ref === ref)) return;
      steps = seq === null ? steps.filter((step) => step.ref !== ref)
        : steps.map((step) => (step.ref === ref ? { ...step, seq } : step));
      show();
    },
  };
}
