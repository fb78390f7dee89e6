"""The way a link takes: horizontal and vertical lines around the notes.

Rule 1: A link leaves and enters a note at its left or right side and runs in gutters; it crosses
no note, and no words where there is another way.
Rule 2: Earlier links do not know later ones, so a new link moves none that is there.
Rule 3: A way knows what it was decided by (``Found``): as long as that stays, so does the way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from math import inf

from diagrams.detours import detour
from diagrams.gutters import Gutter
from diagrams.layout import Rect
from diagrams.near import Box, Ground, grown
from diagrams.shapes import ENTERING, LEAVING, OFF, End, Scout, Shape, Start, Streets
from diagrams.taken import APART, END, Lines, Path, Point, across, beside, ends
from diagrams.threads import sides

# What a way costs, in units of length. Along another link nobody can tell the two apart; a line
# through a foreign box reads as if it had to do with it.
_ALONG, _OVER_END, _CROSSING, _THROUGH = 700, 250, 40, 60
# Where on a note's side links stand, from its middle, as far as the side reaches: so far from
# its corners, and so far from each other.
_PORTS = (0, 9, -9, 4.5, -4.5, 18, -18)
_CORNER, _PORT = 5, 4
# How many shapes, the shortest first, are compared with the lines that are there.
_TRIED = 8
# Nobody follows more links than this: those that come later still go around notes and words, but
# take the first way that does. What all of them cost is bounded so: 200 links among 500 notes
# take some 200 ms, ten among 60 some 3 ms.
FOLLOWED = 40
_UPRIGHT, _FLAT = Ground.is_free_upright, Ground.is_free_flat


@dataclass(frozen=True, slots=True)
class Found:
    """A way, and the boxes that decided it: of what is written, and of earlier lines."""

    source: End
    target: End
    way: Path
    written: tuple[Box, ...]
    lines: tuple[Box, ...]


@dataclass(slots=True)
class Router:
    """Finds ways one after the other; each is kept clear of by those that follow."""

    ground: Ground
    streets: Streets
    taken: Lines = field(default_factory=Lines)
    _used: dict[tuple[float, float], list[float]] = field(default_factory=dict)
    _written: list[Box] = field(default_factory=list)
    _lines: list[Box] = field(default_factory=list)

    def keep(self, found: Found) -> None:
        """Let those that follow keep clear of this one."""
        self.taken.add_link(found.way)
        for end, (x, y) in ((found.source, found.way[0]), (found.target, found.way[-1])):
            self._used.setdefault((x, end.box[1]), []).append(y)

    @property
    def _is_crowded(self) -> bool:
        return len(self.taken.ends) >= 2 * FOLLOWED

    def find(self, source: End, target: End) -> Found:
        """Return the cheapest way from ``source`` to ``target``."""
        self._written, self._lines = [], []
        way = self._led(source, target, self.ground)
        if not way:
            # Not even a detour keeps clear of all words: only notes matter now.
            notes, ground = self.ground.notes, self.ground
            bare = Ground(notes, (), ground.width, ground.top, ground.bottom)
            way = self._led(source, target, bare) or _straight(source.box, target.box)
        return Found(source, target, way, tuple(self._written), tuple(self._lines))

    def _led(self, source: End, target: End, ground: Ground) -> Path:
        scout = Scout(ground, self.streets, self._written)
        down = 1 if source.box[1] <= target.box[1] else -1
        leaving = [
            scout.start(source, self._ports(source, out, down), out, LEAVING) for out in (1, -1)
        ]
        entering = [
            scout.start(target, self._ports(target, out, -down), out, ENTERING) for out in (1, -1)
        ]
        foreign = [box for box in self.streets.boxes if box not in (source.cell, target.cell)]
        best, least = self._best(
            scout.direct(source, target, leaving, entering), ((), inf), foreign, ground
        )
        feet = (*source.foot, *target.foot)
        turning = scout.by_two_lanes(leaving, entering, feet, least)
        best, _ = self._best(turning, (best, least), foreign, ground)
        if best:
            return best
        # What decides a detour is the whole picture.
        everything = (0, 0, ground.width, ground.bottom)
        self._written, self._lines = [everything], [everything]
        streets = (self.streets.lanes, (*self.streets.rows, *feet))
        around = detour(ground, streets, leaving, entering)
        if around is None:
            return ()
        way = self._laid(around, ground)
        return way if self._is_free(way, ground) else _through_middles(around)

    def _best(
        self,
        shapes: Iterable[Shape],
        found: tuple[Path, float],
        foreign: Sequence[Box],
        ground: Ground,
    ) -> tuple[Path, float]:
        """Return the best of some shapes once it is laid, or what was found before."""
        best, least = found
        for shape in islice(shapes, 1 if self._is_crowded else _TRIED):
            if shape.cost >= least:
                break
            way = self._laid(shape, ground)
            cost = shape.cost if self._is_crowded else shape.cost + self._penalty(way, foreign)
            if cost < least and self._is_free(way, ground):
                best, least = way, cost
        return best, least

    def _ports(self, end: End, out: int, down: int) -> tuple[float, ...]:
        """Return where a link may leave a side: the middle first, then towards where it goes."""
        _, top, _, bottom = end.box
        x = end.box[2] if out > 0 else end.box[0]
        middle, limit = (top + bottom) / 2, (bottom - top) / 2 - _CORNER
        self._lines.append((x - 1, top, x + 1, bottom))
        used = self._used.get((x, top), ())
        free = [middle + by * down for by in _PORTS if abs(by) <= limit]
        if used:
            free = [y for y in free if all(abs(y - other) >= _PORT for other in used)]
        return tuple(free) or (middle,)

    def _is_free(self, way: Path, ground: Ground) -> bool:
        """Say whether a way is as free as its gutters seemed to be."""
        (x1, y1), (x2, y2) = way[0], way[-1]
        first = x1 + (OFF if way[1][0] > x1 else -OFF)
        last = x2 + (OFF if way[-2][0] > x2 else -OFF)
        for (ax, ay), (bx, by) in pairwise(((first, y1), *way[1:-1], (last, y2))):
            is_free, at = (_FLAT, ay) if ay == by else (_UPRIGHT, ax)
            start, end = (ax, bx) if ay == by else (ay, by)
            self._written.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
            if not is_free(ground, at, min(start, end), max(start, end)):
                return False
        return True

    def _laid(self, shape: Shape, ground: Ground) -> Path:
        """Choose tracks, one gutter after the other: free, crossing few, near the middle."""
        a, b, gutters = shape.start, shape.end, shape.gutters
        at = [a.x, a.y, *(gutter.middle for gutter in gutters), b.y, b.x]
        if gutters:
            at[1], at[-2] = self._port(a, gutters[0]), self._port(b, gutters[-1])
        for place, gutter in enumerate(gutters, 2):
            at[place] = self._track(gutter, at, place, place == len(gutters) + 1, ground)
        return _path(at)

    def _port(self, start: Start, lane: Gutter) -> float:
        """Choose the first port from which neither link nor edge runs to the lane."""
        left, right = min(start.x, lane.low), max(start.x, lane.high)
        low, high = min(start.ports), max(start.ports)
        self._lines.append((left - APART, low - APART, right + APART, high + APART))
        taken, edges = self.taken.flat, self.streets.edges.flat
        for y in start.ports:
            if not (beside(taken, y, left, right) or beside(edges, y, left, right)):
                return y
        return start.y

    def _track(
        self, gutter: Gutter, at: list[float], place: int, is_last: bool, ground: Ground
    ) -> float:
        upright = place % 2 == 0
        before, start, end = at[place - 2], at[place - 1], at[place + 1]
        taken = self.taken
        same, other = (taken.upright, taken.flat) if upright else (taken.flat, taken.upright)
        is_free = _UPRIGHT if upright else _FLAT
        low, high = (start, end) if start < end else (end, start)
        self._ask(gutter, upright, low, high)
        best, least = gutter.middle, inf
        for track in gutter.tracks:
            cost = abs(track - gutter.middle) * 0.5
            if cost >= least:
                break
            if not is_free(ground, track, low, high):
                continue
            if is_last and abs(track - at[-1]) < ENTERING - 1:
                cost += _OVER_END
            cost += _ALONG * beside(same, track, low, high)
            cost += _CROSSING * across(other, track, low, high)
            cost += _CROSSING * across(same, start, before, track)
            if cost < least:
                best, least = track, cost
        return best

    def _ask(self, gutter: Gutter, upright: bool, low: float, high: float) -> None:
        first, last = gutter.low, gutter.high
        box = (first, low, last, high) if upright else (low, first, high, last)
        self._written.append(box)
        self._lines.append(grown(box, APART))

    def _penalty(self, way: Path, foreign: Sequence[Box]) -> float:
        cost = 0.0
        taken, edges = self.taken, self.streets.edges
        for (x1, y1), (x2, y2) in pairwise(way):
            left, right = (x1, x2) if x1 < x2 else (x2, x1)
            top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
            self._lines.append((left - APART, top - APART, right + APART, bottom + APART))
            if y1 == y2:
                cost += _CROSSING * across(taken.upright, y1, left, right)
                along = beside(taken.flat, y1, left, right) + beside(edges.flat, y1, left, right)
            else:
                cost += _CROSSING * across(taken.flat, x1, top, bottom)
                along = beside(taken.upright, x1, top, bottom)
            cost += _ALONG * along
            cost += _THROUGH * sum(
                [a < right and left < c and b < bottom and top < d for a, b, c, d in foreign]
            )
            cost += _OVER_END * sum(
                [a <= right and left <= c and b <= bottom and top <= d for a, b, c, d in taken.ends]
            )
        # Between two columns of cards there is no room for an arrowhead.
        cost += _OVER_END * (abs(way[-1][0] - way[-2][0]) < ENTERING - 1)
        return cost + _OVER_END * sum(self._covers(end) for end in ends(way))

    def _covers(self, end: Box) -> int:
        """Count the upright lines under one end of a way."""
        x1, y1, x2, y2 = end
        self._lines.append((x1 - END, y1, x2 + END, y2))
        return across(self.taken.upright, (y1 + y2) / 2, x1 - 0.1, x2 + 0.1)


def _through_middles(shape: Shape) -> Path:
    a, b = shape.start, shape.end
    return _path([a.x, a.y, *(gutter.middle for gutter in shape.gutters), b.y, b.x])


def _path(at: Sequence[float]) -> Path:
    """Return the points of a way that stands in turn at x, y, x, ..., y, x."""
    if len(at) == 4:
        # No gutter between: from side to side at one height.
        return (at[0], at[1]), (at[3], at[2])
    points = [(at[0], at[1])]
    for place in range(2, len(at)):
        even = place % 2 == 0
        points.append((at[place], at[place - 1]) if even else (at[place - 1], at[place]))
    return _simple(points)


def _straight(source: Box, target: Box) -> Path:
    """Return the way out of one side, up or down once, and into the other."""
    (leaves, out), (enters, into) = sides(_rect(source), _rect(target))
    beyond = max(leaves, enters) + ENTERING if out > 0 else min(leaves, enters) - ENTERING
    lane = (leaves + enters) / 2 if out != into else beyond
    start, end = (source[1] + source[3]) / 2, (target[1] + target[3]) / 2
    return ((leaves, start), (lane, start), (lane, end), (enters, end))


def _rect(box: Box) -> Rect:
    return Rect(box[0], box[1], box[2] - box[0], box[3] - box[1])


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
