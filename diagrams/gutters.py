"""Where links may run: the only place that finds the gutters between cells.

A gutter is a strip without notes; it holds as many tracks as keep apart from each other, from
the cells on its sides and from the frame that may run through the gap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from diagrams.near import Box

# Between two tracks: two lines with their white edges, and as much paper; more where there is
# room, but lines far apart look as if they had nothing to do with each other.
PITCH, WIDEST = 6, 8
# From a track to the cell or the frame beside it: at least, and where there is room.
EDGE, _CALM_EDGE = 5, 8
# More than these nobody could tell apart; the gap beside the last column is half a picture wide.
_MOST = 9


# A gap between cells: where it starts and ends, and from where to where it runs.
Gap = tuple[float, float, float, float]
_Gaps = dict[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip that stands at ``middle`` and runs from ``first`` to ``last`` between cells.

    ``tracks`` start in the middle, so that a single link has the same air on both sides.
    """

    middle: float
    first: float
    last: float
    tracks: tuple[float, ...]
    low: float
    high: float


@lru_cache(maxsize=500)
def tracks(start: float, end: float) -> tuple[float, ...]:
    """Return where lines can run between two edges, the middle one first."""
    room = end - start - 2 * EDGE
    many = min(_MOST, max(1, int(room / PITCH) + 1))
    if many > 2 and many % 2 == 0:
        many -= 1
    calm = (end - start - 2 * _CALM_EDGE) / (many - 1) if many > 2 else 0
    pitch = min(WIDEST, max(PITCH, calm))
    middle = (start + end) / 2
    found = [round(middle + (at - (many - 1) / 2) * pitch, 2) for at in range(many)]
    return tuple(sorted(found, key=lambda track: (abs(track - middle), -track)))


def gutter(start: float, end: float, first: float, last: float) -> Gutter:
    found = tracks(start, end)
    return Gutter((start + end) / 2, first, last, found, min(found), max(found))


def upright(cells: Sequence[Box], cuts: Iterable[float], width: float) -> list[Gap]:
    """Return the gaps that run up and down, leftmost first; ``cuts`` are frames' sides."""
    return _gaps(cells, sorted(set(cuts)), 0, width)


def flat(cells: Sequence[Box], cuts: Iterable[float], top: float, bottom: float) -> list[Gap]:
    """Return the gaps that run from left to right, uppermost first."""
    turned = [(y1, x1, y2, x2) for x1, y1, x2, y2 in cells]
    return _gaps(turned, sorted(set(cuts)), top, bottom)


def _gaps(cells: Sequence[Box], cuts: Sequence[float], least: float, most: float) -> list[Gap]:
    found: _Gaps = {}
    for start, first, end, last in cells:
        beside = [(x1, x2) for x1, y1, x2, y2 in cells if y1 < last and first < y2]
        gaps = [(end, min([x1 for x1, _ in beside if x1 >= end], default=most))]
        if not any(x2 <= start for _, x2 in beside):
            gaps.append((least, start))
        for a, b in gaps:
            edges = [a, *(cut for cut in cuts if a < cut < b), b]
            for piece in pairwise(edges):
                y1, y2 = found.get(piece, (first, last))
                found[piece] = (min(first, y1), max(last, y2))
    return [
        (a, b, first, last)
        for (a, b), (first, last) in sorted(found.items(), key=_middle)
        if b - a >= 2 * EDGE and not _holds_another(a, b, first, last, found)
    ]


def _middle(one: tuple[tuple[float, float], object]) -> float:
    return one[0][0] + one[0][1]


def _holds_another(a: float, b: float, first: float, last: float, found: _Gaps) -> bool:
    """Say whether beside it a narrower one runs inside it: then that one is the gutter."""
    return any(
        a <= c and d <= b and (a, b) != (c, d) and d - c >= 2 * EDGE and y1 < last and first < y2
        for (c, d), (y1, y2) in found.items()
    )
