"""`workshop demo`: a server of its own with a simulated room in it, for somebody who is new."""

import asyncio
import contextlib
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from workshop.frontdoor import Created, TurnedAwayError, UnreachableError
from workshop.play import play
from workshop.playfile import read
from workshop.rehearsal import StuckError
from workshop.simulate import local
from workshop.spawn import Server, SpawnError, free_port

TERMINATED = 143


def demo(speed: float, *, port: int | None, data_dir: Path | None) -> int:
    """Run until Ctrl-C; the room empties its data with it unless ``data_dir`` is given."""
    # Ended by another program, it still takes its server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    with contextlib.ExitStack() as stack:
        folder = data_dir or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="demo-")))
        folder.mkdir(parents=True, exist_ok=True)
        server = Server(folder, port or free_port())
        try:
            server.start()
            stack.callback(server.stop)
            _show_room(server, speed)
        except (SpawnError, UnreachableError, TurnedAwayError, StuckError) as error:
            print(error, file=sys.stderr)
            return 1
        print("The room is quiet now. The desk is yours. Ctrl+C ends the demo.", flush=True)
        threading.Event().wait()
    return 0


def _show_room(server: Server, speed: float) -> None:
    with _rehearsal_file() as file:
        workshop = read(file)
    print(f"{len(workshop.tables)} tables are about to write, {speed:g} times as fast as people.")

    def on_created(created: Created) -> None:
        wall = local(created.wall_url, server.origin)
        print(f"\n  Watch the wall:   {wall}")
        print(f"  Move the room:    {local(created.desk_url, server.origin)}")
        print(f"  Join from here:   {local(created.join_url, server.origin)}")
        print(f"  Join by phone:    {created.join_url}   code {created.code}\n", flush=True)
        if _has_display():
            webbrowser.open(wall)

    asyncio.run(play(workshop, server.origin, speed, on_created, closing=False))


@contextlib.contextmanager
def _rehearsal_file() -> Iterator[Path]:
    with as_file(files("workshop") / "data" / "rehearsal.json") as path:
        yield path


def _has_display() -> bool:
    """Tell whether there is a screen to open a page on: a server in a rack has none."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
