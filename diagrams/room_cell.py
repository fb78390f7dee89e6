"""How a cell of the combined picture is filled: what several said on top, then what one said.

Each kind stands in columns of its own, as many as need the least height, so that a wide cell is
used to its right edge. Contents keep their order: the shortest column takes the next.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from diagrams.geometry import MIN_COLUMN, Cell
from diagrams.group_card import GroupCard
from diagrams.headings import pad
from diagrams.layout import FOOT, SIZES, Content, Fill, Rect, Spot

_GAP = 16
_BETWEEN = 7
# A headline needs room for its larger type.
_GROUP_COLUMN = 210
# Columns come in whole steps: the lines of a text are then known for most widths of a picture.
_STEP = 10


@lru_cache(maxsize=5_000)
def fill(cell: Cell, top: float, contents: tuple[Content, ...]) -> Fill:
    """Place ``contents`` into ``cell``: in large type while the empty picture has room for it."""
    if not contents:
        return Fill(0, ())
    small = _filled(cell, top, contents, SIZES[-1])
    if small.needs > cell.h:
        return small
    for type_size in SIZES[:-1]:
        larger = _filled(cell, top, contents, type_size)
        cuts = (
            one.cuts_words(spot.column, type_size)
            for one, spot in zip(contents, larger.spots, strict=True)
        )
        if larger.needs <= cell.h and not any(cuts):
            return larger
    return small


def _kinds(contents: Sequence[Content]) -> Iterator[tuple[list[Content], int]]:
    """Yield what several said and what one said, each with the narrowest column it should have."""
    yield [one for one in contents if isinstance(one, GroupCard)], _GROUP_COLUMN
    yield [one for one in contents if not isinstance(one, GroupCard)], MIN_COLUMN


def _filled(cell: Cell, top: float, contents: Sequence[Content], type_size: int) -> Fill:
    spots: list[Spot] = []
    end = top
    for some, narrowest in _kinds(contents):
        if some:
            start = end + _BETWEEN if spots else end
            end, placed = min(
                (
                    _stacked(cell, start, some, type_size, columns)
                    for columns in _columns(cell, narrowest)
                ),
                key=lambda stacked: stacked[0],
            )
            spots += placed
    return Fill(end + FOOT[cell.look], tuple(spots))


def area(contents: Sequence[Content]) -> float:
    """Return about how much room ``contents`` take in the columns that suit them best."""
    return sum(
        min(
            (wide + _GAP) * sum(one.size(wide, SIZES[-1])[1] + _BETWEEN for one in some)
            for wide in range(narrowest, 2 * narrowest, 50)
        )
        for some, narrowest in _kinds(contents)
        if some
    )


def _columns(cell: Cell, narrowest: float) -> range:
    held = int((cell.w - 2 * pad(cell) + _GAP) / (narrowest + _GAP))
    return range(1, max(1, min(held, cell.most_columns)) + 1)


def _stacked(
    cell: Cell, top: float, contents: Sequence[Content], type_size: int, columns: int
) -> tuple[float, list[Spot]]:
    """Return where the lowest column ends, and the places."""
    left = pad(cell)
    step = (cell.w - 2 * left + _GAP) / columns
    wide = _STEP * int((step - _GAP) / _STEP)
    ends = [top] * columns
    spots = []
    for content in contents:
        column = ends.index(min(ends))
        w, h = content.size(wide, type_size)
        spots.append(Spot(type_size, wide, Rect(left + column * step, ends[column], w, h)))
        ends[column] += h + _BETWEEN
    return max(ends) - _BETWEEN, spots
