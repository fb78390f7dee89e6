/**
 * Two quiet sounds, made here: one that time gets short, another that it is up.
 * A browser lets a page sound only after somebody pressed something on it.
 * @module
 */

const LOUDNESS = 0.25;
const FADE_S = 0.9;
/** When each tone begins (s), and how high it is (Hz): a fall says "over". */
const TONES = { short: [[0, 659]], over: [[0, 659], [0.3, 523], [0.6, 392]] };

/** @param {() => void} [changed] told when it may sound */
export function createChime(changed = () => {}) {
  /** @type {AudioContext | null} */
  let context = null;

  function allow() {
    const { userActivation } = navigator;
    if (userActivation && !userActivation.isActive) return; // Escape, and what a script does, allow nothing
    try {
      context = context || new AudioContext();
    } catch {
      return; // a browser without sound shows what it cannot say
    }
    context.resume().then(changed, changed);
  }

  /** @param {AudioContext} air @param {number} at @param {number} pitch */
  function tone(air, at, pitch) {
    const [voice, volume] = [air.createOscillator(), air.createGain()];
    const start = air.currentTime + at;
    voice.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + FADE_S);
    voice.connect(volume).connect(air.destination);
    voice.start(start);
    voice.stop(start + FADE_S);
  }

  ['pointerup', 'keydown'].forEach((press) => document.addEventListener(press, () => {
    if (!context || context.state !== 'running') allow();
  }));

  return {
    isAllowed: () => context !== null && context.state === 'running',
    /** @param {import('./cue.js').Cue} cue */
    play(cue) {
      const air = context;
      if (!air || air.state !== 'running') return;
      TONES[cue].forEach(([at, pitch]) => tone(air, at, pitch));
    },
  };
}
