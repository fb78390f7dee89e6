/**
 * Which moment of the workshop it is for this table, and which part of the page belongs to it.
 * @module
 */

import { all, get } from '../page.js';
import { say } from '../words.js';

/** @typedef {'welcome' | 'brief' | 'work' | 'explain' | 'combine' | 'close'} Moment */
/** @typedef {import('../protocol.js').Session} Session */

/**
 * Pure: what a session means for one table.
 * @param {Session} session @param {string} table
 * @returns {{moment: Moment, task: string | null, writing: boolean, title: string,
 *   diagrams: import('../protocol.js').DiagramEntry[]}}
 */
export function momentOf(session, table) {
  const at = session.agenda.findIndex((one) => one.id === session.phase);
  const phase = session.agenda[at];
  const kind = phase ? phase.kind : 'welcome';
  const coming = session.agenda.slice(at + 1).find((one) => one.kind === 'work');
  const task = (phase && phase.task) || (kind === 'brief' && coming ? coming.task : session.task);
  const writing = task !== null && session.writing === task;
  const worked = kind === 'work' && session.clock.state === 'stopped';
  const moment = kind === 'work' && !writing && !worked ? 'brief' : writing ? 'work' : kind;
  const diagrams = session.diagrams.filter((one) => one.table === table && one.task === task)
    .sort((a, b) => a.number - b.number);
  return { moment, task, writing, title: phase ? phase.title : '', diagrams };
}

/**
 * @param {string} sessionId @param {Session} session @param {string} table
 * @param {ReturnType<typeof momentOf>} now
 */
export function showMoment(sessionId, session, table, now) {
  const app = get('#app');
  app.dataset.moment = now.moment;
  app.dataset.writing = now.writing ? 'open' : 'closed';
  all('[data-panel]').forEach((panel) => {
    const fits = panel.dataset.panel === now.moment && (!panel.dataset.task || panel.dataset.task === now.task);
    panel.hidden = !fits;
    all('[data-task]', panel).forEach((part) => { part.hidden = part.dataset.task !== now.task; });
  });
  showLit(session.lit || null);
  document.documentElement.classList.toggle('is-calm', Boolean(session.calm));
  all('[data-phase-title]').forEach((place) => { place.textContent = now.title; });
  get('#closed').hidden = now.moment !== 'work' || now.writing;
  const place = session.tables.find((one) => one.id === table);
  if (place) showName(place.name);
  if (now.moment === 'close') showDownloads(sessionId, session, table);
}

/** The prompt that is lit on the wall is lit here too. @param {string | null} lit */
function showLit(lit) {
  all('.prompt-row').forEach((row) => {
    const isLit = row.dataset.zone === lit;
    if (isLit && !row.classList.contains('is-lit')) row.scrollIntoView({ block: 'nearest' });
    row.classList.toggle('is-lit', isLit);
    row.classList.toggle('is-dim', lit !== null && !isLit);
  });
}

/** The facilitator may rename a table at any time. @param {string} name */
function showName(name) {
  [get('.top-name'), ...all('[data-table-name]')].forEach((heading) => { heading.textContent = name; });
  document.title = name;
}

/** How a picture can be had, the one a phone opens first. */
const FLAVOURS = { image: '.png', print: '.svg?pictures=outlines', edit: '.svg' };

/** @param {string} sessionId @param {Session} session @param {string} table */
function showDownloads(sessionId, session, table) {
  const rows = session.diagrams.filter((one) => one.table === table).map((one) => {
    const noun = say(`noun-${one.task}`);
    const several = session.diagrams.filter((other) => other.table === table && other.task === one.task).length > 1;
    const row = document.createElement('li');
    const heading = document.createElement('h3');
    heading.textContent = several ? say('diagram-number', { noun, n: one.number }) : noun;
    row.className = 'stack tight';
    row.append(heading, ...Object.entries(FLAVOURS).map(([name, file]) => {
      const link = document.createElement('a');
      link.className = name === 'image' ? 'button wide large' : 'button wide';
      link.href = `/s/${sessionId}/table/diagrams/${one.id}${file}`;
      link.setAttribute('download', '');
      link.textContent = say(`download-${name}`);
      return link;
    }));
    return row;
  });
  get('#downloads').replaceChildren(...rows);
}
