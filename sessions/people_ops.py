"""The ops on tables, on who sits at them, on helpers and on the wall's key, typed.

They name people by ids alone: the names of people are in their records and in no op, so that
a log can be read, copied and told without telling who was in the room.
"""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.ops import Id, Text, Value
from sessions.ids import DiagramId, Digest, HelperId, ParticipantId

# Bounds what is read; whether they are the session's tasks is for apply.
MAX_READ_DIAGRAMS = 20


class RenameTable(Value):
    type: Literal["table.rename"]
    table: Id
    name: Text


class TableDiagram(Value):
    task: Id
    diagram: DiagramId


class AddTable(Value):
    """``diagrams`` has a new id for each task of the session; no ``name`` is its number."""

    type: Literal["table.add"]
    name: Text = ""
    diagrams: Annotated[tuple[TableDiagram, ...], Field(max_length=MAX_READ_DIAGRAMS, strict=False)]


class MovePerson(Value):
    """``leaves`` is the table they sat at when somebody decided this."""

    type: Literal["person.move"]
    participant: ParticipantId
    leaves: Id
    table: Id


class RemovePerson(Value):
    type: Literal["person.remove"]
    participant: ParticipantId


class AddScribe(Value):
    """Somebody at the desk sits down at a table, to type for it."""

    type: Literal["scribe.add"]
    participant: ParticipantId
    table: Id


class AddHelper(Value):
    """Puts a helper's key in force; its digest and the helper's name are in their record."""

    type: Literal["helper.add"]
    helper: HelperId


class RevokeHelper(Value):
    type: Literal["helper.revoke"]
    helper: HelperId


class RenewWall(Value):
    """From now on only the wall key with this ``digest`` opens the wall."""

    type: Literal["wall.renew"]
    digest: Digest


PeopleOp = (
    RenameTable
    | AddTable
    | MovePerson
    | RemovePerson
    | AddScribe
    | AddHelper
    | RevokeHelper
    | RenewWall
)
