"""What leaves as a file: the bundle and single pictures, always as attachments."""

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from diagrams import render
from diagrams.composite import TableDiagram
from diagrams.template import template
from sessions import exports, room_views
from sessions.access import Door, may
from sessions.apply import has_room_view
from sessions.export_names import diagram_name, plain
from web.entrance import let_in
from web.errors import NOT_FOUND, Problem
from web.front import Front, SessionId, TheFront
from web.security import SVG_CSP

router = APIRouter()

NOT_YOURS = Problem("not_allowed", "This picture is not open to you.")
NO_PICTURE = Problem("not_found", NOT_FOUND)


@router.get("/s/{session}/desk/export.zip")
async def bundle(request: Request, front: TheFront, session: SessionId) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "session.export"):
        raise NOT_YOURS
    # A second press of the button waits for the first: drawing a room takes a whole core.
    async with front.exporting.setdefault(session, asyncio.Lock()):
        snapshot = await front.hub.snapshot(session)
        content = await asyncio.to_thread(lambda: b"".join(exports.bundle(snapshot)))
    title = plain(snapshot.session.title)
    name = attachment(f"workshop-{title}", f"workshop-{snapshot.session.code}", "zip")
    return Response(content, media_type="application/zip", headers=name)


@router.get("/s/{session}/desk/diagrams/{stream}.svg")
async def any_diagram(
    request: Request, front: TheFront, session: SessionId, stream: str
) -> Response:
    return await _diagram(request, front, session, "desk", stream)


@router.get("/s/{session}/table/diagrams/{stream}.svg")
async def own_diagram(
    request: Request, front: TheFront, session: SessionId, stream: str
) -> Response:
    return await _diagram(request, front, session, "table", stream)


async def _diagram(
    request: Request, front: Front, session: str, door: Door, stream: str
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
        lambda: render.file_svg(
            template(copy.task),
            copy.diagram,
            heading=copy.table_name,
            prefix=copy.id,
            number=copy.number,
        ),
        f"{copy.task}-{diagram_name(copy.table, copy.table_name, copy.number)}",
        f"{copy.task}-{copy.table}-{copy.number}",
    )


@router.get("/s/{session}/desk/composite/{task}.svg")
async def combined(request: Request, front: TheFront, session: SessionId, task: str) -> Response:
    return await _room_view(request, front, session, f"composite:{task}")


@router.get("/s/{session}/desk/room/{stream}.svg")
async def room_view(request: Request, front: TheFront, session: SessionId, stream: str) -> Response:
    return await _room_view(request, front, session, stream)


async def _room_view(request: Request, front: Front, session: str, stream: str) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "composite.watch"):
        raise NOT_YOURS
    snapshot = await front.hub.snapshot(session)
    view = room_views.parse(stream)
    if view is None or not has_room_view(snapshot.session, view):
        raise NO_PICTURE
    diagrams = [
        TableDiagram(copy.table, copy.table_name, copy.diagram)
        for copy in snapshot.diagrams
        if copy.task == view.task
    ]
    name = f"combined-{room_views.file_name(view).replace('/', '-')}"
    return await _picture(
        lambda: room_views.file_svg(room_views.gather(snapshot.session, view.task, diagrams), view),
        f"{name}-{plain(snapshot.session.title)}",
        name,
    )


async def _picture(draw: Callable[[], str], name: str, id_name: str) -> Response:
    """Draw in a thread: a full diagram takes milliseconds that no op should wait for."""
    drawn = await asyncio.to_thread(draw)
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
