/**
 * What a wall does when time gets short: as the session says, never by itself, with no control.
 * @module
 */

import { createChime } from '../chime.js';
import { createCue } from '../cue.js';
import { get } from '../page.js';

const SHOWN_MS = 6000;

/** @param {HTMLElement} root the stage */
export function createStageCues(root) {
  const face = get('[data-clock]', root);
  const chime = createChime();
  let cues = { sound: false, flash: false };
  let phase = '';
  let timer = 0;

  const turned = createCue((cue) => {
    if (cues.sound) chime.play(cue);
    if (!cues.flash) return;
    root.dataset.cue = cue;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => { delete root.dataset.cue; }, SHOWN_MS);
  });
  new MutationObserver(() => turned(phase, String(face.dataset.state)))
    .observe(face, { attributes: true, attributeFilter: ['data-state'] });

  return {
    /** @param {import('../protocol.js').Session} session */
    follow(session) {
      const now = session.agenda.find(({ id }) => id === session.phase);
      cues = session.cues || cues;
      phase = session.phase;
      root.dataset.kind = now ? now.kind : '';
    },
  };
}
