/**
 * Ahead of or behind the plan, in words, and when it will be over, by the desk's own clock.
 * @module
 */

import { placeIn } from './agenda.js';
import { standing } from './plan.js';
import { get } from '../page.js';
import { say } from '../words.js';

/** @param {HTMLElement} panel @param {import('../protocol.js').Session} session @param {number} now */
export function showPlan(panel, session, now) {
  const { word, minutes, planned, expected } = standing(session, now);
  const current = session.agenda[placeIn(session)];
  // In the last step there is nothing left to be late for.
  const isEnding = word !== 'before' && Boolean(current && current.kind === 'close');
  const values = { minutes, end: timeOfDay(planned), then: timeOfDay(expected) };
  const key = word !== 'before' && minutes === 1 ? `plan-${word}-one` : `plan-${word}`;
  const end = word === 'before' ? 'plan-end-if' : word === 'on' || isEnding ? 'plan-end' : 'plan-ends';
  const line = get('[data-plan]', panel);
  line.dataset.standing = word;
  write(get('[data-plan-word]', line), isEnding ? '' : say(key, values));
  write(get('[data-plan-end]', line), say(end, values));
  get('[data-begin-plan]', panel).hidden = word === 'before';
}

/** @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** @param {number} at @returns {string} */
function timeOfDay(at) {
  return new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
