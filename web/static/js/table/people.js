/**
 * Who is here, and who is typing where: calm lines of words, nothing that moves.
 * @module
 */

import { all, get } from '../page.js';
import { listed, say } from '../words.js';

const TELL_EVERY_MS = 3000;
const STILL_MS = 5000;

/**
 * @param {{sheets: import('./sheets.js').Sheets, send: (stream: string, zone: string | null) => void}} options
 */
export function createPeople({ sheets, send }) {
  let told = '';
  let toldAt = 0;
  let still = 0;

  /**
   * Tells the others that this person is typing in a zone, or no longer is.
   * @param {string} stream @param {string | null} zone
   */
  function typing(stream, zone) {
    window.clearTimeout(still);
    if (zone) still = window.setTimeout(() => typing(stream, null), STILL_MS);
    const word = `${stream}/${zone}`;
    const late = zone !== null && Date.now() - toldAt > TELL_EVERY_MS;
    if (word === told && !late) return;
    if (zone === null && !told) return;
    told = zone ? word : '';
    toldAt = Date.now();
    send(stream, zone);
  }

  /** @param {import('../protocol.js').Person} person */
  const nameOf = ({ name, letter }) => (name ? say('person', { name, letter }) : letter);

  return {
    typing,
    /** @param {import('../protocol.js').Person[]} people @param {string | null} me */
    show(people, me) {
      const others = people.filter((person) => person.participant !== me);
      const mine = people.filter((person) => person.participant === me).slice(0, 1);
      const names = [...others.map(nameOf), ...mine.map(({ letter }) => say('you', { letter }))];
      all('[data-people]').forEach((place) => {
        place.textContent = names.length ? say('people', { who: listed(names) }) : '';
      });
      sheets.streams().forEach((stream) => {
        const sheet = sheets.of(stream);
        if (sheet) showTyping(sheet, others.filter((one) => one.typing && one.typing.stream === stream));
      });
    },
  };

  /** @param {HTMLElement} sheet @param {import('../protocol.js').Person[]} people */
  function showTyping(sheet, people) {
    all('[data-typing]', sheet).forEach((place) => {
      const zone = place.dataset.typing;
      const here = people.filter((one) => one.typing && one.typing.zone === zone);
      const elsewhere = people.find((one) => one.typing && one.typing.zone && one.typing.zone !== zone);
      let text = '';
      if (here.length) text = say('typing-here', { who: listed(here.map(nameOf)) });
      else if (elsewhere && elsewhere.typing) {
        const section = sheets.section(sheet.dataset.stream || '', elsewhere.typing.zone || '');
        const title = (section && section.getAttribute('aria-label')) || '';
        if (title) text = say('typing-there', { who: nameOf(elsewhere), zone: title });
      }
      if (place.textContent !== text) place.textContent = text;
      place.toggleAttribute('data-elsewhere', !here.length);
    });
    get('.zone-row', sheet).querySelectorAll('[data-go]').forEach((tab) => {
      const busy = people.some((one) => one.typing && one.typing.zone === tab.getAttribute('data-go'));
      tab.toggleAttribute('data-busy', busy);
    });
  }
}
