"""How the entries of each kind of stream change its state: what a room needs to know of it."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from diagrams import apply as diagram_apply
from diagrams import ops as diagram_ops
from diagrams.model import Diagram
from diagrams.template import Template
from sessions import apply as session_apply
from sessions import ops as session_ops
from sessions import order
from sessions.combine_ops import CombineOp, KeepDecision, VoteOp
from sessions.entry import Entry
from sessions.errors import SessionError
from sessions.order_ops import OrderOp
from sessions.state import Session

State = TypeVar("State")
AnyOp = diagram_ops.Op | session_ops.Op


class Rules(Protocol, Generic[State]):
    """Pure: the same state and entry always give the same result, here and after a restart."""

    def empty(self) -> State: ...

    def read(self, entry: Entry) -> AnyOp: ...

    def apply(self, state: State, op: AnyOp, entry: Entry) -> State: ...

    def undo(self, before: State, done: Entry, now: State) -> AnyOp:
        """Return the op that takes ``done`` back; SessionError when that cannot be done now."""
        ...


def cannot_undo(message: str) -> SessionError:
    return SessionError("cannot_undo", message)


@dataclass(frozen=True, slots=True)
class DiagramRules:
    template: Template

    def empty(self) -> Diagram:
        return Diagram(task=self.template.id)

    def read(self, entry: Entry) -> AnyOp:
        return diagram_ops.OP.validate_python(entry.op)

    def apply(self, state: Diagram, op: AnyOp, entry: Entry) -> Diagram:
        if not isinstance(op, diagram_ops.Op):
            raise SessionError("not_allowed", "This change is for the session, not for a diagram.")
        return diagram_apply.apply(self.template, state, op, _diagram_stamp(entry))

    def undo(self, before: Diagram, done: Entry, now: Diagram) -> AnyOp:
        op = diagram_ops.OP.validate_python(done.op)
        inverse = diagram_apply.inverse(self.template, before, op, _diagram_stamp(done))
        if inverse is None:
            raise cannot_undo("This change cannot be undone.")
        if not diagram_apply.still_undoable(before, op, _diagram_stamp(done), now):
            raise cannot_undo("Somebody changed this since, so it stays as it is.")
        return inverse


def _diagram_stamp(entry: Entry) -> diagram_apply.Stamp:
    return diagram_apply.Stamp(seq=entry.seq, author=entry.author, letter=entry.letter)


@dataclass(frozen=True, slots=True)
class SessionRules:
    """A session's state is None before its first entry opens it."""

    def empty(self) -> Session | None:
        return None

    def read(self, entry: Entry) -> AnyOp:
        return session_ops.OP.validate_python(entry.op)

    def apply(self, state: Session | None, op: AnyOp, entry: Entry) -> Session | None:
        if not isinstance(op, session_ops.Op):
            raise SessionError("not_allowed", "This change is for a diagram, not for the session.")
        stamp = session_apply.Stamp(
            seq=entry.seq, author=entry.author, letter=entry.letter, at_ms=entry.at_ms
        )
        return session_apply.apply(state, op, stamp)

    def undo(self, before: Session | None, done: Entry, now: Session | None) -> AnyOp:
        op = session_ops.OP.validate_python(done.op)
        if isinstance(op, KeepDecision):
            return op.model_copy(update={"kept": not op.kept})
        if isinstance(op, CombineOp) and not isinstance(op, VoteOp):
            return KeepDecision(type="group.keep", decision=done.seq, kept=False)
        if isinstance(op, OrderOp):
            return _order_undo(before, op, now)
        raise cannot_undo("A step of the running order is not undone: go back to it instead.")


def _order_undo(before: Session | None, op: OrderOp, now: Session | None) -> AnyOp:
    assert before is not None, "the first entry opens the session"
    assert now is not None, "the first entry opens the session"
    inverse = order.inverse(before, op, now)
    if inverse is None:
        raise cannot_undo("This step was changed since, so it stays as it is.")
    return inverse
