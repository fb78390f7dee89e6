"""A picture that is kept, so that the next one costs what changed and not what there is.

Rule 1: The same diagram gives the same picture, whatever was drawn before it.
Rule 2: What stayed is the same object in the next scene, and `scene.changes` does not look at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from diagrams import links, page
from diagrams.elements import link_elements, title_band
from diagrams.growth import Growth
from diagrams.ink import group
from diagrams.layout import Layout, Placed, at_level
from diagrams.model import Diagram, Note
from diagrams.pieces import element, regrown, standing
from diagrams.rect import Rect
from diagrams.scene import Element, Family, Scene
from diagrams.sheet import CellSheet, Sheet, sheet
from diagrams.stacking import EMPTY, Content, Filled, filled
from diagrams.svg_file import layer, size_attributes
from diagrams.template import Template


@dataclass(frozen=True, slots=True)
class Full:
    """A cell with its notes: how they fill it, and each as it is drawn."""

    notes: tuple[Note, ...] = ()
    filled: Filled = EMPTY
    family: Family = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The links as drawn; ``placed`` are the notes of each cell where they stand in the picture."""

    placed: tuple[tuple[Placed, ...], ...]
    drawn: Mapping[links.Drawn, Family]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram's picture with what the next one is drawn from: its notes by zone and cell."""

    sheet: Sheet
    title: page.Title
    zones: tuple[tuple[Note, ...], ...]
    cells: tuple[Full, ...]
    growth: Growth
    linked: Linked | None
    scene: Scene


def drawing(
    template: Template, diagram: Diagram, title: str, prefix: str, before: Drawing | None = None
) -> Drawing:
    """Return the picture of a diagram; ``before`` is any earlier one with the same ``prefix``."""
    title_now = _title(template, title, None if before is None else before.title)
    if before is None or before.sheet.template is not template:
        before = _blank(sheet(template), title_now, prefix)
    assert before.scene.root == prefix, "a picture keeps the prefix of its ids"
    return _redrawn(before, diagram, title_now)


def _title(template: Template, text: str, before: page.Title | None) -> page.Title:
    if before is not None and before.text == text:
        return before
    note = f"Task {template.order} — {template.name}"
    return page.title(text, note, template.picture.width)


def _blank(on: Sheet, title: page.Title, prefix: str) -> Drawing:
    """Return the picture of a diagram without notes."""
    growth = on.rows.grown([0.0] * len(on.cells), title.grown)
    cells = (Full(),) * len(on.cells)
    families: dict[str, Family] = {}
    for name, pieces in on.layers.items():
        drawn = tuple(element(piece, prefix, growth) for piece in pieces)
        families[layer(prefix, name)] = (
            (title_band(title, prefix), *drawn) if name == "page" else drawn
        )
    for place, (zone, _) in enumerate(on.zones):
        families[layer(prefix, page.zone_name(zone))] = _zone(on, place, cells, prefix, growth)
    for one in on.cells:
        families[layer(prefix, one.notes.name)] = ()
    height = growth.shifted(on.template.picture.height)
    scene = Scene(prefix, _size(on, height), families)
    return Drawing(on, title, ((),) * len(on.zones), cells, growth, None, scene)


def _size(on: Sheet, height: float) -> Mapping[str, str]:
    return MappingProxyType(size_attributes(on.template.picture.width, height))


def _redrawn(before: Drawing, diagram: Diagram, title: page.Title) -> Drawing:
    on, prefix, families = before.sheet, before.scene.root, dict(before.scene.families)
    zones = _zones(before, diagram)
    cells = _cells(before, zones)
    growth = on.rows.grown([full.filled.needs for full in cells], title.grown)
    attributes = before.scene.attributes
    if growth == before.growth:
        growth = before.growth
    else:
        attributes = _size(on, growth.shifted(on.template.picture.height))
        _grow(on, families, prefix, growth)
    if title is not before.title:
        name = layer(prefix, "page")
        families[name] = (title_band(title, prefix), *families[name][1:])
    for at, (now, was) in enumerate(zip(cells, before.cells, strict=True)):
        if now is not was:
            families[layer(prefix, on.cells[at].notes.name)] = now.family
    for place, (zone, inside) in enumerate(on.zones):
        if growth is not before.growth or _is_marked_anew(on, inside, cells, before.cells):
            name = layer(prefix, page.zone_name(zone))
            families[name] = _zone(on, place, cells, prefix, growth)
    linked = _linked(before, diagram, cells, growth)
    if linked is not before.linked:
        _join(on, families, prefix, linked)
    scene = Scene(prefix, attributes, families)
    return Drawing(on, title, zones, cells, growth, linked, scene)


def _grow(on: Sheet, families: dict[str, Family], prefix: str, growth: Growth) -> None:
    for name, pieces in on.layers.items():
        if pieces:
            family = families[layer(prefix, name)]
            # The title's band comes before what grows, labels of links after it.
            start = 1 if name == "page" else 0
            end = start + len(pieces)
            grown = regrown(pieces, family[start:end], growth)
            families[layer(prefix, name)] = (*family[:start], *grown, *family[end:])


def _zones(before: Drawing, diagram: Diagram) -> tuple[tuple[Note, ...], ...]:
    """Return the notes of each zone, the same objects as before where none changed."""
    found = []
    for (zone, _), was in zip(before.sheet.zones, before.zones, strict=True):
        now = diagram.in_zone(zone.id)
        found.append(was if now == was else now)
    return tuple(found)


def _cells(before: Drawing, zones: tuple[tuple[Note, ...], ...]) -> tuple[Full, ...]:
    cells = list(before.cells)
    for (_, inside), now, was in zip(before.sheet.zones, zones, before.zones, strict=True):
        for at in inside if now is not was else ():
            notes = at_level(now, before.sheet.cells[at].cell)
            if notes != cells[at].notes:
                cells[at] = _full(before.sheet, at, notes, cells[at], before.scene.root)
    return tuple(cells)


def _full(on: Sheet, at: int, notes: tuple[Note, ...], was: Full, prefix: str) -> Full:
    one = on.cells[at]
    known = {
        id(note): card for note, card in zip(was.notes, was.filled.stack.contents, strict=True)
    }
    contents: tuple[Content, ...] = tuple(
        [known.get(id(note)) or on.card(note, one.zone.letter, one.zone.colour) for note in notes]
    )
    now = filled(one.hold, contents, was.filled)
    return Full(notes, now, _family(one, now, was, prefix))


def _family(one: CellSheet, now: Filled, was: Full, prefix: str) -> Family:
    """Return the notes of a cell as elements; one that only moved is not drawn again."""
    way, old, new = one.hold.ways[now.chosen], was.filled.stack, now.stack
    parent = layer(prefix, one.notes.name)
    drawn = {}
    if now.chosen == was.filled.chosen:
        before = zip(old.contents, zip(old.sizes, old.places, was.family, strict=True), strict=True)
        drawn = {id(content): then for content, then in before}
    found = []
    for content, size, spot in zip(new.contents, new.sizes, new.places, strict=True):
        then = drawn.get(id(content))
        if then is not None and then[1] is spot:
            found.append(then[2])
            continue
        attributes = standing(*one.hold.spot(way, *spot))
        if then is not None and then[0] == size:
            found.append(Element(then[2].id, parent, then[2].bare, attributes))
            continue
        name = f"{prefix}-n-{content.id}"
        inside = content.draw(way.column, *size, way.type_size)
        bare = group(name, inside, {"note": content.id, "zone": one.zone.id})
        found.append(Element(name, parent, bare, attributes))
    return tuple(found)


def _is_marked_anew(
    on: Sheet, inside: tuple[int, ...], cells: tuple[Full, ...], before: tuple[Full, ...]
) -> bool:
    return any(
        on.cells[at].is_marked and (not cells[at].notes) != (not before[at].notes) for at in inside
    )


def _zone(on: Sheet, place: int, cells: tuple[Full, ...], prefix: str, growth: Growth) -> Family:
    """Return what a zone's cells look like besides their notes."""
    return tuple(
        [
            element(piece, prefix, growth)
            for at in on.zones[place][1]
            if not (on.cells[at].is_marked and cells[at].notes)
            for piece in on.cells[at].pieces
        ]
    )


def _linked(
    before: Drawing, diagram: Diagram, cells: tuple[Full, ...], growth: Growth
) -> Linked | None:
    standing = diagram.standing_links() if diagram.links else ()
    if not standing:
        return None
    on, was = before.sheet, before.linked
    rects = {
        one.cell: growth.stretched(one.cell.x, one.cell.y, one.cell.w, one.cell.h)
        for one in on.cells
    }
    placed = tuple(
        was.placed[at]
        if was is not None and full is before.cells[at] and growth is before.growth
        else tuple(_placed(on.cells[at], full, rects[on.cells[at].cell]))
        for at, full in enumerate(cells)
    )
    height = growth.shifted(on.template.picture.height)
    found = Layout(
        height, growth.steps, rects, {one.content.id: one for some in placed for one in some}
    )
    ways = links.place(on.template, found, standing)
    drawn = {} if was is None else was.drawn
    return Linked(
        placed, {way: drawn.get(way) or link_elements(way, before.scene.root) for way in ways}
    )


def _placed(one: CellSheet, full: Full, rect: Rect) -> list[Placed]:
    way, stack = one.hold.ways[full.filled.chosen], full.filled.stack
    found = []
    for content, size, spot in zip(stack.contents, stack.sizes, stack.places, strict=True):
        stands = Rect(*one.hold.spot(way, *spot), *size).moved(rect.x, rect.y)
        found.append(Placed(content, one.cell, way.type_size, way.column, stands))
    return found


def _join(on: Sheet, families: dict[str, Family], prefix: str, linked: Linked | None) -> None:
    drawn = [one for some in (linked.drawn.values() if linked else ()) for one in some]
    lines, labels = layer(prefix, "links"), layer(prefix, "labels")
    captions = families[labels][: len(on.layers["labels"])]
    families[lines] = tuple([one for one in drawn if one.parent == lines])
    families[labels] = (*captions, *(one for one in drawn if one.parent == labels))
