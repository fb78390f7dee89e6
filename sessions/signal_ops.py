"""What tables and the desk signal to each other: the ops for hands, "we are ready" and messages."""

from typing import Literal

from diagrams.ops import Id, Text, Value


class SetHand(Value):
    """``table`` wants somebody to come, or no longer does."""

    type: Literal["hand.set"]
    table: Id
    raised: bool


class SetReady(Value):
    """``table`` says that it is done with ``task``, or takes that back."""

    type: Literal["table.ready"]
    table: Id
    task: Id
    ready: bool


class SendMessage(Value):
    """A short text for the phones of ``table``, None being all tables."""

    type: Literal["message.send"]
    table: Id | None
    text: Text


SignalOp = SetHand | SetReady | SendMessage
