/**
 * Joins transport, replica and outbox: what a page talks to.
 * One op of a stream is under way at a time, so that a refused one never lets a later one overtake.
 * @module
 */

import { newId } from './ids.js';
import { emptyReplica, receive } from './replica.js';
import { openTransport } from './transport.js';

/** @typedef {import('./protocol.js').View} View */
/** @typedef {import('./protocol.js').Op} Op */
/** @typedef {import('./outbox.js').Outbox} Outbox */
/** @typedef {import('./outbox.js').OutboxEntry} OutboxEntry */
/** @typedef {import('./replica.js').Effect} Effect */
/** @typedef {import('./replica.js').Replica} Replica */
/** @typedef {ReturnType<typeof startClient>} Client */

const RETRY_MS = 2000; // after `not_saved`: the disk is full or slow; the person need do nothing
const FOREIGN_MS = 10000; // another tab's op is ours to send when that tab seems to be gone

/**
 * @param {{path: string, outbox: Outbox,
 *   onEffect: (effect: Effect, replica: Replica) => void,
 *   onAnswer?: (entry: OutboxEntry, seq: number | null) => void,
 *   onStatus?: (status: import('./transport.js').Status, code: number | null) => void}} options
 *   `onAnswer`: an op of this device was accepted (with its seq) or refused (null)
 */
export function startClient({ path, outbox, onEffect, onAnswer = () => {}, onStatus = () => {} }) {
  let replica = emptyReplica();
  /** @type {Map<string, View[]>} */
  const watched = new Map();
  /** @type {Map<string, string>} stream -> the ref under way */
  const underWay = new Map();
  /** @type {Set<string>} refs that this tab answers for */
  const ours = new Set(outbox.list().map((entry) => entry.ref));
  let pausedUntil = 0;

  const transport = openTransport(path, {
    onMessage(message) {
      const result = receive(replica, message, Date.now());
      replica = result.replica;
      result.effects.forEach(handle);
    },
    onStatus(status, code) {
      underWay.clear();
      onStatus(status, code);
      if (status === 'open') flush();
    },
  });

  /** @param {Effect} effect */
  function handle(effect) {
    if (effect.do === 'welcome') {
      watched.forEach((views, stream) => sendWatch(stream, views, true));
      outbox.list().forEach((entry) => ours.add(entry.ref));
    } else if (effect.do === 'watch') {
      const views = watched.get(effect.stream);
      if (views) sendWatch(effect.stream, views, !effect.whole);
    } else if (effect.do === 'acknowledged') {
      const entry = outbox.acknowledge(effect.ref, effect.seq);
      if (entry) answered(entry, effect.seq);
    } else if (effect.do === 'refused') {
      refused(effect);
    }
    onEffect(effect, replica);
  }

  /** @param {Extract<Effect, {do: 'refused'}>} effect */
  function refused(effect) {
    const entry = outbox.get(effect.ref);
    if (!entry) return;
    if (effect.code === 'slow_down' || effect.code === 'not_saved') {
      const wait = effect.retry_ms || RETRY_MS;
      pausedUntil = Date.now() + wait;
      underWay.delete(effect.stream);
      window.setTimeout(flush, wait + 10);
    } else if (effect.code === 'id_taken' && entry.op && entry.op.type !== 'diagram.add') {
      // Ids are random: this very change arrived already, sent before this device joined again.
      outbox.drop(entry.ref);
      answered(entry, 0);
    } else {
      const kept = outbox.refuse(effect.ref, effect.code, effect.message);
      if (kept) answered(kept, null);
    }
  }

  /** @param {OutboxEntry} entry @param {number | null} seq */
  function answered(entry, seq) {
    if (underWay.get(entry.stream) === entry.ref) underWay.delete(entry.stream);
    onAnswer(entry, seq);
    flush();
  }

  /** @param {string} stream @param {View[]} views @param {boolean} resume */
  function sendWatch(stream, views, resume) {
    const known = replica.streams[stream];
    const from = resume && known && replica.epoch ? { epoch: replica.epoch, seq: known.seq } : {};
    transport.send({ type: 'watch', stream, views, ...from });
  }

  function flush() {
    if (Date.now() < pausedUntil) return;
    outbox.waiting().forEach((entry) => {
      if (underWay.has(entry.stream) || entry.after) return;
      if (!ours.has(entry.ref) && Date.now() - entry.order < FOREIGN_MS) return;
      const { stream, ref, op, undo } = entry;
      const sent = op
        ? transport.send({ type: 'op', stream, ref, op })
        : undo !== null && transport.send({ type: 'undo', stream, ref, seq: undo });
      if (sent) underWay.set(stream, ref);
    });
  }

  window.setInterval(flush, 5000);
  window.addEventListener('storage', (event) => {
    if (event.key === null || event.key.startsWith(outbox.prefix)) {
      outbox.refresh();
      underWay.forEach((ref, stream) => !outbox.get(ref) && underWay.delete(stream));
      flush();
    }
  });

  return {
    /**
     * Watches a stream, or watches it with other views. The session's stream is told by `welcome`.
     * @param {string} stream @param {View[]} views
     */
    watch(stream, views) {
      const before = watched.get(stream);
      if (before && before.join() === views.join()) return;
      watched.set(stream, views);
      sendWatch(stream, views, false);
    },
    /** Asks for the whole of a stream again. @param {string} stream */
    refresh(stream) {
      const views = watched.get(stream);
      if (views) sendWatch(stream, views, false);
    },
    /** Asks for a stream's latest entry again: who came late learns when it was. @param {string} stream */
    recall(stream) {
      const [views, known, { epoch }] = [watched.get(stream), replica.streams[stream], replica];
      if (!views || !known || !known.seq || !epoch) return;
      transport.send({ type: 'watch', stream, views, epoch, seq: known.seq - 1 });
    },
    /** @param {string} stream */
    unwatch(stream) {
      if (watched.delete(stream)) transport.send({ type: 'unwatch', stream });
    },
    /**
     * Puts an op into the outbox and sends it as soon as it can be. Returns its ref.
     * @param {string} stream @param {Op} op @returns {string}
     */
    submit(stream, op) {
      const ref = newId();
      ours.add(ref);
      outbox.add({ ref, stream, op, after: op.type === 'note.edit' ? wording(stream, op.note) : null });
      flush();
      return ref;
    },
    /**
     * Takes back an own change: by its seq, or by its ref while it is still waiting. Returns the
     * ref of the undo.
     * @param {string} stream @param {number | string} change @returns {string}
     */
    undo(stream, change) {
      const ref = newId();
      ours.add(ref);
      if (typeof change === 'number') outbox.add({ ref, stream, undo: change });
      else outbox.add({ ref, stream, after: change });
      flush();
      return ref;
    },
    /** @param {string} stream @param {string | null} zone */
    typing(stream, zone) {
      transport.send({ type: 'typing', stream, zone });
    },
    /** The server's time, ms. */
    now: () => Date.now() + replica.offset,
    replica: () => replica,
    wake: () => transport.wake(),
    close: () => transport.close(),
  };

  /**
   * The latest unanswered wording of a note: a new edit is rebased to its seq once it is known.
   * @param {string} stream @param {string} note @returns {string | null}
   */
  function wording(stream, note) {
    const kinds = ['note.add', 'note.edit', 'note.restore'];
    const found = outbox.waiting().filter(({ stream: its, op }) => its === stream && op
      && op.note === note && kinds.includes(op.type));
    return found.length ? found[found.length - 1].ref : null;
  }
}
