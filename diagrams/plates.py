"""Where the label of a link stands: on its line, clear of all that is written."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf
from operator import itemgetter

from diagrams.label_track import Label, Plate, Track, fitted
from diagrams.near import Box, Ground, grown
from diagrams.taken import Line, Lines, Path, Point, strokes

# A label is one line if it can, narrower where only that fits between two columns.
_ROOMS = (170, 96)
# From a plate to the line of another link.
_OFF_LINES = 3
# What a place costs, in units of length away from the best: beside the line instead of on it,
# in more lines of text, over the edge of a box, over another link's line; and how much a line of
# the way that is shorter than the longest, and a unit away from the middle.
_ASIDE, _NARROW, _OVER_EDGE, _OVER_LINE = 40, 30, 45, 400
_SHORTER, _OFF_MIDDLE = 0.3, 0.2
# Labels away from their line stand in rows so far apart.
_STEP = 14
# How far from its line a label may stand to cover only paper, no other line, nothing written.
_AWAY = (160, 240, inf)
# From a plate to the side of the picture.
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Board:
    """What labels keep clear of: what is written, all ``lines``, and ``plates`` placed so far.

    They keep off ``edges`` where that is as good.
    """

    ground: Ground
    lines: Lines
    edges: Lines
    plates: list[Box] = field(default_factory=list)

    def keep(self, plate: Plate) -> None:
        self.plates.append(plate.reach)


def find_plate(
    text: str, way: Path, board: Board, *, hasty: bool = False
) -> tuple[Plate, tuple[Box, ...]]:
    """Return the best place for a label, and the boxes that decided it.

    It is on its line, narrower if need be, or else near it. A hasty search minds no lines.
    """
    search = _Search(board, way, hasty)
    labels = [fitted(text, room) for room in _ROOMS]
    found = search.along(labels) or search.away(labels[-1])
    return found, tuple(search.asked)


@dataclass(frozen=True, slots=True)
class _Near:
    """What a label may cover: what is written, other links' lines, and edges."""

    written: list[Box]
    lines: list[Box]
    edges: list[Box]


class _Search:
    """The search for one label's place."""

    def __init__(self, board: Board, way: Path, hasty: bool) -> None:
        self.board, self._hasty = board, hasty
        self.asked: list[Box] = []
        self._steps = list(pairwise(way))
        self._known: dict[int, _Near] = {}
        self._own = set(strokes(way))

    def along(self, labels: Sequence[Label]) -> Plate | None:
        """Return the best place on the way: the middle of its longest line is cheapest."""
        best, least = None, inf
        for cost, step, aside, label in self._places(labels):
            if cost >= least:
                break
            track = self._track(step, aside, label)
            if track is None:
                continue
            for price, spot in self._spots(track, self._beside(step, labels)):
                off = abs(spot - track.middle) * _OFF_MIDDLE
                if cost + price + off < least:
                    best, least = track.plate(spot), cost + price + off
        return best

    def _places(self, labels: Sequence[Label]) -> list[tuple[float, int, int, Label]]:
        """Return (cost, which line of the way, on which side of it, label), cheapest first."""
        lengths = [_length(a, b) for a, b in self._steps]
        longest = max(lengths)
        found = [
            ((longest - long) * _SHORTER + _NARROW * narrow + (_ASIDE if aside else 0),
             step, aside, label)
            for narrow, label in enumerate(labels)
            if not narrow or label != labels[0]
            for step, long in enumerate(lengths)
            for aside in (0, 1, -1)
        ]  # fmt: skip
        return sorted(found, key=itemgetter(0))

    def _track(self, step: int, aside: int, label: Label) -> Track | None:
        (ax, ay), (bx, by) = self._steps[step]
        if ay == by:
            at = ay + aside * (label.h / 2 - 1)
            return self._inside(True, at, min(ax, bx), max(ax, bx), label)
        return self._inside(False, ax + aside * (label.w / 2 - 1), min(ay, by), max(ay, by), label)

    def _inside(
        self, flat: bool, at: float, first: float, last: float, label: Label
    ) -> Track | None:
        """Return a track as far as a label on it is inside the picture."""
        ground, w, h = self.board.ground, label.w / 2, label.h / 2
        left, right = _MARGIN + w, ground.width - _MARGIN - w
        top, bottom = ground.top + h, ground.bottom - h
        middle = (first + last) / 2
        if not flat:
            left, top, right, bottom = top, left, bottom, right
        first, last = max(first, left), min(last, right)
        if first > last or not top <= at <= bottom:
            return None
        return Track(flat, at, first, last, middle, label)

    def _spots(self, track: Track, near: _Near) -> Iterator[tuple[float, float]]:
        """Yield (price, where): first what covers only paper, at last what covers other links."""
        written = track.stops(near.written)
        lines, edges = track.stops(near.lines), track.stops(near.edges)
        at_last = track.nearest(written)
        spots = [at_last]
        if at_last is not None and lines:
            spots.append(track.nearest([*written, *lines]))
        if at_last is not None and edges and track.nearest(edges) is not None:
            spots.append(track.nearest([*written, *lines, *edges]))
        # What is further from the middle than the spots that were found decided nothing.
        far = max([inf if spot is None else abs(spot - track.middle) for spot in spots])
        self.asked.append(grown(track.part(far), _OFF_LINES))
        for spot in spots:
            if spot is not None:
                price = _OVER_LINE * track.covered(lines, spot)
                yield price + _OVER_EDGE * track.covered(edges, spot), spot

    def _beside(self, step: int, labels: Sequence[Label]) -> _Near:
        """Return what is near a line of the way, as far as a label there can reach."""
        found = self._known.get(step)
        if found is None:
            (x1, y1, x2, y2), w, h = strokes(self._steps[step])[0], labels[0].w, labels[-1].h
            by_x, by_y = (w / 2, h) if y1 == y2 else (w, h / 2)
            found = self._near((x1 - by_x, y1 - by_y, x2 + by_x, y2 + by_y))
            self._known[step] = found
        return found

    def _near(self, box: Box) -> _Near:
        x1, y1, x2, y2 = box
        board = self.board
        others = board.plates if self._hasty else (*board.plates, *board.lines.ends)
        written = board.ground.meeting(x1, y1, x2, y2)
        written += [
            one for one in others if one[0] < x2 and x1 < one[2] and one[1] < y2 and y1 < one[3]
        ]
        crossing = () if self._hasty else _in(board.lines, grown(box, _OFF_LINES))
        lines = [grown(one, _OFF_LINES) for one in crossing if one not in self._own]
        return _Near(written, lines, list(_in(board.edges, box)))

    def away(self, label: Label) -> Plate:
        """Return the free place nearest to the way: at first it covers only paper, at last all
        but what is written.
        """
        ground = self.board.ground
        (ax, ay), (bx, by) = max(self._steps, key=lambda step: _length(*step))
        mx, my = (ax + bx) / 2, (ay + by) / 2
        for allowed in (2,) if self._hasty else (0, 1, 2):
            best, least = None, inf
            for dy in _outwards(min(_AWAY[allowed], ground.bottom - ground.top)):
                if abs(dy) >= least:
                    break
                x = self._in_row(mx, my + dy, label, allowed)
                if x is not None and abs(x - mx) + abs(dy) < least:
                    best, least = label.at(x, my + dy), abs(x - mx) + abs(dy)
            if best is not None and least < _AWAY[allowed]:
                return best
        return label.at(mx, my)

    def _in_row(self, x: float, y: float, label: Label, allowed: int) -> float | None:
        """Return the free place in a whole row that is nearest to ``x``.

        It covers neither edges nor lines (``allowed`` is 0), no lines (1), or both (2).
        """
        far = self.board.ground.width
        track = self._inside(True, y, x - far, x + far, label)
        if track is None:
            return None
        self.asked.append(grown(track.band, _OFF_LINES))
        near = self._near(track.band)
        kept_off = (near.written, near.lines, near.edges)[: 3 - allowed]
        return track.nearest([stop for boxes in kept_off for stop in track.stops(boxes)])


def _outwards(most: float) -> Iterator[float]:
    yield 0
    for step in range(1, int(most / _STEP) + 1):
        yield step * _STEP
        yield -step * _STEP


def _in(lines: Lines, box: Box) -> Iterator[Box]:
    """Yield the lines that run through a box."""
    x1, y1, x2, y2 = box
    for y, first, last in _between(lines.flat, y1, y2):
        if first < x2 and x1 < last:
            yield (first, y, last, y)
    for x, first, last in _between(lines.upright, x1, x2):
        if first < y2 and y1 < last:
            yield (x, first, x, last)


def _between(lines: list[Line], low: float, high: float) -> list[Line]:
    return lines[bisect_right(lines, (low, inf)) : bisect_left(lines, (high,))]


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
