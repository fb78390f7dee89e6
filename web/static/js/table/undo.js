/**
 * Taking back one's own latest change, again and again; and the short word about what was done.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

const TOAST_MS = 6000;
const MOST = 50;

/** @typedef {{stream: string, ref: string, seq: number | null}} Step */

/**
 * @param {{name: string, undo: (stream: string, change: number | string) => string,
 *   mine: () => string[]}} options `mine`: the diagrams that can be changed now
 */
export function createUndo({ name, undo, mine }) {
  /** @type {Step[]} */
  let steps = recall(name);
  /** @type {Set<string>} refs of undos, which are no steps themselves */
  const undos = new Set();
  const button = /** @type {HTMLButtonElement} */ (get('#undo'));
  const toast = get('#toast');
  let timer = 0;

  function show() {
    remember(name, steps);
    button.disabled = !steps.some((step) => mine().includes(step.stream));
  }

  function back() {
    const step = steps.filter((one) => mine().includes(one.stream)).pop();
    if (!step) return;
    steps = steps.filter((one) => one !== step);
    undos.add(undo(step.stream, step.seq === null ? step.ref : step.seq));
    tell(say('undone'));
    show();
  }

  /** @param {string} text @param {boolean} [undoable] */
  function tell(text, undoable = false) {
    window.clearTimeout(timer);
    get('[data-toast-text]', toast).textContent = text;
    get('[data-toast-undo]', toast).hidden = !undoable;
    toast.hidden = false;
    stayAboveComposer();
    timer = window.setTimeout(() => { toast.hidden = true; }, TOAST_MS);
  }

  /** What is said must not lie over the field that somebody types in. */
  function stayAboveComposer() {
    const below = ['.sheet:not([hidden]) [data-current] .composer', '#foot'].map((one) => document.querySelector(one));
    const first = below.find((one) => one instanceof HTMLElement && one.offsetParent);
    const edge = first ? get('#app').getBoundingClientRect().bottom - first.getBoundingClientRect().top : 0;
    toast.style.setProperty('--above-composer', `${edge + 8}px`);
  }

  button.onclick = back;
  get('[data-toast-undo]', toast).onclick = back;

  return {
    tell, show,
    hush: () => { toast.hidden = true; },
    /** @param {string} stream @param {string} ref a change of this device that was just asked for */
    asked(stream, ref) {
      steps = [...steps, { stream, ref, seq: null }].slice(-MOST);
      show();
    },
    /** @param {string} ref @param {number | null} seq null when it was refused, 0 when it was there already */
    answered(ref, seq) {
      if (undos.delete(ref)) {
        if (seq === null) tell(say('cannot-undo'));
        return;
      }
      steps = !seq ? steps.filter((step) => step.ref !== ref)
        : steps.map((step) => (step.ref === ref ? { ...step, seq } : step));
      show();
    },
  };
}

/** This tab's steps outlive a reload. @param {string} name @returns {Step[]} */
function recall(name) {
  try {
    return JSON.parse(window.sessionStorage.getItem(`workshop.steps.${name}`) || '[]');
  } catch {
    return [];
  }
}

/** @param {string} name @param {Step[]} steps */
function remember(name, steps) {
  try {
    window.sessionStorage.setItem(`workshop.steps.${name}`, JSON.stringify(steps));
  } catch {
    // Without storage a reload forgets what could be taken back; nothing that was written is lost.
  }
}
