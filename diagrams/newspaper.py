"""Things of many heights in columns that are read one after the other, each to its foot."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Columns:
    """``spots`` are (column, top) in the order of the things; ``height`` is the longest column."""

    spots: tuple[tuple[int, float], ...]
    height: float


def columns(heights: Sequence[float], most: int, between: float) -> Columns:
    """Return the lowest way to set things of ``heights`` in at most ``most`` columns."""
    if not heights:
        return Columns((), 0)
    low, high = max(heights), sum(heights) + between * (len(heights) - 1)
    while high - low > 1:
        middle = (low + high) / 2
        if _set(heights, middle, between)[-1][0] < most:
            high = middle
        else:
            low = middle
    spots = _set(heights, high, between)
    ends = [top + height for (_, top), height in zip(spots, heights, strict=True)]
    return Columns(tuple(spots), max(ends))


def _set(heights: Sequence[float], foot: float, between: float) -> list[tuple[int, float]]:
    spots: list[tuple[int, float]] = []
    column, top = 0, 0.0
    for height in heights:
        if top and top + height > foot:
            column, top = column + 1, 0.0
        spots.append((column, top))
        top += height + between
    return spots
