"""Ops on people, against who is really in the room: what the log alone cannot say.

The only place that closes a socket because somebody was moved, taken off or shut out.
"""

from collections.abc import Callable

from sessions.access import Who
from sessions.errors import SessionError
from sessions.live import LiveSession
from sessions.outbox import Close
from sessions.people import check_seats
from sessions.people_apply import no_helper, no_person
from sessions.people_ops import (
    AddHelper,
    AddScribe,
    MovePerson,
    RemovePerson,
    RenewWall,
    RevokeHelper,
)
from sessions.rules import AnyOp

# The page comes back at once, and is told where it sits now.
MOVED = Close(1012, "moved to another table")
REMOVED = Close(4401, "taken off the table")
REVOKED = Close(4401, "this link was taken back")


def check(live: LiveSession, op: AnyOp | None) -> None:
    """Raise SessionError when ``op`` names somebody who is not there, or has no seat for them."""
    seating, people = live.session.seating, live.participants
    match op:
        case MovePerson():
            person = people.get(op.participant)
            if person is None or (at := seating.table_of(person)) is None:
                raise no_person()
            if at != op.leaves:
                raise SessionError("moved_already", "Somebody else moved this person meanwhile.")
            check_seats(seating.seated(people.values(), op.table))
        case RemovePerson() | AddScribe():
            person = people.get(op.participant)
            if person is None or seating.table_of(person) is None:
                raise no_person()
        case AddHelper():
            if op.helper not in live.helpers:
                raise no_helper()
        case _:
            pass


def part(live: LiveSession, op: AnyOp | None) -> None:
    """Close the sockets of those whom an accepted op sent elsewhere or shut out."""
    match op:
        case MovePerson():
            _close(live, MOVED, lambda who: who.participant == op.participant)
        case RemovePerson():
            _close(live, REMOVED, lambda who: who.participant == op.participant)
        case RevokeHelper():
            _close(live, REVOKED, lambda who: who.helper == op.helper)
        case RenewWall():
            _close(live, REVOKED, lambda who: who.role == "wall")
        case _:
            pass


def _close(live: LiveSession, close: Close, concerns: Callable[[Who], bool]) -> None:
    for connection in live.connections:
        if concerns(connection.who):
            connection.outbox.close(close)
