"""The changes that travel and are stored for a diagram: the only place that types them.

Text is cleaned here, at the door, so that what is stored is what is drawn.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from diagrams.model import MAX_VERSIONS, Kind, Level
from diagrams.text import clean

# Far more than a note may hold: a pasted page still reaches `apply`, which says it is too long.
MAX_TYPED = 20_000

Id = Annotated[str, Field(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9_-]+$")]
Text = Annotated[str, Field(max_length=MAX_TYPED), AfterValidator(clean)]
Seq = Annotated[int, Field(ge=0, le=2**53 - 1)]


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Place(Value):
    """Where a note stands: at the end of ``zone``, or in it just before note ``before``."""

    zone: Id
    before: Id | None = None


class Ends(Value):
    source: Id
    target: Id


class AddNote(Value):
    type: Literal["note.add"]
    note: Id
    place: Place
    text: Text
    level: Level = "inside"
    kind: Kind = "people"
    potential: bool = False


class EditNote(Value):
    """``base`` is the seq of the wording the person started from."""

    type: Literal["note.edit"]
    note: Id
    text: Text
    base: Seq


class MoveNote(Value):
    type: Literal["note.move"]
    note: Id
    place: Place


class DescribeNote(Value):
    """Sets those of the three that are given."""

    type: Literal["note.describe"]
    note: Id
    level: Level | None = None
    kind: Kind | None = None
    potential: bool | None = None


class WithholdNote(Value):
    """Keeps a note off every wall, or lets it be shown again; it stays in the diagram."""

    type: Literal["note.withhold"]
    note: Id
    withheld: bool


class RemoveNote(Value):
    type: Literal["note.remove"]
    note: Id


class RestoreNote(Value):
    """Puts a removed note back where it stood, with ``text`` as its wording when given."""

    type: Literal["note.restore"]
    note: Id
    text: Text | None = None


class SettleNote(Value):
    """Ends "2 versions": the wordings with seqs ``keep`` stay, the first of them in the note,
    each further one in a new note whose id is in ``extra``, right after it; those of ``drop`` go.

    Both are named, so that a wording nobody has seen yet is neither kept apart nor lost.
    """

    type: Literal["note.settle"]
    note: Id
    keep: Annotated[tuple[Seq, ...], Field(min_length=1, max_length=MAX_VERSIONS, strict=False)]
    drop: Annotated[tuple[Seq, ...], Field(max_length=MAX_VERSIONS, strict=False)]
    extra: Annotated[tuple[Id, ...], Field(max_length=MAX_VERSIONS - 1, strict=False)] = ()

    @model_validator(mode="after")
    def _is_paired(self) -> "SettleNote":
        if len(self.extra) != len(self.keep) - 1:
            raise ValueError("extra holds one new id fewer than keep")
        if len(set(self.keep)) != len(self.keep) or len(set(self.extra)) != len(self.extra):
            raise ValueError("keep and extra name nothing twice")
        return self


class AddLink(Value):
    type: Literal["link.add"]
    link: Id
    ends: Ends
    label: Text = ""


class EditLink(Value):
    type: Literal["link.edit"]
    link: Id
    label: Text


class RemoveLink(Value):
    type: Literal["link.remove"]
    link: Id


class RestoreLink(Value):
    type: Literal["link.restore"]
    link: Id


class RenameDiagram(Value):
    type: Literal["diagram.rename"]
    title: Text


Op = (
    AddNote
    | EditNote
    | MoveNote
    | DescribeNote
    | WithholdNote
    | RemoveNote
    | RestoreNote
    | SettleNote
    | AddLink
    | EditLink
    | RemoveLink
    | RestoreLink
    | RenameDiagram
)

OP: TypeAdapter[Op] = TypeAdapter(Annotated[Op, Field(discriminator="type")])
