"""Real faults of a database: nothing is stored, the person is told, and it heals by itself."""

import contextlib
import logging
import resource
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from sessions.entry import Append, Entry, NewSession, SessionRecord, StreamLog, StreamRecord
from sessions.errors import StoreError
from sessions.store import Store
from workshop.database import open_database


def append(seq: int, words: str = "Long waits") -> list[Append]:
    entry = Entry(seq, "p1", "A", f"r{seq}", "ab" * 32, {"text": words}, None, seq)
    return [Append("d1", seq - 1, (entry,))]


def begin(store: Store) -> None:
    store.create_session(
        NewSession(
            SessionRecord("s1", "ABC234", "token", "Leeds", 1),
            (),
            (StreamLog(StreamRecord("d1", "s1", "diagram", "innovation", "t1", 0), ()),),
        )
    )


@pytest.fixture
def file_store(tmp_path: Path, open_store: Callable[..., Store]) -> Store:
    store = open_store(f"sqlite:///{tmp_path}/workshop.db", clock=ticking())
    begin(store)
    return store


@pytest.fixture
def server_store(postgres_url: str, open_store: Callable[..., Store]) -> Store:
    store = open_store(postgres_url, clock=ticking())
    begin(store)
    return store


def ticking() -> Callable[[], float]:
    """A clock by which every question comes long after the last."""
    now = iter(range(0, 100_000, 100))
    return lambda: float(next(now))


@contextlib.contextmanager
def no_room_beyond(size: int) -> Iterator[None]:
    """No file of this process may grow past ``size`` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_told_and_heals(file_store: Store, tmp_path: Path):
    """On a full disk nothing is stored, reading goes on, and room makes it work again."""
    file_store.append(append(1))

    with no_room_beyond((tmp_path / "workshop.db-wal").stat().st_size):
        with pytest.raises(StoreError):
            file_store.append(append(2))
        assert not file_store.writable()
        assert file_store.load("d1").record.seq == 1

    assert file_store.append(append(2)) == frozenset()
    assert file_store.writable()


def test_a_locked_file_is_told_and_heals(tmp_path: Path):
    """While another program holds the file nothing is stored; when it lets go, all is."""
    path = tmp_path / "workshop.db"
    engine = open_database(f"sqlite:///{path}")
    engine.dispose()
    # Nobody wants to wait out the real patience in a test.
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA busy_timeout = 1"))
    store = Store(engine, clock=ticking())
    begin(store)

    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            store.append(append(1))
        assert not store.writable()
        assert store.load("d1").record.seq == 0

    assert store.append(append(1)) == frozenset()
    engine.dispose()


def test_a_database_that_only_reads_is_told_and_heals(server_store: Store, postgres_url: str):
    """A PostgreSQL that was switched to read-only stores nothing and still answers."""
    with contextlib.closing(psycopg.connect(postgres_url, autocommit=True)) as owner:
        name = owner.info.dbname
        owner.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        dropped(owner)
        with pytest.raises(StoreError):
            server_store.append(append(1))
        assert not server_store.writable()
        assert server_store.load("d1").record.seq == 0
        owner.execute("SET default_transaction_read_only = off")
        owner.execute(f"ALTER DATABASE {name} RESET default_transaction_read_only")
        dropped(owner)

    assert server_store.append(append(1)) == frozenset()
    assert server_store.writable()


def test_a_dropped_connection_is_replaced(server_store: Store, postgres_url: str):
    """When PostgreSQL ended our connections while they were idle, nobody notices."""
    server_store.append(append(1))
    with contextlib.closing(psycopg.connect(postgres_url, autocommit=True)) as owner:
        dropped(owner)

    assert server_store.append(append(2)) == frozenset()


def dropped(owner: psycopg.Connection) -> None:
    owner.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


def test_trouble_is_logged_once_and_its_end_too(
    file_store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """A disk that stays full does not fill it further with log lines."""
    with caplog.at_level(logging.INFO), no_room_beyond(1):
        for _ in range(5):
            with pytest.raises(StoreError):
                file_store.append(append(1))
    during = len(caplog.records)
    with caplog.at_level(logging.INFO):
        file_store.append(append(1))
        file_store.append(append(2))

    assert during == 1
    assert len(caplog.records) == 2


def test_readers_cannot_write(file_store: Store):
    """A method that only reads could not change the database if it tried."""
    with pytest.raises(StoreError), file_store._transactions.reading() as connection:
        connection.exec_driver_sql("DELETE FROM entry")


def test_server_readers_cannot_write(server_store: Store):
    """The same on PostgreSQL."""
    with pytest.raises(StoreError), server_store._transactions.reading() as connection:
        connection.exec_driver_sql("DELETE FROM entry")


def test_a_writer_holds_the_lock_from_its_beginning(file_store: Store, tmp_path: Path):
    """Nobody can write between what a transaction reads first and what it then writes."""
    other = sqlite3.connect(tmp_path / "workshop.db", isolation_level=None, timeout=0)

    with (
        contextlib.closing(other),
        file_store._transactions.writing(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_a_reader_does_not_wait_for_the_writer(file_store: Store):
    """Everything stored before can be read while a transaction is open."""
    file_store.append(append(1))

    with file_store._transactions.writing() as connection:
        connection.exec_driver_sql("DELETE FROM entry")
        assert file_store.load("d1").record.seq == 1
        assert len(file_store.load("d1").entries) == 1


def test_an_exception_inside_takes_everything_back(file_store: Store):
    """Whatever goes wrong between the first and the last statement, nothing is stored."""

    def breaking() -> None:
        with file_store._transactions.writing() as connection:
            connection.exec_driver_sql("UPDATE stream SET seq = 7")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        breaking()

    assert file_store.load("d1").record.seq == 0
