"""Where everything stands in a picture: the only place that brings cells and contents together.

Rule: Nothing is left out: a picture grows downwards without end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from diagrams.card_shapes import card
from diagrams.cards import ActorCard, NoteCard
from diagrams.geometry import Cell
from diagrams.growth import Growth, Steps, growth, rows
from diagrams.headings import heading
from diagrams.model import Diagram, Note
from diagrams.rect import Rect
from diagrams.stacking import FOOT, SIZES, Content, filled, hold
from diagrams.template import Template, Zone

__all__ = [
    "FOOT",
    "SIZES",
    "Content",
    "Fill",
    "Filling",
    "Layout",
    "Placed",
    "Rect",
    "Spot",
    "arrange",
    "cards",
    "layout",
]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a content stands in its cell, in a column how wide, in type of what size."""

    type_size: int
    column: float
    rect: Rect


@dataclass(frozen=True, slots=True)
class Fill:
    """How a cell is filled: the height it needs, and ``spots`` in the order of its contents."""

    needs: float
    spots: tuple[Spot, ...]


class Filling(Protocol):
    """A way to place contents into a cell whose heading ends at ``top``."""

    def __call__(self, cell: Cell, top: float, contents: tuple[Content, ...], /) -> Fill: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """One content in the picture."""

    content: Content
    cell: Cell
    type_size: int
    column: float
    rect: Rect


@dataclass(frozen=True, slots=True)
class Layout:
    """``grown`` holds each cut, top first, and what the picture grew there."""

    height: float
    grown: Steps
    cells: Mapping[Cell, Rect]
    placed: Mapping[str, Placed]

    @property
    def growth(self) -> Growth:
        return growth(self.grown)

    def shifted(self, y: float) -> float:
        """Return where a height of the empty picture is now."""
        return self.growth.shifted(y)

    def stretched(self, x: float, y: float, w: float, h: float) -> Rect:
        return self.growth.stretched(x, y, w, h)


def fill(cell: Cell, top: float, contents: tuple[Content, ...]) -> Fill:
    """Place notes into ``cell``, whose heading ends at ``top``."""
    if not contents:
        return Fill(0, ())
    into = hold(cell, top, contents[0].largest)
    found = filled(into, contents)
    way, stack = into.ways[found.chosen], found.stack
    spots = [
        Spot(way.type_size, way.column, Rect(into.left_of(way, column), top, *size))
        for (column, top), size in zip(stack.places, stack.sizes, strict=True)
    ]
    return Fill(found.needs, tuple(spots))


def arrange(
    template: Template,
    contents: Mapping[Cell, tuple[Content, ...]],
    title: float = 0,
    filling: Filling = fill,
) -> Layout:
    """Place contents into the cells of a template; ``title`` is what the title band grew."""
    picture = template.picture
    fills = {
        cell: filling(cell, heading(cell, template.zone(cell.zone)).top, contents.get(cell, ()))
        for cell in picture.cells
    }
    grown = rows(picture).grown([fills[cell].needs for cell in picture.cells], title)
    cells = {cell: grown.stretched(cell.x, cell.y, cell.w, cell.h) for cell in picture.cells}
    placed = {
        content.id: Placed(
            content, cell, spot.type_size, spot.column,
            spot.rect.moved(cells[cell].x, cells[cell].y),
        )
        for cell, filled in fills.items()
        for content, spot in zip(contents.get(cell, ()), filled.spots, strict=True)
    }  # fmt: skip
    return Layout(grown.shifted(picture.height), grown.steps, cells, placed)


def card_of(template: Template) -> type[NoteCard] | type[ActorCard]:
    """Return the form of the notes of a template."""
    return ActorCard if template.picture.note == "actor" else NoteCard


def at_level(notes: tuple[Note, ...], cell: Cell) -> tuple[Note, ...]:
    """Return those of a zone's notes that stand in ``cell``."""
    if cell.level is None:
        return notes
    return tuple([note for note in notes if note.level == cell.level])


def cards(template: Template, diagram: Diagram) -> dict[Cell, tuple[Content, ...]]:
    """Return the notes of a diagram as cards, by cell."""
    form = card_of(template)

    def of(cell: Cell, zone: Zone) -> tuple[Content, ...]:
        notes = at_level(diagram.in_zone(zone.id), cell)
        return tuple(card(form, note, zone.letter, zone.colour) for note in notes)

    return {cell: of(cell, template.zone(cell.zone)) for cell in template.picture.cells}


def layout(template: Template, diagram: Diagram, title: float = 0) -> Layout:
    """Place the notes of a diagram; ids in ``placed`` are those of the notes."""
    return arrange(template, cards(template, diagram), title)
