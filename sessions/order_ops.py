"""The ops on the running order, on its plan and on the wall's cues, typed."""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.ops import Id, Text, Value
from sessions.agenda import PhaseKind

# Bounds what is read at all; whether it fits is for apply, which can say a sentence.
MAX_READ_MINUTES = 100_000

Minutes = Annotated[int, Field(ge=0, le=MAX_READ_MINUTES)]


class AddPhase(Value):
    """``phase`` is a new id. It comes just before ``before``, or last (as a note does, R25)."""

    type: Literal["order.add"]
    phase: Id
    kind: PhaseKind
    task: Id | None = None
    title: Text
    minutes: Minutes
    note: Text = ""
    before: Id | None = None


class EditPhase(Value):
    """Sets those of the three that are given."""

    type: Literal["order.edit"]
    phase: Id
    title: Text | None = None
    minutes: Minutes | None = None
    note: Text | None = None


class MovePhase(Value):
    type: Literal["order.move"]
    phase: Id
    before: Id | None = None


class RemovePhase(Value):
    type: Literal["order.remove"]
    phase: Id


class RestorePhase(Value):
    """Puts a removed step back as it was, with what its clock had left."""

    type: Literal["order.restore"]
    phase: Id
    before: Id | None = None


class BeginPlan(Value):
    """Counts ahead and behind anew, from here and now."""

    type: Literal["plan.begin"]


class SetCues(Value):
    """What the wall does when time gets short; every other page decides for itself."""

    type: Literal["cues.set"]
    sound: bool
    flash: bool


OrderOp = AddPhase | EditPhase | MovePhase | RemovePhase | RestorePhase
PlanOp = BeginPlan | SetCues
