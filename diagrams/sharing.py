"""How the cells of a picture share its width, so that what they hold needs the least height.

Only sums are compared here, no text is measured: what a cell wants is an area.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import ceil, floor

from diagrams.geometry import Cell, Picture
from diagrams.headings import pad

# A stretch keeps between these shares of the width it would have if all grew alike: the picture
# must stay the one that people filled, and a title must fit.
LEAST, MOST = 0.5, 2.2
# Widths come in whole steps, or every new word would move the whole picture a little.
STEP = 20
# Below this a column of words breaks too many of them, unless it was that narrow before.
_NARROW = 200
# What a heading takes, about.
_TOP = {"box": 75, "bridge": 130, "open": 0, "strip": 28}
# Fewer units of height than this are not worth another shape.
_WORTH = 4

Track = tuple[float, float]


def shared(
    picture: Picture,
    cells: Sequence[Cell],
    tracks: Sequence[Track],
    wants: Mapping[Cell, float],
    room: int,
    least: Sequence[float] = (),
) -> list[int]:
    """Share ``room`` among ``tracks``, the stretches from edge to edge in which cells stand.

    None gets less than its ``least``, where all together have that.
    """
    owns = [right - left for left, right in tracks]
    least = least or [0] * len(tracks)
    alike = _alike(owns, least, room)
    widths = [
        max(STEP * floor(own / STEP), ceil(need)) for own, need in zip(alike, least, strict=True)
    ]
    # What the steps leave over goes where it shows least.
    widths[widths.index(max(widths))] += room - sum(widths)
    estimate = _Estimate(picture, cells, tracks, wants)
    bounds = [
        (max(LEAST * own, min(own, _NARROW), need), MOST * own)
        for own, need in zip(alike, least, strict=True)
    ]
    lowest = estimate.height(widths) if wants else 0
    for step in (4 * STEP, STEP):
        while wants:
            height, tried = min(
                (estimate.height(tried), tried) for tried in _moved(widths, bounds, step)
            )
            if height > lowest - _WORTH:
                break
            widths, lowest = tried, height
    return widths


def _alike(owns: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return widths in the proportions of ``owns``, but none below its least."""
    low, high = 0.0, room / min(owns)
    for _ in range(40):
        scale = (low + high) / 2
        if sum(max(need, scale * own) for own, need in zip(owns, least, strict=True)) > room:
            high = scale
        else:
            low = scale
    return [max(need, low * own) for own, need in zip(owns, least, strict=True)]


def _moved(
    widths: Sequence[int], bounds: Sequence[tuple[float, float]], step: int
) -> list[list[int]]:
    """Return every way to give ``step`` of one stretch to another, or no change."""
    found = []
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] - step >= bounds[giver][0] and widths[taker] + step <= bounds[taker][1]:
            tried = list(widths)
            tried[giver] -= step
            tried[taker] += step
            found.append(tried)
    return found or [list(widths)]


class _Estimate:
    """How much a picture grows for some widths, as ``layout`` would make it grow."""

    def __init__(
        self,
        picture: Picture,
        cells: Sequence[Cell],
        tracks: Sequence[Track],
        wants: Mapping[Cell, float],
    ) -> None:
        cuts = {band.id: band.cut for band in picture.bands}
        spans = {
            cell: [band for band, cut in cuts.items() if cell.y < cut <= cell.y + cell.h]
            for cell in cells
        }
        held = sorted((cell for cell in cells if wants.get(cell)), key=lambda one: len(spans[one]))
        self._cells = [
            (
                wants[cell],
                [at for at, (left, right) in enumerate(tracks)
                 if cell.x <= left and right <= cell.x + cell.w],
                2 * pad(cell), cell.h - _TOP[cell.look], cell.grows, spans[cell],
            )
            for cell in held
        ]  # fmt: skip

    def height(self, widths: Sequence[float]) -> float:
        grown: dict[str, float] = {}
        for want, tracks, pads, has, grows, spans in self._cells:
            needs = want / (sum([widths[at] for at in tracks]) - pads)
            more = needs - has - sum([grown.get(band, 0) for band in spans])
            if more > 0:
                grown[grows] = grown.get(grows, 0) + more
        return sum(grown.values())
