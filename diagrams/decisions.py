"""What people decided about groups: the only place that types it, and that says which notes it
brings together or apart.

Rule 1. A decision names notes, and holds for each as long as the note stands in its zone, whatever
it says by then; for those that are gone it says nothing.
Rule 2. A note nobody decided about goes where its words go: into the group that was brought
together from these words, else to its like.
Rule 3. No decision changes what anybody wrote.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from diagrams.model import Level
from diagrams.ops import Id, Text, Value

# Sixty tables that all say it, some of them several times: the largest group there can be.
MAX_NAMED_NOTES = 600
# Ways of saying one thing; a note in a further one waits for somebody to decide.
MAX_WORDINGS = 40
# More than these at once nobody has looked at.
MAX_PARTS = 60

# A note of any table: the id of its diagram, and its own.
Anchor = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,24}/[A-Za-z0-9_-]{1,24}$", max_length=49)
]
Claim = tuple[str, Level, str]


class Wording(Value):
    """How something is said; in a task with levels, where."""

    text: Text
    level: Level = "inside"


class Part(Value):
    """A group as somebody saw it: its notes, and the wordings by which later ones belong to it."""

    notes: Annotated[
        tuple[Anchor, ...], Field(min_length=1, max_length=MAX_NAMED_NOTES, strict=False)
    ]
    wordings: Annotated[tuple[Wording, ...], Field(max_length=MAX_WORDINGS, strict=False)] = ()


class JoinGroups(Value):
    """These groups of one zone say the same."""

    type: Literal["group.join"]
    task: Id
    zone: Id
    groups: Annotated[tuple[Part, ...], Field(min_length=2, max_length=MAX_PARTS, strict=False)]


class SplitGroup(Value):
    """Each of these parts of a group stands on its own; the rest of it stays together."""

    type: Literal["group.split"]
    task: Id
    zone: Id
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=MAX_PARTS, strict=False)]


class NameGroup(Value):
    """The group of most of these notes has the headline ``text``; none of its own when blank."""

    type: Literal["group.name"]
    task: Id
    zone: Id
    group: Part
    text: Text


class KeepApart(Value):
    """Two wordings do not mean the same: they are not suggested again. ``other`` is blank where
    the question was what ``one`` means.
    """

    type: Literal["group.differ"]
    task: Id
    zone: Id
    one: Text
    other: Text = ""


Decision = JoinGroups | SplitGroup | NameGroup | KeepApart


@dataclass
class Lots:
    """Which notes of a task were brought together or apart: ``of_note`` maps zone and note to a
    lot, ``of_words`` zone, level and wording. Lots are numbers that mean nothing else.
    """

    of_note: dict[tuple[str, str], int] = field(default_factory=dict)
    of_words: dict[Claim, int] = field(default_factory=dict)
    made: int = 0

    def join(self, op: JoinGroups) -> None:
        """Whoever of those named was with others brings them along."""
        named = [(op.zone, note) for part in op.groups for note in part.notes]
        together = {self.of_note[one] for one in named if one in self.of_note}
        self.made += 1
        for kept in (self.of_note, self.of_words):
            for one, lot in kept.items():
                if lot in together:
                    kept[one] = self.made  # type: ignore[index] # a key of the dict itself
        self.of_note.update(dict.fromkeys(named, self.made))
        for part in op.groups:
            self._claim(op.zone, part)

    def split(self, op: SplitGroup) -> None:
        for part in op.parts:
            self.made += 1
            self.of_note.update({(op.zone, note): self.made for note in part.notes})
            self._claim(op.zone, part)

    def _claim(self, zone: str, part: Part) -> None:
        for one in part.wordings:
            # The latest comes last, since it is what is looked at last.
            self.of_words.pop((zone, one.level, one.text), None)
            self.of_words[zone, one.level, one.text] = self.made


def lots(decisions: Iterable[Decision], task: str) -> Lots:
    """Return what the decisions on ``task`` bring together and apart, made in this order."""
    found = Lots()
    for one in decisions:
        if one.task != task:
            continue
        if isinstance(one, JoinGroups):
            found.join(one)
        elif isinstance(one, SplitGroup):
            found.split(one)
    return found


def names(decisions: Iterable[Decision], task: str) -> list[NameGroup]:
    """Return the headlines that were given in ``task``, the latest last."""
    return [one for one in decisions if isinstance(one, NameGroup) and one.task == task]


def anchors(decision: Decision) -> frozenset[tuple[str, str]]:
    """Return the notes it names, with their zone."""
    match decision:
        case JoinGroups():
            parts = decision.groups
        case SplitGroup():
            parts = decision.parts
        case NameGroup():
            parts = (decision.group,)
        case _:
            parts = ()
    return frozenset((decision.zone, note) for part in parts for note in part.notes)
