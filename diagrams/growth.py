"""How a picture grows downwards: the only place that knows how far a height has moved.

Rule 1: A row grows at its cut by what its neediest cell lacks; all that lies at or below the cut
moves down as one.
Rule 2: A cell that needs more never moves anything up, and nothing further down than by what it
needs more. So a cell counts on what rows above its cut grew, not on those below.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from diagrams.geometry import Picture
from diagrams.rect import Rect

Steps = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """``down[n]`` is how far that has moved which lies at or below the first ``n`` of ``cuts``."""

    cuts: tuple[float, ...]
    down: tuple[float, ...]

    @property
    def steps(self) -> Steps:
        """Return each cut at which the picture grew, top first, and by how much."""
        at = zip((0, *self.cuts), pairwise((0, *self.down)), strict=True)
        return tuple((cut, after - before) for cut, (before, after) in at if after != before)

    def first_moved(self, before: "Growth") -> float:
        """Return the height of the empty picture from which on things moved since ``before``."""
        pairs = zip((0, *self.cuts), self.down, before.down, strict=True)
        return next((cut for cut, now, then in pairs if now != then), float("inf"))

    def shifted(self, y: float) -> float:
        """Return where a height of the empty picture is now."""
        return y + self.down[bisect_right(self.cuts, y)]

    def stretched(self, x: float, y: float, w: float, h: float) -> Rect:
        top = self.shifted(y)
        return Rect(x, top, w, self.shifted(y + h) - top)


def growth(steps: Steps) -> Growth:
    """Return the growth at these cuts, top first."""
    downs = accumulate((by for _, by in steps), initial=0.0)
    return Growth(tuple(cut for cut, _ in steps), tuple(downs))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that grow at one cut: each one's place, its height in the empty picture, and
    below how many cuts it starts.
    """

    cells: tuple[tuple[int, float, int], ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a picture and their cuts, top first."""

    cuts: tuple[float, ...]
    rows: tuple[Row, ...]

    def grown(self, needs: Sequence[float], title: float = 0) -> Growth:
        """Return how the picture grows when each cell needs so much and the title so much more."""
        down = [title]
        for row in self.rows:
            lowest = down[-1]
            for place, height, start in row.cells:
                if needs[place] > height:
                    lowest = max(lowest, down[start] + (needs[place] - height))
            down.append(lowest)
        return Growth(self.cuts, tuple(down))


def rows(picture: Picture) -> Rows:
    bands = sorted(picture.bands, key=lambda band: band.cut)
    cuts = tuple(band.cut for band in bands)
    found = [
        Row(
            tuple(
                (place, cell.h, bisect_right(cuts, cell.y))
                for place, cell in enumerate(picture.cells)
                if cell.grows == band.id
            )
        )
        for band in bands
    ]
    return Rows(cuts, tuple(found))
