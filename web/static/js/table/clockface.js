/**
 * The clock in the top bar, and what is said aloud when time gets short.
 * @module
 */

import { formatTime, tick } from '../clock.js';
import { get } from '../page.js';
import { say } from '../words.js';

/**
 * @param {{read: () => {clock: import('../protocol.js').Clock, now: number} | null,
 *   speak: (text: string) => void}} options
 */
export function startClock({ read, speak }) {
  const face = get('#clock');
  const time = get('.clock-time', face);
  const word = get('[data-clock-word]', face);
  let before = '';
  tick(read, (text, mood, left) => {
    if (time.textContent !== text) time.textContent = text;
    if (mood === before) return;
    face.dataset.mood = mood;
    word.textContent = ['unset', 'idle', 'calm'].includes(mood) ? '' : say(`clock-${mood}`);
    // A page that is opened late is not told what it can see; only a change is spoken.
    if (before && ['low', 'last', 'over'].includes(mood)) speak(say(`spoken-${mood}`, { time: formatTime(left) }));
    before = mood;
  });
}
