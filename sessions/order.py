"""How the running order is changed, before the start and live. Pure: time comes with each entry.

Rule 1. The current step is never removed, so there is always one.
Rule 2. An id names one step for ever, also after it was removed.
Rule 3. A change of the running order leaves a session as far ahead or behind as it was.
"""

from dataclasses import asdict, replace
from types import MappingProxyType
from typing import assert_never

from sessions.agenda import (
    MAX_MINUTES,
    MIN_MINUTES,
    MINUTE_MS,
    Phase,
    Removed,
)
from sessions.errors import SessionError
from sessions.order_ops import (
    AddPhase,
    EditPhase,
    MovePhase,
    OrderOp,
    RemovePhase,
    RestorePhase,
)
from sessions.progress import phase_of, remaining_ms
from sessions.state import Session
from sessions.tables import check_length

# Five times the running order of a day with two tasks; more is no list one can read.
MAX_PHASES = 40
# So many can be put back; who removes a forty-first has long forgotten the first.
MAX_REMOVED = 40
# A title stands in the strip of the wall, at the top of a phone, and on a button.
MAX_PHASE_TITLE_GRAPHEMES = 60
# Two or three sentences to oneself, read while the room waits.
MAX_PHASE_NOTE_GRAPHEMES = 300
# They are about a task, so they must say which; the others may, but for arriving and leaving.
NEED_A_TASK = frozenset({"work", "explain"})
WITHOUT_TASK = frozenset({"welcome", "close"})
EDITABLE = ("title", "minutes", "note")


def changed(session: Session, op: OrderOp, at_ms: int) -> Session:
    """Return the session after ``op``; SessionError, and nothing changed, when it does not fit."""
    after = _changed(session, op, at_ms)
    plan = session.course.plan
    if plan is None:
        return after
    moved = remaining_ms(after, at_ms) - remaining_ms(session, at_ms)
    plan = replace(plan, ends_at=plan.ends_at + moved)
    return replace(after, course=replace(after.course, plan=plan))


def inverse(before: Session, op: OrderOp, now: Session) -> OrderOp | None:
    """Return what takes ``op`` back, which was applied to ``before``, or None when what it
    changed has changed since.
    """
    step = next((one for one in now.agenda if one.id == op.phase), None)
    if isinstance(op, RemovePhase):
        after = _next_of(before, op.phase)
        put_back = RestorePhase(type="order.restore", phase=op.phase, before=after)
        return put_back if step is None else None
    if step is None:
        return None
    match op:
        case AddPhase() | RestorePhase():
            return RemovePhase(type="order.remove", phase=op.phase)
        case MovePhase():
            after = _next_of(before, op.phase)
            return MovePhase(type="order.move", phase=op.phase, before=after)
        case EditPhase():
            return _edited_back(phase_of(before, op.phase), op, step)
        case _:
            assert_never(op)


def desk_json(session: Session) -> dict[str, object]:
    """Return what of the running order only the desk is told (R36)."""
    plan = session.course.plan
    return {
        "agenda": [asdict(phase) for phase in session.agenda],
        "clocks": {phase: asdict(clock) for phase, clock in session.course.clocks.items()},
        "plan": plan and asdict(plan),
    }


def _changed(session: Session, op: OrderOp, at_ms: int) -> Session:
    match op:
        case AddPhase():
            return replace(session, agenda=_placed(session.agenda, _added(session, op), op.before))
        case EditPhase():
            return _edited(session, op, at_ms)
        case MovePhase():
            phase = phase_of(session, op.phase)
            if op.before == op.phase:
                return session
            others = tuple(step for step in session.agenda if step is not phase)
            return replace(session, agenda=_placed(others, phase, op.before))
        case RemovePhase():
            return _without(session, phase_of(session, op.phase))
        case RestorePhase():
            return _restored(session, op)
        case _:
            assert_never(op)


def _placed(agenda: tuple[Phase, ...], phase: Phase, before: str | None) -> tuple[Phase, ...]:
    ids = [step.id for step in agenda]
    at = ids.index(before) if before in ids else len(ids)
    return (*agenda[:at], phase, *agenda[at:])


def _next_of(session: Session, phase: str) -> str | None:
    ids = [step.id for step in session.agenda]
    after = ids[ids.index(phase) + 1 :]
    return after[0] if after else None


def _added(session: Session, op: AddPhase) -> Phase:
    taken = {step.id for step in session.agenda} | {one.phase.id for one in session.course.removed}
    if op.phase in taken:
        raise SessionError("id_taken", f"There is a step '{op.phase}' already.")
    _check_room(session)
    if op.kind in NEED_A_TASK and op.task is None:
        raise SessionError("no_task", "Choose the task that this step is about.")
    if op.kind in WITHOUT_TASK and op.task is not None:
        raise SessionError("no_task", "This kind of step is about no task.")
    if op.task is not None and op.task not in session.tasks:
        raise SessionError("no_task", f"There is no task '{op.task}' in this session.")
    return _checked(Phase(op.phase, op.kind, op.task, op.title, op.minutes, op.note))


def _check_room(session: Session) -> None:
    if len(session.agenda) >= MAX_PHASES:
        raise SessionError("order_full", f"A running order has at most {MAX_PHASES} steps.")


def _checked(phase: Phase) -> Phase:
    if not phase.title:
        raise SessionError("text_empty", "Give the step a title.")
    check_length("The title", phase.title, MAX_PHASE_TITLE_GRAPHEMES)
    check_length("The note", phase.note, MAX_PHASE_NOTE_GRAPHEMES)
    if not MIN_MINUTES <= phase.minutes <= MAX_MINUTES:
        raise SessionError("wrong_minutes", f"A step takes {MIN_MINUTES} to {MAX_MINUTES} minutes.")
    return phase


def _edited(session: Session, op: EditPhase, at_ms: int) -> Session:
    """Return the session with a step changed; its clock has as much more left as its minutes."""
    phase = phase_of(session, op.phase)
    given = {name: value for name in EDITABLE if (value := getattr(op, name)) is not None}
    new = _checked(replace(phase, **given))
    agenda = tuple(new if step is phase else step for step in session.agenda)
    after = replace(session, agenda=agenda)
    added_ms = (new.minutes - phase.minutes) * MINUTE_MS
    if not added_ms:
        return after
    if phase.id == session.phase:
        return replace(after, clock=session.clock.add(added_ms, at_ms))
    kept = session.course.clocks.get(phase.id)
    if kept is None:
        return after
    clocks = {**session.course.clocks, phase.id: kept.add(added_ms, at_ms)}
    return replace(after, course=replace(session.course, clocks=MappingProxyType(clocks)))


def _edited_back(was: Phase, op: EditPhase, step: Phase) -> EditPhase | None:
    given = [name for name in EDITABLE if getattr(op, name) is not None]
    if any(getattr(step, name) != getattr(op, name) for name in given):
        return None
    return EditPhase(
        type="order.edit", phase=op.phase, **{name: getattr(was, name) for name in given}
    )


def _without(session: Session, phase: Phase) -> Session:
    if phase.id == session.phase:
        raise SessionError("wrong_moment", "You are in this step. Go to another one first.")
    course = session.course
    kept = course.clocks.get(phase.id)
    clocks = {step: clock for step, clock in course.clocks.items() if step != phase.id}
    removed = (*course.removed, Removed(phase, kept))[-MAX_REMOVED:]
    return replace(
        session,
        agenda=tuple(step for step in session.agenda if step is not phase),
        course=replace(course, clocks=MappingProxyType(clocks), removed=removed),
    )


def _restored(session: Session, op: RestorePhase) -> Session:
    course = session.course
    found = next((one for one in course.removed if one.phase.id == op.phase), None)
    if found is None:
        raise SessionError("no_phase", f"There is no removed step '{op.phase}' to put back.")
    _check_room(session)
    clocks = dict(course.clocks)
    if found.clock is not None:
        clocks[op.phase] = found.clock
    removed = tuple(one for one in course.removed if one is not found)
    return replace(
        session,
        agenda=_placed(session.agenda, found.phase, op.before),
        course=replace(course, clocks=MappingProxyType(clocks), removed=removed),
    )
