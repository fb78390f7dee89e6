/**
 * The wall's page: follows what the session shows, takes no orders, survives a reload.
 * @module
 */

import { createActivity, isRecent } from './activity.js';
import { createStageCues } from './stage/cues.js';
import { startClient } from './client.js';
import { enter, isRefused } from './enter.js';
import { openOutbox } from './outbox.js';
import { get } from './page.js';
import { createPictures } from './pictures.js';
import { diagramsOf, onWall, pinFrom, pinned, streamsFor } from './stage/shown.js';
import { createStage } from './stage/stage.js';

/** A network that blinks is no news for a room. */
const GRACE_MS = 6000;
const REFRESH_MS = 5000;
/** Longer than a burst of messages takes to arrive, as the pictures wait too. */
const SHOW_MS = 100;

const main = get('#main');
const session = String(main.dataset.session);
const pin = pinFrom(location.search);

function refuse() {
  get('[data-notice="refused"]').hidden = false;
}

function start() {
  const activity = createActivity();
  const cues = createStageCues(get('[data-stage]'));
  let away = false;
  let wasOpen = false;
  let graceTimer = 0;
  let showing = 0;

  const client = startClient({
    path: `/s/${session}/wall/socket`,
    outbox: openOutbox('wall', null), // a wall asks for nothing
    onEffect(effect, replica) {
      activity.receive(effect);
      pictures.receive(effect);
      if (effect.do === 'welcome' && replica.sessionStream) client.watch(replica.sessionStream, []);
      if (effect.do === 'session') watchPictures();
      later();
    },
    onStatus(status) {
      if (status === 'open') {
        window.clearTimeout(graceTimer);
        graceTimer = 0;
        wasOpen = true;
        away = false;
      } else if (!graceTimer) {
        graceTimer = window.setTimeout(() => { away = true; later(); }, GRACE_MS);
      }
      if (status === 'closed') refuse();
      if (status === 'lost' && !wasOpen) isRefused(session, 'wall').then((refused) => refused && refuse());
      later();
    },
  });
  const pictures = createPictures(client, (stream) => client.unwatch(stream));
  const stage = createStage(get('[data-stage]'), pictures, () => client.now());

  /** @param {import('./protocol.js').Session} state */
  const shownOf = (state) => (pin ? pinned(state, pin) : onWall(state));

  /** The mosaic's pictures are kept warm, so that coming back to it shows all at once. */
  function watchPictures() {
    const state = client.replica().session;
    if (!state) return;
    const shown = shownOf(state);
    const lens = shown.lens === 'still' ? 'still' : 'screen';
    pictures.want([...streamsFor(shown), ...diagramsOf(shown).map((id) => `${lens}:${id}`)]);
  }

  function later() {
    if (!showing) showing = window.setTimeout(show, SHOW_MS);
  }

  function show() {
    showing = 0;
    const replica = client.replica();
    if (!replica.session) return;
    cues.follow(replica.session);
    const { frozen } = replica.session;
    document.documentElement.classList.toggle('is-calm', Boolean(replica.session.calm));
    stage.show({
      session: shownOf(replica.session), join: replica.join, presence: replica.presence, away,
      counts: (stream) => (replica.streams[stream] ? replica.streams[stream].counts : {}),
      isActive: (stream) => isRecent(activity.lastAt([stream]), frozen ? frozen.at : client.now()),
    });
  }

  window.setInterval(later, REFRESH_MS);
}

enter(session, 'wall').then((entry) => (entry === 'refused' ? refuse() : start()));
