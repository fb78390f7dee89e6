"""One client's talk with the hub: reads its messages and answers them, rule by rule."""

import asyncio
from dataclasses import dataclass
from typing import Any, assert_never

from diagrams.render import live_svg
from diagrams.template import template
from sessions import gate, protocol, room_views
from sessions.access import Who
from sessions.connection import Connection
from sessions.drawn import Drawn
from sessions.entry import Entry, StreamRecord
from sessions.hub import Hub
from sessions.live import LiveSession
from sessions.outbox import Close
from sessions.outcome import Accepted, Rejected
from sessions.pace import full, take
from sessions.presence import TYPING_FOR_MS, TypingAt
from sessions.protocol import Hello, Ping, SendOp, Typing, Undo, Unreadable, Unwatch, Watch
from sessions.redrawing import SCREENS_LOCK, refresh_screens, refresh_views
from sessions.room import Known, Room
from sessions.screening import length_ms
from sessions.screens import ScreenPicture
from sessions.sights import Sight, parse
from sessions.telling import audience, entry_told, is_theirs, op_told, session_json

# Everything a page may show at once: the session, 60 tables with 3 diagrams, each also as walls
# are shown it, frozen and replayed; views of the room.
MAX_WATCHED = 800
# What is on the wall, what comes next, and a page turned to and fro; each is drawn again and again.
MAX_ROOM_VIEWS = 8


@dataclass(frozen=True, slots=True)
class JoinInfo:
    """How people get in from the room this socket looks into; ``url`` is what the QR holds."""

    code: str
    address: str
    url: str


class Conversation:
    """Made by ``converse`` for one accepted socket. The caller's duty:

    1. Feed every text frame to ``receive``, one at a time, in order.
    2. Send what ``outgoing`` returns until it returns a ``Close``, then close with it.
    3. Call ``end`` exactly once, whatever happened.
    """

    def __init__(self, hub: Hub, live: LiveSession, who: Who, join: JoinInfo) -> None:
        self._hub = hub
        self._live = live
        self._join = join
        self.connection = Connection(who)

    async def receive(self, text: str) -> None:
        connection = self.connection
        if connection.outbox.closed:
            return
        try:
            message = protocol.decode(text)
            if not connection.greeted and not isinstance(message, Hello):
                raise Unreadable("bad_message", "The first message is hello.", None, None)
        except Unreadable as problem:
            connection.misheard(problem)
            return
        connection.heard()
        match message:
            case Hello():
                self._greet()
            case Watch():
                await self._watch(message)
            case Unwatch():
                connection.watching.pop(message.stream, None)
            case SendOp() | Undo():
                await self._submit(message)
            case Typing():
                self._typing(message)
            case Ping():
                connection.tell(protocol.pong(self._hub.now_ms()))
            case _:
                assert_never(message)

    async def outgoing(self) -> str | Close:
        return await self.connection.outgoing()

    def end(self) -> None:
        self._hub.forget(self._live, self.connection)

    def _greet(self) -> None:
        who = self.connection.who
        self.connection.greeted = True
        self._live.presence_changed = True
        at_table = who.participant is not None
        you = {
            "door": who.door,
            "role": who.role,
            "participant": who.participant,
            "letter": who.letter if at_table else None,
            "name": who.name if at_table else None,
            "table": who.table,
        }
        join = {"code": self._join.code, "address": self._join.address, "url": self._join.url}
        self.connection.tell(
            protocol.encode(
                {
                    "type": "welcome",
                    "protocol": protocol.PROTOCOL,
                    "epoch": self._hub.store.epoch,
                    "now": self._hub.now_ms(),
                    "heartbeat_s": protocol.HEARTBEAT_S,
                    "session": self._live.record.id,
                    "you": you,
                    "join": join,
                }
            )
        )

    async def _watch(self, asked: Watch) -> None:
        watching = self.connection.watching
        if asked.stream not in watching and len(watching) >= MAX_WATCHED:
            self._refuse_watch("This page watches too much at once.")
        elif (sight := parse(asked.stream)) is not None:
            await self._watch_sight(asked, sight)
        else:
            record = self._live.record_of(asked.stream)
            if record is None or not gate.may_watch(self.connection.who, record):
                self._refuse_watch("This page may not see that.")
            elif record.kind == "session":
                self._watch_session(asked)
            else:
                await self._watch_diagram(asked, record)

    def _refuse_watch(self, sentence: str) -> None:
        self.connection.tell(protocol.error("not_allowed", sentence))

    def _watch_session(self, asked: Watch) -> None:
        live = self._live
        missed = self._missed(asked, live.room)
        head = {"stream": asked.stream, "epoch": self._hub.store.epoch, "seq": live.room.seq}
        who = self.connection.who
        told = None
        if missed is not None:
            owned = [(entry, is_theirs(entry.op, who, entry.author)) for entry in missed]
            told = [
                protocol.entry_json(entry_told(entry, own), op_told(entry.op, who.door, own))
                for entry, own in owned
            ]
        shown = {"session": session_json(live.session, audience(live.session, who))}
        self._begin(asked, protocol.watched(head, "session", told, shown))

    async def _watch_diagram(self, asked: Watch, record: StreamRecord) -> None:
        """Begin to watch, under the lock of the stream: nothing is added to it meanwhile.

        Drawn in a thread. When this socket ends first, nothing of it was done.
        """
        live = self._live
        async with live.lock(record.id):
            room = live.diagrams[record.id]
            before = live.drawn(record.id)
            missed = self._missed(asked, room)
            head = {"stream": asked.stream, "epoch": self._hub.store.epoch, "seq": room.seq}

            def draw() -> tuple[Drawn, str]:
                drawn = before.holding(room.state, asked.views)
                told = None if missed is None else [protocol.entry_json(one) for one in missed]
                if told is not None and not told:
                    return drawn, protocol.watched(head, "diagram", told, {})
                what = {"task": record.task, "table": record.table, "counts": room.state.counts()}
                shown = {**what, **drawn.show(asked.views)}
                return drawn, protocol.watched(head, "diagram", told, shown)

            loop = asyncio.get_running_loop()
            drawn, answer = await loop.run_in_executor(self._hub.drawers, draw)
            live.keep_drawn(drawn)
            self._begin(asked, answer)

    def _missed(self, asked: Watch, room: Room[Any]) -> tuple[Entry, ...] | None:
        # Any: a room of either kind of state.
        """Return what has happened since the client was here, None when it needs everything."""
        if asked.seq is None or asked.epoch != self._hub.store.epoch:
            return None
        return room.since(asked.seq)

    def _begin(self, asked: Watch, answer: str) -> None:
        """Answer with what was missed, or with everything (R12), and watch from here (R13)."""
        self.connection.watching[asked.stream] = frozenset(asked.views)
        self.connection.tell(answer)

    async def _watch_sight(self, asked: Watch, sight: Sight) -> None:
        """Begin to watch what walls are shown; it has no entries, so the whole is the answer."""
        live, watching = self._live, self.connection.watching
        if not gate.may_see(self.connection.who, live.session, sight):
            self._refuse_watch("This page may not see that.")
            return
        now_ms = self._hub.now_ms()
        if isinstance(sight.of, str):
            async with live.lock(SCREENS_LOCK):
                await refresh_screens(live, now_ms, sight)
                self._begin(asked, self._screen(live.screens.pictures[asked.stream]))
            return
        sights = (parse(stream) for stream in watching if stream != asked.stream)
        views = [one for one in sights if one is not None and not isinstance(one.of, str)]
        if len(views) >= MAX_ROOM_VIEWS:
            self._refuse_watch("This page watches too much at once.")
            return
        async with live.lock(room_views.lock_name(sight.of.task)):
            await refresh_views(live, sight.of.task, sight.of, sight.lens, now_ms)
            picture = live.room_pictures[asked.stream]
            shown = {
                **room_views.about(picture),
                **self._length(sight, sight.of.task),
                "picture": room_views.live_svg(picture),
            }
            head = self._sight_head(asked.stream, picture.seq)
            self._begin(asked, protocol.watched(head, sight.of.mode, None, shown))

    def _screen(self, picture: ScreenPicture) -> str:
        ref = picture.ref
        shown = {
            "task": ref.task,
            "table": ref.table,
            **picture.facts,
            **self._length(picture.sight, ref.task),
            "picture": live_svg(picture.drawing.scene),
        }
        head = self._sight_head(picture.sight.stream, picture.seq)
        return protocol.watched(head, picture.sight.lens, None, shown)

    def _sight_head(self, stream: str, seq: int) -> dict[str, object]:
        return {"stream": stream, "epoch": self._hub.store.epoch, "seq": seq}

    def _length(self, sight: Sight, task: str) -> dict[str, object]:
        """Return how long there is to replay, for the desk's slider."""
        return {"length_ms": length_ms(self._live, task)} if sight.lens == "replay" else {}

    async def _submit(self, asked: SendOp | Undo) -> None:
        who = self.connection.who
        retry_ms = self._pace(who.author)
        if retry_ms:
            sentence = "This is faster than we can take; it will be sent again."
            self._reject(asked, Rejected("slow_down", sentence, retry_ms))
            return
        ask = asked.seq if isinstance(asked, Undo) else asked.op
        outcome = await self._hub.submit(who, asked.stream, asked.ref, ask)
        match outcome:
            case Accepted(seq):
                # R19: who watches the stream has the entry itself as the answer.
                if asked.stream not in self.connection.watching:
                    self.connection.tell(protocol.known(asked.stream, asked.ref, seq))
            case Known(seq):
                self.connection.tell(protocol.known(asked.stream, asked.ref, seq))
            case Rejected():
                self._reject(asked, outcome)
            case _:
                assert_never(outcome)

    def _pace(self, author: str) -> int:
        now_ms = self._hub.now_ms()
        bucket = self._live.buckets.get(author) or full(now_ms)
        self._live.buckets[author], retry_ms = take(bucket, now_ms)
        return retry_ms

    def _reject(self, asked: SendOp | Undo, why: Rejected) -> None:
        self.connection.tell(
            protocol.rejected(asked.stream, asked.ref, why.code, why.message, why.retry_ms)
        )

    def _typing(self, asked: Typing) -> None:
        record = self._live.record_of(asked.stream)
        if record is None or record.task is None or record.table != self.connection.who.table:
            return
        zones = {zone.id for zone in template(record.task).zones}
        if asked.zone is not None and asked.zone not in zones:
            return
        until_ms = self._hub.now_ms() + TYPING_FOR_MS
        here = None if asked.zone is None else TypingAt(asked.stream, asked.zone, until_ms)
        before = self.connection.typing
        self.connection.typing = here
        if (here and (here.stream, here.zone)) != (before and (before.stream, before.zone)):
            self._live.presence_changed = True


async def converse(hub: Hub, who: Who, join: JoinInfo) -> Conversation:
    """Return the conversation for an accepted socket; SessionError when the session is gone."""
    live = await hub.live(who.session)
    conversation = Conversation(hub, live, who, join)
    hub.connect(live, conversation.connection)
    return conversation
