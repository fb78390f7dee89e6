"""Lines that are there already, found by where they run."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from diagrams.near import Box

Point = tuple[float, float]
Path = tuple[Point, ...]
# Where it stands, where it starts, where it ends.
Line = tuple[float, float, float]

# Nearer than this, two lines that run the same way are one to the eye.
APART = 5
# How much of a link's ends must be seen: the arrowhead, and the start that shows whose it is.
END = 12
_HALF = 5


def stroke(a: Point, b: Point) -> Box:
    """Return the box of a straight line."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def strokes(way: Sequence[Point]) -> list[Box]:
    return [stroke(a, b) for a, b in pairwise(way)]


def ends(way: Path) -> tuple[Box, Box]:
    """Return the two boxes in which a way meets its notes."""
    return _end(way[0], way[1]), _end(way[-1], way[-2])


def _end(at: Point, further: Point) -> Box:
    by = END if further[0] > at[0] else -END
    return (min(at[0], at[0] + by), at[1] - _HALF, max(at[0], at[0] + by), at[1] + _HALF)


@dataclass(slots=True)
class Lines:
    """Lines by direction, in order of where they stand, and the ends of links."""

    flat: list[Line] = field(default_factory=list)
    upright: list[Line] = field(default_factory=list)
    ends: list[Box] = field(default_factory=list)

    def add(self, points: Sequence[Point]) -> None:
        for a, b in pairwise(points):
            if a[1] == b[1]:
                insort(self.flat, (a[1], min(a[0], b[0]), max(a[0], b[0])))
            else:
                insort(self.upright, (a[0], min(a[1], b[1]), max(a[1], b[1])))

    def add_link(self, way: Path) -> None:
        self.add(way)
        self.ends.extend(ends(way))


def beside(lines: list[Line], at: float, start: float, end: float) -> int:
    """Count those that run the same way for a while, too near to be told apart."""
    if start > end:
        start, end = end, start
    first, last = start - APART, end + APART
    near = lines[bisect_left(lines, (at - APART,)) : bisect_left(lines, (at + APART,))]
    return sum([s < last and e > first for _, s, e in near]) if near else 0


def across(others: list[Line], at: float, start: float, end: float) -> int:
    """Count those of the other direction that a line at ``at`` crosses."""
    if start > end:
        start, end = end, start
    between = others[bisect_right(others, (start, inf)) : bisect_left(others, (end,))]
    return sum([s < at < e for _, s, e in between]) if between else 0
