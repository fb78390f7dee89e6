"""Starts `workshop serve` in a process of its own: for a demo, a measurement or a test."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

# Migrations of a new database included, on a machine that is busy with other things.
STARTS_WITHIN_S = 40.0
STOPS_WITHIN_S = 20.0
ASK_AGAIN_S = 0.05


class SpawnError(Exception):
    """The server did not start; the message ends with what it said."""


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A server whose data and log are in ``folder``; it can be ended and started again.

    ``settings`` are environment variables on top of this process's own.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text("utf-8", "replace")

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Return when the server can store what people write; SpawnError when it never can."""
        # Whatever this machine's own server is set to is not meant for this one.
        own = dict.fromkeys(("WORKSHOP_DATABASE_URL", "WORKSHOP_PUBLIC_URL"), "")
        own |= {"WORKSHOP_PORT": str(self.port), "WORKSHOP_DATA_DIR": str(self.folder / "data")}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(  # this program itself
                [sys.executable, "-m", "workshop", "serve"],
                env=os.environ | own | {"PYTHONUNBUFFERED": "1"} | self.settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        ends_at = time.monotonic() + STARTS_WITHIN_S
        while not self._is_ready():
            if not self.is_running:
                raise SpawnError(f"The server ended at once. It said:\n{self.log}")
            if time.monotonic() > ends_at:
                self.kill()
                raise SpawnError(f"The server was not ready in time. It said:\n{self.log}")
            time.sleep(ASK_AGAIN_S)

    def stop(self) -> None:
        """End it in order, as a service manager does."""
        assert self.process is not None, "start comes before stop"
        self.process.terminate()
        try:
            self.process.wait(STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """End it as a power cut would: nothing in it gets to say goodbye."""
        assert self.process is not None, "start comes before kill"
        self.process.kill()
        self.process.wait()

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.origin}/readyz", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False
