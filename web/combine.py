"""Groups for the desk, and votes for phones, as JSON: read here, changed through the socket."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from sessions.access import may
from sessions.combine_views import desk_json, phone_json
from sessions.gathered import said_at_desk, said_in_room
from web.entrance import let_in
from web.errors import Problem
from web.front import SessionId, TheFront

router = APIRouter()

NO_TASK = Problem("no_task", "There is no such task in this session.")
NOT_YOURS = Problem("not_allowed", "Groups are for the facilitator’s desk.")
NO_VOTE: dict[str, object] = {"vote": None, "left": 0, "zones": []}


@router.get("/s/{session}/desk/groups/{task}")
async def groups(request: Request, front: TheFront, session: SessionId, task: str) -> Response:
    """Return the groups of a task, what may mean the same, and what was decided."""
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "group.join"):
        raise NOT_YOURS
    live = await front.hub.live(session)
    if task not in live.session.tasks:
        raise NO_TASK
    said = await said_at_desk(live, task)
    helpers = {f"helper:{one.id}": one.name or "A helper" for one in live.helpers.values()}
    combining = live.session.combining
    # Comparing all wordings of a large room takes tens of milliseconds.
    return JSONResponse(await asyncio.to_thread(desk_json, said, combining, helpers))


@router.get("/s/{session}/table/vote")
async def vote(request: Request, front: TheFront, session: SessionId) -> Response:
    """Return what there is to vote on, to whoever sits at a table."""
    who = await let_in(request, front, session, "table")
    live = await front.hub.live(session)
    latest = live.session.combining.vote
    if latest is None or who.participant is None or not (latest.is_open or latest.shown):
        return JSONResponse(NO_VOTE)
    said = await said_in_room(live, latest.task)
    return JSONResponse(phone_json(said, latest, who.participant))
