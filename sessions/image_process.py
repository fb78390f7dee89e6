"""A process that turns pictures into images: the only place that starts one.

resvg holds Python still while it draws, for most of a second a picture, and a room must not wait
for that. The process is this module run by itself, not one of ``multiprocessing``, which would
run the server's own start again. A job, and what comes of it, is its length and its bytes.
"""

import os
import signal
import struct
import subprocess
import sys
from types import TracebackType
from typing import IO

from diagrams.png import png
from sessions.errors import SessionError

_LENGTH = struct.Struct(">Q")
_FAILED = "The image could not be drawn here. Take the picture as SVG instead."


class ImageProcess:
    """Draws one picture at a time: ``begin``, then ``result``."""

    def __init__(self) -> None:
        # The same code as here, wherever that was found.
        found = {"PYTHONPATH": os.pathsep.join(sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "sessions.image_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | found,
        )

    def __enter__(self) -> "ImageProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        # Nobody waits for what it may still be drawing, and nothing of it is kept anywhere.
        self._process.kill()
        self._process.communicate()

    def begin(self, svg: str) -> None:
        assert self._process.stdin is not None, "it was asked for"
        try:
            _send(self._process.stdin, svg.encode())
        except BrokenPipeError:
            raise SessionError("no_image", _FAILED) from None

    def result(self) -> bytes:
        """Wait for the image of the picture that was begun last.

        Raises:
            SessionError: the process ended, most likely for want of memory.
        """
        assert self._process.stdout is not None, "it was asked for"
        image = _received(self._process.stdout)
        if image is None:
            raise SessionError("no_image", _FAILED)
        return image


def _send(stream: IO[bytes], content: bytes) -> None:
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    """Return what was sent, None when the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def main() -> None:
    """Draw what comes in until nothing does; the server says when to stop, no key."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)  # the room goes first
    while (svg := _received(sys.stdin.buffer)) is not None:
        _send(sys.stdout.buffer, png(svg.decode()))


if __name__ == "__main__":
    main()
