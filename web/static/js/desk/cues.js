/**
 * What the desk does when time gets short, and what it lets the wall do. This device remembers
 * its own switches; the wall's are the session's.
 * @module
 */

import { createChime } from '../chime.js';
import { browserStorage } from '../outbox.js';
import { all, around, get } from '../page.js';

const KEPT = 'workshop.cues';
const SHOWN_MS = 6000;

/**
 * @param {HTMLElement} main
 * @param {(op: import('../protocol.js').SessionOp) => void} act
 */
export function createCues(main, act) {
  const box = get('.clockbox', main);
  const storage = browserStorage();
  const own = { sound: true, flash: true, ...recall(storage) };
  const chime = createChime(show);
  let timer = 0;

  /** @param {string} name @returns {HTMLInputElement} */
  const tick = (name) => get(`[data-cue-switch="${name}"]`, main);

  function show() {
    get('[data-allow-sound]', main).hidden = !own.sound || chime.isAllowed();
  }

  main.addEventListener('change', (event) => {
    const input = around(event, '[data-cue-switch]');
    if (!(input instanceof HTMLInputElement)) return;
    const { cueSwitch } = input.dataset;
    if (cueSwitch === 'sound' || cueSwitch === 'flash') {
      own[cueSwitch] = input.checked;
      remember(storage, own);
      if (cueSwitch === 'sound' && input.checked) chime.play('short');
      show();
    } else {
      act({ type: 'cues.set', sound: tick('wall-sound').checked, flash: tick('wall-flash').checked });
    }
  });
  tick('sound').checked = own.sound;
  tick('flash').checked = own.flash;
  show();

  return {
    /** @param {import('../cue.js').Cue} cue */
    call(cue) {
      if (own.sound) chime.play(cue);
      if (!own.flash) return;
      box.dataset.cue = cue;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { delete box.dataset.cue; }, SHOWN_MS);
    },
    /** @param {import('../protocol.js').Session} session */
    render({ cues }) {
      if (!cues || all('[data-cue-switch]', main).some((one) => one === document.activeElement)) return;
      tick('wall-sound').checked = cues.sound;
      tick('wall-flash').checked = cues.flash;
    },
  };
}

/** @param {Storage | null} storage @returns {{[name: string]: boolean}} */
function recall(storage) {
  try {
    return JSON.parse((storage && storage.getItem(KEPT)) || '{}');
  } catch {
    return {};
  }
}

/** @param {Storage | null} storage @param {object} own */
function remember(storage, own) {
  try {
    storage?.setItem(KEPT, JSON.stringify(own));
  } catch {
    // Storage that is full: the switches are as they were at the next visit.
  }
}
