"""The way a link takes: horizontal and vertical lines around the notes.

A link leaves and enters a note at its left or right side, runs up or down in a lane beside the
cells, and changes lanes in a row between them. Earlier links do not know later ones, so a new
link moves none that is there.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import inf

from diagrams.layout import Rect
from diagrams.near import Box, Boxes

Point = tuple[float, float]
Path = tuple[Point, ...]
Line = tuple[float, float, float]

# What a way costs, in units of length. Running over a note is the last resort; running over a
# heading is nearly as bad; along another link nobody can tell the two apart.
_OVER_NOTE, _OVER_WORDS, _ALONG, _CROSSING, _BEND = 3_000, 900, 700, 30, 25
_CLEAR = 4
_APART = 5
# Beside a cell, in the gap to its neighbour: near enough to belong, far enough to see.
_LANES = (6, 11, 16, 21)
_ROWS = (5.5, 8)
_PORTS = (0, 7, -7, 11, -11)
# How many lanes beside a note, and rows next to it, a link considers, and how many of the ways
# so made, the shortest first: with these eight links are led anew in a few milliseconds.
_NEAR_LANES, _NEAR_ROWS, _TRIED = 3, 2, 48


@dataclass(frozen=True, slots=True)
class Ground:
    """What a way must respect: notes, words, borders, and the cells between which it runs."""

    notes: tuple[Rect, ...]
    words: tuple[Rect, ...]
    cells: tuple[Rect, ...]
    borders: tuple[Rect, ...]
    width: float


@dataclass
class Lines:
    """Lines by direction, sorted: each as (where it stands, where it starts, where it ends)."""

    flat: list[Line] = field(default_factory=list)
    upright: list[Line] = field(default_factory=list)

    def add(self, way: Path) -> None:
        for a, b in pairwise(way):
            same, line = self._read(a, b)
            insort(same, line)

    def _read(self, a: Point, b: Point) -> tuple[list[Line], Line]:
        if a[1] == b[1]:
            return self.flat, (a[1], min(a[0], b[0]), max(a[0], b[0]))
        return self.upright, (a[0], min(a[1], b[1]), max(a[1], b[1]))

    def beside(self, a: Point, b: Point) -> int:
        """Count those that run the same way for a while, too near to be told apart."""
        same, (at, start, end) = self._read(a, b)
        near = same[bisect_left(same, (at - _APART,)) : bisect_left(same, (at + _APART,))]
        first, last = start - _APART, end + _APART
        return sum([s < last and e > first for _, s, e in near])

    def across(self, a: Point, b: Point) -> int:
        """Count those that are crossed."""
        same, (at, start, end) = self._read(a, b)
        other = self.upright if same is self.flat else self.flat
        between = other[bisect_right(other, (start, inf)) : bisect_left(other, (end,))]
        return sum([s < at < e for _, s, e in between])


@dataclass
class Router:
    """Finds ways one after the other; each is kept clear of by those that follow."""

    ground: Ground
    taken: Lines = field(default_factory=Lines)
    ports: dict[tuple[Rect, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        cells = self.ground.cells
        lanes = {cell.x - by for cell in cells for by in _LANES}
        lanes |= {cell.right + by for cell in cells for by in _LANES}
        self._lanes = sorted(lane for lane in lanes if 8 <= lane <= self.ground.width - 8)
        rows = {rect.y - by for rect in cells for by in _ROWS}
        rows |= {rect.bottom + by for rect in cells for by in _ROWS}
        self._rows = sorted(rows | {rect.bottom + 9 for rect in self.ground.notes})
        self._notes = _boxes(self.ground.notes, _CLEAR)
        self._words = _boxes(self.ground.words, 2)
        self._met_notes, self._met_words = Boxes(self._notes), Boxes(self._words)
        self._edges = Lines()
        for rect in self.ground.borders:
            self._edges.add(_outline(rect))
        self._flat = [
            (rect.x, rect.right, y) for rect in self.ground.borders for y in (rect.y, rect.bottom)
        ]
        self._known: dict[tuple[Point, Point], float] = {}
        self._free: dict[tuple[float, float], list[float]] = {}

    def find(self, source: Rect, target: Rect) -> Path:
        """Return the cheapest way from ``source`` to ``target`` and keep it."""
        best: Path = ()
        least = inf
        for cost, way in islice(sorted(self._ways(source, target)), _TRIED):
            if cost >= least:
                break
            whole = cost + self._penalty(_simple(way), least - cost)
            if whole < least:
                best, least = _simple(way), whole
        self._keep(best, source, target)
        return best

    def _ways(self, source: Rect, target: Rect) -> Iterator[tuple[float, Path]]:
        """Yield (least cost, way); what stands in the way comes on top of that."""
        for out in ("left", "right"):
            for into in ("left", "right"):
                start, end = self._port(source, out), self._port(target, into)
                if out == "right" and into == "left":
                    start, end = _level(start, end, source, target)
                yield from self._by_one_lane(start, end, out, into)
                yield from self._by_two_lanes(start, end, out, into)

    def _port(self, rect: Rect, side: str) -> Point:
        used = self.ports.get((rect, side), 0)
        by = _PORTS[used % len(_PORTS)]
        limit = rect.h / 2 - 5
        y = rect.y + rect.h / 2 + max(-limit, min(limit, by))
        return (rect.x if side == "left" else rect.right, y)

    def _by_one_lane(
        self, start: Point, end: Point, out: str, into: str
    ) -> Iterator[tuple[float, Path]]:
        (sx, sy), (tx, ty) = start, end
        bends = 2 * _BEND if sy != ty else 0
        for lane in {*self._beside(sx, out), *self._beside(tx, into)}:
            if _is_on(lane, sx, out) and _is_on(lane, tx, into):
                cost = abs(lane - sx) + abs(sy - ty) + abs(lane - tx) + bends
                yield cost, (start, (lane, sy), (lane, ty), end)

    def _by_two_lanes(
        self, start: Point, end: Point, out: str, into: str
    ) -> Iterator[tuple[float, Path]]:
        (sx, sy), (tx, ty) = start, end
        entering = self._beside(tx, into)
        for a in self._beside(sx, out):
            for b in entering:
                sideways = abs(a - sx) + abs(a - b) + abs(b - tx) + 4 * _BEND
                for row in _near(self._free_rows(min(a, b), max(a, b)), sy, ty):
                    cost = sideways + abs(sy - row) + abs(ty - row)
                    yield cost, (start, (a, sy), (a, row), (b, row), (b, ty), end)

    def _free_rows(self, left: float, right: float) -> list[float]:
        """Return the rows that nothing obstructs between two lanes, top first."""
        known = self._free.get((left, right))
        if known is None:
            blocked = [
                (y1, y2)
                for x1, y1, x2, y2 in (*self._notes, *self._words)
                if left < x2 and right > x1
            ]
            blocked += [
                (y - _CLEAR, y + _CLEAR) for x1, x2, y in self._flat if x1 < right and x2 > left
            ]
            blocked.sort()
            known, reached, at = [], -1.0, 0
            for row in self._rows:
                while at < len(blocked) and blocked[at][0] <= row:
                    reached = max(reached, blocked[at][1])
                    at += 1
                if row > reached:
                    known.append(row)
            self._free[left, right] = known
        return known

    def _beside(self, x: float, side: str) -> list[float]:
        """Return the nearest lanes on that side of ``x``."""
        if side == "right":
            return self._lanes[bisect_left(self._lanes, x + 6) :][:_NEAR_LANES]
        return self._lanes[: bisect_right(self._lanes, x - 6)][-_NEAR_LANES:]

    def _penalty(self, way: Path, most: float) -> float:
        cost = 0.0
        for line in pairwise(_trimmed(way)):
            cost += self._obstructed(line)
            cost += _ALONG * self.taken.beside(*line) + _CROSSING * self.taken.across(*line)
            if cost >= most:
                break
        return cost

    def _obstructed(self, line: tuple[Point, Point]) -> float:
        known = self._known.get(line)
        if known is None:
            (ax, ay), (bx, by) = line
            span = (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            known = _OVER_NOTE * self._met_notes.met(*span)
            known += _OVER_WORDS * self._met_words.met(*span)
            known += _ALONG * self._edges.beside(*line)
            self._known[line] = known
        return known

    def _keep(self, way: Path, source: Rect, target: Rect) -> None:
        self.taken.add(way)
        for rect, x in ((source, way[0][0]), (target, way[-1][0])):
            key = (rect, "left" if x == rect.x else "right")
            self.ports[key] = self.ports.get(key, 0) + 1


def _near(rows: list[float], a: float, b: float) -> list[float]:
    """Return a few rows next to the heights ``a`` and ``b``, on both sides of each."""
    found = set()
    for height in (a, b):
        at = bisect_left(rows, height)
        found.update(rows[max(0, at - _NEAR_ROWS) : at + _NEAR_ROWS])
    return sorted(found)


def _level(start: Point, end: Point, source: Rect, target: Rect) -> tuple[Point, Point]:
    """Make the two ends one height when the notes overlap in height: a straight line is best."""
    low = max(source.y, target.y) + 6
    high = min(source.bottom, target.bottom) - 6
    if low <= start[1] <= high:
        return start, (end[0], start[1])
    return start, end


def _is_on(lane: float, x: float, side: str) -> bool:
    return lane > x if side == "right" else lane < x


def _simple(points: Sequence[Point]) -> Path:
    """Drop points that lie on the way anyway."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]
        ):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _trimmed(way: Path) -> Path:
    """Return the way without its first and last steps, which touch the notes it joins."""
    (ax, ay), (bx, by) = way[0], way[-1]
    first = _CLEAR + 1 if way[1][0] > ax else -_CLEAR - 1
    last = _CLEAR + 1 if way[-2][0] > bx else -_CLEAR - 1
    return ((ax + first, ay), *way[1:-1], (bx + last, by))


def _outline(rect: Rect) -> Path:
    top, bottom = rect.y, rect.bottom
    left, right = rect.x, rect.right
    return ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))


def _boxes(rects: Iterable[Rect], gap: float) -> list[Box]:
    return [(r.x - gap, r.y - gap, r.right + gap, r.bottom + gap) for r in rects]
