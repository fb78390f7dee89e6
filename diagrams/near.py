"""What stands in the way of lines and labels: the only place that says whether there is room.

Everything is asked for along a lane or a row, and what stands on one is looked up once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diagrams.layout import Rect

# Left, top, right, bottom: plain tuples, since so many are compared.
Box = tuple[float, float, float, float]
# Where something stands on a lane or row: the starts and the ends, in order.
Stops = tuple[list[float], list[float]]

# How many words are looked at together; they come by cell, so those of a heap stand together.
_HEAP = 4

# From a line to a note, and to what else is written.
CLEAR, CLEAR_OF_WORDS = 4, 4


def grown(box: Box, by: float) -> Box:
    x1, y1, x2, y2 = box
    return (x1 - by, y1 - by, x2 + by, y2 + by)


def touches(one: Box, other: Box) -> bool:
    """Say whether two boxes overlap or share an edge."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def box_of(rect: Rect) -> Box:
    return (rect.x, rect.y, rect.x + rect.w, rect.y + rect.h)


def around(boxes: Sequence[Box]) -> Box:
    """Return the box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Ground:
    """What is written in a picture: ``notes`` by cell and ``words``, each with its clearance.

    What was looked up is kept; ``after`` gives it on as far as it still holds.
    """

    notes: tuple[tuple[Box, ...], ...]
    words: tuple[Box, ...]
    width: float
    top: float
    bottom: float
    _bounds: list[tuple[Box, tuple[Box, ...]]] = field(default_factory=list)
    _upright: dict[float, Stops] = field(default_factory=dict)
    _flat: dict[float, Stops] = field(default_factory=dict)

    def __post_init__(self) -> None:
        heaps = [self.words[at : at + _HEAP] for at in range(0, len(self.words), _HEAP)]
        self._bounds.extend((around(boxes), boxes) for boxes in (*self.notes, *heaps) if boxes)

    def after(self, notes: tuple[tuple[Box, ...], ...], changed: Iterable[Box]) -> "Ground":
        """Return the ground with these notes, which differ only inside ``changed``."""
        upright, flat = self._upright, self._flat
        for x1, y1, x2, y2 in changed:
            upright = {x: stops for x, stops in upright.items() if not x1 < x < x2}
            flat = {y: stops for y, stops in flat.items() if not y1 < y < y2}
        return Ground(
            notes, self.words, self.width, self.top, self.bottom, [], dict(upright), dict(flat)
        )

    def is_free_upright(self, x: float, y1: float, y2: float) -> bool:
        starts, ends = self._upright.get(x) or self._look_up(x)
        at = bisect_right(ends, y1)
        return at == len(ends) or starts[at] >= y2

    def is_free_flat(self, y: float, x1: float, x2: float) -> bool:
        starts, ends = self._flat.get(y) or self._look_along(y)
        at = bisect_right(ends, x1)
        return at == len(ends) or starts[at] >= x2

    def stretch(self, upright: bool, at: float, along: float) -> int:
        """Return which of the free stretches of a lane or row ``along`` lies in."""
        if upright:
            stops = self._upright.get(at) or self._look_up(at)
        else:
            stops = self._flat.get(at) or self._look_along(at)
        return bisect_right(stops[1], along)

    def _look_up(self, x: float) -> Stops:
        stops = _merged(
            [
                (one[1], one[3])
                for bounds, boxes in self._bounds
                if bounds[0] < x < bounds[2]
                for one in boxes
                if one[0] < x < one[2]
            ]
        )
        self._upright[x] = stops
        return stops

    def _look_along(self, y: float) -> Stops:
        stops = _merged(
            [
                (one[0], one[2])
                for bounds, boxes in self._bounds
                if bounds[1] < y < bounds[3]
                for one in boxes
                if one[1] < y < one[3]
            ]
        )
        self._flat[y] = stops
        return stops

    def meeting(self, x1: float, y1: float, x2: float, y2: float) -> list[Box]:
        """Return what stands inside a box or reaches into it."""
        return [
            one
            for (a, b, c, d), boxes in self._bounds
            if a < x2 and x1 < c and b < y2 and y1 < d
            for one in boxes
            if one[0] < x2 and x1 < one[2] and one[1] < y2 and y1 < one[3]
        ]


def _merged(stops: list[tuple[float, float]]) -> Stops:
    stops.sort()
    starts: list[float] = []
    ends: list[float] = []
    for start, end in stops:
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends
