"""How the ops on walls change a session: what fits, what is taken out of the queue, what is kept.

Pure. What walls then show is ``state.show``, and of which diagrams ``screening``.
"""

from dataclasses import replace
from typing import assert_never

from diagrams.template import template
from sessions.errors import SessionError
from sessions.projection import Past, Projection, Queued, Replaying
from sessions.shows import Example, OneDiagram, OneZone, Replay, RoomView, Show, WholeTask
from sessions.state import Frozen, Session, show
from sessions.wall_ops import (
    BlankWall,
    DropQueued,
    FreezeWall,
    LightPrompt,
    MoveQueued,
    PrepareWall,
    QueueShow,
    SetCalm,
    SetReplay,
    ShowOnWall,
    StepBack,
    WallOp,
)

# Every table once, and then some.
MAX_QUEUE = 80
# Further back than anybody steps; older ones are in the log.
MAX_PAST = 50
# They compare roles and levels, which only a task with levels asks for.
OF_LEVELS = frozenset({"matrix", "overlap"})


def changed(session: Session, op: WallOp, at_ms: int) -> Session:
    """Return the session after an op on its walls; SessionError when it does not fit."""
    kept = session.projection
    match op:
        case ShowOnWall():
            check_show(session, op.show)
            return replace(session, wall=op.show, projection=_taken(kept, op.show))
        case StepBack():
            return _back(session, op.since)
        case FreezeWall():
            return _frozen(session, op.frozen, at_ms)
        case _:
            return replace(session, projection=_kept(session, op, at_ms))


def recorded(before: Session, after: Session, *, is_back: bool) -> Session:
    """Return ``after`` with what was on the wall before it in its past, whatever changed it."""
    was, now, kept = show(before), show(after), after.projection
    if before.phase != after.phase and kept.lit is not None:
        kept = replace(kept, lit=None)
    if _is_same(was, now):
        return after if kept is after.projection else replace(after, projection=kept)
    if not is_back:
        past = (*kept.past, Past(was, kept.since))[-MAX_PAST:]
        kept = replace(kept, past=past)
    kept = replace(kept, since=after.seq)
    return replace(after, projection=kept)


def _is_same(one: Show, other: Show) -> bool:
    """Say whether it is the same thing; the pages of a zone are turned, not shown anew."""
    if isinstance(one, OneZone) and isinstance(other, OneZone):
        return (one.task, one.zone) == (other.task, other.zone)
    return one == other


def _kept(session: Session, op: WallOp, at_ms: int) -> Projection:
    kept = session.projection
    match op:
        case PrepareWall():
            if op.show is not None:
                check_show(session, op.show)
            return replace(kept, next=op.show)
        case QueueShow() | MoveQueued() | DropQueued():
            return replace(kept, queue=_queue(session, op))
        case BlankWall():
            return replace(kept, blank=op.blank)
        case SetCalm():
            return replace(kept, calm=op.calm)
        case LightPrompt():
            if op.zone is not None:
                _check_zone(session.task, op.zone)
            return replace(kept, lit=op.zone)
        case SetReplay():
            return replace(kept, replay=Replaying(op.playing, op.position_ms, at_ms, op.speed))
        case ShowOnWall() | StepBack() | FreezeWall():
            raise AssertionError("these change more than what is kept")
        case _:
            assert_never(op)


def _taken(kept: Projection, shown: Show) -> Projection:
    """Return what is left to come once ``shown`` is on the wall."""
    if kept.next is not None:
        return replace(kept, next=None) if kept.next == shown else kept
    is_first = bool(kept.queue) and kept.queue[0].show == shown
    return replace(kept, queue=kept.queue[1:]) if is_first else kept


def _queue(session: Session, op: QueueShow | MoveQueued | DropQueued) -> tuple[Queued, ...]:
    queue = session.projection.queue
    if isinstance(op, QueueShow):
        check_show(session, op.show)
        if any(one.id == op.item for one in queue):
            raise SessionError("id_taken", "This is in the queue already.")
        if len(queue) >= MAX_QUEUE:
            raise SessionError("queue_full", f"The queue holds {MAX_QUEUE}; take something out.")
        return (*queue, Queued(op.item, op.show))
    found = next((one for one in queue if one.id == op.item), None)
    others = tuple(one for one in queue if one is not found)
    # Somebody at another desk showed it or took it out meanwhile: that is what was wanted.
    if found is None or isinstance(op, DropQueued):
        return others
    ids = [one.id for one in others]
    at = ids.index(op.before) if op.before in ids else len(ids)
    return (*others[:at], found, *others[at:])


def _back(session: Session, since: int) -> Session:
    kept = session.projection
    if not kept.past:
        raise SessionError("wrong_moment", "Nothing was on the wall before this.")
    if since != kept.since:
        raise SessionError("wrong_moment", "Somebody else changed the wall just now.")
    *earlier, last = kept.past
    back = replace(kept, past=tuple(earlier), next=session.wall)
    return replace(session, wall=last.show, projection=back)


def _frozen(session: Session, on: bool, at_ms: int) -> Session:
    """Return the session frozen as it is; freezing what is frozen keeps the first picture."""
    if not on:
        return replace(session, frozen=None)
    return session if session.frozen else replace(session, frozen=Frozen(at_ms, session))


def has_room_view(session: Session, view: RoomView) -> bool:
    """Say whether there is such a view of this room, on whatever page."""
    try:
        _check_room_view(session, view)
    except SessionError:
        return False
    return True


def check_show(session: Session, wanted: Show) -> None:
    """Raise SessionError when this session has no such thing to show."""
    if isinstance(wanted, OneDiagram):
        _check_diagram(session, wanted.diagram)
    elif isinstance(wanted, RoomView):
        _check_room_view(session, wanted)
    elif isinstance(wanted, Example):
        check_task(session, wanted.task)
    elif isinstance(wanted, Replay):
        check_task(session, wanted.task)
        if wanted.diagram is not None:
            _check_diagram(session, wanted.diagram, wanted.task)


def check_task(session: Session, task: str) -> None:
    if task not in session.tasks:
        raise SessionError("no_task", f"There is no task '{task}' in this session.")


def _check_diagram(session: Session, diagram: str, task: str | None = None) -> None:
    if all(ref.id != diagram or task not in (None, ref.task) for ref in session.diagrams):
        raise SessionError("no_diagram", f"There is no diagram '{diagram}' in this session.")


def _check_room_view(session: Session, view: RoomView) -> None:
    check_task(session, view.task)
    if isinstance(view, OneZone):
        _check_zone(view.task, view.zone)
    if isinstance(view, WholeTask) and view.mode in OF_LEVELS and not template(view.task).levels:
        raise SessionError("no_levels", "This view needs the task that asks where people stand.")


def _check_zone(task: str, zone: str) -> None:
    if all(known.id != zone for known in template(task).zones):
        raise SessionError("no_zone", f"There is no part '{zone}' in this task.")
