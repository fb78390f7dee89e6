"""The three forms a picture leaves in: the only place that makes one into another."""

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Final, Literal

from diagrams.outlines import outlined
from sessions.image_process import ImageProcess

# Words that can be edited; words as shapes, so that no font is needed; pixels.
Flavour = Literal["text", "outlines", "png"]
# A picture takes 0.7 s: a bundle of a room is ready in a minute with two processes. Half of the
# machine at most, since the room goes on meanwhile.
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
    """Deal the pictures out to the processes in turn, and take them back in the same order."""
    with ExitStack() as stack:
        drawing: list[tuple[str, ImageProcess]] = []
        for path, svg in pictures:
            if len(drawing) < _PROCESSES:
                process = stack.enter_context(ImageProcess())
            else:
                finished, process = drawing.pop(0)
                yield f"{finished}.png", process.result()
            process.begin(svg)
            drawing.append((path, process))
        for path, process in drawing:
            yield f"{path}.png", process.result()
