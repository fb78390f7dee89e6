"""What the desk and people ask for while the room's words are brought together: the ops for groups
(see ``diagrams.decisions``), for taking a decision back, and for dots.
"""

from typing import Annotated, Literal

from pydantic import Field

from diagrams.decisions import Anchor, JoinGroups, KeepApart, NameGroup, SplitGroup
from diagrams.ops import Id, Seq, Value

# More dots a person are no choice any more.
MAX_DOTS = 10
# More zones than any template has.
MAX_READ_ZONES = 40


class KeepDecision(Value):
    """Takes back the decision of entry ``decision``, or lets it stand again."""

    type: Literal["group.keep"]
    decision: Seq
    kept: bool


class OpenVote(Value):
    """Everybody may put ``dots`` dots on groups of ``zones``, all of the task when there are none
    named; a vote that is open is over.
    """

    type: Literal["vote.open"]
    task: Id
    zones: Annotated[tuple[Id, ...], Field(max_length=MAX_READ_ZONES, strict=False)] = ()
    dots: Annotated[int, Field(ge=1, le=MAX_DOTS)]


class CloseVote(Value):
    type: Literal["vote.close"]


class ShowVote(Value):
    """Lets the room see the sums of the latest vote, or no longer."""

    type: Literal["vote.show"]
    shown: bool


class PlaceDot(Value):
    """Puts a dot on the group of this note, whatever else is in it later, or takes it back."""

    type: Literal["vote.dot"]
    note: Anchor
    placed: bool


VoteOp = OpenVote | CloseVote | ShowVote | PlaceDot
CombineOp = JoinGroups | SplitGroup | NameGroup | KeepApart | KeepDecision | VoteOp
