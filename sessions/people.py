"""Getting in: what a new session and a person who sits down begin with. Pure but for secrets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from diagrams.template import task_ids
from diagrams.text import clean, graphemes
from sessions import access
from sessions.entry import (
    HelperRecord,
    KeyRecord,
    NewSession,
    ParticipantRecord,
    SessionRecord,
    StreamLog,
    StreamRecord,
)
from sessions.errors import SessionError
from sessions.ops import OP
from sessions.room import Author, Room
from sessions.rules import SessionRules
from sessions.seating import Seating
from sessions.state import Session

# A table is 4 to 8 people; two tables' worth leaves room for second devices and latecomers.
MAX_PEOPLE_AT_A_TABLE = 30
MAX_NAME_GRAPHEMES = 30
SERVER = Author("server", "")


@dataclass(frozen=True, slots=True)
class Created:
    """What the facilitator is given once: the only time the desk's key is in the clear."""

    session: str
    code: str
    join_token: str
    desk_key: str
    wall_key: str


@dataclass(frozen=True, slots=True)
class Joined:
    session: str
    participant: str
    letter: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """What somebody with the code sees before they sit down: (id, name, how many are here)."""

    session: str
    title: str
    tables: tuple[tuple[str, str, int], ...]


def new_session(
    title: str, tables: Sequence[str], minutes: int, now_ms: int, *, private: bool = False
) -> tuple[Created, NewSession]:
    """Return a session's secrets and everything the store must hold of it from the first moment.

    Raises:
        SessionError: the title, the tables or the minutes do not fit.
    """
    made = Created(
        session=access.new_id("s"),
        code=access.new_code(),
        join_token=access.new_token(),
        desk_key=(desk_key := access.new_key()),
        wall_key=access.wall_key(desk_key),
    )
    record = StreamRecord(made.session, made.session, "session", None, None, 0)
    room = Room(StreamLog(record, ()), SessionRules())
    opening = {"title": title, "code": made.code, "tables": list(tables), "minutes": minutes}
    _enter(room, {"type": "session.open", **opening, "private": private}, now_ms)
    session = room.state
    assert session is not None, "the entry above opened it"
    streams = []
    for task in task_ids():
        for table in session.tables:
            diagram = access.new_id("d")
            op = {"type": "diagram.add", "diagram": diagram, "table": table.id, "task": task}
            _enter(room, op, now_ms)
            streams.append(StreamRecord(diagram, made.session, "diagram", task, table.id, 0))
    log = StreamLog(
        StreamRecord(made.session, made.session, "session", None, None, room.seq), room.entries
    )
    return made, NewSession(
        record=SessionRecord(made.session, made.code, made.join_token, session.title, now_ms),
        keys=(
            KeyRecord(access.digest(made.desk_key), made.session, "facilitator", None),
            KeyRecord(access.digest(made.wall_key), made.session, "wall", None),
        ),
        streams=(log, *(StreamLog(stream, ()) for stream in streams)),
    )


def _enter(room: Room[Session | None], op: Mapping[str, object], now_ms: int) -> None:
    room.commit(room.plan(SERVER, OP.validate_python(op), access.new_id("r"), now_ms))


def new_participant(
    session: str,
    table: str,
    name: str,
    seating: Seating,
    people: Collection[ParticipantRecord],
    now_ms: int,
    key: str,
) -> tuple[Joined, ParticipantRecord]:
    """Return the seat and the record of a person who sits down at ``table`` with ``key``.

    ``people`` is everybody who ever joined.

    Raises:
        SessionError: the table is full, or the name is too long.
    """
    kept = personal_name(name)
    check_seats(seating.seated(people, table))
    person = ParticipantRecord(
        id=access.new_id("p"),
        session=session,
        table=table,
        letter=seating.next_letter(table, people),
        name=kept,
        joined_ms=now_ms,
    )
    return Joined(session, person.id, person.letter, table, key), person


def new_helper(session: str, name: str, now_ms: int) -> tuple[str, HelperRecord]:
    """Return the key and the record of a helper; SessionError when the name does not fit."""
    kept = personal_name(name)
    if not kept:
        raise SessionError("text_empty", "Say who the link is for: a first name is enough.")
    key = access.new_key()
    return key, HelperRecord(access.new_id("h"), session, kept, access.digest(key), now_ms)


def personal_name(name: str) -> str:
    kept = clean(name)
    if len(graphemes(kept)) > MAX_NAME_GRAPHEMES:
        raise SessionError("name_too_long", "Please use a shorter name, or only initials.")
    return kept


def check_seats(taken: int) -> None:
    if taken >= MAX_PEOPLE_AT_A_TABLE:
        raise SessionError("table_full", "This table is full. Please choose another one.")
