"""Where the label of a link stands: on its line, clear of all that is written."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import inf

from diagrams.ink import LEADING
from diagrams.layout import Rect
from diagrams.measure import MARGIN, balanced, width
from diagrams.near import Box, Ground, box_of, grown, touches
from diagrams.taken import Lines, Path, Point, stroke

SIZE = 14
# A label is one line if it can, narrower where only that fits between two columns.
_ROOMS = (170, 96)
# From a plate to another, and to the line of another link.
_GAP, _OFF_LINES = 3, 3
# What a place costs, in units of length away from the best: beside the line instead of on it,
# over the edge of a box, over another link's line.
_ASIDE, _OVER_EDGE, _OVER_LINE = 40, 25, 150
# Labels away from their line stand in rows so far apart.
_STEP = 11
# From a plate to the side of the picture.
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Plate:
    """A label on white: its lines and where they stand."""

    rect: Rect
    lines: tuple[str, ...]

    @property
    def reach(self) -> Box:
        """What other plates keep out of."""
        return grown(box_of(self.rect), _GAP)


@dataclass(frozen=True, slots=True)
class Board:
    """What labels keep clear of: what is written, all ``lines``, and ``plates`` placed so far."""

    ground: Ground
    lines: Lines
    edges: Lines
    plates: list[Box] = field(default_factory=list)

    def keep(self, plate: Plate) -> None:
        self.plates.append(plate.reach)


@dataclass(frozen=True, slots=True)
class Label:
    """A label broken into lines, and the size of its plate."""

    lines: tuple[str, ...]
    w: float
    h: float

    def at(self, x: float, y: float) -> Plate:
        return Plate(Rect(x - self.w / 2, y - self.h / 2, self.w, self.h), self.lines)


@lru_cache(maxsize=5_000)
def label(text: str, room: float) -> Label:
    broken = balanced(text, SIZE, room)
    wide = max(width(one, SIZE) for one in broken) * MARGIN + 14
    return Label(broken, wide, LEADING[SIZE] * len(broken) + 5)


def find_plate(text: str, way: Path, board: Board) -> tuple[Plate, tuple[Box, ...]]:
    """Return the best place for a label, and the boxes that decided it.

    On its line, narrower if need be; else over another link's line; else near its own.
    """
    search = _Search(board, way)
    for over_lines in (False, True):
        for room in _ROOMS:
            found = search.along(label(text, room), over_lines)
            if found is not None:
                return found, tuple(search.asked)
    ground = board.ground
    return search.away(label(text, _ROOMS[1])), ((0, 0, ground.width, ground.bottom),)


class _Search:
    """The search for one label's place."""

    def __init__(self, board: Board, way: Path) -> None:
        self.board, self.way = board, way
        self.asked: list[Box] = []
        self._own = {stroke(a, b) for a, b in pairwise(way)}
        self._tips = board.lines.ends

    def along(self, label: Label, over_lines: bool) -> Plate | None:
        """Return the best place on the way: the middle of its longest line is cheapest."""
        steps = sorted(pairwise(self.way), key=lambda step: -_length(*step))
        longest = _length(*steps[0])
        best, least = None, inf
        for a, b in steps:
            short = (longest - _length(a, b)) * 0.3
            for aside in (0, 1, -1):
                cost = short + _ASIDE * abs(aside)
                if cost >= least:
                    break
                spot = self._spot(a, b, aside, label, over_lines)
                if spot is None:
                    continue
                x, y = spot
                cost += abs((a[0] + b[0]) / 2 - x) * 0.2 + abs((a[1] + b[1]) / 2 - y) * 0.2
                cost += self._covered(x, y, label, over_lines)
                if cost < least:
                    best, least = label.at(x, y), cost
        return best

    def _spot(self, a: Point, b: Point, aside: int, label: Label, over_lines: bool) -> Point | None:
        """Return the free spot nearest to the middle of a line, or of a line beside it."""
        if a[1] == b[1]:
            y = a[1] + aside * (label.h / 2 - 1)
            x = self._nearest_x(min(a[0], b[0]), max(a[0], b[0]), y, label, over_lines)
            return None if x is None else (x, y)
        x = a[0] + aside * (label.w / 2 - 1)
        found = self._nearest_y(min(a[1], b[1]), max(a[1], b[1]), x, label, over_lines)
        return None if found is None else (x, found)

    def _nearest_x(
        self, first: float, last: float, y: float, label: Label, over_lines: bool
    ) -> float | None:
        w, h, ground = label.w / 2, label.h / 2, self.board.ground
        first, last = max(first, _MARGIN + w), min(last, ground.width - _MARGIN - w)
        if first > last or not ground.top + h <= y <= ground.bottom - h:
            return None
        band = (first - w, y - h, last + w, y + h)
        return _nearest(
            [(x1, x2) for x1, _, x2, _ in self._blocking(band, over_lines)], first, last, w
        )

    def _nearest_y(
        self, first: float, last: float, x: float, label: Label, over_lines: bool
    ) -> float | None:
        w, h, ground = label.w / 2, label.h / 2, self.board.ground
        first, last = max(first, ground.top + h), min(last, ground.bottom - h)
        if first > last or not _MARGIN + w <= x <= ground.width - _MARGIN - w:
            return None
        band = (x - w, first - h, x + w, last + h)
        return _nearest(
            [(y1, y2) for _, y1, _, y2 in self._blocking(band, over_lines)], first, last, h
        )

    def _blocking(self, band: Box, over_lines: bool) -> Iterator[Box]:
        self.asked.append(grown(band, _OFF_LINES))
        board = self.board
        yield from board.ground.meeting(*band)
        yield from (one for one in board.plates if touches(one, band))
        yield from (one for one in self._tips if touches(one, band))
        if not over_lines:
            yield from self._others(band)

    def _others(self, box: Box) -> Iterator[Box]:
        """Yield the lines of other links in a box, with some air around them."""
        x1, y1, x2, y2 = box
        by = _OFF_LINES
        for y, first, last in _between(self.board.lines.flat, y1 - by, y2 + by):
            if first - by < x2 and x1 < last + by and (first, y, last, y) not in self._own:
                yield (first - by, y - by, last + by, y + by)
        for x, first, last in _between(self.board.lines.upright, x1 - by, x2 + by):
            if first - by < y2 and y1 < last + by and (x, first, x, last) not in self._own:
                yield (x - by, first - by, x + by, last + by)

    def _covered(self, x: float, y: float, label: Label, over_lines: bool) -> float:
        w, h = label.w / 2, label.h / 2
        x1, y1, x2, y2 = x - w, y - h, x + w, y + h
        edges = self.board.edges
        flat = sum(a < x2 and x1 < b for _, a, b in _between(edges.flat, y1, y2))
        upright = sum(a < y2 and y1 < b for _, a, b in _between(edges.upright, x1, x2))
        lines = sum(1 for _ in self._others((x1, y1, x2, y2))) if over_lines else 0
        return _OVER_EDGE * (flat + upright) + _OVER_LINE * lines

    def away(self, label: Label) -> Plate:
        """Return the free place nearest to the way; other lines it may cover at last."""
        ground = self.board.ground
        middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(self.way)]
        for over_lines in (False, True):
            best, least = None, inf
            for mx, my in middles:
                for dy in _outwards(ground.bottom - ground.top):
                    if abs(dy) >= least:
                        break
                    first, last = max(mx - least, 0), min(mx + least, ground.width)
                    x = self._nearest_x(first, last, my + dy, label, over_lines)
                    if x is not None and abs(x - mx) + abs(dy) < least:
                        best, least = label.at(x, my + dy), abs(x - mx) + abs(dy)
            if best is not None:
                return best
        return label.at(*middles[0])


def _outwards(most: float) -> Iterator[float]:
    yield 0
    for step in range(1, int(most / _STEP) + 1):
        yield step * _STEP
        yield -step * _STEP


def _between(
    lines: list[tuple[float, float, float]], low: float, high: float
) -> list[tuple[float, float, float]]:
    return lines[bisect_right(lines, (low, inf)) : bisect_left(lines, (high,))]


def _nearest(
    blocked: Iterable[tuple[float, float]], first: float, last: float, reach: float
) -> float | None:
    """Return the place nearest to the middle where ``reach`` on both sides is not blocked."""
    middle = (first + last) / 2
    stops = sorted((a - reach, b + reach) for a, b in blocked)
    best, at = None, first
    for start, end in (*stops, (last, inf)):
        if start >= at:
            spot = min(max(middle, at), min(start, last))
            if best is None or abs(spot - middle) < abs(best - middle):
                best = spot
        at = max(at, end)
        if at > last:
            break
    return best


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
