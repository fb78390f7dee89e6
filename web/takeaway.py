"""What leaves as a file: the bundle and single pictures, always as attachments."""

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from typing import Annotated, Literal
from urllib.parse import quote

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Request
from starlette.responses import Response, StreamingResponse

from diagrams.composite import TableDiagram
from sessions import exports, flavours, room_views
from sessions.access import Door, may
from sessions.export_names import diagram_name, plain
from sessions.flavours import Flavour
from sessions.wall import has_room_view
from web.entrance import let_in
from web.errors import NOT_FOUND, Problem
from web.front import Front, SessionId, TheFront
from web.security import SVG_CSP

router = APIRouter()

NOT_YOURS = Problem("not_allowed", "This picture is not open to you.")
NO_PICTURE = Problem("not_found", NOT_FOUND)


def _flavour(
    kind: Literal["svg", "png"], pictures: Literal["text", "outlines"] = "text"
) -> Flavour:
    return "png" if kind == "png" else pictures


# How a single picture is asked for: .svg, .svg?pictures=outlines or .png.
AskedFor = Annotated[Flavour, Depends(_flavour)]


@router.get("/s/{session}/desk/export.zip")
async def bundle(
    request: Request, front: TheFront, session: SessionId, pictures: Flavour = "text"
) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "session.export"):
        raise NOT_YOURS
    snapshot = await front.hub.snapshot(session)
    title = plain(snapshot.session.title)
    name = f"workshop-{title}" if pictures == "text" else f"workshop-{title}-{pictures}"
    parts = _one_by_one(_drawing(front, session), exports.bundle(snapshot, pictures))
    # What goes wrong at once can still be said; later, the download breaks off.
    first = await anext(parts)
    return StreamingResponse(
        _after(first, parts),
        media_type="application/zip",
        headers=attachment(name, f"workshop-{snapshot.session.code}", "zip"),
    )


def _drawing(front: Front, session: str) -> asyncio.Lock:
    """Return what is held while files of a session are drawn: that takes a whole core."""
    return front.exporting.setdefault(session, asyncio.Lock())


async def _one_by_one(
    lock: asyncio.Lock, parts: Generator[bytes, None, None]
) -> AsyncIterator[bytes]:
    """Make each part when the last was sent, so that a room's images are never all in memory.

    The lock is held for one part only: a reader who stopped reading holds up nobody.
    """
    try:
        while True:
            async with lock:
                # Not abandoned when the reader goes: a generator can be closed only at rest.
                part = await run_sync(next, parts, None)
            if part is None:
                return
            yield part
    finally:
        with anyio.CancelScope(shield=True):
            await run_sync(parts.close)


async def _after(first: bytes, parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for part in parts:
        yield part


@router.get("/s/{session}/desk/diagrams/{stream}.{kind}")
async def any_diagram(
    request: Request, front: TheFront, session: SessionId, stream: str, flavour: AskedFor
) -> Response:
    return await _diagram(request, front, session, "desk", stream, flavour)


@router.get("/s/{session}/table/diagrams/{stream}.{kind}")
async def own_diagram(
    request: Request, front: TheFront, session: SessionId, stream: str, flavour: AskedFor
) -> Response:
    return await _diagram(request, front, session, "table", stream, flavour)


async def _diagram(
    request: Request, front: Front, session: str, door: Door, stream: str, flavour: Flavour
) -> Response:
    who = await let_in(request, front, session, door)
    snapshot = await front.hub.snapshot(session)
    copy = next((one for one in snapshot.diagrams if one.id == stream), None)
    if copy is None:
        raise NO_PICTURE
    is_own = copy.table == who.table and may(who.role, "diagram.download_own")
    if not is_own and not may(who.role, "session.export"):
        raise NOT_YOURS
    return await _picture(
        lambda: exports.picture(copy),
        f"{copy.task}-{diagram_name(copy.table, copy.table_name, copy.number)}",
        f"{copy.task}-{copy.table}-{copy.number}",
        flavour,
        _drawing(front, session),
    )


@router.get("/s/{session}/desk/composite/{task}.{kind}")
async def combined(
    request: Request, front: TheFront, session: SessionId, task: str, flavour: AskedFor
) -> Response:
    return await _room_view(request, front, session, f"composite:{task}", flavour)


@router.get("/s/{session}/desk/room/{stream}.{kind}")
async def room_view(
    request: Request, front: TheFront, session: SessionId, stream: str, flavour: AskedFor
) -> Response:
    return await _room_view(request, front, session, stream, flavour)


async def _room_view(
    request: Request, front: Front, session: str, stream: str, flavour: Flavour
) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "composite.watch"):
        raise NOT_YOURS
    snapshot = await front.hub.snapshot(session)
    view = room_views.parse(stream)
    if view is None or not has_room_view(snapshot.session, view):
        raise NO_PICTURE
    diagrams = [
        TableDiagram(copy.table, copy.table_name, copy.diagram, copy.id)
        for copy in snapshot.diagrams
        if copy.task == view.task
    ]
    name = f"combined-{room_views.file_name(view).replace('/', '-')}"
    return await _picture(
        lambda: room_views.file_svg(room_views.gather(snapshot.session, view.task, diagrams), view),
        f"{name}-{plain(snapshot.session.title)}",
        name,
        flavour,
        _drawing(front, session),
    )


async def _picture(
    draw: Callable[[], str], name: str, id_name: str, flavour: Flavour, drawing: asyncio.Lock
) -> Response:
    """Draw in a thread: a full diagram takes milliseconds that no op should wait for.

    An image takes a second of a core, so that those of one session are drawn in turn.
    """
    if flavour == "png":
        async with drawing:
            image = await run_sync(lambda: flavours.one(draw(), flavour))
        return Response(image, media_type="image/png", headers=attachment(name, id_name, "png"))
    drawn = await run_sync(lambda: flavours.one(draw(), flavour))
    return svg_file(drawn, name, id_name)


def svg_file(drawn: bytes, name: str, id_name: str) -> Response:
    headers = attachment(name, id_name, "svg") | {"Content-Security-Policy": SVG_CSP}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def attachment(name: str, id_name: str, kind: str) -> dict[str, str]:
    """Return the header that saves a file as ``name`` (RFC 6266).

    ``name`` holds people's words, so all but letters and digits of it is encoded; ``id_name``
    is made of ids, for programs that cannot read the encoded one.
    """
    encoded = quote(f"{name.strip('-')}.{kind}", safe="")
    disposition = f"attachment; filename=\"{id_name}.{kind}\"; filename*=UTF-8''{encoded}"
    return {"Content-Disposition": disposition}
