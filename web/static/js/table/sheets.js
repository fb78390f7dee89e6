/**
 * The outlines of this table's diagrams: one sheet each, one zone at a time on a phone.
 * @module
 */

import { paint } from '../colour.js';
import { all, around, copyOf, get } from '../page.js';

/** @typedef {ReturnType<typeof createSheets>} Sheets */

/**
 * @param {{onZone: () => void}} callbacks `onZone`: another zone or sheet is shown
 */
export function createSheets({ onZone }) {
  const host = get('#sheets');
  /** @type {Map<string, HTMLElement>} */
  const sheets = new Map();
  /** @type {Map<string, string>} */
  const zones = new Map();
  let shown = '';

  /**
   * The sheet of a diagram, made when it is first asked for.
   * @param {string} stream @param {string} task @returns {HTMLElement}
   */
  function ensure(stream, task) {
    const before = sheets.get(stream);
    if (before) return before;
    const sheet = copyOf(`sheet-${task}`);
    sheet.dataset.stream = stream;
    sheet.hidden = true;
    all('[data-list]', sheet).forEach((list) => {
      list.id = `${stream}-list-${list.dataset.list}`;
    });
    paint(sheet);
    sheets.set(stream, sheet);
    host.append(sheet);
    turnTo(stream, get('[data-zone-section]', sheet).dataset.zoneSection || '');
    return sheet;
  }

  /** @param {string} stream @param {string} zone */
  function turnTo(stream, zone) {
    const sheet = sheets.get(stream);
    if (!sheet) return;
    zones.set(stream, zone);
    all('[data-zone-section]', sheet).forEach((section) => {
      section.toggleAttribute('data-current', section.dataset.zoneSection === zone);
    });
    all('[data-go]', sheet).forEach((tab) => {
      if (tab.dataset.go !== zone) tab.removeAttribute('aria-current');
      else tab.setAttribute('aria-current', 'true');
    });
  }

  /** Shows the tab of the current zone without moving anything but its row. */
  function revealTab() {
    const sheet = sheets.get(shown);
    const tab = sheet && sheet.querySelector('[aria-current]');
    const row = tab && tab.parentElement;
    if (tab instanceof HTMLElement && row) {
      row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
  }

  const isWriting = () => Boolean(document.activeElement && document.activeElement.closest('[data-composer]'));

  /** @param {string} zone */
  function go(zone) {
    const wasWriting = isWriting();
    turnTo(shown, zone);
    revealTab();
    onZone();
    const field = host.querySelector('.sheet:not([hidden]) [data-current] [data-composer] textarea');
    if (wasWriting && field instanceof HTMLElement) field.focus({ preventScroll: true });
  }

  /** Whoever goes from zone to zone while writing keeps the keyboard. @param {Event} event */
  function keepWriting(event) {
    if (isWriting() && around(event, '[data-go], .foot-step')) event.preventDefault();
  }

  /** @param {number} step @returns {{id: string, title: string} | null} the zone that many further */
  function beside(step) {
    const sheet = sheets.get(shown);
    if (!sheet) return null;
    const sections = all('[data-zone-section]', sheet);
    const now = sections.findIndex((section) => section.dataset.zoneSection === zones.get(shown));
    const found = sections[now + step];
    if (!found) return null;
    return { id: found.dataset.zoneSection || '', title: found.getAttribute('aria-label') || '' };
  }

  host.addEventListener('mousedown', keepWriting);
  host.addEventListener('click', (event) => {
    const tab = around(event, '[data-go]');
    if (tab && tab.dataset.go) go(tab.dataset.go);
  });

  return {
    host, ensure, go, beside, keepWriting, revealTab,
    /** @param {string} stream */
    show(stream) {
      if (shown === stream) return;
      shown = stream;
      sheets.forEach((sheet, id) => { sheet.hidden = id !== stream; });
      revealTab();
      onZone();
    },
    shown: () => shown,
    zone: () => zones.get(shown) || '',
    streams: () => Array.from(sheets.keys()),
    /** @param {string} stream @returns {HTMLElement | null} */
    of: (stream) => sheets.get(stream) || null,
    /** @param {string} stream @param {string} zone @returns {HTMLElement | null} */
    section(stream, zone) {
      const sheet = sheets.get(stream);
      const sections = sheet ? all('[data-zone-section]', sheet) : [];
      return sections.find((one) => one.dataset.zoneSection === zone) || null;
    },
    /** @param {string} stream @param {import('../protocol.js').Counts} counts */
    counts(stream, counts) {
      const sheet = sheets.get(stream);
      if (!sheet) return;
      const links = get('[data-list="links"]', sheet).children.length;
      all('[data-count]', sheet).forEach((place) => {
        const zone = place.dataset.count || '';
        const number = zone === 'links' ? links : counts[zone] || 0;
        place.textContent = String(number);
        place.toggleAttribute('data-none', number === 0);
        const section = this.section(stream, zone);
        if (section) section.toggleAttribute('data-filled', number > 0);
      });
    },
  };
}
