"""Bringing what walls are shown up to date, and telling who watches: from time to time, never per
op, so that a room where everybody writes at once costs its screens no more than a busy one.

All drawing is done in threads: no op should wait for a projector.
"""

import asyncio
from collections.abc import Collection

from diagrams.composite import Said
from diagrams.scene import Part
from sessions import announce, room_views, screening, screens
from sessions.live import LiveSession
from sessions.protocol import parts_json
from sessions.room_views import RoomPicture
from sessions.screens import Scenery, ScreenPicture
from sessions.shows import RoomView
from sessions.sights import Lens, Sight, parse
from sessions.state import DiagramRef

# The one lock of all pictures of single diagrams of a session.
SCREENS_LOCK = "screens"


def watched(live: LiveSession) -> list[Sight]:
    """Return what is watched of ``live`` that only walls and desks may see."""
    streams = {stream for one in live.connections for stream in one.watching}
    return [sight for stream in sorted(streams) if (sight := parse(stream)) is not None]


async def refresh_screens(live: LiveSession, now_ms: int, wanted: Sight | None = None) -> None:
    """Bring the pictures of single diagrams up to date; ``wanted`` counts as watched.

    Under ``SCREENS_LOCK``, so that nobody begins to watch between the drawing and the telling.
    """
    sights = {one.stream: one for one in watched(live) if isinstance(one.of, str)}
    if wanted is not None:
        sights[wanted.stream] = wanted
    kept = live.screens.pictures
    for stream in [stream for stream in kept if stream not in sights]:
        del kept[stream]
    due = [(one, ref) for one in sights.values() if (ref := _due(live, one, now_ms)) is not None]
    if not due:
        return

    def draw() -> list[tuple[ScreenPicture, tuple[Part, ...], bool]]:
        return [screens.drawn(what, kept.get(what.sight.stream)) for what in _sceneries(due)]

    def _sceneries(due: list[tuple[Sight, DiagramRef]]) -> list[Scenery]:
        return [screening.scenery(live, sight, ref, now_ms) for sight, ref in due]

    kept_back = screening.kept_back(live)
    found = await asyncio.to_thread(draw)
    if screening.kept_back(live) != kept_back:
        # Words were taken back meanwhile: nothing that was drawn before that is told.
        await refresh_screens(live, now_ms, wanted)
        return
    for picture, parts, is_new in found:
        is_known = picture.sight.stream in kept
        kept[picture.sight.stream] = picture
        if is_new and is_known:
            announce.screen_redrawn(live, picture, parts_json(parts))


def _due(live: LiveSession, sight: Sight, now_ms: int) -> DiagramRef | None:
    """Return the diagram of ``sight`` when it has to be drawn."""
    assert isinstance(sight.of, str), "views of the room are drawn together"
    ref = screening.ref_of(live, sight.of)
    last = live.screens.pictures.get(sight.stream)
    if ref is None:
        return None
    is_same = last is not None and last.token == screening.token(live, sight.lens, ref, now_ms)
    return None if is_same else ref


async def refresh_views(
    live: LiveSession,
    task: str,
    wanted: RoomView | None = None,
    lens: Lens = "screen",
    now_ms: int = 0,
) -> None:
    """Bring the views of one task up to date and tell their watchers; ``wanted`` counts as watched.

    Under the lock of the task's views, so that nobody begins to watch between the drawing and the
    telling.
    """
    views = {
        one.stream: one.of
        for one in watched(live)
        if one.lens == lens and not isinstance(one.of, str) and one.of.task == task
    }
    if wanted is not None:
        views[Sight(lens, wanted).stream] = wanted
    _forget_others(live, task, lens, views)
    is_stale = _is_stale(live, task, lens, now_ms)
    kept = {stream: live.room_pictures.get(stream) for stream in views}
    due = [stream for stream, last in kept.items() if is_stale or last is None]
    if not due:
        return
    known = None if is_stale else live.said.get(_said_name(lens, task))
    session, before = screening.session_of(live, lens), dict(kept)

    def draw() -> tuple[Said, list[tuple[RoomPicture, tuple[Part, ...]]]]:
        said = known
        if said is None:
            diagrams = screening.of_task(live, task, lens, now_ms)
            missing = screening.tables_not_shown(live, lens, task)
            said = room_views.gather(session, task, diagrams, missing)
        return said, [room_views.advanced(before[one], views[one], said, one) for one in due]

    kept_back = screening.kept_back(live)
    live.said[_said_name(lens, task)], drawn = await asyncio.to_thread(draw)
    if screening.kept_back(live) != kept_back:
        # Words were taken back meanwhile: nothing that was drawn before that is told.
        live.stale_composites.add(task)
        await refresh_views(live, task, wanted, lens, now_ms)
        return
    for picture, parts in drawn:
        live.room_pictures[picture.stream] = picture
        last = kept[picture.stream]
        if last is not None and picture is not last:
            announce.room_redrawn(live, picture, parts_json(parts))


def _said_name(lens: Lens, task: str) -> str:
    return task if lens == "screen" else f"{lens}:{task}"


def _is_stale(live: LiveSession, task: str, lens: Lens, now_ms: int) -> bool:
    """Say whether something was said since, and take note that it is drawn now."""
    if lens == "screen":
        was = task in live.stale_composites
        live.stale_composites.discard(task)
        return was
    token = screening.room_token(live, lens, task, now_ms)
    was = live.screens.tokens.get((lens, task)) != token
    live.screens.tokens[lens, task] = token
    return was


def _forget_others(live: LiveSession, task: str, lens: Lens, views: Collection[str]) -> None:
    """Let go of what nobody watches: it would be out of date when somebody comes."""
    for stream in list(live.room_pictures):
        sight = parse(stream)
        is_ours = sight is not None and sight.lens == lens
        if is_ours and live.room_pictures[stream].view.task == task and stream not in views:
            del live.room_pictures[stream]
    if not views:
        live.said.pop(_said_name(lens, task), None)
        live.screens.tokens.pop((lens, task), None)
