"""What leaves as a file: the bundle and single pictures, always as attachments."""

import asyncio
from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from diagrams import render
from diagrams.composite import TableDiagram
from diagrams.template import template
from sessions import exports
from sessions.access import Door, may
from sessions.composites import file_svg
from sessions.errors import SessionError
from web.entrance import let_in
from web.errors import NOT_FOUND, Problem
from web.front import Front, SessionId, TheFront
from web.security import SVG_CSP

router = APIRouter()

BUSY = Problem("busy", "This session is being written into a file already. Wait a few seconds.")
NOT_YOURS = Problem("not_allowed", "This picture is not open to you.")
NO_PICTURE = Problem("not_found", NOT_FOUND)


@router.get("/s/{session}/desk/export.zip")
async def bundle(request: Request, front: TheFront, session: SessionId) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "session.export"):
        raise NOT_YOURS
    if session in front.exporting:
        raise BUSY
    front.exporting.add(session)
    try:
        snapshot = await front.hub.snapshot(session)
        content = await asyncio.to_thread(lambda: b"".join(exports.bundle(snapshot)))
    finally:
        front.exporting.discard(session)
    name = attachment(f"{snapshot.session.title}.zip", f"workshop-{snapshot.session.code}.zip")
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
    if not may(who.role, "diagram.watch_any") and copy.table != who.table:
        raise NOT_YOURS
    number = f" {copy.number}" if copy.number > 1 else ""
    name = f"{copy.table_name} {template(copy.task).short}{number}"
    return await _picture(
        lambda: render.file_svg(
            template(copy.task),
            copy.diagram,
            heading=copy.table_name,
            prefix=copy.id,
            number=copy.number,
        ),
        attachment(f"{name}.svg", f"{copy.table}-{copy.task}-{copy.number}.svg"),
    )


@router.get("/s/{session}/desk/composite/{task}.svg")
async def combined(request: Request, front: TheFront, session: SessionId, task: str) -> Response:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "composite.watch"):
        raise NOT_YOURS
    snapshot = await front.hub.snapshot(session)
    if task not in snapshot.session.tasks:
        raise SessionError("no_task", f"There is no task '{task}' in this session.")
    diagrams = [
        TableDiagram(copy.table, copy.table_name, copy.diagram)
        for copy in snapshot.diagrams
        if copy.task == task
    ]
    title = snapshot.session.title
    return await _picture(
        lambda: file_svg(task, title, diagrams, len(snapshot.session.tables)),
        attachment(f"{title} {template(task).short}.svg", f"combined-{task}.svg"),
    )


async def _picture(draw: Callable[[], str], name: dict[str, str]) -> Response:
    """Draw in a thread: a full diagram takes milliseconds that no op should wait for."""
    drawn = await asyncio.to_thread(draw)
    headers = {**name, "Content-Security-Policy": SVG_CSP}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def attachment(name: str, plain: str) -> dict[str, str]:
    """Return the header that saves a file as ``name`` (RFC 6266); ``plain`` is for old programs.

    ``plain`` is made of ids; ``name`` is people's words, so everything special in it is encoded.
    """
    kept = "".join(
        char if char.isprintable() and char not in '\\/:*?"<>|' else "-" for char in name
    )
    encoded = quote(kept.strip(". "), safe="")
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"}
