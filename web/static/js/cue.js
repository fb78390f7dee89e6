/**
 * When a clock calls for attention: as a fifth of its time is left, and at zero. Pure.
 * @module
 */

/** @typedef {'short' | 'over'} Cue */

/** @type {{[mood: string]: number}} */
const URGENCY = { calm: 0, low: 1, last: 1, over: 2 };

/**
 * Only a change that this page saw calls: one that is opened late shows how it is, and no more.
 * @param {(cue: Cue) => void} call
 * @returns {(phase: string, mood: string) => void} to be told of every turn of the clock
 */
export function createCue(call) {
  let before = { phase: '', urgency: NaN };

  return (phase, mood) => {
    const urgency = mood in URGENCY ? URGENCY[mood] : NaN;
    if (phase === before.phase && urgency > before.urgency) call(urgency === 2 ? 'over' : 'short');
    before = { phase, urgency };
  };
}
