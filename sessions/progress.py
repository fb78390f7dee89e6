"""Where a session is in its running order: going to another step, and how far it is from the plan.

Pure: time comes with each entry. Rule 1. Going to a step and back neither gains nor loses time.
"""

from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from sessions.agenda import Clock, Cues, Phase, Plan, idle
from sessions.errors import SessionError
from sessions.order_ops import BeginPlan, PlanOp, SetCues
from sessions.state import Session


def phase_of(session: Session, phase: str) -> Phase:
    """Return the step with this id; SessionError ``no_phase``."""
    found = next((step for step in session.agenda if step.id == phase), None)
    if found is None:
        raise SessionError("no_phase", f"There is no step '{phase}' in the running order.")
    return found


def in_phase(session: Session, phase: Phase, start: bool, at_ms: int) -> Session:
    """Return the session in ``phase`` with the clock that was kept for it, or a whole one.

    Going to where one is sets its clock back.
    """
    course = session.course
    clocks = dict(course.clocks)
    if phase.id == session.phase:
        clock = idle(phase.minutes)
    else:
        clocks[session.phase] = session.clock.leave(at_ms)
        clock = clock_of(session, phase)
        clocks.pop(phase.id, None)
    return replace(
        session,
        phase=phase.id,
        clock=clock.start(at_ms) if start else clock,
        task=phase.task or session.task,
        course=replace(course, clocks=MappingProxyType(clocks)),
    )


def planned(session: Session, op: PlanOp, at_ms: int) -> Session:
    match op:
        case BeginPlan():
            return _with_plan(session, at_ms)
        case SetCues():
            return replace(session, cues=Cues(op.sound, op.flash))
        case _:
            assert_never(op)


def with_start(session: Session, at_ms: int) -> Session:
    """Return the session with its plan, once a clock of it runs."""
    if session.course.plan is not None or session.clock.state != "running":
        return session
    return _with_plan(session, at_ms)


def remaining_ms(session: Session, now_ms: int) -> int:
    """Return what the current step and all after it have left by their clocks."""
    at = session.agenda.index(session.now_in)
    clocks = [clock_of(session, phase) for phase in session.agenda[at:]]
    return sum(max(0, clock.left_at(now_ms)) for clock in clocks)


def behind_ms(session: Session, now_ms: int) -> int | None:
    """Return how much later than planned it would be over, below zero when ahead; None before
    the first start.
    """
    plan = session.course.plan
    return None if plan is None else now_ms + remaining_ms(session, now_ms) - plan.ends_at


def _with_plan(session: Session, at_ms: int) -> Session:
    plan = Plan(at_ms, at_ms + remaining_ms(session, at_ms))
    return replace(session, course=replace(session.course, plan=plan))


def clock_of(session: Session, phase: Phase) -> Clock:
    """Return the clock of a step: what it has, was left with, or will have."""
    if phase.id == session.phase:
        return session.clock
    return session.course.clocks.get(phase.id) or idle(phase.minutes)
