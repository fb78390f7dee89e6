/**
 * Half-typed text, kept in the browser's storage at every keystroke and there again after a reload.
 * @module
 */

/** @typedef {{text: string, level?: string, kind?: string, potential?: boolean, base?: number}} Draft */
/** `field` is `zone:need` for a composer and `note:abc` for an edit in place. */
/** @typedef {{stream: string, field: string, draft: Draft}} DraftAt */
/** @typedef {ReturnType<typeof openDrafts>} Drafts */

/**
 * @param {string} name whose drafts
 * @param {import('../outbox.js').Store | null} store
 */
export function openDrafts(name, store) {
  const prefix = `workshop.draft.${name}.`;
  /** @type {Map<string, Draft>} */
  const drafts = new Map();

  if (store) {
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      const draft = key && key.startsWith(prefix) ? parse(store.getItem(key)) : null;
      if (key && draft) drafts.set(key.slice(prefix.length), draft);
    }
  }

  /** @param {string} key @param {Draft | null} draft */
  function write(key, draft) {
    if (draft) drafts.set(key, draft);
    else drafts.delete(key);
    if (!store) return;
    try {
      if (draft) store.setItem(prefix + key, JSON.stringify(draft));
      else store.removeItem(prefix + key);
    } catch {
      // Storage is full: the text is still in the field, and the outbox says so when it matters.
    }
  }

  return {
    /** @param {string} stream @param {string} field @returns {Draft | null} */
    get: (stream, field) => drafts.get(`${stream}/${field}`) || null,
    /** @param {string} stream @param {string} field @param {Draft} draft */
    set: (stream, field, draft) => write(`${stream}/${field}`, draft.text.trim() ? draft : null),
    /** @param {string} stream @param {string} field */
    drop: (stream, field) => write(`${stream}/${field}`, null),
    /** @param {string} stream @returns {DraftAt[]} */
    of(stream) {
      const found = Array.from(drafts, ([key, draft]) => ({ key, draft }));
      return found.filter(({ key }) => key.startsWith(`${stream}/`))
        .map(({ key, draft }) => ({ stream, field: key.slice(stream.length + 1), draft }));
    },
    /** What another tab sent or cleared must not be sent from here again. @param {StorageEvent} event */
    forget(event) {
      if (!event.key || !event.key.startsWith(prefix) || event.newValue !== null) return null;
      const key = event.key.slice(prefix.length);
      const draft = drafts.get(key);
      if (!draft || JSON.stringify(draft) !== event.oldValue) return null;
      drafts.delete(key);
      const cut = key.indexOf('/');
      return { stream: key.slice(0, cut), field: key.slice(cut + 1), draft };
    },
  };
}

/** @param {string | null} text @returns {Draft | null} */
function parse(text) {
  try {
    const draft = JSON.parse(text || '');
    return draft && typeof draft.text === 'string' ? draft : null;
  } catch {
    return null;
  }
}
