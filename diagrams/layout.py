"""Where everything stands in a picture: the only place that decides positions.

Rule 1: A note goes below the last one in the shortest column of its cell, the leftmost on a tie;
so a new note moves none that is there.
Rule 2: Type shrinks first (also where a word would break that need not), then the cell takes
more columns, then its row grows. A cell chooses by the height it has in the empty picture, so a
neighbour's notes never restyle it.
Rule 3: Nothing is left out: a picture grows downwards without end.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import svg

from diagrams.cards import ActorCard, NoteCard
from diagrams.geometry import MIN_COLUMN, Cell, Picture
from diagrams.headings import heading, pad
from diagrams.model import Diagram, Note
from diagrams.template import Template

SIZES = (18, 16, 14)
# Below the last note of a cell.
FOOT = {"box": 14, "bridge": 26, "open": 0, "strip": 0}


class Content(Hashable, Protocol):
    """What stands in a cell: it knows its own size for a column's width and a type size."""

    @property
    def id(self) -> str: ...

    @property
    def largest(self) -> int: ...

    def size(self, column: float, type_size: int) -> tuple[float, float]: ...

    def cuts_words(self, column: float, type_size: int) -> bool: ...

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]: ...


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def moved(self, dx: float, dy: float) -> "Rect":
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def meets(self, other: "Rect", gap: float = 0) -> bool:
        """Say whether the two overlap, or come closer than ``gap``."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )


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
    grown: tuple[tuple[float, float], ...]
    cells: Mapping[Cell, Rect]
    placed: Mapping[str, Placed]

    def shifted(self, y: float) -> float:
        """Return where a height of the empty picture is now."""
        return y + sum(extra for cut, extra in self.grown if cut <= y)

    def stretched(self, x: float, y: float, w: float, h: float) -> Rect:
        top = self.shifted(y)
        return Rect(x, top, w, self.shifted(y + h) - top)


def _steps(cell: Cell, room: float, largest: int) -> Iterable[tuple[int, int]]:
    """Yield (type size, columns) from the most generous to the tightest."""
    for type_size in SIZES:
        if type_size <= largest:
            yield type_size, cell.columns
    for columns in range(cell.columns + 1, cell.most_columns + 1):
        if (room - cell.gap * (columns - 1)) / columns >= MIN_COLUMN:
            yield SIZES[-1], columns


@lru_cache(maxsize=5_000)
def fill(cell: Cell, top: float, contents: tuple[Content, ...]) -> Fill:
    """Place ``contents`` into ``cell``, whose heading ends at ``top``."""
    if not contents:
        return Fill(0, ())
    room = cell.w - 2 * pad(cell)
    tried = Fill(0, ())
    for type_size, columns in _steps(cell, room, contents[0].largest):
        wide = (room - cell.gap * (columns - 1)) / columns
        if any(content.cuts_words(wide, type_size) for content in contents):
            continue
        tried = _stacked(cell, top, contents, type_size, columns)
        if tried.needs <= cell.h:
            break
    return tried


def _stacked(
    cell: Cell, top: float, contents: Sequence[Content], type_size: int, columns: int
) -> Fill:
    left = pad(cell)
    wide = (cell.w - 2 * left - cell.gap * (columns - 1)) / columns
    between = 8 if type_size == SIZES[0] else 6
    ends = [top] * columns
    spots = []
    for content in contents:
        column = ends.index(min(ends))
        w, h = content.size(wide, type_size)
        rect = Rect(left + column * (wide + cell.gap), ends[column], w, h)
        spots.append(Spot(type_size, wide, rect))
        ends[column] += h + between
    return Fill(max(ends) - between + FOOT[cell.look], tuple(spots))


def _growth(
    picture: Picture, fills: Mapping[Cell, Fill], title: float
) -> tuple[tuple[float, float], ...]:
    extras = {band.id: 0.0 for band in picture.bands}
    cuts = {band.id: band.cut for band in picture.bands}

    def spanned(cell: Cell) -> list[str]:
        return [band for band, cut in cuts.items() if cell.y < cut <= cell.y + cell.h]

    # Those that span one row first: what they ask for may be all that the tall ones need.
    for cell in sorted(fills, key=lambda cell: len(spanned(cell))):
        has = cell.h + sum(extras[band] for band in spanned(cell))
        extras[cell.grows] += max(0.0, fills[cell].needs - has)
    grown = [(cuts[band], extra) for band, extra in extras.items() if extra]
    return ((0, title), *grown) if title else tuple(grown)


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
    grown = _growth(picture, fills, title)
    still = Layout(0, grown, {}, {})
    cells = {
        cell: still.stretched(cell.x, cell.y, cell.w, cell.h) if grown
        else Rect(cell.x, cell.y, cell.w, cell.h)
        for cell in picture.cells
    }  # fmt: skip
    placed = {
        content.id: Placed(
            content, cell, spot.type_size, spot.column,
            spot.rect.moved(cells[cell].x, cells[cell].y),
        )
        for cell, filled in fills.items()
        for content, spot in zip(contents.get(cell, ()), filled.spots, strict=True)
    }  # fmt: skip
    return Layout(still.shifted(picture.height), grown, cells, placed)


def cards(template: Template, diagram: Diagram) -> dict[Cell, tuple[Content, ...]]:
    """Return the notes of a diagram as cards, by cell."""
    make = ActorCard if template.picture.note == "actor" else NoteCard
    found: dict[Cell, tuple[Content, ...]] = {}
    for cell in template.picture.cells:
        zone = template.zone(cell.zone)
        notes: tuple[Note, ...] = diagram.in_zone(cell.zone)
        if cell.level is not None:
            notes = tuple(note for note in notes if note.level == cell.level)
        found[cell] = tuple(make(note, zone.letter, zone.colour) for note in notes)
    return found


def layout(template: Template, diagram: Diagram, title: float = 0) -> Layout:
    """Place the notes of a diagram; ids in ``placed`` are those of the notes."""
    return arrange(template, cards(template, diagram), title)
