"""How a cell of the combined picture is filled: what several said on top, then what one said.

Each kind stands in columns of its own, as many as need the least height, so that a wide cell is
used to its right edge. Contents keep their order: the shortest column takes the next. Last comes
what the cell says about itself: below the others, or at the right where there is no row for it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from diagrams.geometry import MIN_COLUMN, Cell
from diagrams.group_card import GroupCard
from diagrams.headings import heading, pad, title_right
from diagrams.layout import Content, Fill, Rect, Spot
from diagrams.remark import SIZE, Remark
from diagrams.template import Zone

_GAP = 14
_BETWEEN = 5
# A headline needs room for its larger type.
_GROUP_COLUMN = 240
# Columns come in whole steps: the lines of a text are then known for most widths of a picture.
_STEP = 10
_FOOT = {"box": 10, "bridge": 16, "open": 0, "strip": 0}
# Between words and the remark at their right: an arrowhead fits there.
_APART = 16


@lru_cache(maxsize=5_000)
def fill(cell: Cell, zone: Zone, contents: tuple[Content, ...]) -> Fill:
    """Place ``contents`` into ``cell``, below its heading."""
    if not contents:
        return Fill(heading(cell, zone).top, ())
    remark = contents[-1] if isinstance(contents[-1], Remark) else None
    said = contents[:-1] if remark else contents
    ways = [_filled(cell, zone, said, remark, aside) for aside in _asides(cell, zone, said, remark)]
    return min(ways, key=lambda way: way.needs)


def _asides(
    cell: Cell, zone: Zone, said: Sequence[Content], remark: Remark | None
) -> Iterator[float]:
    """Yield how much width words may leave to the remark; 0 gives it the title's row or its own."""
    aside = _APART + remark.size(0, SIZE)[0] if remark else 0
    if cell.look != "open" or not remark or not said:
        yield 0
        if not said or not remark or remark.size(0, SIZE)[0] <= beside_title(cell, zone):
            return
    yield aside


def _filled(
    cell: Cell, zone: Zone, said: Sequence[Content], remark: Remark | None, aside: float
) -> Fill:
    end = heading(cell, zone).top
    spots: list[Spot] = []
    for some, narrowest in _kinds(said):
        if some:
            start = end + _BETWEEN if spots else end
            end, placed = min(
                (
                    _stacked(cell, start, some, columns, aside)
                    for columns in _columns(cell, narrowest, aside)
                ),
                key=lambda stacked: stacked[0],
            )
            spots += placed
    if remark:
        spot = _remark(cell, zone, remark, end, spots[-1].rect if aside else None)
        end = max(end, spot.rect.bottom)
        spots.append(spot)
    return Fill(end + _FOOT[cell.look], tuple(spots))


def beside_title(cell: Cell, zone: Zone) -> float:
    """Return how much width there is at the right of a cell's title."""
    return cell.w - pad(cell) - title_right(cell, zone) - 8


def _remark(cell: Cell, zone: Zone, remark: Remark, end: float, last: Rect | None) -> Spot:
    """Put it at the right of ``last``, else of the cell's title, else below all."""
    left = pad(cell)
    if last:
        w, h = remark.size(0, SIZE)
        y = last.y + (last.h - h) / 2
        return Spot(SIZE, w, Rect(cell.w - left - w, y, w, h))
    wide = beside_title(cell, zone)
    w, h = remark.size(wide, SIZE)
    if w <= wide and cell.look != "open":
        y = heading(cell, zone).middle - h / 2
        return Spot(SIZE, w, Rect(cell.w - left - w, y, w, h))
    wide = cell.w - 2 * left
    w, h = remark.size(wide, SIZE)
    return Spot(SIZE, wide, Rect(left, end + 1, w, h))


def _kinds(contents: Sequence[Content]) -> Iterator[tuple[list[Content], int]]:
    """Yield what several said and what one said, each with the narrowest column it should have."""
    yield [one for one in contents if isinstance(one, GroupCard)], _GROUP_COLUMN
    yield [one for one in contents if not isinstance(one, GroupCard)], MIN_COLUMN


def _room(cell: Cell, aside: float) -> float:
    return cell.w - 2 * pad(cell) - aside


def _columns(cell: Cell, narrowest: float, aside: float) -> range:
    held = int((_room(cell, aside) + _GAP) / (narrowest + _GAP))
    return range(1, max(1, min(held, cell.most_columns)) + 1)


def _stacked(
    cell: Cell, top: float, contents: Sequence[Content], columns: int, aside: float
) -> tuple[float, list[Spot]]:
    """Return where the lowest column ends, and the places."""
    step = (_room(cell, aside) + _GAP) / columns
    wide = step - _GAP if columns == 1 else _STEP * int((step - _GAP) / _STEP)
    ends = [top] * columns
    spots = []
    for content in contents:
        column = ends.index(min(ends))
        w, h = content.size(wide, SIZE)
        spots.append(Spot(SIZE, wide, Rect(pad(cell) + column * step, ends[column], w, h)))
        ends[column] += h + _BETWEEN
    return max(ends) - _BETWEEN, spots
