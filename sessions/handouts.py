"""What the desk hands out: a helper's key, a seat to type from, a new key for the wall.

The digest is stored first and opens nothing yet: the entry in the session's log puts it in
force, so that a log without it can never be outlived by a key.
"""

import asyncio

from sessions import access, doors, people
from sessions.access import Action, Who, digest, may
from sessions.entry import KeyRecord
from sessions.errors import SessionError
from sessions.hub import Hub
from sessions.ops import Op
from sessions.outcome import Rejected
from sessions.people_ops import AddHelper, AddScribe, RenewWall


async def make_helper(hub: Hub, who: Who, name: str) -> tuple[str, str]:
    """Return the id of a new helper and their key: the only time it is in the clear."""
    _assert_may(who, "helper.add")
    live = await hub.live(who.session)
    key, helper = people.new_helper(who.session, name, hub.now_ms())
    await asyncio.to_thread(hub.store.add_helper, helper)
    live.helpers[helper.id] = helper
    await _log(hub, who, AddHelper(type="helper.add", helper=helper.id))
    return helper.id, key


async def make_scribe(hub: Hub, who: Who, table: str, desk_key: str) -> str:
    """Return the key to the seat from which this desk types for a table."""
    _assert_may(who, "scribe.add")
    live = await hub.live(who.session)
    scribe = await doors.seat_scribe(hub, live, table, desk_key)
    if scribe.is_new:
        op = AddScribe(type="scribe.add", participant=scribe.participant, table=table)
        await _log(hub, who, op)
    return scribe.key


async def renew_wall(hub: Hub, who: Who, desk_key: str) -> str:
    """Shut out every wall and return the key that opens it from now on."""
    _assert_may(who, "wall.renew")
    live = await hub.live(who.session)
    key = access.wall_key(desk_key, live.session.wall_renewals + 1)
    sha = digest(key)
    if await asyncio.to_thread(hub.store.key, who.session, sha) is None:
        await asyncio.to_thread(hub.store.add_key, KeyRecord(sha, who.session, "wall", None))
    await _log(hub, who, RenewWall(type="wall.renew", digest=sha))
    return key


def _assert_may(who: Who, action: Action) -> None:
    if not may(who.role, action):
        raise SessionError("not_allowed", "Only the facilitator's own link may do that.")


async def _log(hub: Hub, who: Who, op: Op) -> None:
    outcome = await hub.tell(who, op)
    if isinstance(outcome, Rejected):
        raise SessionError(outcome.code, outcome.message, outcome.retry_ms)
