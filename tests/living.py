"""A session in memory and somebody to write in it: the real rooms, without a store or sockets."""

import itertools
import json

from diagrams import ops as diagram_ops
from sessions import ops as session_ops
from sessions.access import Who
from sessions.connection import Connection
from sessions.live import LiveSession
from sessions.people import new_session
from sessions.room import Author

_refs = itertools.count(1)


def living(*tables, title="Northern managers"):
    """A session as the hub loads it, with a diagram of each task at each table."""
    _, new = new_session(title, tables or ("Falls", "Beds"), 10, 0)
    return LiveSession(new.record, new.streams, ())


def goes(live, at_ms=0, **op):
    """Commit one op of the facilitator on the session; returns its entry."""
    return _commit(live.room, session_ops.OP.validate_python(op), "facilitator", at_ms)


def writes(live, stream, author="ann", **op):
    """Commit one op on a diagram; returns its entry."""
    return _commit(live.diagrams[stream], diagram_ops.OP.validate_python(op), author, 0)


def _commit(room, op, author, at_ms):
    planned = room.plan(Author(author, author[0].upper()), op, f"r{next(_refs)}", at_ms)
    room.commit(planned)
    return planned.entry


def diagram_of(live, table="t1", task="innovation"):
    return live.session.diagrams_of(table, task)[0].id


def seated(participant="p1", table="t1", letter="A", name="Ann"):
    return Who("participant", "s1", participant, table, letter, name)


def screen(role="wall"):
    return Who(role, "s1", None, None, "", "")


def enter(live, who, greeted=True):
    """Connect somebody who said hello."""
    connection = Connection(who)
    connection.greeted = greeted
    live.connections[connection] = None
    return connection


def watch(connection, stream, *views):
    connection.watching[stream] = frozenset(views)
    return connection


def told(connection):
    """What waits for a connection, decoded."""
    return [json.loads(frame.text) for frame in connection.outbox._waiting]
