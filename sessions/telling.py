"""What of a session each kind of watcher is told: the only place that keeps something back.

A page gets what its door shows, never more: what is not sent cannot be read from a phone.
"""

from collections.abc import Mapping

from sessions.access import Door
from sessions.state import Session, to_json

# What only the desk is told of whole; others learn that it happened.
_FOR_THE_DESK: frozenset[str] = frozenset()


def session_json(session: Session, door: Door) -> dict[str, object]:
    """Return the session as the pages behind ``door`` see it (R29)."""
    return to_json(session)


def op_told(op: Mapping[str, object], door: Door) -> Mapping[str, object]:
    """Return an op on the session as the pages behind ``door`` are told of it (R35)."""
    if op["type"] == "glossary.set":
        rows = op["rows"]
        assert isinstance(rows, list), "it was typed when it came"
        return {"type": op["type"], "count": len(rows)}
    if op["type"] in _FOR_THE_DESK and door != "desk":
        return {"type": op["type"]}
    return op
