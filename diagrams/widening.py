"""A picture made wider: the only place that moves things sideways.

Heights and type stay, so a wider picture needs less height for the same words. Things move in
rows; the cells of a row share what it gains, and those that hold most may take more of it.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from diagrams.geometry import MIN_COLUMN, Arrow, Caption, Cell, Frame, Picture
from diagrams.headings import pad
from diagrams.sharing import Track, shared

# Gaps need less than cells: only arrows and links run there. A narrower picture narrows them
# almost as much.
_GAPS, _KEPT = 0.4, 0.8
_MOST_COLUMNS = 12


def widened(
    picture: Picture,
    factor: float,
    wants: Mapping[Cell, float] | None = None,
    titles: Mapping[Cell, float] | None = None,
) -> Picture:
    """Return ``picture`` made ``factor`` times as wide.

    A cell takes as many columns as its new width holds.

    Args:
        picture: with cells that stand in rows.
        factor: below 1 it becomes narrower.
        wants: the area each cell could use.
        titles: the width each cell needs for its title.
    """
    width = round(picture.width * factor)
    rows = [_row(picture, cells, width, wants or {}, titles or {}) for cells in _together(picture)]
    return picture.model_copy(
        update={
            "width": width,
            "frames": tuple(rows[0].frame(frame) for frame in picture.frames),
            "cells": tuple(_of(rows, cell.zone).cell(cell) for cell in picture.cells),
            "captions": tuple(_of(rows, one.zone).caption(one) for one in picture.captions),
            "arrows": tuple(_arrow(rows, arrow) for arrow in picture.arrows),
        }
    )


def _together(picture: Picture) -> list[tuple[Cell, ...]]:
    """Return cells that move as one row: all where frames tie them, else those of one band."""
    if picture.frames:
        return [picture.cells]
    rows = [
        tuple(cell for cell in picture.cells if cell.grows == band.id) for band in picture.bands
    ]
    return [row for row in rows if row]


@dataclass(frozen=True, slots=True)
class _Row:
    """``before`` and ``after`` are the edges of all its cells, with those of the canvas."""

    cells: tuple[Cell, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]

    def x(self, x: float) -> float:
        """Return where ``x`` is now: between two edges it keeps its share of the way."""
        at = min(bisect_right(self.before, x), len(self.before) - 1) - 1
        start, end = self.before[at : at + 2]
        share = (x - start) / (end - start)
        return round(self.after[at] + share * (self.after[at + 1] - self.after[at]), 2)

    def _sides(self, x: float, w: float) -> dict[str, float]:
        left = self.x(x)
        return {"x": left, "w": self.x(x + w) - left}

    def cell(self, cell: Cell) -> Cell:
        wide = cell.model_copy(update=self._sides(cell.x, cell.w))
        held = int((wide.w - 2 * pad(cell) + cell.gap) / (MIN_COLUMN + cell.gap))
        most = max(cell.most_columns, min(_MOST_COLUMNS, held))
        return wide.model_copy(update={"most_columns": most})

    def frame(self, frame: Frame) -> Frame:
        sides = self._sides(frame.x, frame.w)
        return frame.model_copy(update={**sides, "label_x": self.x(frame.label_x)})

    def caption(self, caption: Caption) -> Caption:
        return caption.model_copy(update=self._sides(caption.x, caption.w))

    def reaches(self, y: float) -> bool:
        return any(cell.y <= y <= cell.y + cell.h for cell in self.cells)


def _of(rows: Sequence[_Row], zone: str) -> _Row:
    return next(row for row in rows if any(cell.zone == zone for cell in row.cells))


def _arrow(rows: Sequence[_Row], arrow: Arrow) -> Arrow:
    points = tuple(
        (next((row for row in rows if row.reaches(y)), rows[0]).x(x), y) for x, y in arrow.points
    )
    return arrow.model_copy(update={"points": points})


def _row(
    picture: Picture,
    cells: tuple[Cell, ...],
    width: int,
    wants: Mapping[Cell, float],
    titles: Mapping[Cell, float],
) -> _Row:
    tracks = _tracks(cells)
    factor = width / picture.width
    before = [0.0, *(edge for track in tracks for edge in track), picture.width]
    gaps = [
        round((end - start) * (1 + (factor - 1) * (_GAPS if factor > 1 else _KEPT)))
        for start, end in list(pairwise(before))[::2]
    ]
    least = [
        max(
            (titles.get(cell, 0) for cell in cells if (cell.x, cell.x + cell.w) == track), default=0
        )
        for track in tracks
    ]
    shares = shared(picture, cells, tracks, wants, width - sum(gaps), least)
    after = [0.0]
    for gap, share in zip(gaps, [*shares, None], strict=True):
        after.append(after[-1] + gap)
        if share is not None:
            after.append(after[-1] + share)
    return _Row(cells, tuple(before), tuple(after))


def _tracks(cells: Sequence[Cell]) -> list[Track]:
    """Return the stretches from edge to edge that cells stand in, without those that span more."""
    found = sorted({(cell.x, cell.x + cell.w) for cell in cells})
    return [
        one
        for one in found
        if not any(one != other and one[0] <= other[0] and other[1] <= one[1] for other in found)
    ]
