"""One stream in memory: decides what an op becomes, and keeps what it has become. No I/O.

Rule 1. Memory is never ahead of storage: ``plan`` changes nothing, ``commit`` comes after it.
Rule 2. Entries are numbered from 1 without a gap; ``commit`` takes only the next one.
Rule 3. A ref is one op of its author for ever, also across restarts.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sessions.entry import Append, Entry, StreamLog, StreamRecord
from sessions.errors import SessionError
from sessions.rules import AnyOp, Rules, cannot_undo

State = TypeVar("State")

# Two hundred steps back is further than anybody remembers, and bounds the states kept for it.
UNDO_DEPTH = 200
# A client that missed more than this gets the whole state: shorter than what it missed.
MAX_RESUME = 1_000


@dataclass(frozen=True, slots=True)
class Author:
    """Who an entry is by: ``id`` is opaque, ``letter`` is what a diagram shows, may be empty."""

    id: str
    letter: str


@dataclass(frozen=True, slots=True)
class Planned(Generic[State]):
    """An entry that may be stored next, and the state it would lead to."""

    entry: Entry
    after: State


@dataclass(frozen=True, slots=True)
class Known:
    """The op is entry ``seq`` already; there is nothing to do."""

    seq: int


@dataclass(frozen=True, slots=True)
class _Done(Generic[State]):
    entry: Entry
    before: State


def digest(payload: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of what a client asked for, the same however it spelled the JSON."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(ask: AnyOp | int) -> str:
    """Return the digest of an op, or of asking to undo a seq."""
    return digest({"undo": ask} if isinstance(ask, int) else {"op": as_json(ask)})


def as_json(op: AnyOp) -> dict[str, object]:
    return op.model_dump(mode="json")


class Room(Generic[State]):
    """A stream's state, its entries, and what it would do with the next op.

    The caller's duty, under one lock per room, in this order:

    1. Ask ``known``: an op that is an entry already is done.
    2. ``plan`` or ``plan_undo`` it; done when that raises.
    3. Store the planned entry. When that fails, forget it: nothing changed.
    4. ``commit`` it.
    5. Tell everybody who watches.
    """

    def __init__(self, log: StreamLog, rules: Rules[State]) -> None:
        self.record: StreamRecord = log.record
        self.state: State = rules.empty()
        self.seq = 0
        self._rules = rules
        self._entries: list[Entry] = []
        self._refs: dict[tuple[str, str], Entry] = {}
        self._undoable: deque[_Done[State]] = deque(maxlen=UNDO_DEPTH)
        for entry in log.entries:
            self.commit(Planned(entry, rules.apply(self.state, rules.read(entry), entry)))

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    def known(self, author: str, ref: str, sha: str) -> Known | None:
        """Return the entry this op is already; SessionError ``ref_reused`` if it is another op."""
        entry = self._refs.get((author, ref))
        if entry is None:
            return None
        if entry.digest != sha:
            raise SessionError("ref_reused", f"The ref '{ref}' was used for another change.")
        return Known(entry.seq)

    def plan(self, author: Author, op: AnyOp, ref: str, at_ms: int) -> Planned[State]:
        """Return what ``op`` would become.

        Raises:
            DiagramError, SessionError: it does not fit; nothing changed.
        """
        return self._next(author, op, ref, digest_of(op), at_ms, undoes=None)

    def plan_undo(self, author: Author, seq: int, ref: str, at_ms: int) -> Planned[State]:
        """Return the op that takes back entry ``seq``, planned; raises as ``plan`` does."""
        done = next((done for done in self._undoable if done.entry.seq == seq), None)
        if done is None or done.entry.author != author.id:
            raise cannot_undo("This change cannot be undone here.")
        op = self._rules.undo(done.before, done.entry, self.state)
        return self._next(author, op, ref, digest_of(seq), at_ms, undoes=seq)

    def _next(
        self, author: Author, op: AnyOp, ref: str, sha: str, at_ms: int, undoes: int | None
    ) -> Planned[State]:
        entry = Entry(
            seq=self.seq + 1,
            author=author.id,
            letter=author.letter,
            ref=ref,
            digest=sha,
            op=as_json(op),
            undoes=undoes,
            at_ms=at_ms,
        )
        return Planned(entry, self._rules.apply(self.state, op, entry))

    def append(self, planned: Planned[State], creates: Iterable[StreamRecord] = ()) -> Append:
        """Return what the store must take before ``planned`` may be committed."""
        return Append(self.record.id, self.seq, (planned.entry,), tuple(creates))

    def commit(self, planned: Planned[State]) -> None:
        """Make a stored entry part of the room."""
        entry = planned.entry
        assert entry.seq == self.seq + 1, "entries are committed one by one, in order"
        self._undoable.append(_Done(entry, self.state))
        self._entries.append(entry)
        self._refs[entry.author, entry.ref] = entry
        self.state = planned.after
        self.seq = entry.seq

    def at_ms(self, seq: int) -> int:
        """Return when entry ``seq`` was accepted; 0 before the first."""
        return self._entries[seq - 1].at_ms if seq else 0

    def count_until(self, at_ms: int) -> int:
        """Return the seq of the newest entry of ``at_ms`` or before, 0 when there is none.

        The newest, whatever stands before it: a clock that was set back meanwhile hides nothing.
        """
        for entry in reversed(self._entries):
            if entry.at_ms <= at_ms:
                return entry.seq
        return 0

    def since(self, seq: int) -> tuple[Entry, ...] | None:
        """Return the entries after ``seq``, oldest first, or None when a resume is not possible:
        ``seq`` was never reached, or so much was missed that the whole state is shorter.
        """
        if seq > self.seq or self.seq - seq > MAX_RESUME:
            return None
        return tuple(self._entries[seq:])
