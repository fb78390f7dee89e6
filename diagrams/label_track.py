"""A label on white, and where it can slide along a line: the only place that knows its size."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from diagrams.ink import LEADING
from diagrams.layout import Rect
from diagrams.measure import MARGIN, balanced, width
from diagrams.near import Box, box_of, grown

SIZE = 14
# Between a plate and another.
_GAP = 3

# From where to where something stands in the way.
Stop = tuple[float, float]


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
class Label:
    """A label broken into lines, and the size of its plate."""

    lines: tuple[str, ...]
    w: float
    h: float

    def at(self, x: float, y: float) -> Plate:
        return Plate(Rect(x - self.w / 2, y - self.h / 2, self.w, self.h), self.lines)


@lru_cache(maxsize=5_000)
def fitted(text: str, room: float) -> Label:
    broken = balanced(text, SIZE, room)
    wide = max(width(one, SIZE) for one in broken) * MARGIN + 14
    return Label(broken, wide, LEADING[SIZE] * len(broken) + 5)


@dataclass(frozen=True, slots=True)
class Track:
    """Where the middle of a label may stand: along a line of the way, or beside it."""

    flat: bool
    at: float
    first: float
    last: float
    middle: float
    label: Label

    @property
    def reach(self) -> float:
        return (self.label.w if self.flat else self.label.h) / 2

    @property
    def band(self) -> Box:
        """Return all that the label can cover."""
        return self.part(inf)

    def part(self, far: float) -> Box:
        """Return what a label covers at most ``far`` from the middle."""
        w, h = self.label.w / 2, self.label.h / 2
        first, last = max(self.first, self.middle - far), min(self.last, self.middle + far)
        if self.flat:
            return (first - w, self.at - h, last + w, self.at + h)
        return (self.at - w, first - h, self.at + w, last + h)

    def plate(self, spot: float) -> Plate:
        return self.label.at(spot, self.at) if self.flat else self.label.at(self.at, spot)

    def stops(self, boxes: Iterable[Box]) -> list[Stop]:
        """Return from where to where boxes stand in its way."""
        left, top, right, bottom = self.band
        if self.flat:
            return [(x1, x2) for x1, y1, x2, y2 in boxes if y1 < bottom and top < y2]
        return [(y1, y2) for x1, y1, x2, y2 in boxes if x1 < right and left < x2]

    def nearest(self, blocked: list[Stop]) -> float | None:
        """Return the free place that is nearest to the middle."""
        middle, reach, at, last = self.middle, self.reach, self.first, self.last
        best, far = None, inf
        for start, end in (*sorted(blocked), (inf, inf)):
            before = min(start - reach, last)
            if before >= at:
                spot = min(max(middle, at), before)
                if abs(spot - middle) < far:
                    best, far = spot, abs(spot - middle)
            at = max(at, end + reach)
            if at > last:
                break
        return best

    def covered(self, stops: list[Stop], spot: float) -> int:
        first, last = spot - self.reach, spot + self.reach
        return sum([a < last and first < b for a, b in stops])
