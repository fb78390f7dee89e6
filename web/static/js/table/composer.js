/**
 * Writing new notes: one composer a zone, Enter adds, the field stays focused for the next.
 * @module
 */

import { NOTE_LIMIT, tidy } from './graphemes.js';
import { fit, isSending, showRoom } from './growing.js';
import { newId } from '../ids.js';
import { all, around, copyOf, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {{sheets: import('./sheets.js').Sheets, drafts: import('./drafts.js').Drafts,
 *   submit: (stream: string, op: import('../protocol.js').DiagramOp) => void,
 *   typing: (stream: string, zone: string | null) => void}} options
 */
export function createComposers({ sheets, drafts, submit, typing }) {
  /** @param {Element} form */
  const field = (form) => /** @type {HTMLTextAreaElement} */ (get('textarea', form));
  /** @param {HTMLElement} form */
  const placeOf = (form) => ({
    stream: streamOf(form),
    zone: form.dataset.composer || '',
  });

  /** @param {HTMLElement} form @returns {Draft} */
  function read(form) {
    const text = field(form).value;
    if (!form.querySelector('.described')) return { text };
    const data = new FormData(/** @type {HTMLFormElement} */ (form));
    return { text, level: String(data.get('level')), kind: String(data.get('kind')), potential: data.has('potential') };
  }

  /** @param {HTMLElement} form @param {Draft} draft */
  function fill(form, draft) {
    field(form).value = draft.text;
    all('input', form).forEach((input) => {
      if (!(input instanceof HTMLInputElement)) return;
      if (input.name === 'level' && draft.level) input.checked = input.value === draft.level;
      if (input.name === 'kind' && draft.kind) input.checked = input.value === draft.kind;
      if (input.name === 'potential') input.checked = Boolean(draft.potential);
    });
    show(form);
  }

  /** @param {HTMLElement} form */
  function show(form) {
    fit(field(form));
    showRoom(field(form), get('[data-remaining]', form), NOTE_LIMIT);
    form.toggleAttribute('data-written', field(form).value !== '');
    const summary = form.querySelector('[data-described]');
    if (summary) summary.textContent = described(read(form));
  }

  /** @param {HTMLElement} form */
  function add(form) {
    const { stream, zone } = placeOf(form);
    const draft = read(form);
    const area = field(form);
    area.focus({ preventScroll: true });
    if (!tidy(draft.text) || !showRoom(area, get('[data-remaining]', form), NOTE_LIMIT)) return;
    submit(stream, addition(zone, draft));
    drafts.drop(stream, `zone:${zone}`);
    area.value = '';
    show(form);
    all('.described', form).forEach((details) => details.removeAttribute('open'));
    typing(stream, null);
    const scroll = form.parentElement && form.parentElement.querySelector('.zone-scroll');
    if (scroll) scroll.scrollTop = scroll.scrollHeight;
  }

  sheets.host.addEventListener('submit', (event) => {
    const form = around(event, '[data-composer]');
    if (!form) return;
    event.preventDefault();
    add(form);
  });
  sheets.host.addEventListener('keydown', (event) => {
    const form = around(event, '[data-composer]');
    if (!form || event.target !== field(form) || !isSending(event)) return;
    event.preventDefault();
    add(form);
  });
  sheets.host.addEventListener('input', (event) => {
    const form = around(event, '[data-composer]');
    if (!form) return;
    const { stream, zone } = placeOf(form);
    drafts.set(stream, `zone:${zone}`, read(form));
    show(form);
    if (event.target === field(form)) typing(stream, zone);
  });
  sheets.host.addEventListener('focusout', (event) => {
    const form = around(event, '[data-composer]');
    if (form) typing(placeOf(form).stream, null);
  });
  // A tap on "Add" must not take the focus, and with it the phone's keyboard, from the field.
  sheets.host.addEventListener('mousedown', (event) => around(event, '.add') && event.preventDefault());

  return {
    /** Completes a new sheet's composers and fills them with what was half-typed. @param {HTMLElement} sheet */
    restore(sheet) {
      all('.described', sheet).forEach((part) => part.append(copyOf(`describe-${sheet.dataset.task}`)));
      all('[data-composer]', sheet).forEach((form) => {
        const draft = drafts.get(sheet.dataset.stream || '', `zone:${form.dataset.composer}`);
        if (draft) fill(form, draft);
        else show(form);
      });
    },
    /** Fits what was not shown before. @param {HTMLElement} sheet */
    refit: (sheet) => all('[data-composer]', sheet).forEach(show),
    /** Puts text into a zone's field, or takes it out. @param {string} stream @param {string} zone @param {Draft} draft */
    put(stream, zone, draft) {
      const section = sheets.section(stream, zone);
      const form = section && section.querySelector('form');
      if (form) fill(form, draft);
    },
  };
}

/** @param {string} zone @param {Draft} draft @returns {import('../protocol.js').DiagramOp} */
export function addition(zone, draft) {
  const { text, level, kind, potential } = draft;
  const description = level ? { level, kind, potential: Boolean(potential) } : {};
  return /** @type {import('../protocol.js').DiagramOp} */ ({
    type: 'note.add', note: newId(), place: { zone, before: null }, text: text.trim(), ...description,
  });
}

/** The diagram whose sheet an element is in. @param {Element} element @returns {string} */
export function streamOf(element) {
  const sheet = element.closest('.sheet');
  return (sheet && sheet.getAttribute('data-stream')) || '';
}

/** "Our organisation, people". @param {{level?: string, kind?: string, potential?: boolean}} facts */
export function described({ level, kind, potential }) {
  const words = [level && say(`level-${level}`), kind && say(`kind-${kind}`), potential && say('potential')];
  return words.filter(Boolean).join(' · ');
}
