"""Sessions, keys and logs on disk: the only place with SQL.

Rule 1. A method that stores returns after it is durable, or raises StoreError.
Rule 2. A stream moves only from the seq its entries were planned with, under the lock of its
        own row. A database sequence would not do: its numbers become visible out of order.
Rule 3. Nothing that people wrote, no SQL and no path leaves here in an error or a log line.

All methods block. Any thread may call them; writes take turns.
"""

import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

from sqlalchemy import ColumnElement, Connection, Engine, Table, bindparam, insert, select, update

from sessions import columns
from sessions.entry import (
    Append,
    HelperRecord,
    KeyRecord,
    NewSession,
    ParticipantRecord,
    SessionRecord,
    StreamLog,
    StreamRecord,
)
from sessions.errors import StoreError
from sessions.rows import ENTRY, HELPER, KEY, META, PARTICIPANT, SESSION, STREAM
from sessions.transactions import Transactions

# A probe may ask often and needs no key; every honest answer costs a write to the disk.
WRITABLE_FOR_S: Final = 1.0
RANDOM_BYTES: Final = 9

_ADVANCE = (
    update(STREAM)
    .where(STREAM.c.id == bindparam("of"), STREAM.c.seq == bindparam("expected"))
    .values(seq=bindparam("reached"))
)


class Store:
    """One database of sessions.

    ``epoch`` names one life of it: seqs compare only within one. A SQLite file can be put back
    from a copy only while no server has it open, so it gets a new epoch whenever a server opens
    it, and no restore goes unnoticed. A PostgreSQL database is open in several processes at
    once, and one more of them must not send everybody back to the start: there the epoch stays
    in its row until whoever restores the database changes it.

    The caller gives an engine whose database is migrated, whose transactions hold the write
    lock from their beginning, and whose connections with the execution option ``READS_ONLY``
    cannot write. With ``read_only`` the epoch stays as it is and nothing may be stored.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        clock: Callable[[], float] = time.monotonic,
        read_only: bool = False,
    ) -> None:
        self._transactions = Transactions(engine)
        self._clock = clock
        self._read_only = read_only
        self._tried: tuple[float, bool] | None = None
        self.epoch = self._open(renew=engine.dialect.name == "sqlite" and not read_only)

    def _open(self, *, renew: bool) -> str:
        if renew:
            epoch = secrets.token_urlsafe(RANDOM_BYTES)
            with self._writing() as connection:
                _set_meta(connection, "epoch", epoch)
            return epoch
        with self._transactions.reading() as connection:
            return str(
                connection.execute(select(META.c.value).filter_by(name="epoch")).scalar_one()
            )

    # -- sessions, keys, people

    def create_session(self, new: NewSession) -> None:
        """Store everything a session begins with, or nothing."""
        with self._writing() as connection:
            _insert(connection, SESSION, [columns.session_columns(new.record)])
            _insert(connection, KEY, [columns.key_columns(key) for key in new.keys])
            _insert(connection, STREAM, [columns.stream_columns(log.record) for log in new.streams])
            _insert(connection, ENTRY, columns.log_columns(new.streams))

    def sessions(self) -> list[SessionRecord]:
        """Return all sessions, newest first."""
        query = select(SESSION).order_by(SESSION.c.created_ms.desc(), SESSION.c.id)
        with self._transactions.reading() as connection:
            return [columns.session_from(row) for row in connection.execute(query).mappings()]

    def session(self, session_id: str) -> SessionRecord | None:
        return self._one_session(SESSION.c.id == session_id)

    def find_session(
        self, *, code: str | None = None, token: str | None = None
    ) -> SessionRecord | None:
        assert (code is None) != (token is None), "one of code and token"
        if code is not None:
            return self._one_session(SESSION.c.code == code)
        return self._one_session(SESSION.c.join_token == token)

    def _one_session(self, which: ColumnElement[bool]) -> SessionRecord | None:
        with self._transactions.reading() as connection:
            row = connection.execute(select(SESSION).where(which)).mappings().first()
        return columns.session_from(row) if row else None

    def key(self, session_id: str, digest: str) -> KeyRecord | None:
        query = select(KEY).where(KEY.c.digest == digest, KEY.c.session == session_id)
        with self._transactions.reading() as connection:
            row = connection.execute(query).mappings().first()
        return columns.key_from(row) if row else None

    def add_participant(self, record: ParticipantRecord, digest: str) -> None:
        """Store a participant together with the digest of their key."""
        key = KeyRecord(digest, record.session, "participant", record.id)
        with self._writing() as connection:
            _insert(connection, PARTICIPANT, [columns.participant_columns(record)])
            _insert(connection, KEY, [columns.key_columns(key)])

    def add_key(self, record: KeyRecord) -> None:
        with self._writing() as connection:
            _insert(connection, KEY, [columns.key_columns(record)])

    def add_helper(self, record: HelperRecord) -> None:
        """Store a helper together with their key."""
        key = KeyRecord(record.digest, record.session, "helper", None)
        with self._writing() as connection:
            _insert(connection, KEY, [columns.key_columns(key)])
            _insert(connection, HELPER, [columns.helper_columns(record)])

    def helpers(self, session_id: str) -> list[HelperRecord]:
        """Return everybody who was ever made a helper, in the order they were."""
        query = (
            select(HELPER)
            .where(HELPER.c.session == session_id)
            .order_by(HELPER.c.made_ms, HELPER.c.id)
        )
        with self._transactions.reading() as connection:
            return [columns.helper_from(row) for row in connection.execute(query).mappings()]

    def participants(self, session_id: str) -> list[ParticipantRecord]:
        """Return everybody who ever joined, in the order they did."""
        query = (
            select(PARTICIPANT)
            .where(PARTICIPANT.c.session == session_id)
            .order_by(PARTICIPANT.c.joined_ms, PARTICIPANT.c.id)
        )
        with self._transactions.reading() as connection:
            return [columns.participant_from(row) for row in connection.execute(query).mappings()]

    # -- streams

    def streams(self, session_id: str) -> list[StreamRecord]:
        query = select(STREAM).where(STREAM.c.session == session_id).order_by(STREAM.c.id)
        with self._transactions.reading() as connection:
            return [columns.stream_from(row) for row in connection.execute(query).mappings()]

    def load(self, stream_id: str) -> StreamLog | None:
        with self._transactions.reading() as connection:
            query = select(STREAM).where(STREAM.c.id == stream_id)
            row = connection.execute(query).mappings().first()
            if row is None:
                return None
            record = columns.stream_from(row)
            # Up to the seq just read: somebody may have appended between the two questions.
            entries = (
                select(ENTRY)
                .where(ENTRY.c.stream == stream_id, ENTRY.c.seq <= record.seq)
                .order_by(ENTRY.c.seq)
            )
            found = connection.execute(entries).mappings()
            return StreamLog(record, tuple(columns.entry_from(row) for row in found))

    def append(self, batch: Sequence[Append]) -> frozenset[str]:
        """Store what several streams planned, in one transaction.

        Returns:
            The streams of which nothing was stored, because they have moved on (or are gone),
            or because an id in ``creates`` is taken. All others are stored.

        Raises:
            StoreError: nothing of the batch was stored, as far as anybody can tell. When the
                connection to PostgreSQL broke during the commit it may have been: the streams
                then turn out to be behind at the next append, which is why it is safe to try.
        """
        _assert_contiguous(batch)
        behind: set[str] = set()
        made: list[columns.Columns] = []
        entries: list[columns.Columns] = []
        # In the order of their ids, so that two processes never wait for each other's rows.
        ordered = sorted(batch, key=lambda append: append.stream)
        with self._writing() as connection:
            taken = _taken(connection, batch)
            for append in ordered:
                ids = {record.id for record in append.creates}
                if taken & ids or not _advance(connection, append):
                    behind.add(append.stream)
                    continue
                taken |= ids
                made += [columns.stream_columns(record) for record in append.creates]
                entries += [columns.entry_columns(append.stream, e) for e in append.entries]
            _insert(connection, STREAM, made)
            _insert(connection, ENTRY, entries)
        return frozenset(behind)

    # -- health

    def writable(self) -> bool:
        """Try to write, really; the answer holds for WRITABLE_FOR_S."""
        now = self._clock()
        if self._tried is None or now - self._tried[0] >= WRITABLE_FOR_S:
            try:
                with self._writing() as connection:
                    _set_meta(connection, "tried", secrets.token_urlsafe(RANDOM_BYTES))
            except StoreError:
                self._tried = (now, False)
            else:
                self._tried = (now, True)
        return self._tried[1]

    def _writing(self) -> AbstractContextManager[Connection]:
        assert not self._read_only, "this store was opened to read"
        return self._transactions.writing()


def _insert(connection: Connection, table: Table, rows: list[columns.Columns]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _set_meta(connection: Connection, name: str, value: str) -> None:
    connection.execute(update(META).where(META.c.name == name).values(value=value))


def _advance(connection: Connection, append: Append) -> bool:
    reached = append.expected + len(append.entries)
    result = connection.execute(
        _ADVANCE, {"of": append.stream, "expected": append.expected, "reached": reached}
    )
    return result.rowcount == 1


def _taken(connection: Connection, batch: Sequence[Append]) -> set[str]:
    """Return those ids that the batch would create and that exist, in whatever session."""
    ids = [record.id for append in batch for record in append.creates]
    if not ids:
        return set()
    return set(connection.execute(select(STREAM.c.id).where(STREAM.c.id.in_(ids))).scalars())


def _assert_contiguous(batch: Sequence[Append]) -> None:
    assert len({append.stream for append in batch}) == len(batch), "one append a stream"
    for append in batch:
        seqs = [entry.seq for entry in append.entries]
        following = range(append.expected + 1, append.expected + 1 + len(seqs))
        assert seqs, "an append has entries"
        assert seqs == list(following), "entries follow the seq they were planned with"
