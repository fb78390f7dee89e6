"""What is stored, as frozen values: the only place that says what a log is made of.

A session and each of its diagrams is a *stream*: a record with a seq, and that many entries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

StreamKind = Literal["session", "diagram"]
KeyRole = Literal["facilitator", "helper", "participant", "wall"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted change.

    ``digest`` is the SHA-256 (hex) of what the client sent under ``ref``: the same ref with
    another digest is another op. ``op`` is ready for JSON and never changed after it is stored.
    ``undoes`` is the seq this entry takes back. ``at_ms`` is the server's clock since 1970.
    """

    seq: int
    author: str
    letter: str
    ref: str
    digest: str
    op: Mapping[str, object]
    undoes: int | None
    at_ms: int


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """A stream without its entries; ``seq`` is that of its newest entry, 0 when there is none.

    ``task`` and ``table`` are set for diagrams only.
    """

    id: str
    session: str
    kind: StreamKind
    task: str | None
    table: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class StreamLog:
    """A stream with all its entries, oldest first."""

    record: StreamRecord
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What must be found without reading a log: how people get in."""

    id: str
    code: str
    join_token: str
    title: str
    created_ms: int


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A right to one door of one session. ``digest`` is the SHA-256 (hex) of the key itself,
    which is stored nowhere. ``participant`` is set for the role participant only.
    """

    digest: str
    session: str
    role: KeyRole
    participant: str | None


@dataclass(frozen=True, slots=True)
class HelperRecord:
    """A colleague of the facilitator; ``name`` is what the facilitator calls them, ``digest``
    that of their key. The session's log says whether the key is in force.
    """

    id: str
    session: str
    name: str
    digest: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """One device as it sat down: where, and with which ``letter``; ``name`` may be empty. The
    session's log says where it went from there.
    """

    id: str
    session: str
    table: str
    letter: str
    name: str
    joined_ms: int


@dataclass(frozen=True, slots=True)
class NewSession:
    """Everything that must exist from the first moment of a session, stored as one."""

    record: SessionRecord
    keys: tuple[KeyRecord, ...]
    streams: tuple[StreamLog, ...]


@dataclass(frozen=True, slots=True)
class Append:
    """Entries for one stream that was at seq ``expected`` when they were planned.

    The entries are numbered ``expected + 1`` upwards without a gap. ``creates`` are streams
    that come to be with them (a table's second diagram), without entries yet.
    """

    stream: str
    expected: int
    entries: tuple[Entry, ...]
    creates: tuple[StreamRecord, ...] = ()
