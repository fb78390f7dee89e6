"""What happens by the clock and not by an op: presence, views of the room, letting go of memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

from sessions import announce, room_views
from sessions.attention import TableFacts
from sessions.live import LiveSession
from sessions.redrawing import SCREENS_LOCK, refresh_screens, refresh_views, watched
from sessions.sights import Lens

# Presence is calm, not a pointer chase: product.md, "at most once a second".
PRESENCE_EVERY_S = 1.0
# A wall is read from afar: twice a second looks live, and draws each view at most twice.
REDRAW_EVERY_S = 0.5
# A table's own words should be on the wall before its eyes are: a third of this is a blink.
SCREENS_EVERY_S = 0.25
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
        tasks.create_task(_every(SCREENS_EVERY_S, rooms, _redraw_screens))
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


async def _redraw(rooms: Rooms, live: LiveSession) -> None:
    now_ms = rooms.now_ms()
    due: set[tuple[Lens, str]] = {("screen", task) for task in live.stale_composites}
    due |= {
        (one.lens, one.of.task)
        for one in watched(live)
        if one.lens != "screen" and not isinstance(one.of, str)
    }
    for lens, task in sorted(due):
        async with live.lock(room_views.lock_name(task)):
            await refresh_views(live, task, lens=lens, now_ms=now_ms)


async def _redraw_screens(rooms: Rooms, live: LiveSession) -> None:
    async with live.lock(SCREENS_LOCK):
        await refresh_screens(live, rooms.now_ms())


async def _let_go(rooms: Rooms, live: LiveSession) -> None:
    if not live.connections and rooms.now_ms() - live.idle_since_ms > IDLE_MS:
        rooms.retire(live)
