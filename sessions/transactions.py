"""Transactions, and what a database says when it cannot: the only place that begins one."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from sessions.errors import StoreError

# The word on an engine's connections that only read; whoever makes the engine acts on it.
READS_ONLY: Final = "workshop_reads_only"

_NOT_SAVED: Final = "This could not be saved just now. Nothing changed; please try again."
_NOT_READ: Final = "This could not be read just now. Please try again."

_log = logging.getLogger(__name__)


class Transactions:
    """Begins transactions on one engine, for any thread.

    Writes take turns here: SQLite has one writer at a time anyway, and would let the others
    poll for its lock instead of handing it on in order.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = engine.execution_options(**{READS_ONLY: True})
        self._turn = threading.Lock()
        self._trouble: str | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Commit at the end; StoreError or any other exception means nothing was stored."""
        with self._turn:
            with self._told(_NOT_SAVED), self._engine.begin() as connection:
                yield connection
            if self._trouble is not None:
                self._trouble = None
                _log.warning("the database takes what is written again")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._told(_NOT_READ), self._readers.connect() as connection:
            yield connection

    @contextmanager
    def _told(self, message: str) -> Iterator[None]:
        """Turn what a database says into a StoreError; log each new trouble once."""
        try:
            yield
        except (DBAPIError, PoolTimeout) as error:
            trouble = _name(error)
            if trouble != self._trouble:
                self._trouble = trouble
                _log.warning("database: %s", trouble)
            raise StoreError(message) from None


def _name(error: DBAPIError | PoolTimeout) -> str:
    """Name a database's error by its class and code: its message quotes paths and rows."""
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return f"{type(cause).__name__} {code or ''}".rstrip()
