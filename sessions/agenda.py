"""The running order and its clock: the only place that knows what comes after what.

Rule 1. A clock keeps either ``ends_at`` (while running) or ``left_ms`` (otherwise), not both.
Rule 2. Starting and pausing never gain or lose time.
Rule 3. Reaching zero changes nothing by itself: people finish their sentence (R30).
Rule 4. Taking time away stops at zero; only running on goes past it.
Rule 5. A phase that is left keeps its clock, stopped at what was left, and has it on return.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from sessions.errors import SessionError

PhaseKind = Literal["welcome", "brief", "work", "explain", "combine", "close"]
ClockState = Literal["idle", "running", "paused", "stopped"]

# A session lasts hours, not days; a task of two hours is a workshop of its own.
MIN_MINUTES = 1
MAX_MINUTES = 120
# Sixty people find their tables and scan a card while the first coffee is drunk.
WELCOME_MINUTES = 5
# The prompts are lit one by one, ten or seven of them, and questions are asked.
BRIEF_MINUTES = 5
# "Spend a minute or so to explain": one table's turn; the clock is started anew for the next.
EXPLAIN_MINUTES = 1
# Zone by zone, the room reads what the others wrote and talks about it.
COMBINE_MINUTES = 15
CLOSE_MINUTES = 5

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the running order; ``task`` is an id, of work and explain always.

    ``note`` is the facilitator's note to self: no other page is told.
    """

    id: str
    kind: PhaseKind
    task: str | None
    title: str
    minutes: int
    note: str = ""


def agenda(tasks: Sequence[tuple[str, str]], minutes: int) -> tuple[Phase, ...]:
    """Return the running order for ``tasks``: their ids and short titles, first task first.

    ``minutes`` is the time to work on each task.
    """
    around = [Phase("welcome", "welcome", None, "Welcome", WELCOME_MINUTES)]
    around.append(Phase("brief", "brief", None, "Brief", BRIEF_MINUTES))
    for number, (task, short) in enumerate(tasks, start=1):
        title = f"Task {number}: {short}"
        around.append(Phase(f"work-{task}", "work", task, title, minutes))
        title = f"Explain Task {number}"
        around.append(Phase(f"explain-{task}", "explain", task, title, EXPLAIN_MINUTES))
    around.append(Phase("combine", "combine", None, "Combine", COMBINE_MINUTES))
    around.append(Phase("close", "close", None, "Close", CLOSE_MINUTES))
    return tuple(around)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock that counts down; a transition returns the new clock (R30).

    ``ends_at`` is server time in ms, None unless running; ``left_ms`` is None while running.
    ``total_ms`` is the whole time given, with what was added: what a ring is drawn from. What is
    taken from a clock under way stays in it, so that two minutes of ten look short at once.

    Raises:
        SessionError: ``wrong_moment``, from every transition; the clock stays as it was.
    """

    state: ClockState
    ends_at: int | None
    left_ms: int | None
    total_ms: int

    def left_at(self, now_ms: int) -> int:
        """Return the time left, below zero when it has run out.

        A server clock that was set back must not hand out more time than there was.
        """
        if self.ends_at is None:
            assert self.left_ms is not None, "a clock that does not run keeps what is left"
            return self.left_ms
        return min(self.ends_at - now_ms, self.total_ms)

    def start(self, now_ms: int) -> "Clock":
        """Run from what is left; also after a stop, which may have been a slip."""
        if self.state == "running":
            raise SessionError("wrong_moment", "The clock is running already.")
        ends_at = now_ms + self.left_at(now_ms)
        return replace(self, state="running", ends_at=ends_at, left_ms=None)

    def pause(self, now_ms: int) -> "Clock":
        if self.state != "running":
            raise SessionError("wrong_moment", "The clock is not running, so it cannot pause.")
        return replace(self, state="paused", ends_at=None, left_ms=self.left_at(now_ms))

    def stop(self, now_ms: int) -> "Clock":
        if self.state == "idle":
            raise SessionError("wrong_moment", "The clock has not been started yet.")
        if self.state == "stopped":
            raise SessionError("wrong_moment", "The clock is stopped already.")
        return replace(self, state="stopped", ends_at=None, left_ms=self.left_at(now_ms))

    def leave(self, now_ms: int) -> "Clock":
        """Return what is kept of the clock of a phase that is left: stopped, not paused, so that
        looking back at a task does not open it for writing (R31).
        """
        return self if self.state in ("idle", "stopped") else self.stop(now_ms)

    def add(self, added_ms: int, now_ms: int) -> "Clock":
        """Give more time, or take some away when ``added_ms`` is below zero; in any state."""
        left = self.left_at(now_ms)
        moved = max(left + added_ms, min(left, 0)) - left
        total_ms = self.total_ms + (moved if self.state == "idle" else max(0, moved))
        if self.ends_at is None:
            return replace(self, left_ms=left + moved, total_ms=total_ms)
        return replace(self, ends_at=self.ends_at + moved, total_ms=total_ms)


def idle(minutes: int) -> Clock:
    """Return the clock of a phase of ``minutes`` that has not started."""
    return Clock("idle", None, minutes * MINUTE_MS, minutes * MINUTE_MS)


@dataclass(frozen=True, slots=True)
class Plan:
    """When the first clock started, and when the session should be over by the running order.

    Only a change of the running order moves ``ends_at``: what else takes or saves time is what
    puts a session behind or ahead.
    """

    began_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A step that was taken out, with its clock: it can be put back as it was."""

    phase: Phase
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class Course:
    """What a running order has been through: the clocks of the phases that were left, by their
    ids, the steps that were taken out, oldest first, and the plan, None before the first start.
    """

    clocks: Mapping[str, Clock] = field(default_factory=lambda: MappingProxyType({}))
    removed: tuple[Removed, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """What the wall does when a fifth of the time is left, and at zero."""

    sound: bool = False
    flash: bool = True
