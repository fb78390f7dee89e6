"""What of a session each kind of watcher is told: the only place that keeps something back.

A page gets what its door shows, never more: what is not sent cannot be read from a phone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sessions.access import Door, Who
from sessions.entry import Entry
from sessions.explaining import explain_json, queues_json
from sessions.order import desk_json
from sessions.signals import Signals, heard, signals_json
from sessions.state import Session, to_json
from sessions.wall_told import wall_json

# What only the desk is told of whole; others learn that it happened.
_FOR_THE_DESK = frozenset(
    {"person.move", "person.remove", "scribe.add", "helper.add", "helper.revoke", "wall.renew"}
    | {"order.add", "order.edit"}
    | {"wall.prepare", "wall.queue", "wall.queue_move", "wall.queue_drop", "wall.back"}
    | {"replay.set"}
    | {"group.join", "group.split", "group.name", "group.differ", "group.keep"}
    | {"explain.arrange", "explain.move", "explain.skip", "explain.later", "explain.length"}
)
# What only who did it is told of whole: what they chose, and that it was they.
_FOR_ITS_AUTHOR = frozenset({"vote.dot"})
# What the desk and one table are told of whole; a table of None is all of them.
_FOR_A_TABLE = frozenset({"hand.set", "message.send"})


@dataclass(frozen=True, slots=True)
class Audience:
    """Those who see the same of a session: equal audiences are told in one encoding."""

    door: Door
    signals: Signals


def audience(session: Session, who: Who) -> Audience:
    return Audience(who.door, heard(session.signals, who.door, who.table))


def session_json(
    session: Session, to: Audience, shared: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return the session as ``to`` sees it (R29, R35); ``shared``: its ``to_json``, if at hand."""
    whole = {**(to_json(session) if shared is None else shared), **signals_json(to.signals)}
    whole.update(wall_json(session, to.door))
    whole["explain"] = explain_json(session)
    if to.door != "desk":
        return whole
    return {**whole, **desk_json(session), **queues_json(session)}


def is_theirs(op: Mapping[str, object], who: Who, author: str = "") -> bool:
    """Say whether an op on the session is for ``who`` to know, and not only that it happened."""
    if op["type"] in _FOR_ITS_AUTHOR:
        return who.author == author
    if op["type"] not in _FOR_A_TABLE or who.door == "desk":
        return True
    return who.door == "table" and op["table"] in (None, who.table)


def entry_told(entry: Entry, theirs: bool) -> Entry:
    """Return an entry without its author, where that is nobody else's business (R45)."""
    is_secret = entry.op["type"] in _FOR_ITS_AUTHOR and not theirs
    return replace(entry, author="", letter="") if is_secret else entry


def op_told(op: Mapping[str, object], door: Door, theirs: bool) -> Mapping[str, object]:
    """Return an op on the session as the pages behind ``door`` are told of it (R35)."""
    if op["type"] == "glossary.set":
        rows = op["rows"]
        assert isinstance(rows, list), "it was typed when it came"
        return {"type": op["type"], "count": len(rows)}
    if not theirs or (op["type"] in _FOR_THE_DESK and door != "desk"):
        return {"type": op["type"]}
    return op
