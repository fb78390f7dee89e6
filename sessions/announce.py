"""Telling watchers what happened: one encoded message for all who see the same."""

import asyncio
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Executor
from typing import TypeVar

from sessions import protocol
from sessions.access import Door, may
from sessions.attention import TableFacts
from sessions.connection import Connection
from sessions.entry import Entry
from sessions.live import LiveSession
from sessions.outbox import Frame, frame
from sessions.presence import people, table_json
from sessions.protocol import View
from sessions.room_views import RoomPicture
from sessions.screens import ScreenPicture
from sessions.state import to_json
from sessions.telling import Audience, audience, entry_told, is_theirs, op_told, session_json

# Ops on the session after which the views of the room look different.
_SEEN_IN_ROOM_VIEWS = frozenset(
    {"glossary.set", "table.rename", "table.add", "table.ready", "privacy.set"}
    | {"group.join", "group.split", "group.name", "group.differ", "group.keep"}
    | {"vote.open", "vote.show", "vote.dot"}
)
# Ops that change nothing of the session as it is told: three hundred people put their dots at
# once, and the whole session for each to each would be hundreds of megabytes.
_TOLD_ALONE = frozenset({"vote.dot"})

Seer = TypeVar("Seer", bound=Hashable)


def _fan_out(
    watchers: Iterable[tuple[Connection, Seer]],
    encoded: Callable[[Seer], str],
    *,
    passing: bool = False,
) -> None:
    frames: dict[Seer, Frame] = {}
    for connection, seer in watchers:
        made = frames.get(seer)
        if made is None:
            made = frames[seer] = frame(encoded(seer), passing=passing)
        connection.outbox.put(made)


def session_entry(live: LiveSession, entry: Entry) -> None:
    stream = live.room.record.id
    if entry.op["type"] in _SEEN_IN_ROOM_VIEWS:
        live.stale_composites.update(live.session.tasks)

    session, shared = live.session, to_json(live.session)

    def encoded(told: tuple[Audience, bool]) -> str:
        to, theirs = told
        is_alone = entry.op["type"] in _TOLD_ALONE
        more = {} if is_alone else {"session": session_json(session, to, shared)}
        op = op_told(entry.op, to.door, theirs)
        return protocol.applied(stream, entry_told(entry, theirs), more, op)

    watchers = (
        (one, (audience(session, one.who), is_theirs(entry.op, one.who, entry.author)))
        for one, _ in live.watchers(stream)
    )
    _fan_out(watchers, encoded)


async def diagram_entry(live: LiveSession, stream: str, entry: Entry, drawers: Executor) -> None:
    """Tell who watches a diagram; under the lock of its stream, so that nobody begins meanwhile.

    Drawn in a thread when it has links, which take longer the more of them there are: no other
    table should wait for them. An edit of 500 notes without links takes less (`make bench`) than
    the way to a thread and back.
    """
    diagram = live.diagrams[stream].state
    live.stale_composites.add(diagram.task)
    watched: set[View] = {view for _, views in live.watchers(stream) for view in views}
    advanced = live.drawn(stream).advanced
    if not diagram.links:
        drawn, parts = advanced(diagram, watched)
    else:
        loop = asyncio.get_running_loop()
        drawn, parts = await loop.run_in_executor(drawers, advanced, diagram, watched)
    live.keep_drawn(drawn)
    counts = diagram.counts()

    def encoded(views: frozenset[View]) -> str:
        seen = {view: parts[view] for view in sorted(views) if view in parts}
        return protocol.applied(stream, entry, {"counts": counts, "parts": seen})

    _fan_out(live.watchers(stream), encoded)


async def renamed(live: LiveSession, entry: Entry, drawers: Executor) -> None:
    """Tell who watches the pictures of a table of its new name, when ``entry`` gave it one (R52).

    It stands in the pictures and in no diagram, so it is no entry of theirs.
    """
    if entry.op["type"] != "table.rename":
        return
    loop = asyncio.get_running_loop()
    for ref in live.session.diagrams:
        if ref.table != entry.op["table"]:
            continue
        async with live.lock(ref.id):
            room = live.diagrams[ref.id]
            watched = {view for _, views in live.watchers(ref.id) for view in views}
            headed = live.drawn(ref.id).headed(live.table_name(ref.table))
            drawn, parts = await loop.run_in_executor(drawers, headed.advanced, room.state, watched)
            live.keep_drawn(drawn)
            message = {"type": "redrawn", "stream": ref.id, "seq": room.seq}
            told = {**message, "parts": {"picture": parts.get("picture", [])}}
            made = frame(protocol.encode(told))
            for connection, views in live.watchers(ref.id):
                if "picture" in views:
                    connection.outbox.put(made)


def room_redrawn(live: LiveSession, picture: RoomPicture, parts: list[dict[str, object]]) -> None:
    stream = picture.stream
    message = {
        "type": "redrawn",
        "stream": stream,
        "seq": picture.seq,
        "parts": {"picture": parts},
        **picture.paging,
    }
    _fan_out(live.watchers(stream), lambda _: protocol.encode(message))


def screen_redrawn(
    live: LiveSession, picture: ScreenPicture, parts: list[dict[str, object]]
) -> None:
    stream = picture.sight.stream
    told = {"type": "redrawn", "stream": stream, "seq": picture.seq, "parts": {"picture": parts}}
    _fan_out(live.watchers(stream), lambda _: protocol.encode({**told, **picture.facts}))


def presence(live: LiveSession, now_ms: int) -> None:
    """Tell every audience who is here: the desk all, a table itself, the wall only numbers."""
    here = (one for one in live.connections if one.greeted)
    found = people(((one.who, one.typing) for one in here), now_ms)

    def encoded(audience: tuple[Door, bool, str | None]) -> str:
        door, with_people, table = audience
        shown = {
            known.id: table_json(
                found.get(known.id, []),
                with_people=with_people,
                facts=live.facts.get(known.id, TableFacts()) if door == "desk" else None,
            )
            for known in live.session.tables
            if door != "table" or known.id == table
        }
        return protocol.encode({"type": "presence", "tables": shown})

    audiences = (
        (connection, (who.door, may(who.role, "people.see"), who.table))
        for connection in live.connections
        for who in (connection.who,)
        if connection.greeted
    )
    _fan_out(audiences, encoded, passing=True)
