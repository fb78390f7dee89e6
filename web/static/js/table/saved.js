/**
 * One word about what is safe: always true, always in sight.
 * @module
 */

import { get } from '../page.js';
import { say } from '../words.js';

const GRACE_MS = 2000; // a connection that is back this soon was never lost for the person

/** @param {{waiting: () => number, speak: (text: string) => void}} options */
export function createSaved({ waiting, speak }) {
  const place = get('#saved');
  /** @type {import('../transport.js').Status} */
  let status = 'connecting';
  let lost = false;
  let timer = 0;

  function show() {
    const count = waiting();
    const state = status === 'closed' ? 'gone'
      : count ? 'waiting'
        : lost ? 'reconnecting'
          : status === 'connecting' ? 'connecting' : 'saved';
    place.dataset.state = state;
    place.toggleAttribute('data-lost', lost);
    get('[data-saved-word]', place).textContent = say(state, { n: count });
  }

  return {
    show,
    /** @param {import('../transport.js').Status} now */
    status(now) {
      status = now;
      window.clearTimeout(timer);
      if (now === 'open') {
        if (lost) speak(say('spoken-back'));
        lost = false;
      } else if (now === 'lost' && !lost) {
        timer = window.setTimeout(() => {
          lost = true;
          speak(say('spoken-lost'));
          show();
        }, GRACE_MS);
      }
      show();
    },
  };
}
