/**
 * The clock of the room: how long is left, how to write it, how urgent it is. Pure, but for `tick`.
 * @module
 */

/** @typedef {import('./protocol.js').Clock} Clock */
/** @typedef {'unset' | 'idle' | 'calm' | 'low' | 'last' | 'over' | 'paused' | 'stopped'} Mood */

/**
 * @param {Clock} clock
 * @param {number} now the server's time in ms (this device's plus the replica's offset)
 * @returns {number} ms, below zero when over time
 */
export function timeLeft(clock, now) {
  if (clock.state === 'running' && clock.ends_at !== null) return clock.ends_at - now;
  return clock.left_ms === null ? clock.total_ms : clock.left_ms;
}

/**
 * "9:59"; "+0:12" when over time. A started second counts as whole, so that 10:00 is seen.
 * @param {number} ms @returns {string}
 */
export function formatTime(ms) {
  const over = ms < 0;
  const seconds = over ? Math.floor(-ms / 1000) : Math.ceil(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const text = `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  return over && seconds > 0 ? `+${text}` : text;
}

/**
 * Under 20 % is low, under 5 % is last (look.md).
 * @param {Clock} clock @param {number} left ms @returns {Mood}
 */
export function mood(clock, left) {
  if (!clock.total_ms && clock.state === 'idle') return 'unset';
  if (clock.state !== 'running') return clock.state;
  if (left < 0) return 'over';
  if (left < clock.total_ms * 0.05) return 'last';
  return left < clock.total_ms * 0.2 ? 'low' : 'calm';
}

/**
 * How much of the time is left, from 1 to 0.
 * @param {Clock} clock @param {number} left ms @returns {number}
 */
export function shareLeft(clock, left) {
  return clock.total_ms ? Math.min(1, Math.max(0, left / clock.total_ms)) : 0;
}

/**
 * Calls `show` now and whenever the shown second changes, until the returned function is called.
 * @param {() => {clock: Clock, now: number} | null} read
 * @param {(text: string, mood: Mood, left: number, share: number) => void} show
 * @returns {() => void}
 */
export function tick(read, show) {
  let timer = 0;
  function turn() {
    const reading = read();
    let wait = 250;
    if (reading) {
      const left = timeLeft(reading.clock, reading.now);
      const state = mood(reading.clock, left);
      show(state === 'unset' ? '-:--' : formatTime(left), state, left, shareLeft(reading.clock, left));
      if (reading.clock.state === 'running') wait = (((left % 1000) + 1000) % 1000) + 5;
    }
    // Never longer than 250 ms: a pause or a new minute must be seen at once.
    timer = window.setTimeout(turn, Math.min(250, Math.max(20, wait)));
  }
  turn();
  return () => window.clearTimeout(timer);
}
