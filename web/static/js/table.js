/**
 * The participant's page: builds its parts and hands them to each other.
 * @module
 */

import { startClient } from './client.js';
import { paint } from './colour.js';
import { setLists, swapParts } from './markup.js';
import { openOutbox } from './outbox.js';
import { openHandedSeat } from './handed.js';
import { leaveSeat, takeSeat } from './seat.js';
import { startClock } from './table/clockface.js';
import { createComposers, streamOf } from './table/composer.js';
import { createDiagrams } from './table/diagrams.js';
import { letDrag } from './table/drag.js';
import { openDrafts } from './table/drafts.js';
import { createEditor } from './table/editor.js';
import { createExplainCard } from './table/explain.js';
import { showGone } from './table/gone.js';
import { createHalfTyped } from './table/halftyped.js';
import { createLinks } from './table/links.js';
import { createMenu } from './table/menu.js';
import { momentOf, showMoment } from './table/moment.js';
import { followSeat, isOfTable, sayMoved } from './table/moved.js';
import { createNotes } from './table/notes.js';
import { get } from './page.js';
import { createPeople } from './table/people.js';
import { createPicture } from './table/picture.js';
import { createSaved } from './table/saved.js';
import { createSheets } from './table/sheets.js';
import { createSignals } from './table/signals.js';
import { steadily } from './table/steady.js';
import { createSteps } from './table/steps.js';
import { createUndo } from './table/undo.js';
import { createVotes } from './table/votes.js';
import { followKeyboard } from './table/viewport.js';
import { createWaiting, typedIn } from './table/waiting.js';
import { say } from './words.js';

const app = get('#app');
const { session: sessionId = '', table = '', participant = '' } = app.dataset;
const { name, storage } = takeSeat(sessionId, table, participant);
const drafts = openDrafts(name, storage);
const outbox = openOutbox(name, storage, {
  onChange: () => {
    steadily(waiting.render);
    saved.show();
  },
  onTrouble: () => {
    get('#trouble').textContent = say('trouble-storage');
    get('#trouble').hidden = false;
  },
});
const speak = (/** @type {string} */ text) => { get('#spoken').textContent = text; };
const me = () => (client.replica().you || { participant: null }).participant;
const refresh = (/** @type {string} */ stream) => client.refresh(stream);

/** @param {string} stream @param {import('./protocol.js').DiagramOp} op @param {string} [said] */
function submit(stream, op, said) {
  undo.asked(stream, client.submit(stream, op));
  if (said) undo.tell(said, true);
  else undo.hush();
}

const saved = createSaved({ waiting: () => outbox.waiting().length, speak });
const sheets = createSheets({ onZone: () => {
  steps.show();
  refit();
} });
const people = createPeople({ sheets, send: (stream, zone) => client.typing(stream, zone) });
const composers = createComposers({ sheets, drafts, submit, typing: people.typing });
const waiting = createWaiting({
  outbox, sheets, submit, say: (text) => undo.tell(text),
  isOurs: (stream) => isOfTable(client.replica().session, table, stream),
  putInField: (stream, zone, text) => composers.put(stream, zone, { text }),
});
const links = createLinks({ submit });
const editor = createEditor({
  host: sheets.host, drafts, submit, refresh, waitingText: waiting.textOf, typing: people.typing,
});
const halfTyped = createHalfTyped({ drafts, sheets, editor, put: composers.put, submit });
const menu = createMenu({ submit, edit: editor.open, connect: links.connect });
const notes = createNotes({
  host: sheets.host, me, onMenu: menu.open, onLinkMenu: links.open,
  submit: (item, op) => submit(streamOf(item), op),
});
letDrag({ host: sheets.host, submit });
const steps = createSteps({
  sheets,
  onView: (view) => {
    diagrams.draw(view === 'diagram');
    refit();
  },
});
const picture = createPicture({ sheets, refresh, onZone: steps.openZone });

const client = startClient({
  path: `/s/${sessionId}/table/socket`,
  outbox,
  onEffect: (effect) => [show, votes.receive, explainCard.receive].forEach((tell) => tell(effect)),
  onAnswer(entry, seq) {
    undo.answered(entry.ref, seq);
    if (seq !== null || typedIn(entry) !== null) return;
    if (entry.op) undo.tell(entry.message); // nothing was typed, so there is nothing to keep
    outbox.drop(entry.ref);
  },
  onStatus(status, code) {
    saved.status(status);
    if (status === 'closed' && code === 4401) leaveSeat(sessionId, table);
    if (status === 'closed') showGone(code, (client.replica().join || { url: '/join' }).url);
  },
});
const votes = createVotes({ sessionId, send: client.submit, replica: client.replica });
const undo = createUndo({
  name, undo: client.undo,
  mine: () => (app.dataset.writing === 'open' ? diagrams.ids() : []),
});
const diagrams = createDiagrams({
  client, sheets, table,
  rename: (stream, title) => submit(stream, { type: 'diagram.rename', title }, say('changed-title')),
  onSheet: (sheet) => {
    composers.restore(sheet);
    waiting.render();
  },
  onShown: () => {
    picture.clear();
    undo.show();
  },
});

const explainCard = createExplainCard({ client, table, sheets, diagrams, picture });
const signals = createSignals({ client, table, name, storage, speak });

function refit() {
  const sheet = sheets.of(sheets.shown());
  if (sheet) composers.refit(sheet);
}

/** @param {import('./replica.js').Effect} effect */
function show(effect) {
  const { session, sessionStream, presence, you } = client.replica();
  if (effect.do === 'welcome') followSeat(you, table);
  if (effect.do === 'welcome' && sessionStream) client.watch(sessionStream, []);
  if (effect.do === 'session' && session) showSession(session);
  if (effect.do === 'presence') steadily(() => people.show((presence[table] || {}).people || [], me()));
  diagrams.receive(effect);
  if (effect.do === 'picture' && effect.stream === sheets.shown()) {
    picture.set(effect.svg);
    if (app.dataset.moment === 'explain') picture.fill();
  }
  if (effect.do === 'parts' && effect.view === 'picture' && effect.stream === sheets.shown()) {
    picture.swap(effect.stream, effect.parts);
  }
  const sheet = 'stream' in effect ? sheets.of(effect.stream) : null;
  if (sheet) steadily(() => showInSheet(sheet, effect));
}

/** @param {HTMLElement} sheet @param {import('./replica.js').Effect} effect */
function showInSheet(sheet, effect) {
  if (effect.do === 'outline') {
    setLists(sheet, effect.stream, effect.lists);
    notes.dress(sheet);
    editor.restore(sheet);
    waiting.render();
  } else if (effect.do === 'parts' && effect.view === 'outline') {
    if (!swapParts(sheet, effect.parts)) refresh(effect.stream);
    notes.dress(sheet);
  } else if (effect.do === 'counts') {
    sheets.counts(effect.stream, effect.counts);
  }
}

/** @param {import('./protocol.js').Session} session */
function showSession(session) {
  const now = momentOf(session, table);
  const before = app.dataset.moment;
  showMoment(sessionId, session, table, now);
  steps.follow(now.moment);
  diagrams.update(now.diagrams);
  waiting.render(); // what is kept from another table is known as such only now
  signals.show(session, now.task);
  session.diagrams.filter((one) => one.table !== table || one.task !== session.writing)
    .forEach(({ id }) => halfTyped.send(id));
  if (now.moment === 'explain' && before !== 'explain') picture.fill();
  undo.show();
}

openHandedSeat();
sayMoved((sentence) => undo.tell(sentence));
paint(document);
followKeyboard();
startClock({ speak, read: () => {
  const { session } = client.replica();
  return session ? { clock: session.clock, now: client.now() } : null;
} });
