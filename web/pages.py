"""The pages people open, and the forms on them, which work without JavaScript."""

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from diagrams.errors import DiagramError
from diagrams.template import task_ids, template
from sessions.errors import SessionError, StoreError
from web import links
from web.api import grant_screens
from web.assets import assets
from web.entrance import grant, let_in, who_is
from web.errors import NOT_FOUND, Problem, problem_of, status_of
from web.forms import (
    DEFAULT_MINUTES,
    DEFAULT_TABLES,
    NewSession,
    NewSessionForm,
    Proof,
    Seat,
    check,
    read_form,
)
from web.front import DoorName, Front, SessionId, TheFront
from web.html import page
from web.miniature import empty_forms, filled_example, worked_examples
from web.security import SVG_CSP

router = APIRouter()

REFUSED = (SessionError, DiagramError, StoreError, Problem)
PICK_A_TABLE = Problem("no_table", "Choose the table you sit at.")
COME_BACK = "This device is not at a table of this session yet. Join with the code on the screen."


@router.get("/")
async def home(request: Request) -> Response:
    return _home(request, {}, None)


@router.post("/sessions")
async def start(request: Request, front: TheFront) -> Response:
    fields = await read_form(request)
    try:
        typed = check(NewSessionForm, fields)
        body = check(NewSession, typed.as_body())
        made = await front.hub.create(body.title, body.names, body.minutes, private=body.private)
    except REFUSED as error:
        return _home(request, fields, problem_of(error))
    # The address without its fragment is what a log may see; the page drops the key at once.
    desk = links.door_path(made.session, "desk")
    response = RedirectResponse(f"{desk}#k={made.desk_key}", 303)
    grant_screens(response, request, made)
    return response


def _home(request: Request, fields: dict[str, str], problem: Problem | None) -> Response:
    form = {
        "title": "",
        "tables": str(DEFAULT_TABLES),
        "names": "",
        "minutes": str(DEFAULT_MINUTES),
        "private": "",
        **fields,
    }
    context = {"title": "Workshop", "miniature": filled_example(), "form": form}
    return _page(request, "home.html", context, problem)


@router.get("/join")
async def join(request: Request) -> Response:
    return _join(request, {}, None)


def _join(request: Request, fields: dict[str, str], problem: Problem | None) -> Response:
    form = {"code": "", "token": "", "table": "", **fields}
    return _page(request, "join.html", {"title": "Join a session", "form": form}, problem)


@router.post("/join")
async def show_tables(request: Request, front: TheFront) -> Response:
    fields = await read_form(request)
    try:
        return await _tables(request, front, fields, None)
    except REFUSED as error:
        return _join(request, fields, problem_of(error))


@router.post("/join/table")
async def sit_down(request: Request, front: TheFront) -> Response:
    fields = await read_form(request)
    try:
        try:
            if not fields.get("table"):
                raise PICK_A_TABLE
            seat = check(Seat, _proof(fields) | {"name": fields.get("name", "")} | _table(fields))
            async with front.guesses.attempt(seat, request.scope):
                joined = await front.hub.join(**seat.way_in, table=seat.table, name=seat.name)
        except REFUSED as error:
            problem = problem_of(error)
            if problem.code == "not_open":
                raise
            # The person is in the right session: what does not fit is the table or the name.
            return await _tables(request, front, fields, problem)
    except REFUSED as error:
        return _join(request, fields, problem_of(error))
    response = RedirectResponse(links.door_path(joined.session, "table"), 303)
    grant(response, request, joined.session, "table", joined.key)
    return response


async def _tables(
    request: Request, front: Front, fields: dict[str, str], problem: Problem | None
) -> Response:
    given = _proof(fields)
    proof: Proof = check(Proof, given)
    async with front.guesses.attempt(proof, request.scope):
        found = await front.hub.door(**proof.way_in)
    known = {table for table, _, _ in found.tables}
    chosen = fields.get("table")
    name, value = next(iter(given.items()))
    context = {
        "title": found.title,
        "session_id": found.session,
        "session_title": found.title,
        "tables": [
            {"id": table, "name": label, "here": here} for table, label, here in found.tables
        ],
        "chosen": chosen if chosen in known else None,
        "proof": {"name": name, "value": value},
        "form": {"name": "", "table": "", **fields},
    }
    return _page(request, "pick_table.html", context, problem)


def _proof(fields: dict[str, str]) -> dict[str, str]:
    """Return the token when a card or QR gave one, else the code that was typed."""
    if fields.get("token"):
        return {"token": fields["token"]}
    return {"code": fields.get("code", "")}


def _table(fields: dict[str, str]) -> dict[str, str]:
    return {"table": fields["table"]}


@router.get("/s/{session}/table")
async def table(request: Request, front: TheFront, session: SessionId) -> Response:
    who = await who_is(request, front, session, "table")
    if who is None or who.table is None:
        return _join(request, {}, Problem("not_entered", COME_BACK))
    name = (await front.hub.live(session)).table_name(who.table)
    context = {
        "table": {"id": who.table, "name": name},
        "participant": who.participant,
        "letter": who.letter,
        "name": who.name,
        **_of_door(session, name),
    }
    return _page(request, "table.html", context, None)


@router.get("/s/{session}/desk")
async def desk(request: Request, session: SessionId) -> Response:
    # Anybody may have the empty page: the key is in the fragment, so the server cannot see it yet.
    return _page(request, "desk.html", _of_door(session, "Desk"), None)


@router.get("/s/{session}/wall")
async def wall(request: Request, session: SessionId) -> Response:
    return _page(request, "wall.html", _of_door(session, "Wall"), None)


def _of_door(session: str, title: str) -> dict[str, object]:
    templates = [template(task) for task in task_ids()]
    pictures = {"blank": empty_forms(), "example": worked_examples()}
    return {"title": title, "session_id": session, "templates": templates, **pictures}


@router.get("/s/{session}/desk/cards")
async def cards(request: Request, front: TheFront, session: SessionId) -> Response:
    await let_in(request, front, session, "desk")
    live = await front.hub.live(session)
    found_at = front.links.origin_for(request.scope)
    made = []
    for one in live.session.tables:
        url = links.join_url(found_at, live.record.join_token, one.id)
        made.append({"name": one.name, "url": url, "qr": links.qr_svg(url)})
    context = {
        "title": f"Table cards: {live.session.title}",
        "session_title": live.session.title,
        "cards": made,
        "code": live.record.code,
        "address": links.address(found_at),
    }
    return _page(request, "cards.html", context, None)


@router.get("/s/{session}/{door}/qr.svg")
async def qr(request: Request, front: TheFront, session: SessionId, door: DoorName) -> Response:
    await let_in(request, front, session, door)
    record = (await front.hub.live(session)).record
    url = links.join_url(front.links.origin_for(request.scope), record.join_token)
    headers = {"Content-Security-Policy": SVG_CSP}
    return Response(links.qr_svg(url), media_type="image/svg+xml", headers=headers)


@router.get("/static/{version}/{name:path}")
async def static(request: Request, version: str, name: str) -> Response:
    found = assets().response(version, name, request.scope)
    if found is None:
        raise Problem("not_found", NOT_FOUND)
    return found


def _page(
    request: Request, name: str, context: Mapping[str, object], problem: Problem | None
) -> Response:
    """Render a page; with a problem, it says so where the person is, and keeps what they typed."""
    status = 200 if problem is None else status_of(problem.code)
    error = None if problem is None else problem.message
    return page(request.scope, name, {"error": error, **context}, status=status)
