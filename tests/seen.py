"""What a picture shows, read back from its SVG: the words, where they stand and how large."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from pictures import local, overlaps, parsed

from diagrams.layout import Rect
from diagrams.measure import width

_MOVED = re.compile(r"translate\((-?[\d.]+) (-?[\d.]+)\)")
# Of Arial, in em.
_ASCENT, _DESCENT = 0.905, 0.212


@dataclass(frozen=True)
class Seen:
    """One ``text`` element, and the box that its lines fill."""

    text: str
    size: int
    box: Rect


def seen(svg: str) -> list[Seen]:
    """Return all words of a picture in document order."""
    return list(_seen(parsed(svg), 0, 0))


def _seen(one: ElementTree.Element, dx: float, dy: float):
    moved = _MOVED.match(one.get("transform", ""))
    if moved:
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    if local(one.tag) == "text":
        yield _read(one, dx, dy)
    for child in one:
        yield from _seen(child, dx, dy)


def _read(text: ElementTree.Element, dx: float, dy: float) -> Seen:
    size, bold = int(text.get("font-size")), text.get("font-weight") == "bold"
    lines = [(one, one.text or "") for one in text] or [(text, text.text or "")]
    boxes = []
    for one, words in lines:
        wide = width(words.rstrip(" "), size, bold)
        from_right = text.get("direction") == "rtl" or text.get("text-anchor") == "end"
        back = wide if from_right else wide / 2 if text.get("text-anchor") == "middle" else 0
        x, y = dx + float(one.get("x")) - back, dy + float(one.get("y"))
        boxes.append(Rect(x, y - _ASCENT * size, wide, (_ASCENT + _DESCENT) * size))
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    words = "".join(words for _, words in lines)
    return Seen(words, size, Rect(left, top, right - left, bottom - top))


def assert_legible(svg: str, smallest: int) -> None:
    """No words overlap, leave the canvas, or are set in smaller type."""
    found = seen(svg)
    root = parsed(svg)
    wide, high = float(root.get("width")), float(root.get("height"))

    assert min(one.size for one in found) >= smallest
    outside = [
        one
        for one in found
        if one.box.x < 0 or one.box.y < 0 or one.box.right > wide or one.box.bottom > high
    ]
    assert not outside
    # Lines of a fallback font may touch; what overlaps by more hides words.
    inner = [
        Rect(one.box.x + 1, one.box.y + 3, max(0, one.box.w - 2), one.box.h - 6) for one in found
    ]
    assert not overlaps(inner)
