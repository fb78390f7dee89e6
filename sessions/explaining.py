"""How the ops on explaining change a session: the only place that calls tables up. Pure.

Rule 1. Every table is in exactly one turn of a task's queue, also one that was added later.
Rule 2. Whose turn is on has their time only while the session is in a step for explaining.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import assert_never

from diagrams.template import template
from sessions.errors import SessionError
from sessions.explain_ops import (
    ArrangeTurns,
    ExplainOp,
    GoToTurn,
    LightZone,
    MoveTurn,
    PutOffTurn,
    RunTurn,
    SetTurnLength,
    SkipTurn,
)
from sessions.shows import Auto
from sessions.state import Session
from sessions.turns import (
    LEAST_SECONDS,
    MOST_SECONDS,
    Queue,
    Turn,
    moved,
    neighbours,
    shuffled,
    whole,
    whole_time,
)


def queue_of(session: Session, task: str) -> Queue:
    """Return who explains ``task`` when, with every table of the session in it."""
    return whole(session.explaining.get(task, Queue()), [table.id for table in session.tables])


def changed(session: Session, op: ExplainOp, at_ms: int) -> Session:
    """Return the session after ``op``; SessionError or DiagramError when it does not fit."""
    if op.task not in session.tasks:
        raise SessionError("no_task", f"There is no task '{op.task}' in this session.")
    queue = queue_of(session, op.task)
    after = _changed(session, queue, op, at_ms)
    if after.now != queue.now:
        after = replace(after, lit=None)
    session = _with(session, op.task, after)
    # What was spotlighted belonged to who was on before.
    is_called = isinstance(op, GoToTurn) and after.now is not None
    return replace(session, wall=Auto()) if is_called else session


def settled(session: Session, at_ms: int) -> Session:
    """Return the session with the time held of turns that it has gone away from."""
    for task, queue in session.explaining.items():
        if queue.clock.state == "running" and not _is_in(session, task):
            held = replace(queue, clock=queue.clock.pause(at_ms))
            session = _with(session, task, held)
    return session


def explain_json(session: Session) -> Mapping[str, object] | None:
    """Return whose turn it is and who is next, as all pages are told (R60)."""
    phase = session.now_in
    if phase.kind != "explain" or phase.task is None:
        return None
    queue = queue_of(session, phase.task)
    now, after = queue.turn(queue.now), queue.next
    return {
        "task": phase.task,
        "turn": queue.now,
        "tables": list(now.tables) if now else [],
        "next": list(after.tables) if after else [],
        "clock": asdict(queue.clock),
        "lit": queue.lit,
    }


def queues_json(session: Session) -> dict[str, object]:
    """Return the queues of all tasks, as the desk is told."""
    return {"queues": {task: _queue_json(queue_of(session, task)) for task in session.tasks}}


def _queue_json(queue: Queue) -> dict[str, object]:
    after, before = queue.next, queue.before
    return {
        "turns": [
            {"id": turn.id, "tables": list(turn.tables), "state": _state(queue, turn)}
            for turn in queue.turns
        ],
        "now": queue.now,
        "next": after and after.id,
        "before": before and before.id,
        "clock": asdict(queue.clock),
        "seconds": queue.seconds,
        "lit": queue.lit,
    }


def _state(queue: Queue, turn: Turn) -> str:
    if turn.id == queue.now:
        return "now"
    if turn.id in queue.skipped:
        return "skipped"
    return "done" if turn.id in queue.done else "waiting"


def _with(session: Session, task: str, queue: Queue) -> Session:
    return replace(session, explaining=MappingProxyType({**session.explaining, task: queue}))


def _is_in(session: Session, task: str) -> bool:
    phase = session.now_in
    return phase.kind == "explain" and phase.task == task


def _changed(session: Session, queue: Queue, op: ExplainOp, at_ms: int) -> Queue:
    match op:
        case ArrangeTurns():
            return _arranged(queue, op, [table.id for table in session.tables])
        case MoveTurn():
            return replace(queue, turns=moved(queue.turns, _found(queue, op.turn), op.before))
        case SkipTurn():
            return _skipped(queue, _found(queue, op.turn), op.skipped, at_ms)
        case PutOffTurn():
            turn = _found(queue, op.turn)
            left = _called(queue, queue.next, at_ms) if turn.id == queue.now else queue
            waiting = replace(left, done=left.done - {turn.id}, skipped=left.skipped - {turn.id})
            return replace(waiting, turns=moved(queue.turns, turn, None))
        case GoToTurn():
            return _gone(session, queue, op, at_ms)
        case RunTurn():
            return _run(queue, op, at_ms)
        case SetTurnLength():
            return _with_length(queue, op.seconds)
        case LightZone():
            if op.zone is not None:
                template(op.task).zone(op.zone)
            return replace(queue, lit=op.zone)
        case _:
            assert_never(op)


def _found(queue: Queue, wanted: str) -> Turn:
    turn = queue.turn(wanted)
    if turn is None:
        raise SessionError("no_turn", "The queue was lined up anew meanwhile. Look again.")
    return turn


def _arranged(queue: Queue, op: ArrangeTurns, tables: list[str]) -> Queue:
    if op.afresh:
        queue = Queue(seconds=queue.seconds, clock=whole_time(queue.seconds))
    kept = tuple(one for one in queue.turns if one.id == queue.now or one.id in queue.done)
    named = {table for turn in kept for table in turn.tables}
    left = [table for table in tables if table not in named]
    turns = neighbours(left) if op.by == "pair" else tuple(Turn((table,)) for table in left)
    if op.order == "shuffled":
        turns = shuffled(turns, op.seed)
    return replace(queue, turns=(*kept, *turns), skipped=frozenset())


def _skipped(queue: Queue, turn: Turn, is_skipped: bool, at_ms: int) -> Queue:
    if not is_skipped:
        return replace(queue, skipped=queue.skipped - {turn.id})
    left = _called(queue, queue.next, at_ms) if turn.id == queue.now else queue
    return replace(left, skipped=left.skipped | {turn.id}, done=left.done - {turn.id})


def _gone(session: Session, queue: Queue, op: GoToTurn, at_ms: int) -> Queue:
    turn = None if op.turn is None else _found(queue, op.turn)
    if turn is not None and not _is_in(session, op.task):
        raise SessionError("wrong_moment", "Go to the step for explaining first.")
    if op.since != queue.now:
        # Somebody at another desk wanted the same, and was faster.
        if op.turn == queue.now:
            return queue
        raise SessionError("wrong_moment", "Somebody else moved on just now.")
    if op.done and op.turn != queue.now and queue.now is not None:
        queue = replace(queue, done=queue.done | {queue.now})
    return _called(queue, turn, at_ms, start=op.start)


def _called(queue: Queue, turn: Turn | None, at_ms: int, *, start: bool = True) -> Queue:
    """Return the queue with ``turn`` on, its whole time before it."""
    clock = whole_time(queue.seconds)
    if turn is None:
        return replace(queue, now=None, clock=clock)
    return replace(
        queue,
        now=turn.id,
        clock=clock.start(at_ms) if start else clock,
        done=queue.done - {turn.id},
        skipped=queue.skipped - {turn.id},
    )


def _run(queue: Queue, op: RunTurn, at_ms: int) -> Queue:
    if op.turn != queue.now:
        raise SessionError("wrong_moment", "Somebody else moved on just now.")
    is_running = queue.clock.state == "running"
    if is_running == op.run:
        return queue
    clock = queue.clock.start(at_ms) if op.run else queue.clock.pause(at_ms)
    return replace(queue, clock=clock)


def _with_length(queue: Queue, seconds: int) -> Queue:
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise SessionError(
            "wrong_seconds", f"A turn takes {LEAST_SECONDS} to {MOST_SECONDS} seconds."
        )
    clock = whole_time(seconds) if queue.clock.state == "idle" else queue.clock
    return replace(queue, seconds=seconds, clock=clock)
