/**
 * The facilitator's page: builds its parts, hands them what the server says, sends what they ask.
 * @module
 */

import { createActivity, isRecent } from './activity.js';
import { startClient } from './client.js';
import { createClockbox } from './desk/clockbox.js';
import { createCombine } from './desk/combine.js';
import { paint } from './colour.js';
import { enter, isRefused } from './enter.js';
import { createGrid } from './desk/gridview.js';
import { createMessages } from './desk/messages.js';
import { listenToKeys } from './desk/keys.js';
import { createOrder } from './desk/order.js';
import { openOutbox } from './outbox.js';
import { all, around, get } from './page.js';
import { createPeople } from './desk/people.js';
import { createPictures } from './pictures.js';
import { isRoomStream } from './room_views.js';
import { createGreeting, fetchLinks, isJoiningOpen, showJoining, showLinks } from './desk/share.js';
import { createTableSheet } from './desk/sheet.js';
import { createSheets } from './desk/sheets.js';
import { spaced } from './stage/stage.js';
import { createWithholding } from './desk/withholding.js';
import { createTurns } from './desk/turns.js';
import { createWallPanel } from './desk/wallpanel.js';
import { createWalls } from './desk/walls.js';
import { say } from './words.js';

/** @typedef {import('./protocol.js').Session} Session */

const SAID_MS = 8000;
const REFRESH_MS = 5000;
const main = get('#main');
const id = String(main.dataset.session);
const wide = window.matchMedia('(min-width: 1000px)');

let saidTimer = 0;
/** @param {string} sentence */
function tell(sentence) {
  get('[data-said]').textContent = sentence;
  get('[data-said]').hidden = false;
  window.clearTimeout(saidTimer);
  saidTimer = window.setTimeout(() => { get('[data-said]').hidden = true; }, SAID_MS);
}

function refuse() {
  get('[data-notice="refused"]').hidden = false;
}

/** On a phone, one of three. @param {string} name */
function turnTo(name) {
  main.dataset.tab = name;
  all('[data-tab-for]').forEach((tab) => tab.setAttribute('aria-pressed', String(tab.dataset.tabFor === name)));
}

function start() {
  let isOpen = false;
  let wasOpen = false;
  let isPresenceKnown = false;
  let frame = 0;
  const activity = createActivity();
  /** @type {Set<string>} diagrams whose latest note was asked for, so that its age is known */
  const recalled = new Set();
  const client = startClient({
    path: `/s/${id}/desk/socket`,
    outbox: openOutbox('desk', null), // an order that was not taken is not kept for later
    onEffect(effect, replica) {
      activity.receive(effect);
      pictures.receive(effect);
      tableSheet.receive(effect);
      combine.receive(effect);
      if (effect.do === 'welcome' && replica.sessionStream) client.watch(replica.sessionStream, []);
      if (effect.do === 'counts' && !isRoomStream(effect.stream) && !recalled.has(effect.stream)) {
        recalled.add(effect.stream);
        client.recall(effect.stream);
      }
      if (effect.do === 'presence') isPresenceKnown = true;
      if (effect.do === 'presence' || effect.do === 'session') people.changed();
      if (effect.do === 'refused' || effect.do === 'error') tell(effect.message);
      changed();
    },
    onAnswer: (entry, seq) => order.answered(entry.ref, seq),
    onStatus(status) {
      isOpen = status === 'open';
      wasOpen = wasOpen || isOpen;
      get('[data-line]').dataset.state = status;
      if (status === 'closed') refuse();
      if (status === 'lost' && !wasOpen) isRefused(id, 'desk').then((refused) => refused && refuse());
    },
  });
  const session = () => client.replica().session;
  const now = () => client.now();

  /** @param {Exclude<import('./protocol.js').Op, import('./protocol.js').DiagramOp>} op @returns {string} its ref, '' when it was not sent */
  function act(op) {
    const { sessionStream } = client.replica();
    if (isOpen && sessionStream) return client.submit(sessionStream, op);
    tell(say('not-connected'));
    return '';
  }
  /** @param {import('./protocol.js').Show} shown */
  const show = (shown) => act({ type: 'wall.show', show: shown });

  const pictures = createPictures(client, (stream) => client.watch(stream, []));
  const sheets = createSheets(main, changed);
  const messages = createMessages(main, { sheets, act, tell });
  const greeting = createGreeting(sheets);
  const people = createPeople(main, { session, act, tell, sheets });
  const combine = createCombine(main, { act, sheets });
  const tableSheet = createTableSheet(main, { pictures, changed, show, refresh: client.refresh, message: messages.open, lower: messages.lower });
  const walls = createWalls(main, { pictures, now, open: openTable });
  const order = createOrder(main, { act, session, now, undo: (seq) => client.undo(String(client.replica().sessionStream), seq) });
  const clockbox = createClockbox(main, { act, session, now });
  const turns = createTurns(main, { act, session, now, steps: clockbox });
  const wallPanel = createWallPanel(main, { act, now, changed });
  const grid = createGrid(main, { open: openAt, message: messages.open, lower: messages.lower });
  createWithholding(main, { stream: tableSheet.stream, submit: (stream, op) => isOpen && client.submit(stream, op) });

  /** @param {string} table @param {string} task */
  function openAt(table, task) {
    const state = session();
    if (state) tableSheet.aim(table, task, state);
    sheets.open('table');
  }

  /** @param {string} diagram */
  function openTable(diagram) {
    const state = session();
    const found = state && state.diagrams.find(({ id: its }) => its === diagram);
    if (found) openAt(found.table, found.task);
  }

  /** Counts of every diagram, and only the pictures that can be seen here now. @param {Session} state */
  function watch(state) {
    const isPreviewSeen = !sheets.now() && (wide.matches || main.dataset.tab === 'wall');
    const seen = [tableSheet.stream(), ...(isPreviewSeen ? walls.streams(state) : [])];
    pictures.want(seen.filter((stream) => recalled.has(stream) || isRoomStream(stream)), tableSheet.stream());
    state.diagrams.forEach((diagram) => pictures.isWanted(diagram.id) || client.watch(diagram.id, []));
  }

  function changed() {
    if (!frame) frame = window.requestAnimationFrame(render);
  }

  function render() {
    frame = 0;
    const { session: state, presence, join, streams } = client.replica();
    if (!state) return;
    watch(state);
    const counts = (/** @type {string} */ stream) => (streams[stream] ? streams[stream].counts : {});
    const isActive = (/** @type {string} */ stream) => isRecent(activity.lastAt([stream]), now());
    get('[data-session-title]').textContent = state.title;
    document.title = state.title;
    all('.bar-code, .share-code').forEach((place) => { place.textContent = spaced(state.code); });
    showJoining(main, isJoiningOpen(state));
    greeting.follow(state, isPresenceKnown ? presence : null);
    clockbox.show(state);
    order.show(state);
    turns.show(state);
    grid.show(state, { presence, counts, lastAt: activity.lastAt, now: now() });
    wallPanel.render(state, streams);
    if (!sheets.now()) walls.render(state, { join, presence, counts, isActive, away: false });
    messages.render(state);
    tableSheet.render(state, presence, counts);
    combine.render(state);
  }

  /** @param {number} by @param {() => void} otherwise */
  const stepOr = (by, otherwise) => () => (sheets.now() === 'table' ? tableSheet.step(by) : otherwise());
  listenToKeys({
    next: stepOr(1, turns.next), back: stepOr(-1, turns.back), toggle: turns.toggle, close: sheets.close,
    wallNext: () => wallPanel.does('next'), wallBack: () => wallPanel.does('back'),
    freeze: () => wallPanel.does('freeze'), blank: () => wallPanel.does('blank'),
  });
  main.addEventListener('click', (event) => {
    const tab = around(event, '[data-tab-for]');
    const state = session();
    if (around(event, '[data-open-share]')) sheets.open('share');
    if (around(event, '[data-open-take]')) {
      event.preventDefault(); // without this script it is a plain download
      sheets.open('take');
    }
    if (around(event, '[data-act="joining"]') && state) act({ type: 'joining.set', open: !isJoiningOpen(state) });
    if (!tab) return;
    turnTo(String(tab.dataset.tabFor));
    sheets.close();
  });
  wide.addEventListener('change', changed);
  window.setInterval(changed, REFRESH_MS);
  all('.share [data-qr]').forEach((code) => code.setAttribute('src', String(code.dataset.qr)));
  fetchLinks(id).then((links) => links && showLinks(main, links));
}

paint(main);
turnTo(String(main.dataset.tab));
enter(id, 'desk').then((entry) => (entry === 'refused' ? refuse() : start()));
