"""Who explains when: the queue of one task as a value, and how it is lined up. Pure."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from sessions.agenda import Clock

# "A minute or so to explain": half is too short to begin, three are a talk.
SECONDS = 60
LEAST_SECONDS = 30
MOST_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Turn:
    """Tables that explain together, mostly one."""

    tables: tuple[str, ...]

    @property
    def id(self) -> str:
        return "-".join(self.tables)


def whole_time(seconds: int) -> Clock:
    """Return the clock of a turn that has not begun."""
    return Clock("idle", None, seconds * 1_000, seconds * 1_000)


@dataclass(frozen=True, slots=True)
class Queue:
    """``turns`` in order; tables in none of them come after (``whole``). ``now`` is the turn that
    is on, and ``clock`` its time. ``done`` and ``skipped`` are not called up again by themselves.
    """

    turns: tuple[Turn, ...] = ()
    now: str | None = None
    clock: Clock = field(default_factory=lambda: whole_time(SECONDS))
    done: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    seconds: int = SECONDS
    lit: str | None = None

    def turn(self, wanted: str | None) -> Turn | None:
        return next((turn for turn in self.turns if turn.id == wanted), None)

    def waits(self, turn: Turn) -> bool:
        return turn.id != self.now and turn.id not in self.done and turn.id not in self.skipped

    @property
    def next(self) -> Turn | None:
        """Return who comes after the turn that is on: at the end, those who were passed over."""
        ids = [turn.id for turn in self.turns]
        at = ids.index(self.now) + 1 if self.now in ids else 0
        ahead = (*self.turns[at:], *self.turns[:at])
        return next((turn for turn in ahead if self.waits(turn)), None)

    @property
    def before(self) -> Turn | None:
        """Return who stands before the turn that is on; with nobody on, who was last."""
        ids = [turn.id for turn in self.turns]
        at = ids.index(self.now) if self.now in ids else len(ids)
        called = [turn for turn in self.turns[:at] if turn.id not in self.skipped]
        if self.now is None:
            called = [turn for turn in called if turn.id in self.done]
        return called[-1] if called else None


def whole(queue: Queue, tables: Collection[str]) -> Queue:
    """Return the queue with those of ``tables`` that came since it was lined up."""
    known = {table for turn in queue.turns for table in turn.tables}
    fresh = tuple(Turn((table,)) for table in tables if table not in known)
    return replace(queue, turns=(*queue.turns, *fresh)) if fresh else queue


def neighbours(tables: Sequence[str]) -> tuple[Turn, ...]:
    """Return tables by twos, the last three together when they are odd."""
    starts = range(0, max(1, len(tables) - 1), 2)
    ends = [*starts[1:], len(tables)]
    return tuple(Turn(tuple(tables[a:b])) for a, b in zip(starts, ends, strict=True) if tables[a:b])


def shuffled(turns: Sequence[Turn], seed: int) -> tuple[Turn, ...]:
    """Return ``turns`` in an order that only ``seed`` decides, by any version of this program."""

    def place(turn: Turn) -> bytes:
        return hashlib.sha256(f"{seed} {turn.id}".encode()).digest()

    return tuple(sorted(turns, key=place))


def moved(turns: tuple[Turn, ...], turn: Turn, before: str | None) -> tuple[Turn, ...]:
    if before == turn.id:
        return turns
    others = tuple(one for one in turns if one is not turn)
    ids = [one.id for one in others]
    at = ids.index(before) if before in ids else len(ids)
    return (*others[:at], turn, *others[at:])
