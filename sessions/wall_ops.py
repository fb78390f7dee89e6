"""The ops on what walls show: now, next and later, held back, and how."""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.ops import Id, Seq, Value
from sessions.shows import AnyShow

# A workshop lasts a day; whoever replays more than that has another tool.
MAX_POSITION_MS = 86_400_000
SLOWEST = 1
FASTEST = 60


class ShowOnWall(Value):
    """What was prepared, or first in the queue, is taken out of there when it is shown."""

    type: Literal["wall.show"]
    show: AnyShow


class PrepareWall(Value):
    """What comes next, for the desk to look at first; None leaves that to the queue."""

    type: Literal["wall.prepare"]
    show: AnyShow | None


class QueueShow(Value):
    """``item`` is a new id, chosen by the client; it stands last."""

    type: Literal["wall.queue"]
    item: Id
    show: AnyShow


class MoveQueued(Value):
    """Just before item ``before``; last when that is None or no longer there."""

    type: Literal["wall.queue_move"]
    item: Id
    before: Id | None


class DropQueued(Value):
    type: Literal["wall.queue_drop"]
    item: Id


class StepBack(Value):
    """``since`` is the entry that brought what is on the wall: nobody goes back twice by two
    presses at two desks.
    """

    type: Literal["wall.back"]
    since: Seq


class FreezeWall(Value):
    """Walls keep the picture they have; ``frozen`` false lets them follow again."""

    type: Literal["wall.freeze"]
    frozen: bool


class BlankWall(Value):
    type: Literal["wall.blank"]
    blank: bool


class SetCalm(Value):
    """Nothing fades or moves, on walls and phones."""

    type: Literal["calm.set"]
    calm: bool


class LightPrompt(Value):
    """Which prompt of the empty diagram is lit; None is all alike."""

    type: Literal["brief.light"]
    zone: Id | None


class SetReplay(Value):
    """From where, how fast, and whether it goes on."""

    type: Literal["replay.set"]
    playing: bool
    position_ms: Annotated[int, Field(ge=0, le=MAX_POSITION_MS)]
    speed: Annotated[int, Field(ge=SLOWEST, le=FASTEST)]


WallOp = (
    ShowOnWall
    | PrepareWall
    | QueueShow
    | MoveQueued
    | DropQueued
    | StepBack
    | FreezeWall
    | BlankWall
    | SetCalm
    | LightPrompt
    | SetReplay
)
