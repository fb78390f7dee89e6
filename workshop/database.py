"""Opening a database: the only place that makes engines, sets pragmas and runs migrations."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any, Final

import psycopg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from sessions.transactions import READS_ONLY

_MIGRATIONS: Final = Path(__file__).parent / "migrations"

# How long a write waits for another program that holds the file (a backup, a shell).
BUSY_MS: Final = 5_000
# A dead network looks like a slow one until somebody decides: well before people give up.
CONNECT_S: Final = 10
UNANSWERED_MS: Final = 20_000
# One writer, and readers on worker threads: more would only wait for the two cores of a laptop.
POOL_SIZE: Final = 8

# Any number: every process of this program must wait for the same lock while it migrates.
_MIGRATION_LOCK: Final = 0x776F726B


class DatabaseError(Exception):
    """The database cannot be used; ``message`` is for the person who starts the server."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def open_database(url: str) -> Engine:
    """Make an engine for ``url`` and bring its database to this program's schema.

    Raises:
        DatabaseError: the address is wrong, the database does not answer, or a newer version
            of the program wrote it. Nothing changed in it.
    """
    engine = make_engine(url)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def make_engine(url: str) -> Engine:
    """Make an engine as ``sessions.store.Store`` wants it; nothing is opened yet.

    A plain ``postgresql://`` means psycopg 3. The folder of a SQLite file is made when missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError(
            "The database address must look like sqlite:///... or postgresql://..."
        ) from None
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql" | "postgres":
            return _postgresql(parsed)
        case other:
            raise DatabaseError(f"The database must be SQLite or PostgreSQL, not {other!r}.")


def migrate(engine: Engine) -> None:
    """Run what is missing, in one transaction; processes that start together take turns."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATION_LOCK})
            _assert_known(config, connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except DBAPIError as error:
        raise DatabaseError(f"The database cannot be opened: {error.orig}") from error


def _assert_known(config: Config, connection: Connection) -> None:
    current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseError(
            f"The database was written by a newer version of this program (schema {current!r}). "
            "Start that version, or choose another database."
        )


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        # Every connection would open another empty database, and none would survive a restart.
        raise DatabaseError("The database must be a file: sqlite:///data/workshop.db, say.")
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        hide_parameters=True,
        pool_size=POOL_SIZE,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions by itself, late and without the write lock.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    # Readers never wait for the writer. The file remembers it, and while another process is
    # just setting it this fails without waiting: then that process has done it for both.
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in (
        "synchronous = FULL",  # WAL's default loses the last commits in a power cut
        "fullfsync = ON",  # on macOS a plain fsync stops at the drive's cache
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
    # Taking the write lock first: a transaction that reads and then writes could be refused
    # halfway, without any waiting, because somebody wrote in between.
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    defaults: dict[str, Any] = {  # Any: numbers and strings, as the driver wants them
        "connect_timeout": CONNECT_S,
        "tcp_user_timeout": UNANSWERED_MS,
        "application_name": "workshop",
    }
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=POOL_SIZE,
        # A connection that died while idle is replaced before anybody's note is on it.
        pool_pre_ping=True,
        connect_args={key: value for key, value in defaults.items() if key not in url.query},
    )
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare_postgresql(connection: psycopg.Connection, _record: object) -> None:
    # Some hosts switch this off for everybody; then a commit could be lost after its answer.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('synchronous_commit', 'on', false)"
            " WHERE current_setting('synchronous_commit') = 'off'"
        )
    connection.commit()


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(READS_ONLY, False):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
