/**
 * One connection to the server that mends itself: the only file that names WebSocket.
 * What a message means is decided in replica.js; what to send, in client.js.
 * @module
 */

/** @typedef {import('./protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('./protocol.js').ClientMessage} ClientMessage */
/** @typedef {'connecting' | 'open' | 'lost' | 'closed'} Status */
/** @typedef {{send(message: ClientMessage): boolean, close(): void, wake(): void}} Transport */

const WELCOME_MS = 2500; // R7
const QUIET_MS = 12000; // R8 asks for something every 15 s
const DEAD_MS = 25000; // R8
const PROBE_MS = 2000; // after waking up: a phone's sleeping socket looks alive and is not
const FIRST_WAIT_MS = 500; // R11
const LONGEST_WAIT_MS = 20000; // R11
const FINAL_CODES = [4400, 4401, 4409];

/**
 * Opens `path` (`/s/{session}/{door}/socket`) and keeps it open.
 *
 * `onStatus` gets 'open' with the welcome message already handed to `onMessage`; 'closed' comes
 * once, with the close code, and then nothing is tried again.
 * @param {string} path
 * @param {{onMessage: (message: ServerMessage) => void,
 *   onStatus: (status: Status, code: number | null) => void}} callbacks
 * @returns {Transport}
 */
export function openTransport(path, { onMessage, onStatus }) {
  /** @type {WebSocket | null} */
  let socket = null;
  let welcomed = false;
  let ended = false;
  let failures = 0;
  let heardAt = 0;
  let sentAt = 0;
  /** @type {Map<string, number>} */
  const timers = new Map();

  /** @param {string} name @param {number} ms @param {() => void} act */
  function later(name, ms, act) {
    window.clearTimeout(timers.get(name));
    timers.set(name, window.setTimeout(act, ms));
  }

  /** @param {ClientMessage} message */
  function write(message) {
    if (!socket || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    sentAt = Date.now();
    return true;
  }

  function connect() {
    timers.forEach((timer) => window.clearTimeout(timer));
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const opened = new WebSocket(`${scheme}//${location.host}${path}`);
    socket = opened;
    welcomed = false;
    opened.onopen = () => write({ type: 'hello', protocol: 1 });
    opened.onmessage = (event) => socket === opened && hear(String(event.data));
    opened.onclose = (event) => socket === opened && drop(event.code);
    // A slow network gets longer at every try, or it would never get in.
    later('welcome', WELCOME_MS * Math.min(4, failures + 1), () => !welcomed && drop(null));
  }

  /** @param {string} text */
  function hear(text) {
    heardAt = Date.now();
    window.clearTimeout(timers.get('probe'));
    /** @type {ServerMessage} */
    const message = JSON.parse(text);
    if (message.type === 'welcome') welcomed = true; // first: what it brings about may be sent at once
    onMessage(message);
    if (message.type !== 'welcome') return;
    failures = 0;
    onStatus('open', null);
    beat();
  }

  function beat() {
    later('beat', 1000, () => {
      if (Date.now() - heardAt > DEAD_MS) return drop(null);
      if (Date.now() - sentAt > QUIET_MS) write({ type: 'ping' });
      return beat();
    });
  }

  /** @param {number | null} code */
  function drop(code) {
    timers.forEach((timer) => window.clearTimeout(timer));
    const dropped = socket;
    socket = null;
    welcomed = false;
    if (dropped && dropped.readyState <= WebSocket.OPEN) dropped.close();
    if (ended) return;
    if (code !== null && FINAL_CODES.includes(code)) {
      end(code);
      return;
    }
    onStatus('lost', code);
    if (failures % 3 === 1) shutOut().then((shut) => shut && end(4401));
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    failures += 1;
    later('again', Math.random() * bound, connect);
  }

  /** @param {number} code */
  function end(code) {
    if (ended) return;
    ended = true;
    drop(null);
    onStatus('closed', code);
  }

  /**
   * A handshake answered 403 looks to a page like a network that is down, so the page is asked.
   * @returns {Promise<boolean>} whether the server says that this key no longer opens the door
   */
  async function shutOut() {
    try {
      const page = path.replace(/\/socket$/, '');
      const answer = await fetch(page, { redirect: 'manual', cache: 'no-store' });
      return answer.type === 'opaqueredirect' || [401, 403, 404, 410].includes(answer.status);
    } catch {
      return false;
    }
  }

  /** Makes sure the connection is alive now: called when the page is looked at again. */
  function wake() {
    if (ended) return;
    if (!socket) {
      failures = 0;
      connect();
    } else if (welcomed) {
      const heardBefore = heardAt;
      write({ type: 'ping' });
      later('probe', PROBE_MS, () => {
        if (heardAt !== heardBefore) return;
        failures = 0;
        drop(null);
      });
    }
  }

  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
  window.addEventListener('online', wake);
  window.addEventListener('pageshow', (event) => event.persisted && wake());
  window.addEventListener('offline', () => wake());
  onStatus('connecting', null);
  connect();

  return {
    send: (message) => welcomed && write(message),
    close() {
      ended = true;
      drop(null);
    },
    wake,
  };
}
