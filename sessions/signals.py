"""Raised hands, who is ready, what the desk said to tables: the only place they change. Pure."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from typing import assert_never

from diagrams.text import count
from sessions.access import Door
from sessions.errors import SessionError
from sessions.signal_ops import SendMessage, SetHand, SetReady, SignalOp

# What somebody reads at a glance in the middle of a sentence of their own.
MAX_MESSAGE_GRAPHEMES = 140
# One grapheme can be many code points; this bounds storage whatever the script.
MAX_MESSAGE_BYTES = 1_400
# The desk looks back over the last half hour, not over the day.
KEPT_MESSAGES = 20


@dataclass(frozen=True, slots=True)
class Hand:
    """``letter`` is of who raised it, ``at`` when, in ms by the server's clock."""

    table: str
    letter: str
    at: int


@dataclass(frozen=True, slots=True)
class Message:
    """``seq`` is the entry that brought it; ``table`` None is all tables."""

    seq: int
    table: str | None
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Signals:
    """``ready`` holds (table, task) in the order they said so; ``messages`` the oldest first."""

    hands: tuple[Hand, ...] = ()
    ready: tuple[tuple[str, str], ...] = ()
    messages: tuple[Message, ...] = ()

    def is_ready(self, table: str, task: str) -> bool:
        return (table, task) in self.ready

    def last_message(self, table: str) -> Message | None:
        """Return what stands on the phones of ``table``."""
        theirs = (one for one in reversed(self.messages) if one.table in (None, table))
        return next(theirs, None)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the server adds to an accepted signal."""

    seq: int
    letter: str
    at_ms: int


def changed(
    signals: Signals, op: SignalOp, tables: Collection[str], tasks: Collection[str], mark: Mark
) -> Signals:
    """Return the signals after ``op`` in a session of these ``tables`` and ``tasks``.

    Raises:
        SessionError: ``no_table``, ``no_task``, ``text_empty``, ``text_too_long``.
    """
    if op.table is not None and op.table not in tables:
        raise SessionError("no_table", f"There is no table '{op.table}' in this session.")
    match op:
        case SetHand():
            return replace(signals, hands=_hands(signals, op, mark))
        case SetReady():
            if op.task not in tasks:
                raise SessionError("no_task", f"There is no task '{op.task}' in this session.")
            return replace(signals, ready=_ready(signals, op))
        case SendMessage():
            return replace(signals, messages=_messages(signals, op, tables, mark))
        case _:
            assert_never(op)


def _hands(signals: Signals, op: SetHand, mark: Mark) -> tuple[Hand, ...]:
    """Who raises a hand that is up already keeps its place in the queue."""
    is_up = any(hand.table == op.table for hand in signals.hands)
    if op.raised and is_up:
        return signals.hands
    if op.raised:
        return (*signals.hands, Hand(op.table, mark.letter, mark.at_ms))
    return tuple(hand for hand in signals.hands if hand.table != op.table)


def _ready(signals: Signals, op: SetReady) -> tuple[tuple[str, str], ...]:
    pair = (op.table, op.task)
    others = tuple(one for one in signals.ready if one != pair)
    if not op.ready:
        return others
    return signals.ready if pair in signals.ready else (*others, pair)


def _messages(
    signals: Signals, op: SendMessage, tables: Collection[str], mark: Mark
) -> tuple[Message, ...]:
    """Return the messages with the new one; an older one stays while it stands on some phones."""
    if not op.text:
        raise SessionError("text_empty", "Write a message first.")
    length = count(op.text)
    if length > MAX_MESSAGE_GRAPHEMES or len(op.text.encode()) > MAX_MESSAGE_BYTES:
        raise SessionError(
            "text_too_long",
            f"A message has at most {MAX_MESSAGE_GRAPHEMES} characters, this one has {length}.",
        )
    sent = (*signals.messages, Message(mark.seq, op.table, op.text, mark.at_ms))
    after = replace(signals, messages=sent)
    standing = {one.seq for table in tables if (one := after.last_message(table)) is not None}
    recent = {one.seq for one in sent[-KEPT_MESSAGES:]}
    return tuple(one for one in sent if one.seq in standing | recent)


def heard(signals: Signals, door: Door, table: str | None) -> Signals:
    """Return what the pages behind ``door`` are told: the desk all, a table its own (R35)."""
    if door == "desk":
        return signals
    if door == "wall":
        return Signals(ready=signals.ready)
    last = None if table is None else signals.last_message(table)
    return Signals(
        hands=tuple(hand for hand in signals.hands if hand.table == table),
        ready=tuple(pair for pair in signals.ready if pair[0] == table),
        messages=() if last is None else (last,),
    )


def signals_json(signals: Signals) -> dict[str, object]:
    """Return signals as clients see them (R35)."""
    ready: dict[str, list[str]] = {}
    for table, task in signals.ready:
        ready.setdefault(task, []).append(table)
    return {
        "hands": [asdict(hand) for hand in signals.hands],
        "ready": ready,
        "messages": [asdict(message) for message in signals.messages],
    }
