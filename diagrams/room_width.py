"""How wide the combined picture is: the width at which a projector shows it largest."""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import ceil

from diagrams import room_cell
from diagrams.geometry import Cell
from diagrams.layout import Content, Layout, arrange
from diagrams.template import Template
from diagrams.widening import widened

# Few, so that a picture that people look at seldom changes its shape.
FACTORS = (1, 1.125, 1.25, 1.375, 1.5, 1.625, 1.75, 1.875, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 5)
# Height by width of what a wall of 1920 by 1080 has below its strip.
_SCREEN = 1032 / 1920
# Wants are rounded to this, or every word would make the picture's cells another size.
_COARSE = 20_000

Contents = Mapping[Cell, tuple[Content, ...]]


def fitted(template: Template, contents: Contents, title: float = 0) -> tuple[Template, Layout]:
    """Return the template at the best width, and everything placed in it.

    While nothing has to grow, the picture is the one people know.
    """
    own = arrange(template, contents, title, room_cell.fill)
    if not own.grown:
        return template, own
    wants = tuple(
        (cell, _COARSE * ceil(room_cell.area(some) / _COARSE))
        for cell, some in contents.items()
        if some
    )

    @cache
    def at(place: int) -> tuple[Template, Layout]:
        wide = _wide(template, FACTORS[place], wants)
        cells = zip(template.picture.cells, wide.picture.cells, strict=True)
        moved = {cell: contents.get(before, ()) for before, cell in cells}
        return wide, arrange(wide, moved, title, room_cell.fill)

    # The wider, the lower: the best is where the two meet, or just before.
    low, high = 0, len(FACTORS) - 1
    while low < high:
        middle = (low + high) // 2
        wide, placed = at(middle)
        if placed.height <= wide.picture.width * _SCREEN:
            high = middle
        else:
            low = middle + 1
    tried = [at(place) for place in (low - 1, low) if place >= 0]
    return min([(template, own), *tried], key=lambda one: _needs(*one))


def _needs(template: Template, placed: Layout) -> float:
    """Return how high a screen must be to show the picture whole, in the picture's units."""
    return max(template.picture.width * _SCREEN, placed.height)


@lru_cache(maxsize=200)
def _wide(template: Template, factor: float, wants: tuple[tuple[Cell, float], ...]) -> Template:
    # The same object each time, so that what was drawn for it is found again.
    picture = widened(template.picture, factor, dict(wants))
    return template.model_copy(update={"picture": picture})
