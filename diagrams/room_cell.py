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
# Beside the words of a cell without a title: the width of "+999".
_ASIDE = 44


@lru_cache(maxsize=5_000)
def fill(cell: Cell, zone: Zone, contents: tuple[Content, ...]) -> Fill:
    """Place ``contents`` into ``cell``, below its heading."""
    top = heading(cell, zone).top
    if not contents:
        return Fill(top, ())
    remarks = [one for one in contents if isinstance(one, Remark)]
    aside = _ASIDE if _is_aside(cell, contents, remarks) else 0
    spots: list[Spot] = []
    end = top
    for some, narrowest in _kinds(contents):
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
    for remark in remarks:
        spot = _remark(cell, zone, remark, end, spots[-1].rect if aside else None)
        end = max(end, spot.rect.bottom)
        spots.append(spot)
    return Fill(end + _FOOT[cell.look], tuple(spots))


def _is_aside(cell: Cell, contents: Sequence[Content], remarks: Sequence[Remark]) -> bool:
    """Say whether the remark has no row of its own: where there is no title, or no height."""
    if len(contents) == len(remarks):
        return False
    return any(cell.look == "open" or len(one.texts) == 1 for one in remarks)


def beside_title(cell: Cell, zone: Zone) -> float:
    """Return how much width there is at the right of a cell's title."""
    return cell.w - pad(cell) - title_right(cell, zone) - 8


def _remark(cell: Cell, zone: Zone, remark: Remark, end: float, last: Rect | None) -> Spot:
    """Put it at the right of ``last``, else of the cell's title, else below all."""
    left = pad(cell)
    if last:
        w, h = remark.size(_ASIDE, SIZE)
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
    said = [one for one in contents if not isinstance(one, Remark)]
    yield [one for one in said if isinstance(one, GroupCard)], _GROUP_COLUMN
    yield [one for one in said if not isinstance(one, GroupCard)], MIN_COLUMN


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
