"""A template as what diagrams are drawn on, in the numbers and pieces that every edit needs.

Made once for a template: an edit looks up what it would otherwise work out again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from diagrams import page
from diagrams.cards import ActorCard, NoteCard
from diagrams.geometry import Cell
from diagrams.growth import Rows, rows
from diagrams.headings import heading
from diagrams.layout import card_of
from diagrams.pieces import Moved, Piece
from diagrams.stacking import Hold, hold
from diagrams.svg_file import LAYERS
from diagrams.template import Template, Zone


@dataclass(frozen=True, slots=True)
class CellSheet:
    """A cell: its zone, how it is filled, and what holds its notes.

    ``ground`` is what else shows of it (where it ``is_marked``, only while it is empty), ``inside``
    what stands in that.
    """

    cell: Cell
    zone: Zone
    hold: Hold
    ground: Piece
    inside: tuple[Piece, ...]
    is_marked: bool
    notes: Piece


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """``zones`` are in the order of the template, each with the places of its cells in ``cells``;
    ``families`` are the pieces that stand in a layer, or in a cell's ground, and never go, and
    ``lowest`` the height above which none of a family moves or stretches.
    """

    template: Template
    card: type[NoteCard] | type[ActorCard]
    rows: Rows
    cells: tuple[CellSheet, ...]
    zones: tuple[tuple[Zone, tuple[int, ...]], ...]
    families: Mapping[str, tuple[Piece, ...]]
    lowest: Mapping[str, float]


@lru_cache(maxsize=8)
def sheet(template: Template) -> Sheet:
    cells = tuple(_cell(template, cell) for cell in template.picture.cells)
    zones = tuple(
        (zone, tuple(at for at, one in enumerate(cells) if one.zone is zone))
        for zone in template.zones
    )
    pieces: list[Piece] = [
        *page.ground(template),
        *(page.zone(zone) for zone in template.zones),
        *(one.notes for one in cells),
    ]
    families = {name: tuple(one for one in pieces if one.parent == name) for name in LAYERS}
    families |= {one.ground.name: one.inside for one in cells if one.inside}
    lowest = {
        name: max((one.lowest for one in some), default=float("-inf"))
        for name, some in families.items()
    }
    return Sheet(
        template, card_of(template), rows(template.picture), cells, zones, families, lowest
    )


def _cell(template: Template, cell: Cell) -> CellSheet:
    zone, card = template.zone(cell.zone), card_of(template)
    ground, *inside = page.cell(cell, zone)
    return CellSheet(
        cell=cell,
        zone=zone,
        hold=hold(cell, heading(cell, zone).top, card.largest, card.least),
        ground=ground,
        inside=tuple(inside),
        is_marked=not page.is_shown(cell, is_empty=False),
        notes=Moved(f"c-{page.cell_name(cell)}", "notes", "g", "></g>", cell.x, cell.y),
    )
