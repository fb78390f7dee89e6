"""The ops on explaining: whose turn it is, in what order, for how long; the only place typing them.

``since`` is the turn that was on when somebody chose: nobody moves on twice by two presses at two
desks.
"""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.ops import Id, Seq, Value

# Bounds what is read at all; whether it suits a room is for apply, which can say a sentence.
MAX_READ_SECONDS = 100_000


class ArrangeTurns(Value):
    """Lines up who has not explained yet; ``afresh`` is everybody, as if nobody had.

    ``seed`` decides the order of what is shuffled, so that it is the same for ever.
    """

    type: Literal["explain.arrange"]
    task: Id
    by: Literal["table", "pair"]
    order: Literal["table", "shuffled"]
    seed: Seq = 0
    afresh: bool = False


class MoveTurn(Value):
    """Just before turn ``before``; last when that is None or no longer there."""

    type: Literal["explain.move"]
    task: Id
    turn: Id
    before: Id | None = None


class SkipTurn(Value):
    """Who is skipped keeps the place; when it was their turn, the next one is on."""

    type: Literal["explain.skip"]
    task: Id
    turn: Id
    skipped: bool


class PutOffTurn(Value):
    """To the end of the queue; when it was their turn, the next one is on."""

    type: Literal["explain.later"]
    task: Id
    turn: Id


class GoToTurn(Value):
    """None is nobody. ``done``: who was on has explained, and comes no more by itself.

    Going to the turn that is on gives it its whole time again.
    """

    type: Literal["explain.go"]
    task: Id
    turn: Id | None
    since: Id | None
    start: bool = True
    done: bool = True


class RunTurn(Value):
    """Lets the time of the turn that is on run, or holds it."""

    type: Literal["explain.run"]
    task: Id
    turn: Id
    run: bool


class SetTurnLength(Value):
    """How long a turn takes, from the next one on."""

    type: Literal["explain.length"]
    task: Id
    seconds: Annotated[int, Field(ge=0, le=MAX_READ_SECONDS)]


class LightZone(Value):
    """Which zone stands out on walls; None is all alike."""

    type: Literal["explain.light"]
    task: Id
    zone: Id | None


ExplainOp = (
    ArrangeTurns | MoveTurn | SkipTurn | PutOffTurn | GoToTurn | RunTurn | SetTurnLength | LightZone
)
