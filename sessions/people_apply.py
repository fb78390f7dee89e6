"""What ops on tables, people, helpers and the wall's key make of a session. Pure.

Whether a person or helper that an op names exists, the log cannot say: see ``roster``.
"""

from dataclasses import replace
from typing import assert_never

from sessions.errors import SessionError
from sessions.people_ops import (
    AddHelper,
    AddScribe,
    AddTable,
    MovePerson,
    PeopleOp,
    RemovePerson,
    RenameTable,
    RenewWall,
    RevokeHelper,
)
from sessions.seating import Move
from sessions.state import DiagramRef, Session, Table
from sessions.tables import MAX_TABLES, numbered

# A helper for every three tables of the largest room.
MAX_HELPERS = 20


def changed(session: Session, op: PeopleOp, at_ms: int) -> Session:
    """Return the session after ``op``; SessionError, and nothing changed, when it does not fit."""
    match op:
        case RenameTable():
            return _renamed(session, op)
        case AddTable():
            return _with_table(session, op)
        case MovePerson():
            return _moved(session, op, at_ms)
        case RemovePerson():
            if op.participant in session.seating.removed:
                raise no_person()
            return replace(session, seating=session.seating.without(op.participant))
        case AddScribe():
            _table(session, op.table)
            return session
        case AddHelper():
            return _with_helper(session, op.helper)
        case RevokeHelper():
            if op.helper not in session.helpers:
                raise no_helper()
            return replace(session, helpers=session.helpers - {op.helper})
        case RenewWall():
            renewals = session.wall_renewals + 1
            return replace(session, wall_digest=op.digest, wall_renewals=renewals)
        case _:
            assert_never(op)


def no_person() -> SessionError:
    return SessionError("no_person", "This person is no longer at a table of this session.")


def no_helper() -> SessionError:
    return SessionError("no_helper", "There is no such helper any more.")


def next_table(session: Session, name: str = "") -> Table:
    """Return the table that would be added next; SessionError when its name is too long."""
    return numbered(len(session.tables) + 1, name)


def _table(session: Session, table: str) -> Table:
    found = next((one for one in session.tables if one.id == table), None)
    if found is None:
        raise SessionError("no_table", "There is no such table in this session.")
    return found


def _renamed(session: Session, op: RenameTable) -> Session:
    at = session.tables.index(_table(session, op.table))
    tables = list(session.tables)
    tables[at] = numbered(at + 1, op.name)
    return replace(session, tables=tuple(tables))


def _with_table(session: Session, op: AddTable) -> Session:
    if len(session.tables) >= MAX_TABLES:
        raise SessionError("too_many_tables", f"A session has at most {MAX_TABLES} tables.")
    if tuple(one.task for one in op.diagrams) != session.tasks:
        raise SessionError("no_task", "A table has one diagram for each task, in their order.")
    new = {one.diagram for one in op.diagrams}
    if len(new) < len(op.diagrams) or any(ref.id in new for ref in session.diagrams):
        raise SessionError("id_taken", "There is a diagram with this id already.")
    table = next_table(session, op.name)
    refs = tuple(DiagramRef(one.diagram, table.id, one.task, 1) for one in op.diagrams)
    return replace(session, tables=(*session.tables, table), diagrams=(*session.diagrams, *refs))


def _moved(session: Session, op: MovePerson, at_ms: int) -> Session:
    if op.participant in session.seating.removed:
        raise no_person()
    table = _table(session, op.table)
    last = session.seating.last_move(op.participant)
    if last is not None and last.table != op.leaves:
        raise SessionError("moved_already", "Somebody else moved this person meanwhile.")
    if op.leaves == op.table:
        raise SessionError("moved_already", f"This person is at {table.name} already.")
    move = Move(op.participant, op.leaves, op.table, at_ms)
    return replace(session, seating=session.seating.with_move(move))


def _with_helper(session: Session, helper: str) -> Session:
    if helper in session.helpers:
        raise SessionError("id_taken", "This helper is here already.")
    if len(session.helpers) >= MAX_HELPERS:
        raise SessionError("too_many_helpers", f"A session has at most {MAX_HELPERS} helpers.")
    return replace(session, helpers=session.helpers | {helper})
