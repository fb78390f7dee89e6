"""The JSON side: sessions, doors and seats for programs, and whether the server is well (R4)."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from sessions.access import Door, wall_key
from sessions.people import Created
from web import links
from web.entrance import grant, key_of, let_in
from web.errors import Problem
from web.forms import Key, NewSession, Proof, Seat
from web.front import Front, SessionId, TheFront
from web.trust import origin_of

router = APIRouter()

WRONG_KEY = Problem("not_entered", "This link is not valid. Check that it was copied whole.")


@router.post("/api/sessions")
async def create(request: Request, front: TheFront, body: NewSession) -> Response:
    made = await front.hub.create(body.title, body.names, body.minutes, private=body.private)
    found_at = front.links.origin_for(request.scope)
    here = origin_of(request.scope) or found_at
    answer = {
        "session": made.session,
        "code": made.code,
        "join_token": made.join_token,
        "desk_key": made.desk_key,
        "wall_key": made.wall_key,
        "desk_url": links.door_url(here, made.session, "desk", made.desk_key),
        "wall_url": links.door_url(found_at, made.session, "wall", made.wall_key),
        "join_url": links.join_url(found_at, made.join_token),
    }
    response = JSONResponse(answer, 201)
    grant_screens(response, request, made)
    return response


def grant_screens(response: Response, request: Request, made: Created) -> None:
    grant(response, request, made.session, "desk", made.desk_key)
    grant(response, request, made.session, "wall", made.wall_key)


@router.post("/api/door")
async def door(request: Request, front: TheFront, body: Proof) -> Response:
    async with front.guesses.attempt(body, request.scope):
        found = await front.hub.door(**body.way_in)
    tables = [{"id": table, "name": name, "here": here} for table, name, here in found.tables]
    answer = {"session": found.session, "title": found.title, "joining": "open", "tables": tables}
    return JSONResponse(answer)


@router.post("/api/join")
async def join(request: Request, front: TheFront, body: Seat) -> Response:
    async with front.guesses.attempt(body, request.scope):
        joined = await front.hub.join(**body.way_in, table=body.table, name=body.name)
    answer = {
        "session": joined.session,
        "participant": joined.participant,
        "letter": joined.letter,
        "table": joined.table,
        "key": joined.key,
    }
    response = JSONResponse(answer, 201)
    grant(response, request, joined.session, "table", joined.key)
    return response


@router.post("/s/{session}/desk/enter")
async def enter_desk(request: Request, front: TheFront, session: SessionId, body: Key) -> Response:
    return await _enter(request, front, session, "desk", body.key)


@router.post("/s/{session}/wall/enter")
async def enter_wall(request: Request, front: TheFront, session: SessionId, body: Key) -> Response:
    return await _enter(request, front, session, "wall", body.key)


@router.post("/s/{session}/table/enter")
async def enter_table(request: Request, front: TheFront, session: SessionId, body: Key) -> Response:
    return await _enter(request, front, session, "table", body.key)


async def _enter(request: Request, front: Front, session: str, through: Door, key: str) -> Response:
    """Change a key, which came in a link's fragment, for a cookie no script can read."""
    if await front.hub.who(session, through, key) is None:
        raise WRONG_KEY
    response = Response(status_code=204)
    grant(response, request, session, through, key)
    return response


@router.get("/s/{session}/desk/links")
async def desk_links(request: Request, front: TheFront, session: SessionId) -> Response:
    """Return the links a facilitator hands out. The wall's key follows from the facilitator's."""
    who = await let_in(request, front, session, "desk")
    live = await front.hub.live(session)
    record = live.record
    found_at = front.links.origin_for(request.scope)
    answer = {
        "code": record.code,
        "join_url": links.join_url(found_at, record.join_token),
        "address": links.address(found_at),
    }
    key = key_of(request)
    if who.role == "facilitator" and key is not None:
        wall = wall_key(key, live.session.wall_renewals)
        answer["wall_url"] = links.door_url(found_at, session, "wall", wall)
        answer["desk_url"] = links.door_url(found_at, session, "desk", key)
    return JSONResponse(answer)


@router.get("/healthz")
async def healthz() -> Response:
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
async def readyz(front: TheFront) -> Response:
    """Say whether what people write now would be kept."""
    if not front.hub.running:
        raise Problem("not_ready", "The server has stopped working. Start it again.")
    if not await asyncio.to_thread(front.hub.store.writable):
        raise Problem("not_ready", "The database takes nothing just now: is the disk full?")
    return JSONResponse({"status": "ready"})
