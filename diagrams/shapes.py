"""Which ways between two notes are worth considering, but for the exact lines they take.

A way leaves a note sideways, runs in gutters, a lane first, and enters sideways. Only written
things matter here; other links do where lines are laid (``routes``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from diagrams.gutters import Gutter
from diagrams.near import Box, Ground
from diagrams.taken import Lines

# What a bend costs, in units of length.
BEND = 30
# From a note to the lane beside it: room for a bend, and where it ends for the arrowhead too.
LEAVING, ENTERING = 8, 15
# From a note's side to where its own clearance ends.
OFF = 4.5
# How much of two sides must be level for a straight line, which is best of all.
_LEVEL = 6
# How many gutters beside a note, and rows around the two heights, a way with two lanes tries.
_NEAR_LANES, _NEAR_ROWS = 2, 3


@dataclass(frozen=True, slots=True)
class End:
    """A note at the end of a link, in a cell.

    ``gaps`` are those to the columns left and right of it, ``foot`` the row below the columns.
    """

    box: Box
    cell: Box
    gaps: tuple[Gutter, ...] = ()
    foot: tuple[Gutter, ...] = ()


@dataclass(frozen=True, slots=True)
class Streets:
    """Where links can run in a picture, whatever its notes: ``lanes`` and ``rows`` in order.

    ``boxes`` are the titled cells, ``edges`` their outlines, those of the frames, and arrows.
    """

    lanes: tuple[Gutter, ...]
    rows: tuple[Gutter, ...]
    boxes: tuple[Box, ...]
    edges: Lines


@dataclass(frozen=True, slots=True)
class Start:
    """One side of a note: where a link leaves it, and the gutters in reach, nearest first.

    It starts at ``ports[0]`` or, where another line runs there already, at one of the others.
    """

    x: float
    ports: tuple[float, ...]
    out: int
    lanes: tuple[Gutter, ...]

    @property
    def y(self) -> float:
        return self.ports[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """A way from side to side by way of gutters, a lane first, and what it costs at least."""

    cost: float
    start: Start
    end: Start
    gutters: tuple[Gutter, ...]


@dataclass(slots=True)
class Scout:
    """Finds shapes; ``asked`` collects the boxes whose contents decided them."""

    ground: Ground
    streets: Streets
    asked: list[Box] = field(default_factory=list)
    _lanes: list[float] = field(default_factory=list)
    _rows: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lanes = [lane.middle for lane in self.streets.lanes]
        self._rows = [row.middle for row in self.streets.rows]

    def start(self, end: End, ports: tuple[float, ...], out: int, room: float) -> Start:
        x = end.box[2] if out > 0 else end.box[0]
        return Start(x, ports, out, tuple(self._reach(end, x, ports[0], out, room)))

    def _reach(self, end: End, x: float, y: float, out: int, room: float) -> Iterator[Gutter]:
        if out > 0:
            beyond = self.streets.lanes[bisect_left(self._lanes, x + room) :]
        else:
            beyond = self.streets.lanes[: bisect_right(self._lanes, x - room)][::-1]
        gaps = tuple(gap for gap in end.gaps if (gap.middle - x) * out > 0)
        start = x + OFF * out
        for lane in (*gaps, *beyond):
            if not lane.first <= y <= lane.last:
                continue
            if not self._is_free_flat(y, start, lane.middle):
                return
            yield lane

    def direct(
        self, source: End, target: End, leaving: Sequence[Start], entering: Sequence[Start]
    ) -> list[Shape]:
        """Return the ways that are straight or take one lane, cheapest first."""
        found: list[Shape] = []
        for a in leaving:
            for b in entering:
                if a.out == -b.out and (b.x - a.x) * a.out >= ENTERING:
                    found += self._straight(a, b, source, target)
                found += self._by_one_lane(a, b)
        return sorted(found, key=_cost)

    def _straight(self, a: Start, b: Start, source: End, target: End) -> Iterator[Shape]:
        low = max(source.box[1], target.box[1]) + _LEVEL
        high = min(source.box[3], target.box[3]) - _LEVEL
        if low > high:
            return
        y = a.y if low <= a.y <= high else b.y if low <= b.y <= high else (low + high) / 2
        if self._is_free_flat(y, a.x + OFF * a.out, b.x + OFF * b.out):
            start, end = Start(a.x, (y,), a.out, ()), Start(b.x, (y,), b.out, ())
            yield Shape(abs(a.x - b.x), start, end, ())

    def _by_one_lane(self, a: Start, b: Start) -> Iterator[Shape]:
        theirs = {lane.middle for lane in b.lanes}
        for lane in a.lanes:
            x = lane.middle
            if x in theirs and self._is_free_upright(lane, a.y, b.y):
                yield Shape(abs(a.x - x) + abs(x - b.x) + abs(a.y - b.y) + 2 * BEND, a, b, (lane,))

    def by_two_lanes(
        self,
        leaving: Sequence[Start],
        entering: Sequence[Start],
        feet: tuple[Gutter, ...],
        most: float,
    ) -> Iterator[Shape]:
        """Yield the ways that take a lane, a row and a lane, and cost less, cheapest first."""
        found: list[Shape] = []
        for a in leaving:
            for b in entering:
                rows: Sequence[Gutter] = ()
                for first in a.lanes[:_NEAR_LANES]:
                    for last in b.lanes[:_NEAR_LANES]:
                        left, right = first.middle, last.middle
                        far = abs(a.x - left) + abs(left - right) + abs(right - b.x) + 4 * BEND
                        if left == right or far + abs(a.y - b.y) >= most:
                            continue
                        rows = rows or (*self._near_rows(a.y, b.y), *feet)
                        found += [
                            Shape(far + down, a, b, (first, row, last))
                            for row in rows
                            if far + (down := abs(a.y - row.middle) + abs(row.middle - b.y)) < most
                        ]
        for shape in sorted(found, key=_cost):
            if self._joins(shape):
                yield shape

    def _joins(self, shape: Shape) -> bool:
        first, row, last = shape.gutters
        return (
            self._is_free_upright(first, shape.start.y, row.middle)
            and self._is_free_upright(last, row.middle, shape.end.y)
            and self._is_free_flat(row.middle, first.middle, last.middle)
        )

    def _near_rows(self, a: float, b: float) -> list[Gutter]:
        """Return a few rows next to the heights ``a`` and ``b``, on both sides of each."""
        found: set[int] = set()
        for height in (a, b):
            at = bisect_left(self._rows, height)
            found.update(range(max(0, at - _NEAR_ROWS), min(len(self._rows), at + _NEAR_ROWS)))
        return [self.streets.rows[at] for at in sorted(found)]

    def _is_free_flat(self, y: float, x1: float, x2: float) -> bool:
        if x1 > x2:
            x1, x2 = x2, x1
        self.asked.append((x1, y, x2, y))
        return self.ground.is_free_flat(y, x1, x2)

    def _is_free_upright(self, lane: Gutter, y1: float, y2: float) -> bool:
        """Say whether some track of the lane is free."""
        if y1 > y2:
            y1, y2 = y2, y1
        self.asked.append((lane.low, y1, lane.high, y2))
        is_free = self.ground.is_free_upright
        for x in lane.tracks:  # noqa: SIM110 # asked thousands of times
            if is_free(x, y1, y2):
                return True
        return False


def _cost(shape: Shape) -> float:
    return shape.cost
