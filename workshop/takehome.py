"""`workshop export`: writes a session's bundle from the database, with or without a server."""

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, make_url

from sessions.access import clean_code
from sessions.entry import SessionRecord
from sessions.errors import StoreError
from sessions.exports import bundle
from sessions.hub import Hub
from sessions.store import Store
from workshop.database import DatabaseError, open_database

MOST_LISTED = 20


class TakeHomeError(Exception):
    """Nothing was written; the message says why."""


def take_home(database_url: str, wanted: str | None, out: Path) -> str:
    """Write the bundle of the session with id or code ``wanted``, or of the only one.

    A server may be running on the same database: nothing in it is changed.

    Raises:
        TakeHomeError: there is no such session, or several; or something cannot be opened.
    """
    file = make_url(database_url).database
    if database_url.startswith("sqlite") and not Path(file or "").exists():
        raise TakeHomeError(f"There is no database at {file}. Name its folder with --data-dir.")
    try:
        engine = open_database(database_url)
    except DatabaseError as error:
        raise TakeHomeError(error.message) from error
    try:
        return _write(engine, wanted, out)
    except StoreError as error:
        raise TakeHomeError("The database cannot be read.") from error
    except OSError as error:
        raise TakeHomeError(f"{out} cannot be written: {error.strerror}.") from error
    finally:
        engine.dispose()


def _write(engine: Engine, wanted: str | None, out: Path) -> str:
    # Opened to read: a new epoch would make every connected page load everything again.
    store = Store(engine, read_only=True)
    session = _choose(store.sessions(), wanted)
    snapshot = asyncio.run(Hub(store, now_ms=_now_ms).snapshot(session.id))
    content = b"".join(bundle(snapshot))
    out.write_bytes(content)
    return f"{session.title!r} is in {out} ({len(content) // 1024 + 1} KB)."


def _choose(sessions: Sequence[SessionRecord], wanted: str | None) -> SessionRecord:
    if not sessions:
        raise TakeHomeError("There is no session in this database yet.")
    if wanted is None and len(sessions) == 1:
        return sessions[0]
    code = clean_code(wanted or "")
    found = [
        one for one in sessions if wanted is not None and (one.id == wanted or one.code == code)
    ]
    if found:
        return found[0]
    listed = "\n".join(
        f"  {one.code}  {_when(one.created_ms)}  {one.title}" for one in sessions[:MOST_LISTED]
    )
    problem = "Which session?" if wanted is None else f"There is no session {wanted!r}."
    raise TakeHomeError(f"{problem} Name one by its code:\n{listed}")


def _when(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000).astimezone().strftime("%d %b %Y %H:%M")


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
