"""Looks at a machine as a facilitator would before the room fills: the only place of `doctor`.

Nothing it does stays: no session is made, no database is changed, no file is left.
"""

import errno
import platform
import re
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import httpx
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from sessions.transactions import READS_ONLY
from web.assets import STATIC, assets
from web.html import TEMPLATES
from web.links import lan_addresses
from workshop.database import DatabaseError, make_engine

# A workshop of sixty tables writes a few megabytes; its exports, and the logs, some more.
LEAST_FREE_BYTES = 200 * 2**20
# The program is younger than this: a machine that says otherwise lost its clock's battery.
BUILT_AFTER = datetime(2026, 11, 1, tzinfo=UTC)
# A network disk with a clock of its own; files would look newer than they are.
MOST_CLOCK_APART_S = 120
_STATIC_NAME = re.compile(r"""static\(\s*['"]([^'"]+)['"]\s*\)""")

Verdict = Literal["good", "note", "wrong"]


@dataclass(frozen=True)
class Finding:
    """One thing looked at. A ``note`` is worth knowing and stops nobody."""

    about: str
    verdict: Verdict
    sentence: str


def examine(
    *, port: int, data_dir: Path, database_url: str, public_url: str | None
) -> list[Finding]:
    """Return what was found; the machine is fit when nothing in it is ``wrong``."""
    findings = [_program(), _static(), *_port(port), *_addresses(port, public_url)]
    findings += [*_clock(), *_data_dir(data_dir)]
    if any(finding.about == "Data" and finding.verdict == "wrong" for finding in findings):
        return findings
    return [*findings, *_database(data_dir, database_url)]


def _program() -> Finding:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    return Finding("Program", "good", versions)


def _static() -> Finding:
    """See that every file a page asks for was installed with the program."""
    pages = sorted(TEMPLATES.rglob("*.html"))
    wanted = {name for page in pages for name in _STATIC_NAME.findall(page.read_text("utf-8"))}
    missing = sorted(wanted - assets().files.keys())
    if missing or not wanted:
        what = ", ".join(missing) or "every page"
        return Finding("Pages", "wrong", f"Missing in {STATIC}: {what}. Install Workshop again.")
    return Finding(
        "Pages", "good", f"{len(pages)} pages and {len(assets().files)} files are there."
    )


def _port(port: int) -> Iterator[Finding]:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("", port))
    except OSError as error:
        yield _taken(port, error)
    else:
        yield Finding("Port", "good", f"{port} is free.")


def _taken(port: int, error: OSError) -> Finding:
    if error.errno == errno.EACCES:
        return Finding("Port", "wrong", f"{port} needs special rights. Choose one above 1023.")
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=3, trust_env=False)
    except httpx.HTTPError:
        sentence = f"{port} is used by another program. Stop it, or choose another port."
        return Finding("Port", "wrong", sentence)
    if answer.status_code == 200:
        return Finding("Port", "note", f"A server is running on {port} already, and is ready.")
    sentence = f"Something answers on {port}, but not as a Workshop server that can save."
    return Finding("Port", "wrong", sentence)


def _addresses(port: int, public_url: str | None) -> Iterator[Finding]:
    if public_url:
        yield Finding("Address", "good", f"People are sent to {public_url}.")
        return
    found = lan_addresses()
    if not found:
        sentence = "This machine is on no network: only its own browser can join."
        yield Finding("Address", "note", sentence)
        return
    others = f" Also: {', '.join(found[1:])}." if found[1:] else ""
    yield Finding("Address", "good", f"People will join at http://{found[0]}:{port}.{others}")


def _clock() -> Iterator[Finding]:
    now = datetime.now().astimezone()
    said = f"{now:%A %d %B %Y, %H:%M} ({now.tzname()})."
    if now < BUILT_AFTER:
        yield Finding("Clock", "wrong", f"{said} That is before this program was written: set it.")
    else:
        yield Finding("Clock", "good", said)


def _data_dir(data_dir: Path) -> Iterator[Finding]:
    folder = data_dir.resolve()
    try:
        existing = _nearest(folder)
        with tempfile.NamedTemporaryFile(dir=existing, prefix=".doctor-") as probe:
            probe.write(b"workshop")
            probe.flush()
            apart_s = abs(Path(probe.name).stat().st_mtime - time.time())
    except OSError as error:
        yield Finding("Data", "wrong", f"{folder} cannot be written: {error.strerror}.")
        return
    free = shutil.disk_usage(existing).free
    size = f"{free / 2**30:.1f} GB free" if free >= 2**30 else f"{free / 2**20:.0f} MB free"
    verdict: Verdict = "good" if free >= LEAST_FREE_BYTES else "wrong"
    advice = "" if verdict == "good" else " Make room before people write."
    yield Finding("Data", verdict, f"{folder} can be written, {size}.{advice}")
    if apart_s > MOST_CLOCK_APART_S:
        sentence = f"The disk's clock is {apart_s:.0f} seconds away from this machine's."
        yield Finding("Clock", "note", sentence)


def _nearest(folder: Path) -> Path:
    """Return the folder, or the one it will be made in: the server makes what is missing."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _database(data_dir: Path, url: str) -> Iterator[Finding]:
    if url.startswith("sqlite"):
        yield from _sqlite_kind(data_dir)
        file = make_url(url).database
        if not file or not Path(file).exists():
            yield Finding("Database", "good", "There is none yet: the server will make one.")
            return
    try:
        yield _opened(url)
    except DatabaseError as error:
        yield Finding("Database", "wrong", error.message)
    except DBAPIError as error:
        yield Finding("Database", "wrong", f"It cannot be opened: {error.orig}.")


def _sqlite_kind(data_dir: Path) -> Iterator[Finding]:
    """Try, beside the real file, whether this disk can do what the promises rest on."""
    with tempfile.TemporaryDirectory(dir=_nearest(data_dir.resolve()), prefix=".doctor-") as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'probe.db'}")
        try:
            with engine.connect() as connection:
                journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
                synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        finally:
            engine.dispose()
    if journal != "wal" or synchronous != 2:
        sentence = "This disk cannot keep what it was told to keep. Use a disk of this machine."
        yield Finding("Disk", "wrong", f"Journal {journal}, synchronous {synchronous}. {sentence}")
    else:
        yield Finding("Disk", "good", "Saves before it says saved (write-ahead log, full sync).")


def _opened(url: str) -> Finding:
    engine = make_engine(url)
    try:
        with engine.connect().execution_options(**{READS_ONLY: True}) as connection:
            if engine.dialect.name != "sqlite":
                connection.exec_driver_sql("SELECT 1")
                return Finding("Database", "good", "The database answers.")
            damage = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    finally:
        engine.dispose()
    if damage != "ok":
        return Finding("Database", "wrong", f"The file is damaged: {damage}. Use a backup.")
    return Finding("Database", "good", "The database opens and is sound.")
