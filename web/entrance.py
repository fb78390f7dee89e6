"""Who is asking: the only place that reads and sets the cookie that carries a key (R3)."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from sessions.access import Door, Who
from web.errors import Problem
from web.front import Front
from web.links import door_path
from web.trust import scheme_of

COOKIE = "workshop"
# As long as a session's data is kept by default: who comes back later finds nothing anyway.
KEEP_S = 30 * 24 * 3600
# Ours are 43 characters; a longer one is not ours and not worth hashing.
MAX_KEY_CHARACTERS = 128

NOT_ENTERED = Problem(
    "not_entered", "This link is not open on this device. Open it again from where you got it."
)


def key_of(connection: HTTPConnection) -> str | None:
    key = connection.cookies.get(COOKIE)
    return key if key and len(key) <= MAX_KEY_CHARACTERS else None


async def who_is(connection: HTTPConnection, front: Front, session: str, door: Door) -> Who | None:
    key = key_of(connection)
    return None if key is None else await front.hub.who(session, door, key)


async def let_in(connection: HTTPConnection, front: Front, session: str, door: Door) -> Who:
    """Return who is asking.

    Raises:
        Problem: ``not_entered``, when their cookie does not open this door.
    """
    who = await who_is(connection, front, session, door)
    if who is None:
        raise NOT_ENTERED
    return who


def grant(
    response: Response, connection: HTTPConnection, session: str, door: Door, key: str
) -> None:
    """Let this browser through ``door`` of ``session`` from now on, and through no other."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEEP_S,
        path=door_path(session, door),
        secure=scheme_of(connection.scope) == "https",
        httponly=True,
        samesite="strict",
    )
