"""What was decided about groups, and what was voted: the only place where either changes. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import assert_never

from diagrams.decisions import Decision, JoinGroups, SplitGroup, anchors
from diagrams.model import MAX_NOTE_GRAPHEMES
from diagrams.template import template
from diagrams.text import count
from sessions.combine_ops import (
    CloseVote,
    CombineOp,
    KeepDecision,
    OpenVote,
    PlaceDot,
    ShowVote,
    VoteOp,
)
from sessions.errors import SessionError

# Every group of a room of sixty tables, twice over; all of them are looked at in every redraw.
MAX_DECISIONS = 1_000
# Votes of one event; each keeps everybody's dots.
MAX_VOTES = 20


@dataclass(frozen=True, slots=True)
class By:
    """What the server adds to an accepted op; ``author`` is an opaque id."""

    seq: int
    author: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stands in the log; not ``kept`` once it was taken back."""

    by: By
    decision: Decision
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote: ``cast`` holds the notes whose groups each person put dots on, by their id.

    ``zones`` are those of ``task`` it covers. The room sees sums only while it is ``shown``.
    """

    seq: int
    task: str
    zones: tuple[str, ...]
    dots: int
    is_open: bool = True
    shown: bool = False
    cast: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def sums(self) -> dict[str, int]:
        """Return how many dots each note has: sums, never whose they are."""
        return dict(Counter(note for notes in self.cast.values() for note in notes))


@dataclass(frozen=True, slots=True)
class Combining:
    decided: tuple[Decided, ...] = ()
    votes: tuple[Vote, ...] = ()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions that stand, in the order they were made."""
        return tuple(one.decision for one in self.decided if one.kept)

    @property
    def vote(self) -> Vote | None:
        """Return the latest vote, open or not."""
        return self.votes[-1] if self.votes else None

    def shown_dots(self, task: str) -> dict[str, int]:
        """Return the sums of the latest vote on a task, if the room may see them."""
        latest = next((vote for vote in reversed(self.votes) if vote.task == task), None)
        return latest.sums() if latest is not None and latest.shown else {}

    def stands_alone(self, decision: int) -> bool:
        """Say whether no later decision that stands builds on that of entry ``decision``."""
        at = next(at for at, one in enumerate(self.decided) if one.by.seq == decision)
        asked = self.decided[at].decision
        if not isinstance(asked, JoinGroups | SplitGroup):
            return True
        notes = anchors(asked)
        return not any(
            later.kept
            and isinstance(later.decision, JoinGroups | SplitGroup)
            and later.decision.task == asked.task
            and notes & anchors(later.decision)
            for later in self.decided[at + 1 :]
        )


def changed(
    now: Combining, op: CombineOp, tasks: Sequence[str], diagrams: Collection[str], by: By
) -> Combining:
    """Return what is decided and voted after ``op``, in a session of these tasks and diagrams.

    Raises:
        SessionError: it does not fit; nothing changed.
    """
    if isinstance(op, KeepDecision):
        return _kept(now, op)
    if isinstance(op, VoteOp):
        return replace(now, votes=_votes(now, op, tasks, diagrams, by))
    _check_zones(op.task, (op.zone,), tasks)
    if op.type == "group.name":
        length = count(op.text)
        if length > MAX_NOTE_GRAPHEMES:
            sentence = f"A headline has at most {MAX_NOTE_GRAPHEMES} characters, not {length}."
            raise SessionError("text_too_long", sentence)
    if len(now.decided) >= MAX_DECISIONS:
        raise SessionError("enough_decisions", f"A session keeps at most {MAX_DECISIONS} of these.")
    return replace(now, decided=(*now.decided, Decided(by, op)))


def _kept(now: Combining, op: KeepDecision) -> Combining:
    if all(one.by.seq != op.decision for one in now.decided):
        raise SessionError("cannot_undo", "There is no such decision about groups.")
    if not now.stands_alone(op.decision):
        sentence = "A later decision is about the same notes. Take that one back first."
        raise SessionError("cannot_undo", sentence)
    return replace(
        now,
        decided=tuple(
            replace(one, kept=op.kept) if one.by.seq == op.decision else one for one in now.decided
        ),
    )


def _votes(
    now: Combining, op: VoteOp, tasks: Sequence[str], diagrams: Collection[str], by: By
) -> tuple[Vote, ...]:
    latest = now.vote
    if isinstance(op, OpenVote):
        _check_zones(op.task, op.zones, tasks)
        zones = tuple(
            zone.id for zone in template(op.task).zones if not op.zones or zone.id in op.zones
        )
        before = tuple(replace(vote, is_open=False, shown=False) for vote in now.votes)
        return (*before, Vote(by.seq, op.task, zones, op.dots))[-MAX_VOTES:]
    if latest is None:
        raise SessionError("wrong_moment", "There is no vote yet.")
    match op:
        case CloseVote():
            after = replace(latest, is_open=False)
        case ShowVote():
            after = replace(latest, shown=op.shown)
        case PlaceDot():
            after = _dotted(latest, op, diagrams, by.author)
        case _:
            assert_never(op)
    return (*now.votes[:-1], after)


def _dotted(vote: Vote, op: PlaceDot, diagrams: Collection[str], author: str) -> Vote:
    if not vote.is_open:
        raise SessionError("vote_closed", "This vote is closed. Your dots are counted.")
    placed = vote.cast.get(author, ())
    others = tuple(note for note in placed if note != op.note)
    if op.placed and op.note.partition("/")[0] not in diagrams:
        raise SessionError("no_note", "This group is not part of the vote.")
    if op.placed and len(others) >= vote.dots:
        raise SessionError("no_dots_left", f"All {vote.dots} dots are placed. Take one back first.")
    after = (*others, op.note) if op.placed else others
    return replace(vote, cast=MappingProxyType({**vote.cast, author: after}))


def _check_zones(task: str, zones: Collection[str], tasks: Sequence[str]) -> None:
    if task not in tasks:
        raise SessionError("no_task", f"There is no task '{task}' in this session.")
    known = {zone.id for zone in template(task).zones}
    for zone in zones:
        if zone not in known:
            raise SessionError("no_zone", f"There is no part '{zone}' in this task.")


def vote_json(vote: Vote | None) -> dict[str, object] | None:
    """Return the latest vote as everybody is told of it: neither dots nor whose they are."""
    if vote is None:
        return None
    return {
        "seq": vote.seq,
        "task": vote.task,
        "zones": list(vote.zones),
        "dots": vote.dots,
        "open": vote.is_open,
        "shown": vote.shown,
    }
