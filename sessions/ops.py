"""The changes that travel and are stored for a session: the only place that types them.

Typed like the ops of a diagram, with the same ids and the same cleaned text.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from diagrams.ops import Id, Seq, Text, Value
from diagrams.template import task_ids, template
from sessions.combine_ops import CombineOp
from sessions.explain_ops import ExplainOp
from sessions.ids import DiagramId
from sessions.order_ops import OrderOp, PlanOp
from sessions.people_ops import PeopleOp
from sessions.privacy_ops import SetPrivacy
from sessions.signal_ops import SignalOp
from sessions.wall_ops import WallOp

# More than an hour at once is no correction of a clock but another running order.
MAX_ADDED_SECONDS = 3_600
# Bounds on what is read at all; whether it fits a room is for apply, which can say a sentence.
MAX_READ_TABLES = 1_000
MAX_READ_MINUTES = 100_000
MAX_TASKS = 20
MAX_READ_ROWS = 5_000


class TaskTitle(Value):
    task: Id
    short: Text


def tasks_now() -> tuple[TaskTitle, ...]:
    """Return the tasks there are templates for, in the order of the workshop."""
    return tuple(TaskTitle(task=task, short=template(task).short) for task in task_ids())


class OpenSession(Value):
    """The first entry of every session, written by the server.

    ``tables`` are names in order, blank where there is none. ``tasks`` is stored, so that a
    session keeps its running order when a later version brings another template. ``private`` is as
    in ``privacy.set``.
    """

    type: Literal["session.open"] = "session.open"
    title: Text
    code: Annotated[str, Field(max_length=24)]
    tables: Annotated[tuple[Text, ...], Field(max_length=MAX_READ_TABLES, strict=False)]
    minutes: Annotated[int, Field(ge=0, le=MAX_READ_MINUTES)]
    tasks: Annotated[
        tuple[TaskTitle, ...], Field(min_length=1, max_length=MAX_TASKS, strict=False)
    ] = Field(default_factory=tasks_now)
    private: bool = False


class GoToPhase(Value):
    """``start`` starts the clock of the phase at once."""

    type: Literal["phase.go"]
    phase: Id
    start: bool = False


class StartClock(Value):
    type: Literal["clock.start"]


class PauseClock(Value):
    type: Literal["clock.pause"]


class StopClock(Value):
    type: Literal["clock.stop"]


class AddTime(Value):
    """Gives more time, or takes some away when ``seconds`` is below zero."""

    type: Literal["clock.add"]
    seconds: Annotated[int, Field(ge=-MAX_ADDED_SECONDS, le=MAX_ADDED_SECONDS)]


class SetJoining(Value):
    type: Literal["joining.set"]
    open: bool


class AddDiagram(Value):
    """``diagram`` is a new id, and the id of the diagram's stream."""

    type: Literal["diagram.add"]
    diagram: DiagramId
    table: Id
    task: Id


class GlossaryRow(Value):
    """As in ``diagrams.glossary_rows``, which says what is right."""

    alias: Text
    canonical: Text = ""
    kind: Text = ""
    level: Text = ""
    note: Text = ""


class SetGlossary(Value):
    """``rows`` are all of the session's own; ``base`` is the seq that set those before, or 0."""

    type: Literal["glossary.set"]
    rows: Annotated[tuple[GlossaryRow, ...], Field(max_length=MAX_READ_ROWS, strict=False)]
    base: Seq


Op = (
    OpenSession
    | GoToPhase
    | StartClock
    | PauseClock
    | StopClock
    | AddTime
    | SetJoining
    | AddDiagram
    | SetGlossary
    | SetPrivacy
    | OrderOp
    | PlanOp
    | WallOp
    | PeopleOp
    | SignalOp
    | CombineOp
    | ExplainOp
)

OP: TypeAdapter[Op] = TypeAdapter(Annotated[Op, Field(discriminator="type")])
