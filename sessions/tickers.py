"""What happens by the clock and not by an op: presence, views of the room, letting go of memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Protocol

from diagrams.composite import Said
from diagrams.scene import Part
from sessions import announce, room_views
from sessions.attention import TableFacts
from sessions.live import LiveSession
from sessions.protocol import parts_json
from sessions.room_views import RoomPicture, stream_name
from sessions.shows import RoomView

# Presence is calm, not a pointer chase: product.md, "at most once a second".
PRESENCE_EVERY_S = 1.0
# A wall is read from afar: twice a second looks live, and draws each view at most twice.
REDRAW_EVERY_S = 0.5
SWEEP_EVERY_S = 60.0
# Long enough for a break with all laptops shut; loading again takes well under a second.
IDLE_MS = 30 * 60 * 1000


log = logging.getLogger("workshop.tickers")


class Rooms(Protocol):
    """What the tickers need of the hub."""

    live_sessions: dict[str, LiveSession]

    def now_ms(self) -> int: ...

    def retire(self, live: LiveSession) -> None: ...


async def run_tickers(rooms: Rooms) -> None:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_every(PRESENCE_EVERY_S, rooms, _tell_presence))
        tasks.create_task(_every(REDRAW_EVERY_S, rooms, _redraw))
        tasks.create_task(_every(SWEEP_EVERY_S, rooms, _let_go))


async def _every(
    seconds: float, rooms: Rooms, act: Callable[[Rooms, LiveSession], Awaitable[None]]
) -> None:
    """Act on every session for ever; a bug met in one session must not stop the others."""
    while True:
        await asyncio.sleep(seconds)
        for live in list(rooms.live_sessions.values()):
            try:
                await act(rooms, live)
            except Exception:
                log.exception("a regular task failed for one session")


async def _tell_presence(rooms: Rooms, live: LiveSession) -> None:
    now_ms = rooms.now_ms()
    before, live.facts = live.facts, live.facts_at(now_ms)
    stopped = any(_stopped_typing(live, now_ms))
    # Who comes and goes says so; that somebody stays away, or wrote a name, shows only here.
    if live.presence_changed or stopped or _worries(live.facts) != _worries(before):
        live.presence_changed = False
        announce.presence(live, now_ms)


def _worries(facts: Mapping[str, TableFacts]) -> dict[str, tuple[int, int]]:
    found = {table: (one.lost, one.warnings) for table, one in facts.items()}
    return {table: pair for table, pair in found.items() if any(pair)}


def _stopped_typing(live: LiveSession, now_ms: int) -> list[bool]:
    """Return one True for everybody whose typing ran out; it is cleared."""
    ended = []
    for connection in live.connections:
        if connection.typing is not None and connection.typing.until_ms <= now_ms:
            connection.typing = None
            ended.append(True)
    return ended


async def _redraw(_: Rooms, live: LiveSession) -> None:
    for task in list(live.stale_composites):
        async with live.lock(room_views.lock_name(task)):
            await refresh_views(live, task)


async def refresh_views(live: LiveSession, task: str, wanted: RoomView | None = None) -> None:
    """Bring the views of one task up to date and tell their watchers; ``wanted`` counts as watched.

    Under the lock of the task's views, so that nobody begins to watch between the drawing and the
    telling. In a thread: sixty tables take tens of milliseconds, and no op should wait for that.
    """
    is_stale = task in live.stale_composites
    live.stale_composites.discard(task)
    views = _watched(live, task) | ({stream_name(wanted): wanted} if wanted else {})
    _forget_others(live, task, views)
    kept = {stream: live.room_pictures.get(stream) for stream in views}
    due = [views[stream] for stream, last in kept.items() if is_stale or last is None]
    if not due:
        return
    known = None if is_stale else live.said.get(task)
    session, diagrams = live.session, live.of_task(task)

    def draw() -> tuple[Said, list[tuple[RoomPicture, tuple[Part, ...]]]]:
        said = known or room_views.gather(session, task, diagrams)
        lasts = ((view, kept[stream_name(view)]) for view in due)
        return said, [room_views.advanced(last, view, said) for view, last in lasts]

    live.said[task], drawn = await asyncio.to_thread(draw)
    for picture, parts in drawn:
        stream = stream_name(picture.view)
        live.room_pictures[stream] = picture
        last = kept[stream]
        if last is not None and picture is not last:
            announce.room_redrawn(live, picture, parts_json(parts))


def _watched(live: LiveSession, task: str) -> dict[str, RoomView]:
    streams = {stream for connection in live.connections for stream in connection.watching}
    found = ((stream, room_views.parse(stream)) for stream in streams)
    return {stream: view for stream, view in found if view is not None and view.task == task}


def _forget_others(live: LiveSession, task: str, views: Collection[str]) -> None:
    """Let go of what nobody watches: it would be out of date when somebody comes."""
    for stream, picture in list(live.room_pictures.items()):
        if picture.view.task == task and stream not in views:
            del live.room_pictures[stream]
    if not views:
        live.said.pop(task, None)


async def _let_go(rooms: Rooms, live: LiveSession) -> None:
    if not live.connections and rooms.now_ms() - live.idle_since_ms > IDLE_MS:
        rooms.retire(live)
