"""Where the label of a link stands: on its line, clear of all that is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from diagrams.ink import LEADING
from diagrams.layout import Rect
from diagrams.measure import MARGIN, balanced, width
from diagrams.near import Box, Boxes
from diagrams.routes import Path, Point

SIZE = 14
# A label is one line if it can, narrower where only that fits between two columns.
_ROOMS = (170, 96)
_STEP = 12
# From here on a place costs so much that it covers something.
_COVERS = 1_000
_RINGS = tuple((dx, dy) for dx in range(-240, 241, 24) for dy in range(-120, 121, 12))
# The arrowhead at the end of a line, which a plate must not hide.
_TIP = 10


def box(rect: Rect, gap: float = 0) -> Box:
    return (rect.x - gap, rect.y - gap, rect.right + gap, rect.bottom + gap)


def line(a: Point, b: Point) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


@dataclass(frozen=True, slots=True)
class Plate:
    """A label on white: its lines and where they stand."""

    rect: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What labels keep clear of; ``plates`` are those placed so far."""

    notes: Boxes
    words: Boxes
    width: float
    height: float
    plates: list[Box] = field(default_factory=list)


def find_plate(label: str, way: Path, board: Board, lines: Sequence[Box]) -> Plate:
    """Return the best place for a label, and keep it: whole, else narrower, else near its line.

    ``lines`` are those of the other links.
    """
    for room in _ROOMS:
        broken = balanced(label, SIZE, room)
        w = max(width(one, SIZE) for one in broken) * MARGIN + 14
        h = LEADING[SIZE] * len(broken) + 5
        cost, rect = _cheapest(_along(way, w, h), (w, h), way[-1], board, lines)
        if cost < _COVERS:
            break
    else:
        # Away from its own line a label must not come near another's.
        wary = [(x1 - 8, y1 - 8, x2 + 8, y2 + 8) for x1, y1, x2, y2 in lines]
        rect = _cheapest(_around(way), (w, h), way[-1], board, wary)[1]
    board.plates.append(box(rect, 3))
    return Plate(rect, broken)


def middle_plate(label: str, way: Path) -> Plate:
    """Return the label in the middle of its way's longest line, whatever it covers there."""
    broken = balanced(label, SIZE, _ROOMS[0])
    w = max(width(one, SIZE) for one in broken) * MARGIN + 14
    h = LEADING[SIZE] * len(broken) + 5
    (ax, ay), (bx, by) = max(pairwise(way), key=lambda step: _length(*step))
    return Plate(Rect((ax + bx - w) / 2, (ay + by - h) / 2, w, h), broken)


def _met(one: Box, others: Iterable[Box]) -> int:
    x1, y1, x2, y2 = one
    return sum([x1 < c and a < x2 and y1 < d and b < y2 for a, b, c, d in others])


def _cheapest(
    spots: Iterable[tuple[float, float, float]],
    size: tuple[float, float],
    tip: Point,
    board: Board,
    lines: Sequence[Box],
) -> tuple[float, Rect]:
    w, h = size
    head = (tip[0] - _TIP, tip[1] - _TIP, tip[0] + _TIP, tip[1] + _TIP)
    best, least = Rect(0, 0, w, h), float("inf")
    for worth, x, y in sorted(spots):
        if worth >= least:
            break
        plate = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        cost = worth + 2 * _COVERS * board.notes.met(*plate)
        if cost >= least:
            continue
        cost += _COVERS * board.words.met(*plate) + 3 * _COVERS * _met(plate, board.plates)
        cost += 150 * _met(plate, lines) + 400 * _met(plate, (head,))
        if plate[0] < 4 or plate[2] > board.width - 4 or plate[3] > board.height:
            cost += 10 * _COVERS
        if cost < least:
            best, least = Rect(plate[0], plate[1], w, h), cost
    return least, best


def _along(way: Path, w: float, h: float) -> Iterator[tuple[float, float, float]]:
    """Yield (cost, x, y) along the way: the middle of the longest line is cheapest.

    A label sits on its line, or with one edge on it where there is no room on both sides.
    """
    longest = max(_length(a, b) for a, b in pairwise(way))
    for a, b in pairwise(way):
        long = _length(a, b)
        aside = (0.0, h / 2 - 1) if a[1] == b[1] else (w / 2 - 1, 0.0)
        steps = max(2, int(long / _STEP))
        for step in range(1, steps):
            share = step / steps
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            cost = (longest - long) * 0.3 + abs(share - 0.5) * long * 0.2
            yield cost, x, y
            yield cost + 40, x + aside[0], y + aside[1]
            yield cost + 40, x - aside[0], y - aside[1]


def _around(way: Path) -> Iterator[tuple[float, float, float]]:
    for a, b in pairwise(way):
        x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
        for dx, dy in _RINGS:
            yield 3.0 * (abs(dx) + abs(dy)), x + dx, y + dy


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
