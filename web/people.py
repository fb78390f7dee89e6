"""The people of a session for its desk: who is where, and the links it hands out (R51 to R55)."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sessions import handouts
from sessions.access import Who, may
from sessions.live import LiveSession
from web import links
from web.entrance import NOT_ENTERED, grant, key_of, let_in
from web.errors import wants_json
from web.forms import HelperName
from web.front import Front, SessionId, TableId, TheFront

router = APIRouter()


@router.get("/s/{session}/desk/people")
async def people(request: Request, front: TheFront, session: SessionId) -> Response:
    """List who sits where, and for who may make them, the helpers."""
    who = await let_in(request, front, session, "desk")
    live = await front.hub.live(session)
    answer: dict[str, object] = {"people": _people(live)}
    if may(who.role, "helper.add"):
        answer["helpers"] = _helpers(live)
    return JSONResponse(answer)


def _people(live: LiveSession) -> list[dict[str, object]]:
    """Return everybody who has a seat, table by table, in the order of their letters."""
    here = {connection.who.participant for connection in live.connections if connection.greeted}
    order = {table.id: place for place, table in enumerate(live.session.tables)}
    seated = [
        (table, live.letter_of(person), person)
        for person in live.participants.values()
        if (table := live.session.seating.table_of(person)) is not None
    ]
    seated.sort(key=lambda one: (order[one[0]], len(one[1]), one[1]))
    return [
        {
            "participant": person.id,
            "table": table,
            "letter": letter,
            "name": person.name,
            "here": person.id in here,
        }
        for table, letter, person in seated
    ]


def _helpers(live: LiveSession) -> list[dict[str, object]]:
    """Return the helpers whose keys are in force."""
    here = {connection.who.helper for connection in live.connections if connection.greeted}
    return [
        {"helper": helper.id, "name": helper.name, "here": helper.id in here}
        for helper in live.helpers.values()
        if helper.id in live.session.helpers
    ]


@router.post("/s/{session}/desk/helpers")
async def make_helper(
    request: Request, front: TheFront, session: SessionId, body: HelperName
) -> Response:
    """Make a key for a colleague. It is told this once, in a link."""
    who, _ = await _at_desk(request, front, session)
    helper, key = await handouts.make_helper(front.hub, who, body.name)
    url = links.door_url(front.links.origin_for(request.scope), session, "desk", key)
    return JSONResponse({"helper": helper, "url": url, "qr": str(links.qr_svg(url))}, 201)


@router.post("/s/{session}/desk/tables/{table}/scribe")
async def scribe(request: Request, front: TheFront, session: SessionId, table: TableId) -> Response:
    """Give the desk a seat to type from: a program gets its link, a form is taken there."""
    who, desk_key = await _at_desk(request, front, session)
    key = await handouts.make_scribe(front.hub, who, table, desk_key)
    if wants_json(request.scope):
        url = links.door_url(front.links.origin_for(request.scope), session, "table", key)
        return JSONResponse({"url": url, "qr": str(links.qr_svg(url))})
    response = RedirectResponse(links.door_path(session, "table"), 303)
    grant(response, request, session, "table", key)
    return response


@router.post("/s/{session}/desk/wall/renew")
async def renew_wall(request: Request, front: TheFront, session: SessionId) -> Response:
    """Shut out every wall there is; the answer holds the only link that opens one from now on."""
    who, desk_key = await _at_desk(request, front, session)
    key = await handouts.renew_wall(front.hub, who, desk_key)
    url = links.door_url(front.links.origin_for(request.scope), session, "wall", key)
    response = JSONResponse({"wall_url": url})
    grant(response, request, session, "wall", key)
    return response


async def _at_desk(request: Request, front: Front, session: str) -> tuple[Who, str]:
    who, key = await let_in(request, front, session, "desk"), key_of(request)
    if key is None:
        raise NOT_ENTERED
    return who, key
