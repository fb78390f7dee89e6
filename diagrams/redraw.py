"""A picture that is kept, so that the next one costs what changed and not what there is.

Rule 1: The same diagram gives the same picture, whatever was drawn before it.
Rule 2: What stayed is the same object in the next scene, and `scene.changes` does not look at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from diagrams import links, page
from diagrams.card_shapes import card
from diagrams.elements import link_elements, title_band
from diagrams.growth import Growth
from diagrams.ink import group, number
from diagrams.layout import Layout, Placed, at_level
from diagrams.model import Diagram, Note
from diagrams.pieces import element, regrown
from diagrams.rect import Rect
from diagrams.scene import Element, Family, Scene
from diagrams.sheet import CellSheet, Sheet, sheet
from diagrams.stacking import EMPTY, Content, Filled, filled, shared
from diagrams.svg_file import LAYERS, layer, size_attributes
from diagrams.template import Template, Zone


@dataclass(frozen=True, slots=True)
class Full:
    """A cell with its notes: how they fill it, and each as it is drawn."""

    notes: tuple[Note, ...] = ()
    filled: Filled = EMPTY
    family: Family = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The links as led and drawn; ``placed`` are the notes of each cell where they stand in the
    picture.
    """

    placed: tuple[tuple[Placed, ...], ...]
    led: links.Led
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
    band = title_band(title, prefix)
    families: dict[str, Family] = {}
    for name in LAYERS:
        drawn = tuple([element(piece, prefix, growth) for piece in on.families[name]])
        families[layer(prefix, name)] = (band, *drawn) if name == "page" else drawn
    for zone, inside in on.zones:
        name = layer(prefix, page.zone_name(zone))
        families[name] = tuple(element(on.cells[at].ground, prefix, growth) for at in inside)
    for one in on.cells:
        if one.inside:
            drawn = tuple([element(piece, prefix, growth) for piece in one.inside])
            families[layer(prefix, one.ground.name)] = drawn
        families[layer(prefix, one.notes.name)] = ()
    scene = Scene(prefix, _size(on, growth), families)
    return Drawing(on, title, ((),) * len(on.zones), cells, growth, None, scene)


def _size(on: Sheet, growth: Growth) -> Mapping[str, str]:
    picture = on.template.picture
    return MappingProxyType(size_attributes(picture.width, growth.shifted(picture.height)))


def _redrawn(before: Drawing, diagram: Diagram, title: page.Title) -> Drawing:
    on, prefix, families = before.sheet, before.scene.root, dict(before.scene.families)
    zones = _zones(before, diagram)
    cells, changed = _cells(before, zones)
    growth = on.rows.grown([full.filled.needs for full in cells], title.grown)
    attributes = before.scene.attributes
    if growth == before.growth:
        growth = before.growth
    else:
        attributes = _size(on, growth)
        _grow(before, families, growth)
    if title is not before.title:
        name = layer(prefix, "page")
        families[name] = (title_band(title, prefix), *families[name][1:])
    for at in changed:
        one = on.cells[at]
        families[layer(prefix, one.notes.name)] = cells[at].family
        if one.is_marked and (not cells[at].notes) != (not before.cells[at].notes):
            name = layer(prefix, page.zone_name(one.zone))
            families[name] = _zone(on, one.zone, cells, prefix, growth)
    linked = _linked(before, diagram, cells, growth)
    if linked is not before.linked:
        _join(on, families, prefix, linked)
    scene = Scene(prefix, attributes, families)
    return Drawing(on, title, zones, cells, growth, linked, scene)


def _grow(before: Drawing, families: dict[str, Family], growth: Growth) -> None:
    """Move and stretch what is there as the picture grew."""
    on, prefix = before.sheet, before.scene.root
    moved = growth.first_moved(before.growth)
    for name, pieces in on.families.items():
        if on.lowest[name] < moved:
            continue
        family = families[layer(prefix, name)]
        # The title's band comes before what grows, labels of links after it.
        start = 1 if name == "page" else 0
        end = start + len(pieces)
        grown = regrown(pieces, family[start:end], growth, moved)
        families[layer(prefix, name)] = (*family[:start], *grown, *family[end:])
    for zone, inside in on.zones:
        shown = [on.cells[at].ground for at in inside if _is_shown(on.cells[at], before.cells[at])]
        name = layer(prefix, page.zone_name(zone))
        families[name] = regrown(shown, families[name], growth, moved)


def _is_shown(one: CellSheet, full: Full) -> bool:
    return not (one.is_marked and full.notes)


def _zones(before: Drawing, diagram: Diagram) -> tuple[tuple[Note, ...], ...]:
    """Return the notes of each zone, the same objects as before where none changed."""
    found = []
    for (zone, _), was in zip(before.sheet.zones, before.zones, strict=True):
        now = diagram.in_zone(zone.id)
        found.append(was if now == was else now)
    return tuple(found)


def _cells(
    before: Drawing, zones: tuple[tuple[Note, ...], ...]
) -> tuple[tuple[Full, ...], list[int]]:
    """Return the cells, and the places of those that changed."""
    on, cells, changed = before.sheet, list(before.cells), []
    for (_, inside), now, was in zip(on.zones, zones, before.zones, strict=True):
        for at in inside if now is not was else ():
            notes = at_level(now, on.cells[at].cell)
            if notes != cells[at].notes:
                cells[at] = _full(on, at, notes, cells[at], before.scene.root)
                changed.append(at)
    return tuple(cells), changed


def _full(on: Sheet, at: int, notes: tuple[Note, ...], was: Full, prefix: str) -> Full:
    one = on.cells[at]
    cards, (start, end) = was.filled.stack.contents, shared(notes, was.notes)
    rest = slice(start, len(cards) - end)
    known = dict(zip(map(id, was.notes[rest]), cards[rest], strict=True))
    changed: list[Content] = [
        known.get(id(note)) or card(on.card, note, one.zone.letter, one.zone.colour)
        for note in notes[start : len(notes) - end]
    ]
    contents = (*cards[:start], *changed, *cards[len(cards) - end :])
    now = filled(one.hold, contents, was.filled)
    return Full(notes, now, _family(one, now, was, prefix))


def _family(one: CellSheet, now: Filled, was: Full, prefix: str) -> Family:
    """Return the notes of a cell as elements; one that only moved is not drawn again."""
    way, old, new = one.hold.ways[now.chosen], was.filled.stack, now.stack
    start, end, drawn = 0, 0, dict[int, Element]()
    if now.chosen == was.filled.chosen:
        # What is the same content in the same place.
        pairs = shared(new.contents, old.contents), shared(new.places, old.places)
        start, end = map(min, *pairs)
        rest = slice(start, len(old.contents) - end)
        drawn = dict(zip(map(id, old.contents[rest]), was.family[rest], strict=True))
    parent = layer(prefix, one.notes.name)
    lefts = [number(one.hold.left_of(way, column)) for column in range(way.columns)]
    found: list[Element] = []
    for at in range(start, len(new.contents) - end):
        content, (column, top) = new.contents[at], new.places[at]
        attributes = (("transform", f"translate({lefts[column]} {number(top)})"),)
        then = drawn.get(id(content))
        if then is not None:
            found.append(Element(then.id, parent, then.bare, attributes))
            continue
        name = f"{prefix}-n-{content.id}"
        inside = content.draw(way.column, *new.sizes[at], way.type_size)
        bare = group(name, inside, {"note": content.id, "zone": one.zone.id})
        found.append(Element(name, parent, bare, attributes))
    return (*was.family[:start], *found, *was.family[len(was.family) - end :])


def _zone(on: Sheet, zone: Zone, cells: tuple[Full, ...], prefix: str, growth: Growth) -> Family:
    """Return what a zone's cells look like besides their notes."""
    return tuple(
        [
            element(one.ground, prefix, growth)
            for one, full in zip(on.cells, cells, strict=True)
            if one.zone is zone and _is_shown(one, full)
        ]
    )


def _linked(
    before: Drawing, diagram: Diagram, cells: tuple[Full, ...], growth: Growth
) -> Linked | None:
    joined = diagram.standing_links() if diagram.links else ()
    if not joined:
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
    led = links.place(on.template, found, joined, None if was is None else was.led)
    known = {} if was is None else was.drawn
    drawn = {one: known.get(one) or link_elements(one, before.scene.root) for one in led}
    return Linked(placed, led, drawn)


def _placed(one: CellSheet, full: Full, rect: Rect) -> list[Placed]:
    way, stack = one.hold.ways[full.filled.chosen], full.filled.stack
    found = []
    for content, size, (column, top) in zip(stack.contents, stack.sizes, stack.places, strict=True):
        stands = Rect(one.hold.left_of(way, column), top, *size).moved(rect.x, rect.y)
        found.append(Placed(content, one.cell, way.type_size, way.column, stands))
    return found


def _join(on: Sheet, families: dict[str, Family], prefix: str, linked: Linked | None) -> None:
    drawn = [one for some in (linked.drawn.values() if linked else ()) for one in some]
    lines, labels = layer(prefix, "links"), layer(prefix, "labels")
    captions = families[labels][: len(on.families["labels"])]
    families[lines] = tuple([one for one in drawn if one.parent == lines])
    families[labels] = (*captions, *(one for one in drawn if one.parent == labels))
