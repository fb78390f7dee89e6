"""Who may ask for what, and when: the one place that says no before a room is asked."""

from collections.abc import Mapping

from diagrams.errors import DiagramError
from diagrams.ops import WithholdNote
from sessions.access import Action, Who, may
from sessions.apply import required_action
from sessions.entry import StreamRecord
from sessions.errors import SessionError
from sessions.ops import AddDiagram
from sessions.ops import Op as SessionOp
from sessions.rules import AnyOp
from sessions.sights import Sight
from sessions.signal_ops import SetHand, SetReady
from sessions.state import GRACE_MS, Session, may_write
from sessions.wall import has_room_view

# What a participant may do for the table they sit at, and for no other.
_OF_ONES_OWN_TABLE: Mapping[type[SessionOp], Action] = {
    AddDiagram: "diagram.add_own",
    SetHand: "hand.set_own",
    SetReady: "table.ready_own",
}
Refusal = SessionError | DiagramError
_NOT_ALLOWED = "This page may not do that."


def refuse_op(
    who: Who, record: StreamRecord, op: AnyOp | None, session: Session, now_ms: int
) -> SessionError | None:
    """Return why ``who`` may not ask for ``op`` (None: an undo) on this stream, or None."""
    if record.kind == "session":
        return _refuse_session_op(who, op)
    if isinstance(op, WithholdNote) and not op.withheld and not may(who.role, "diagram.write_any"):
        # A table may keep a note of its own off the wall, but not bring back what the desk hid.
        return SessionError("not_allowed", "Only the facilitator can put this back on the wall.")
    return _refuse_diagram_op(who, record, session, now_ms)


def _refuse_session_op(who: Who, op: AnyOp | None) -> SessionError | None:
    if op is None and (may(who.role, "group.keep") or may(who.role, "order.edit")):
        return None
    if op is None or not isinstance(op, SessionOp):
        return SessionError("not_allowed", _NOT_ALLOWED)
    own = _OF_ONES_OWN_TABLE.get(type(op))
    if own is not None and may(who.role, own) and getattr(op, "table", None) == who.table:
        return None
    if not may(who.role, required_action(op)):
        return SessionError("not_allowed", _NOT_ALLOWED)
    return None


def _refuse_diagram_op(
    who: Who, record: StreamRecord, session: Session, now_ms: int
) -> SessionError | None:
    if may(who.role, "diagram.write_any"):
        return None
    own = record.table == who.table or (
        record.table is not None and record.table == _just_left(who, session, now_ms)
    )
    if not own or not may(who.role, "diagram.write_own"):
        return SessionError("not_allowed", _NOT_ALLOWED)
    if record.task is not None and not may_write(session, record.task, now_ms):
        return SessionError("writing_closed", "Writing is closed now. Your words are kept here.")
    return None


def _just_left(who: Who, session: Session, now_ms: int) -> str | None:
    """Return the table somebody was moved from a moment ago: what they had written there and
    was on its way still belongs to it (R53).
    """
    move = session.seating.last_move(who.participant)
    if move is None or move.table != who.table or abs(now_ms - move.at_ms) > GRACE_MS:
        return None
    return move.leaves


def may_watch(who: Who, record: StreamRecord) -> bool:
    if record.kind == "session":
        return may(who.role, "session.watch")
    own = record.table == who.table and may(who.role, "diagram.watch_own")
    return own or may(who.role, "diagram.watch_any")


def may_see(who: Who, session: Session, sight: Sight) -> bool:
    """Say whether there is such a picture for walls, and ``who`` may see those."""
    if not may(who.role, "composite.watch"):
        return False
    if isinstance(sight.of, str):
        return any(ref.id == sight.of for ref in session.diagrams)
    return has_room_view(session, sight.of)
