"""What a session is at one seq: frozen values, and what follows from them.

The only place that says when writing is open and what the wall shows.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import assert_never

from diagrams.glossary_rows import Row
from sessions.agenda import Clock, Course, Cues, Phase
from sessions.combining import Combining, vote_json
from sessions.projection import Projection
from sessions.seating import Seating
from sessions.shows import Auto, Screen, Show, Shown, WholeTask
from sessions.signals import Signals
from sessions.turns import Queue

# R22. A phone that was offline or half-way through a word sends within a few seconds of the
# close; "finish your sentence" on the wall covers the rest. Longer, and closed is not closed.
GRACE_MS = 15_000


@dataclass(frozen=True, slots=True)
class Table:
    """A group of people sitting together."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class DiagramRef:
    """That a diagram is there; ``number`` counts a table's diagrams of one task from 1."""

    id: str
    table: str
    task: str
    number: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """That walls keep the picture they had at ``at_ms``, when the session was ``session``."""

    at_ms: int
    session: "Session"


@dataclass(frozen=True, slots=True)
class Session:
    """One live event at one seq.

    ``phase`` is the id of one of ``agenda``; ``task`` the task of the phase, or the latest that
    was worked on, or the first. ``wall`` is what the facilitator chose.
    ``writing_closed_at`` maps a task to the ms of its latest close. ``glossary`` are the session's
    own rows, set by entry ``glossary_seq``, 0 when there are none yet.
    """

    title: str
    code: str
    tables: tuple[Table, ...]
    agenda: tuple[Phase, ...]
    phase: str
    clock: Clock
    task: str
    # In the order they are worked on, by the running order that the session opened with.
    tasks: tuple[str, ...] = ()
    diagrams: tuple[DiagramRef, ...] = ()
    wall: Show = field(default_factory=Auto)
    projection: Projection = field(default_factory=Projection)
    frozen: Frozen | None = None
    joining: bool = True
    # Whether a table is shown as shapes until it says that it is ready.
    private: bool = False
    writing_closed_at: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    glossary: tuple[Row, ...] = ()
    glossary_seq: int = 0
    course: Course = field(default_factory=Course)
    cues: Cues = field(default_factory=Cues)
    # Who was moved or taken off their table; which helpers' keys are in force; which wall key is,
    # any when it is blank, and how many there were before it.
    seating: Seating = field(default_factory=Seating)
    helpers: frozenset[str] = frozenset()
    wall_digest: str = ""
    wall_renewals: int = 0
    signals: Signals = field(default_factory=Signals)
    combining: Combining = field(default_factory=Combining)
    # By task, once anything was changed about who explains when.
    explaining: Mapping[str, Queue] = field(default_factory=lambda: MappingProxyType({}))
    # Since when people write without a pause: how long a table may have been silent.
    running_since: int | None = None
    seq: int = 0

    @property
    def now_in(self) -> Phase:
        return next(phase for phase in self.agenda if phase.id == self.phase)

    def diagrams_of(self, table: str, task: str) -> tuple[DiagramRef, ...]:
        return tuple(ref for ref in self.diagrams if ref.table == table and ref.task == task)


def writing(session: Session) -> str | None:
    """Return the task that people may write on, or None (R31)."""
    phase = session.now_in
    is_open = phase.kind == "work" and session.clock.state in ("running", "paused")
    return phase.task if is_open else None


def runs(session: Session) -> bool:
    """Say whether people write and the clock runs."""
    return writing(session) is not None and session.clock.state == "running"


def may_write(session: Session, task: str, now_ms: int) -> bool:
    """Say whether a participant's op on a diagram of ``task`` still counts (R22).

    A server clock that was set back by hours must not leave writing open for hours, so the
    distance to the close counts, not the order.
    """
    if writing(session) == task:
        return True
    closed_at = session.writing_closed_at.get(task)
    return closed_at is not None and abs(now_ms - closed_at) <= GRACE_MS


def show(session: Session) -> Shown:
    """Return what the wall shows now: the facilitator's choice, or what suits the phase."""
    if not isinstance(session.wall, Auto) and session.wall != Screen(mode="explain"):
        return session.wall
    kind = session.now_in.kind
    match kind:
        case "welcome":
            return Screen(mode="join")
        case "brief":
            return Screen(mode="brief")
        case "work":
            return Screen(mode="mosaic")
        case "explain":
            queue = session.explaining.get(session.task)
            is_on = queue is not None and queue.now is not None
            return Screen(mode="explain" if is_on else "mosaic")
        case "combine":
            return WholeTask(mode="composite", task=session.task)
        case "close":
            return Screen(mode="close")
        case _:
            assert_never(kind)


def to_json(session: Session) -> dict[str, object]:
    """Return the session as clients see it (R29, R30): without its glossary and what was decided
    about groups, which no page that people write on needs (R34, R43), and without signals, which
    differ from page to page (R35).
    """
    return {
        "title": session.title,
        "code": session.code,
        "tables": [asdict(table) for table in session.tables],
        "diagrams": [asdict(diagram) for diagram in session.diagrams],
        "agenda": [_phase_json(phase) for phase in session.agenda],
        "phase": session.phase,
        "clock": asdict(session.clock),
        "task": session.task,
        "writing": writing(session),
        "wall": session.wall.model_dump(mode="json"),
        "show": show(session).model_dump(mode="json"),
        "joining": session.joining,
        "private": session.private,
        "cues": asdict(session.cues),
        "running_since": session.running_since,
        "vote": vote_json(session.combining.vote),
    }


def _phase_json(phase: Phase) -> dict[str, object]:
    """Return a step of the running order without the note, which is the desk's alone (R36)."""
    return {name: value for name, value in asdict(phase).items() if name != "note"}
