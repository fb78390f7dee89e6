/**
 * The explain card: the table's diagram in sentences, to hold up or read out. It comes by itself
 * when it is the table's turn, and can be opened at any other time.
 * @module
 */

import { paint } from '../colour.js';
import { showClock } from '../face.js';
import { setPicture, swapParts } from '../markup.js';
import { all, around, get } from '../page.js';
import { listed, say } from '../words.js';
import { namesOf } from '../stage/turns.js';
import { fitCard } from './explain_fit.js';

/** @typedef {import('../protocol.js').Session} Session */
/** @typedef {'' | 'card' | 'diagram'} Shown */

/**
 * @param {{client: import('../client.js').Client, table: string, sheets: import('./sheets.js').Sheets,
 *   diagrams: {card: (isOpen: boolean) => void, draw: (isSeen: boolean) => void},
 *   picture: {fill: () => void}}} page
 */
export function createExplainCard({ client, table, sheets, diagrams, picture }) {
  const app = get('#app');
  const view = get('#explain');
  const scroll = get('#explain-scroll');
  const place = get('[data-card]', view);
  /** @type {Element | null} */
  let opener = null;
  let turn = '';
  /** @type {Shown} */
  let shown = '';

  const turnClock = showClock(get('[data-turn-clock]', view), () => {
    const { session } = client.replica();
    const explain = session && session.explain;
    return explain && isOurs(explain) ? { clock: explain.clock, now: client.now() } : null;
  });

  /** @param {import('../protocol.js').Explain} explain @returns {boolean} */
  function isOurs(explain) {
    return explain.turn !== null && explain.tables.includes(table);
  }

  const fit = () => {
    if (shown === 'card') fitCard(scroll, place);
  };

  /** @param {Shown} next @param {boolean} [withFocus] */
  function turnTo(next, withFocus = true) {
    const focused = document.activeElement;
    if (next && !shown) opener = focused;
    shown = next;
    view.hidden = !next;
    app.dataset.explain = next;
    all('[data-explain-view]', view).forEach((tab) => tab.setAttribute('aria-pressed', String(tab.dataset.explainView === next)));
    if (next) diagrams.card(true);
    if (next === 'diagram') {
      diagrams.draw(true);
      picture.fill();
    }
    if (next && withFocus && !view.contains(focused)) get('[data-explain-close]', view).focus({ preventScroll: true });
    if (!next && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    fit();
  }

  document.addEventListener('click', (event) => {
    const tab = around(event, '[data-explain-view]');
    if (around(event, '[data-open-card]')) turnTo('card');
    if (around(event, '[data-explain-close]')) turnTo('');
    if (tab) turnTo(/** @type {Shown} */ (tab.dataset.explainView));
  });
  view.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') turnTo('');
  });
  new ResizeObserver(fit).observe(scroll);

  /** What stands over the diagram: whose turn it is, and who is next. @param {Session} session */
  function announce({ explain, tables }) {
    const who = explain ? listed(namesOf(explain.tables, tables)) : '';
    const isNext = Boolean(explain && explain.next.includes(table) && !isOurs(explain));
    const coming = get('#coming');
    const said = explain && isOurs(explain) ? say('explain-mine') : isNext ? say('explain-next') : '';
    coming.hidden = !said;
    if (coming.textContent !== said) coming.textContent = said;
    const other = explain && who && !isOurs(explain) ? say('explain-other', { who }) : '';
    get('#explains-now').textContent = other;
    get('#explains-now').hidden = !other;
  }

  /** @param {Session} session */
  function show(session) {
    const { explain } = session;
    const mine = explain && isOurs(explain) ? String(explain.turn) : '';
    view.toggleAttribute('data-turn', Boolean(mine));
    turnClock();
    announce(session);
    // What people close themselves stays closed until their next turn.
    if (mine && mine !== turn && !shown) turnTo('card', false);
    else if (!mine && turn && shown) turnTo('');
    turn = mine;
  }

  return {
    /** @param {import('../replica.js').Effect} effect */
    receive(effect) {
      const { session } = client.replica();
      if (effect.do === 'session' && session) show(session);
      if (!('stream' in effect) || effect.stream !== sheets.shown()) return;
      if (effect.do === 'card') setPicture(place, effect.markup);
      else if (effect.do !== 'parts' || effect.view !== 'card') return;
      else if (!swapParts(place, effect.parts)) client.refresh(effect.stream);
      place.toggleAttribute('data-empty', !place.querySelector('section'));
      paint(place);
      fit();
    },
  };
}
