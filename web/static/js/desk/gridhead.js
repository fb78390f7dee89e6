/**
 * Above the grid: what the room signals in figures, its largest gap, and which tables are shown.
 * @module
 */

import { fits, gaps, tallies } from './attention.js';
import { all, around, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {import('./grid.js').Row} Row */
/** Each tally filters to the tables behind it; those who are not ready are the ones to look at. */
const FILTERS = { hand: 'hand', silent: 'silent', ready: 'waiting', lost: 'lost', warned: 'warned' };

/** @param {HTMLElement} panel @param {() => void} changed another filter or order was chosen */
export function createGridHead(panel, changed) {
  const list = get('[data-gaps]', panel);
  const more = get('[data-more-gaps]', panel);
  const sort = get('[data-sort]', panel);
  let filter = '';
  let isOpen = false;

  panel.addEventListener('click', (event) => {
    const choice = around(event, '[data-filter]');
    if (around(event, '[data-sort]')) {
      sort.setAttribute('aria-pressed', String(sort.getAttribute('aria-pressed') !== 'true'));
    } else if (around(event, '[data-more-gaps]')) {
      isOpen = !isOpen;
    } else if (around(event, '[data-unfilter]')) {
      filter = '';
    } else if (choice) {
      filter = filter === choice.dataset.filter ? '' : choice.dataset.filter || '';
      isOpen = false; // the tables chosen need the room
    } else {
      return;
    }
    changed();
  });

  /** @param {Row[]} rows */
  function showTallies(rows) {
    const figures = tallies(rows);
    all('[data-tally]', panel).forEach((button) => {
      const kind = /** @type {keyof typeof FILTERS} */ (button.dataset.tally);
      const count = figures[kind];
      const word = count === 1 ? `tally-${kind}-one` : `tally-${kind}`;
      write(button, say(word, { n: count, of: figures.of }));
      button.dataset.filter = FILTERS[kind];
      button.classList.toggle('is-quiet', count === 0);
      button.hidden = count === 0 && kind !== 'ready' && filter !== FILTERS[kind];
      button.setAttribute('aria-pressed', String(filter === FILTERS[kind]));
    });
  }

  /** @param {Row[]} rows @param {Map<string, string>} titles */
  function showGaps(rows, titles) {
    const found = gaps(rows, Array.from(titles.keys())).filter(({ empty }) => empty > 0);
    const begun = rows.some((row) => row.total > 0);
    const chosen = found.find(({ zone }) => filter === `zone:${zone}`) || found[0];
    const folded = chosen ? [chosen] : [];
    const shown = !begun ? [] : isOpen ? found : folded;
    while (list.children.length < shown.length) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'gap';
      list.append(button);
    }
    Array.from(list.children).slice(shown.length).forEach((extra) => extra.remove());
    shown.forEach(({ zone, empty, of }, place) => {
      const button = /** @type {HTMLElement} */ (list.children[place]);
      write(button, say(empty === 1 ? 'gap-one' : 'gap', { empty, of, zone: titles.get(zone) || zone }));
      button.dataset.filter = `zone:${zone}`;
      button.setAttribute('aria-pressed', String(filter === `zone:${zone}`));
    });
    more.hidden = !begun || found.length < 2;
    more.setAttribute('aria-expanded', String(isOpen));
    get('[data-gap-row]', panel).hidden = !shown.length;
  }

  return {
    isSorted: () => sort.getAttribute('aria-pressed') === 'true',
    filter: () => filter,
    /** A zone belongs to one task. */
    forgetZone() {
      if (filter.startsWith('zone:')) filter = '';
    },
    /** @param {Row[]} rows @param {Map<string, string>} titles of the zones, by id, in their order */
    show(rows, titles) {
      showTallies(rows);
      showGaps(rows, titles);
      const note = get('[data-filtered]', panel);
      note.hidden = !filter;
      const shown = rows.filter((row) => fits(row, filter)).length;
      write(get('[data-filtered-word]', note), filter ? say('filtered', { n: shown, of: rows.length }) : '');
    },
  };
}

/** @param {HTMLElement} place @param {string} text */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
