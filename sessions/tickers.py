"""What happens by the clock and not by an op: presence, combined pictures, letting go of memory."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol

from sessions import announce, room_views
from sessions.live import LiveSession
from sessions.protocol import parts_json
from sessions.room_views import Combined

# Presence is calm, not a pointer chase: product.md, "at most once a second".
PRESENCE_EVERY_S = 1.0
# A combined picture is read from afar; twice a second looks live and costs at most two drawings.
COMPOSITE_EVERY_S = 0.5
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
        tasks.create_task(_every(COMPOSITE_EVERY_S, rooms, _redraw))
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
    if live.presence_changed or any(_stopped_typing(live, now_ms)):
        live.presence_changed = False
        announce.presence(live, now_ms)


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
        async with live.lock(room_views.stream_name(task)):
            await refresh_composite(live, task)


async def refresh_composite(
    live: LiveSession, task: str, *, wanted: bool = False
) -> Combined | None:
    """Bring one combined picture up to date and tell its watchers.

    Returns None when nobody watches it and it is not ``wanted``.

    Under the lock of its stream. Drawn in a thread: sixty tables take tens of milliseconds,
    and no op should wait for that.
    """
    is_stale = task in live.stale_composites
    live.stale_composites.discard(task)
    if not wanted and not any(True for _ in live.watchers(room_views.stream_name(task))):
        live.combined.pop(task, None)
        return None
    last = live.combined.get(task)
    if last is not None and not is_stale:
        return last
    diagrams = live.of_task(task)
    title, tables = live.session.title, len(live.session.tables)
    scene = await asyncio.to_thread(room_views.draw, task, title, diagrams, tables)
    if last is None:
        live.combined[task] = Combined(task, 1, scene)
        return live.combined[task]
    combined, parts = room_views.redraw(last, scene)
    live.combined[task] = combined
    if parts:
        announce.composite_parts(live, combined, parts_json(parts))
    return combined


async def _let_go(rooms: Rooms, live: LiveSession) -> None:
    if not live.connections and rooms.now_ms() - live.idle_since_ms > IDLE_MS:
        rooms.retire(live)
