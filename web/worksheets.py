"""The empty diagrams on paper: one sheet of A3 for each table and task, to print or to keep."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from diagrams.outlines import outlined
from diagrams.template import template
from diagrams.worksheet import Way, worksheet
from sessions.export_names import diagram_name
from web import links
from web.entrance import let_in
from web.front import Front, SessionId, TheFront
from web.html import page
from web.takeaway import NO_PICTURE, svg_file

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _Sheet:
    table: str
    name: str
    task: str
    way: Way

    def draw(self) -> str:
        prefix = f"sheet-{self.table}-{self.task}"
        return worksheet(template(self.task), table=self.name, way=self.way, prefix=prefix)


async def _sheets(request: Request, front: Front, session: str) -> tuple[str, list[_Sheet]]:
    """Return the session's title and its sheets, by task: they are handed out task by task."""
    await let_in(request, front, session, "desk")
    live = await front.hub.live(session)
    found_at = front.links.origin_for(request.scope)
    address, code = links.address(found_at), live.record.code
    ways = {
        one.id: Way(
            links.qr_rows(links.join_url(found_at, live.record.join_token, one.id)), address, code
        )
        for one in live.session.tables
    }
    sheets = [
        _Sheet(one.id, one.name, task, ways[one.id])
        for task in live.session.tasks
        for one in live.session.tables
    ]
    return live.session.title, sheets


@router.get("/s/{session}/desk/worksheets")
async def all_sheets(request: Request, front: TheFront, session: SessionId) -> Response:
    title, sheets = await _sheets(request, front, session)
    drawn = await run_in_threadpool(lambda: [sheet.draw() for sheet in sheets])
    context = {
        "title": f"Worksheets: {title}",
        "session_id": session,
        "sheets": [
            {
                "name": sheet.name,
                "table": sheet.table,
                "task": template(sheet.task),
                # Built and escaped by the renderer; a page has no XML declaration in it.
                "picture": Markup(svg.partition("?>")[2]),  # noqa: S704
            }
            for sheet, svg in zip(sheets, drawn, strict=True)
        ],
    }
    return page(request.scope, "worksheets.html", {"error": None, **context})


@router.get("/s/{session}/desk/worksheets/{table}/{task}.svg")
async def one_sheet(
    request: Request, front: TheFront, session: SessionId, table: str, task: str
) -> Response:
    """Give one sheet to keep or to send to a print shop, which has fonts of its own."""
    _, sheets = await _sheets(request, front, session)
    found = next((one for one in sheets if (one.table, one.task) == (table, task)), None)
    if found is None:
        raise NO_PICTURE
    drawn = await run_in_threadpool(lambda: outlined(found.draw()).encode())
    name = f"worksheet-{task}-{diagram_name(table, found.name, 1)}"
    return svg_file(drawn, name, f"worksheet-{task}-{table}")
