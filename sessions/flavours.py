"""The three forms a picture leaves in: the only place that makes one into another.

Images are drawn in processes of their own: resvg holds Python still while it draws, for most of a
second a picture, and a room must not wait for that.
"""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, Literal

from diagrams.outlines import outlined
from diagrams.png import png
from sessions.errors import SessionError

# Words that can be edited; words as shapes, so that no font is needed; pixels.
Flavour = Literal["text", "outlines", "png"]
SUFFIX: Final[dict[Flavour, str]] = {"text": "svg", "outlines": "svg", "png": "png"}
# A picture of 60 notes takes 0.7 s: a bundle of a room is ready in a minute with two processes.
# Half of the machine at most, since the room goes on meanwhile.
_PROCESSES: Final = max(1, min(4, (os.cpu_count() or 1) // 2))


def made(pictures: Iterable[tuple[str, str]], flavour: Flavour) -> Iterator[tuple[str, bytes]]:
    """Yield each picture, given as its path without a suffix and its SVG, as a file.

    Call it in a thread. It asks for pictures only as far ahead as there are processes to draw.
    """
    if flavour == "png":
        yield from _images(pictures)
        return
    for path, svg in pictures:
        yield f"{path}.svg", (outlined(svg) if flavour == "outlines" else svg).encode()


def one(svg: str, flavour: Flavour) -> bytes:
    """Return one picture as the content of its file."""
    return next(content for _, content in made([("", svg)], flavour))


def _images(pictures: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    waiting: deque[tuple[str, Future[bytes]]] = deque()
    # Not forked: the server has threads, and a fork copies their locks as they stand.
    pool = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), _stand_back)
    try:
        for path, svg in pictures:
            waiting.append((f"{path}.png", pool.submit(png, svg)))
            if len(waiting) > _PROCESSES:
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _first(waiting: deque[tuple[str, Future[bytes]]]) -> tuple[str, bytes]:
    path, image = waiting.popleft()
    try:
        return path, image.result()
    except BrokenExecutor:
        # The machine ended it, most likely for want of memory.
        said = "The image could not be drawn here. Take the picture as SVG instead."
        raise SessionError("no_image", said) from None


def _stand_back() -> None:
    """Let the room go first, and let the server say when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
