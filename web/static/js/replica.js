/**
 * What a message from the server means: pure, no page and no network.
 * Rule 1: a stream's seq only grows by one, or jumps with a whole state (R13).
 * Rule 2: what does not follow on is not shown; the stream is watched again.
 * @module
 */

/** @typedef {import('./protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('./protocol.js').Entry} Entry */
/** @typedef {import('./protocol.js').Views} Views */

/**
 * `page` of `pages`: of a zone of the whole room.
 * @typedef {{seq: number, counts: import('./protocol.js').Counts, page?: number, pages?: number,
 *   length_ms?: number}} Stream
 */
/**
 * `offset` is the server's clock minus this device's, in ms.
 * @typedef {{epoch: string | null, offset: number, heartbeat_s: number, sessionStream: string | null,
 *   you: import('./protocol.js').You | null, join: import('./protocol.js').Join | null,
 *   session: import('./protocol.js').Session | null,
 *   presence: import('./protocol.js').Presence,
 *   streams: {[id: string]: Stream}}} Replica
 */
/**
 * @typedef {{do: 'welcome'}
 *   | {do: 'session'}
 *   | {do: 'presence'}
 *   | {do: 'data', stream: string, data: import('./protocol.js').DiagramData}
 *   | {do: 'picture', stream: string, svg: string}
 *   | {do: 'outline', stream: string, lists: import('./protocol.js').Lists}
 *   | {do: 'card', stream: string, markup: string}
 *   | {do: 'parts', stream: string, view: 'picture' | 'outline' | 'card', parts: import('./protocol.js').Part[]}
 *   | {do: 'counts', stream: string, counts: import('./protocol.js').Counts}
 *   | {do: 'written', stream: string, at: number}
 *   | {do: 'entry', stream: string, entry: Entry}
 *   | {do: 'acknowledged', stream: string, ref: string, seq: number, op: any}
 *   | {do: 'refused', stream: string, ref: string, code: string, message: string, retry_ms: number | null}
 *   | {do: 'watch', stream: string, whole: boolean}
 *   | {do: 'error', code: string, message: string}} Effect
 */

/** @returns {Replica} */
export function emptyReplica() {
  return {
    epoch: null, offset: 0, heartbeat_s: 15, sessionStream: null, you: null, join: null,
    session: null, presence: {}, streams: {},
  };
}

/**
 * @param {Replica} replica
 * @param {ServerMessage} message
 * @param {number} at when it arrived, by this device's clock (ms)
 * @returns {{replica: Replica, effects: Effect[]}}
 */
export function receive(replica, message, at) {
  switch (message.type) {
    case 'welcome': {
      const sameLife = message.epoch === replica.epoch;
      const { epoch, you, join, heartbeat_s } = message;
      const next = {
        ...replica, epoch, you, join, heartbeat_s, sessionStream: message.session,
        offset: message.now - at, streams: sameLife ? replica.streams : {},
      };
      return { replica: next, effects: [{ do: 'welcome' }] };
    }
    case 'pong':
      return { replica: { ...replica, offset: message.now - at }, effects: [] };
    case 'state':
      return whole(replica, message, []);
    case 'resumed':
      return whole(replica, message, message.entries);
    case 'applied':
      return applied(replica, message);
    case 'redrawn':
      return redrawn(replica, message);
    case 'known':
      return {
        replica,
        effects: [{ do: 'acknowledged', stream: message.stream, ref: message.ref, seq: message.seq, op: null }],
      };
    case 'rejected': {
      const { stream, ref, code, retry_ms } = message;
      return { replica, effects: [{ do: 'refused', stream, ref, code, message: message.message, retry_ms }] };
    }
    case 'presence':
      return { replica: { ...replica, presence: message.tables }, effects: [{ do: 'presence' }] };
    case 'error':
      return { replica, effects: [{ do: 'error', code: message.code, message: message.message }] };
    default:
      return { replica, effects: [] }; // a newer server may say more than we know
  }
}

/**
 * @param {Replica} replica
 * @param {import('./protocol.js').State | import('./protocol.js').Resumed} message
 * @param {Entry[]} entries
 * @returns {{replica: Replica, effects: Effect[]}}
 */
function whole(replica, message, entries) {
  const { stream, seq } = message;
  const known = replica.streams[stream];
  const counts = message.counts || (known ? known.counts : {});
  const paging = 'pages' in message ? { page: message.page, pages: message.pages } : {};
  const length = 'length_ms' in message ? { length_ms: message.length_ms } : {};
  const next = withStream({ ...replica, epoch: message.epoch }, stream, { seq, counts, ...paging, ...length });
  if (message.session) next.session = message.session;
  /** @type {Effect[]} */
  const effects = [];
  entries.forEach((entry) => effects.push(...entryEffects(replica, stream, entry)));
  if (message.data) effects.push({ do: 'data', stream, data: message.data });
  if (message.outline) effects.push({ do: 'outline', stream, lists: message.outline });
  if (message.picture) effects.push({ do: 'picture', stream, svg: message.picture });
  if (message.card !== undefined) effects.push({ do: 'card', stream, markup: message.card });
  if (message.counts) effects.push({ do: 'counts', stream, counts });
  if ('at' in message && message.at) effects.push({ do: 'written', stream, at: message.at });
  if (message.session) effects.push({ do: 'session' }, ...renamed(replica.session, message.session));
  return { replica: next, effects };
}

/**
 * Tables that got another name while this page was away have it in their pictures, which no entry
 * brings (R52): those are asked for whole.
 * @param {import('./protocol.js').Session | null} before @param {import('./protocol.js').Session} now
 * @returns {Effect[]}
 */
function renamed(before, now) {
  if (!before) return [];
  const was = new Map(before.tables.map(({ id, name }) => [id, name]));
  const others = now.tables.filter(({ id, name }) => was.has(id) && was.get(id) !== name).map(({ id }) => id);
  return now.diagrams.filter(({ table }) => others.includes(table))
    .map(({ id }) => ({ do: 'watch', stream: id, whole: true }));
}

/**
 * @param {Replica} replica
 * @param {import('./protocol.js').Applied} message
 * @returns {{replica: Replica, effects: Effect[]}}
 */
function applied(replica, message) {
  const { stream, seq } = message;
  const known = replica.streams[stream];
  if (!known || seq <= known.seq) {
    return { replica, effects: entryEffects(replica, stream, message).filter((e) => e.do === 'acknowledged') };
  }
  if (seq > known.seq + 1) return { replica, effects: [{ do: 'watch', stream, whole: false }] };
  const counts = message.counts || known.counts;
  const next = withStream(replica, stream, { seq, counts });
  if (message.session) next.session = message.session;
  // Shown first, acknowledged after: a waiting card goes when the real one is there.
  const effects = message.parts ? partEffects(stream, message.parts) : [];
  effects.push(...entryEffects(replica, stream, message));
  if (message.counts) effects.push({ do: 'counts', stream, counts });
  if (message.session) effects.push({ do: 'session' });
  return { replica: next, effects };
}

/**
 * @param {Replica} replica @param {import('./protocol.js').Redrawn} message
 * @returns {{replica: Replica, effects: Effect[]}}
 */
function redrawn(replica, message) {
  const { stream, page, pages } = message;
  const known = replica.streams[stream];
  const paging = pages ? { page, pages } : {};
  const counts = message.counts ? { counts: message.counts } : {};
  const next = known ? withStream(replica, stream, { ...known, ...paging, ...counts }) : replica;
  const effects = partEffects(stream, message.parts);
  if (message.at) effects.push({ do: 'written', stream, at: message.at });
  return { replica: next, effects };
}

/**
 * @param {Replica} replica @param {string} stream @param {Entry} entry
 * @returns {Effect[]}
 */
function entryEffects(replica, stream, entry) {
  /** @type {Effect[]} */
  const effects = [{ do: 'entry', stream, entry }];
  // A ref is unique for its author only (R20): somebody else's says nothing about ours.
  const participant = replica.you && replica.you.participant;
  if (!participant || entry.author === participant) {
    effects.push({ do: 'acknowledged', stream, ref: entry.ref, seq: entry.seq, op: entry.op });
  }
  return effects;
}

/**
 * @param {string} stream @param {import('./protocol.js').Parts} parts
 * @returns {Effect[]}
 */
function partEffects(stream, parts) {
  /** @type {Effect[]} */
  const effects = [];
  if (parts.outline) effects.push({ do: 'parts', stream, view: 'outline', parts: parts.outline });
  if (parts.picture) effects.push({ do: 'parts', stream, view: 'picture', parts: parts.picture });
  if (parts.card) effects.push({ do: 'parts', stream, view: 'card', parts: parts.card });
  return effects;
}

/** @param {Replica} replica @param {string} id @param {Stream} stream @returns {Replica} */
function withStream(replica, id, stream) {
  return { ...replica, streams: { ...replica.streams, [id]: stream } };
}
