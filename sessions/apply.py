"""The only place where a session changes. Pure: same session, op and stamp, same result."""

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import assert_never

from diagrams.glossary_rows import Row, check
from diagrams.model import MAX_TITLE_GRAPHEMES
from sessions import combining, explaining, order, people_apply, progress, signals, wall
from sessions.access import Action
from sessions.agenda import MAX_MINUTES, MIN_MINUTES, Clock, agenda, idle
from sessions.combine_ops import CombineOp
from sessions.combining import By, Combining
from sessions.errors import SessionError
from sessions.explain_ops import ExplainOp
from sessions.ops import (
    AddDiagram,
    AddTime,
    GoToPhase,
    Op,
    OpenSession,
    PauseClock,
    SetGlossary,
    SetJoining,
    StartClock,
    StopClock,
)
from sessions.order_ops import OrderOp, PlanOp
from sessions.people_ops import PeopleOp
from sessions.privacy_ops import SetPrivacy
from sessions.shows import Auto
from sessions.signal_ops import SendMessage, SetHand, SetReady, SignalOp
from sessions.signals import Mark, Signals
from sessions.state import DiagramRef, Session, runs, writing
from sessions.tables import MAX_TABLES, check_length, numbered
from sessions.wall_ops import StepBack, WallOp

# "An innovation you have been involved in": a table of two teams may describe two. How innovation
# works in their organisation they describe once, or the combined picture counts a table twice.
MAX_DIAGRAMS = MappingProxyType({"innovation": 2})
MAX_DIAGRAMS_OF_OTHER_TASKS = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the server adds to an accepted op; ``at_ms`` is its clock."""

    seq: int
    author: str
    letter: str
    at_ms: int


def apply(session: Session | None, op: Op, stamp: Stamp) -> Session:
    """Return the session after ``op``; ``session`` is None before the op that opens it.

    Raises:
        SessionError: with a code of R32; nothing changed.
        DiagramError: ``bad_glossary``; nothing changed.
    """
    assert stamp.seq == (session.seq if session else 0) + 1, "entries apply one by one, in order"
    if isinstance(op, OpenSession):
        if session is not None:
            raise SessionError("not_allowed", "This session is open already.")
        return replace(_opened(op), seq=stamp.seq)
    assert session is not None, "the first entry opens the session"
    after = replace(_changed(session, op, stamp), seq=stamp.seq)
    after = explaining.settled(progress.with_start(after, stamp.at_ms), stamp.at_ms)
    after = wall.recorded(session, after, is_back=isinstance(op, StepBack))
    return _with_run(session, _with_close(session, after, stamp.at_ms), stamp.at_ms)


def required_action(op: Op) -> Action:
    """Return what somebody must be allowed to do to send ``op``: see ``access.may``.

    A participant's own table needs only ``diagram.add_own`` for ``diagram.add``: the caller
    knows where the person sits.
    """
    return op.type


def max_diagrams(task: str) -> int:
    """Return how many diagrams of ``task`` one table may have."""
    return MAX_DIAGRAMS.get(task, MAX_DIAGRAMS_OF_OTHER_TASKS)


def _opened(op: OpenSession) -> Session:
    if not op.title:
        raise SessionError("text_empty", "Give the session a title.")
    check_length("The title", op.title, MAX_TITLE_GRAPHEMES)
    if not 1 <= len(op.tables) <= MAX_TABLES:
        raise SessionError(
            "too_many_tables", f"A session has 1 to {MAX_TABLES} tables, not {len(op.tables)}."
        )
    if not MIN_MINUTES <= op.minutes <= MAX_MINUTES:
        raise SessionError("wrong_minutes", f"A task takes {MIN_MINUTES} to {MAX_MINUTES} minutes.")
    phases = agenda([(task.task, task.short) for task in op.tasks], op.minutes)
    return Session(
        title=op.title,
        code=op.code,
        tables=tuple(numbered(number, name) for number, name in enumerate(op.tables, start=1)),
        agenda=phases,
        phase=phases[0].id,
        clock=idle(phases[0].minutes),
        task=op.tasks[0].task,
        tasks=tuple(dict.fromkeys(task.task for task in op.tasks)),
        private=op.private,
    )


def _changed(session: Session, op: Op, stamp: Stamp) -> Session:
    at_ms = stamp.at_ms
    if isinstance(op, PeopleOp):
        return people_apply.changed(session, op, at_ms)
    if isinstance(op, OrderOp):
        return order.changed(session, op, at_ms)
    if isinstance(op, PlanOp):
        return progress.planned(session, op, at_ms)
    if isinstance(op, WallOp):
        return wall.changed(session, op, at_ms)
    if isinstance(op, CombineOp):
        return replace(session, combining=_combining(session, op, stamp))
    if isinstance(op, ExplainOp):
        return explaining.changed(session, op, at_ms)
    match op:
        case GoToPhase():
            phase = progress.phase_of(session, op.phase)
            # What was spotlighted belonged to the step before.
            return replace(progress.in_phase(session, phase, op.start, at_ms), wall=Auto())
        case StartClock() | PauseClock() | StopClock() | AddTime():
            return replace(session, clock=_clock(session.clock, op, at_ms))
        case SetJoining():
            return replace(session, joining=op.open)
        case SetPrivacy():
            return replace(session, private=op.private)
        case AddDiagram():
            return replace(session, diagrams=(*session.diagrams, _diagram(session, op)))
        case SetGlossary():
            rows = _glossary(session, op)
            return replace(session, glossary=rows, glossary_seq=session.seq + 1)
        case SetHand() | SetReady() | SendMessage():
            return replace(session, signals=_signals(session, op, stamp))
        case OpenSession():
            raise AssertionError("a session is opened once, before anything else")
        case _:
            assert_never(op)


def _combining(session: Session, op: CombineOp, stamp: Stamp) -> Combining:
    by = By(stamp.seq, stamp.author, stamp.at_ms)
    diagrams = {ref.id for ref in session.diagrams}
    return combining.changed(session.combining, op, session.tasks, diagrams, by)


def _signals(session: Session, op: SignalOp, stamp: Stamp) -> Signals:
    tables = {table.id for table in session.tables}
    mark = Mark(stamp.seq, stamp.letter, stamp.at_ms)
    return signals.changed(session.signals, op, tables, session.tasks, mark)


def _clock(clock: Clock, op: StartClock | PauseClock | StopClock | AddTime, at_ms: int) -> Clock:
    match op:
        case StartClock():
            return clock.start(at_ms)
        case PauseClock():
            return clock.pause(at_ms)
        case StopClock():
            return clock.stop(at_ms)
        case AddTime():
            return clock.add(op.seconds * 1_000, at_ms)
        case _:
            assert_never(op)


def _diagram(session: Session, op: AddDiagram) -> DiagramRef:
    table = next((table for table in session.tables if table.id == op.table), None)
    if table is None:
        raise SessionError("no_table", f"There is no table '{op.table}' in this session.")
    wall.check_task(session, op.task)
    if any(ref.id == op.diagram for ref in session.diagrams):
        raise SessionError("id_taken", f"There is a diagram '{op.diagram}' already.")
    number = len(session.diagrams_of(op.table, op.task)) + 1
    limit = max_diagrams(op.task)
    if number > limit:
        raise SessionError(
            "enough_diagrams", f"{table.name} cannot have more than {limit} of this diagram."
        )
    return DiagramRef(op.diagram, op.table, op.task, number)


def _glossary(session: Session, op: SetGlossary) -> tuple[Row, ...]:
    """Return the rows as they stand from now on; only they are checked, not how they fit the
    shipped ones, so that another version's shipped ones open the session just as well.
    """
    if op.base != session.glossary_seq:
        raise SessionError("glossary_changed", "Somebody else changed this glossary meanwhile.")
    rows = tuple(Row(row.alias, row.canonical, row.kind, row.level, row.note) for row in op.rows)
    check(rows)
    return rows


def _with_close(before: Session, after: Session, at_ms: int) -> Session:
    """Note when writing closed, whatever closed it: the clock or another phase (R22)."""
    task = writing(before)
    if task is None or writing(after) == task:
        return after
    closed = MappingProxyType({**before.writing_closed_at, task: at_ms})
    return replace(after, writing_closed_at=closed)


def _with_run(before: Session, after: Session, at_ms: int) -> Session:
    """Note since when the clock runs while people write."""
    if not runs(after):
        return replace(after, running_since=None)
    goes_on = runs(before) and writing(before) == writing(after)
    return after if goes_on else replace(after, running_since=at_ms)
