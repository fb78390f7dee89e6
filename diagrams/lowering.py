"""A picture made lower or higher: the only place that moves things up and down for the overview.

Only the cells of a band give or take height; what lies between them keeps its distance. Widths
and type stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diagrams.geometry import Arrow, Cell, Picture

# Between a caption that goes and the cells it stood over, this much stays.
_GAP = 4


@dataclass(frozen=True, slots=True)
class Stretch:
    """Heights from ``start`` to ``end`` that get ``extra`` more, or less."""

    start: float
    end: float
    extra: float = 0

    def moves(self, y: float) -> float:
        return self.extra * min(1, max(0, (y - self.start) / (self.end - self.start)))


def stretches(picture: Picture) -> dict[str, Stretch]:
    """Return for each band the heights that all of its own cells share."""
    found = {}
    for band in picture.bands:
        own = [cell for cell in picture.cells if spanned(picture, cell) == [band.id]]
        if own:
            start, end = max(cell.y for cell in own), min(cell.y + cell.h for cell in own)
            found[band.id] = Stretch(start, end)
    return found


def spanned(picture: Picture, cell: Cell) -> list[str]:
    """Return the bands whose growth makes the cell higher."""
    return [band.id for band in picture.bands if cell.y < band.cut <= cell.y + cell.h]


def closed(picture: Picture, y: float) -> Stretch | None:
    """Return the row that a caption at ``y`` leaves, closed; None when it has none of its own."""
    below = [cell.y for cell in picture.cells if cell.y > y]
    beside = any(cell.y <= y < cell.y + cell.h for cell in picture.cells if cell.look != "strip")
    if beside or not below or min(below) - y <= _GAP:
        return None
    return Stretch(y, min(below), -(min(below) - y - _GAP))


def lowered(picture: Picture, moved: Sequence[Stretch]) -> Picture:
    """Return ``picture`` with every stretch as high as it is now."""

    def at(y: float) -> float:
        return round(y + sum(one.moves(y) for one in moved), 2)

    def sides(y: float, h: float) -> Mapping[str, float]:
        return {"y": at(y), "h": round(at(y + h) - at(y), 2)}

    def arrow(one: Arrow) -> Arrow:
        return one.model_copy(update={"points": tuple((x, at(y)) for x, y in one.points)})

    return picture.model_copy(
        update={
            "height": at(picture.height),
            "legend_y": None if picture.legend_y is None else at(picture.legend_y),
            "bands": tuple(one.model_copy(update={"cut": at(one.cut)}) for one in picture.bands),
            "frames": tuple(one.model_copy(update=sides(one.y, one.h)) for one in picture.frames),
            "cells": tuple(one.model_copy(update=sides(one.y, one.h)) for one in picture.cells),
            "captions": tuple(one.model_copy(update={"y": at(one.y)}) for one in picture.captions),
            "arrows": tuple(arrow(one) for one in picture.arrows),
        }
    )
