"""A diagram as a picture: the same for phone, wall and file.

Everything a person typed passes ``markup.escape`` on its way in. What costs is remembered by
value, so that one changed note redraws little more than itself.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from diagrams import links, page
from diagrams.geometry import Cell
from diagrams.ink import INK, group, number
from diagrams.layout import Layout, Placed, Rect, layout
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.outline import words
from diagrams.scene import Element, Scene
from diagrams.svg_file import document, layer, size_attributes, standing_alone
from diagrams.template import Template, Zone


def heading_of(diagram: Diagram, heading: str, number: int = 1) -> str:
    """Return the picture's own title: whose it is, and what about."""
    mine = diagram.title or (f"Diagram {number}" if number > 1 else "")
    return " · ".join(part for part in (heading, mine) if part)


def scene(
    template: Template, diagram: Diagram, *, heading: str, prefix: str, number: int = 1
) -> Scene:
    """Return the picture of a diagram; ``number`` tells a table's second diagram from its first."""
    note = f"Task {template.order} — {template.name}"
    title = page.title(heading_of(diagram, heading, number), note, template.picture.width)
    placed = layout(template, diagram, title.grown)
    ways = links.place(template, placed, diagram.standing_links())
    elements = [
        *background(template, title, placed, prefix),
        *zones(template, placed, prefix),
        *chain.from_iterable(link_elements(one, prefix) for one in ways),
        *(_note(one, prefix) for one in placed.placed.values()),
    ]
    return picture(prefix, template.picture.width, placed.height, elements)


def picture(prefix: str, width: float, height: float, elements: list[Element]) -> Scene:
    return Scene(
        root=prefix,
        attributes=MappingProxyType(size_attributes(width, height)),
        elements=MappingProxyType({element.id: element for element in elements}),
    )


def background(
    template: Template, title: page.Title, placed: Layout, prefix: str
) -> Iterator[Element]:
    """Yield all that is neither zone nor note; it changes only when the picture grows."""
    yield _title_band(prefix, title)
    yield from _ground(template, prefix, placed.grown)


@lru_cache(maxsize=1_000)
def _title_band(prefix: str, title: page.Title) -> Element:
    name = f"{prefix}-band"
    return Element(name, layer(prefix, "page"), group(name, page.title_band(title), {}))


@lru_cache(maxsize=1_000)
def _ground(
    template: Template, prefix: str, grown: tuple[tuple[float, float], ...]
) -> tuple[Element, ...]:
    at = Layout(0, grown, {}, {})
    found: list[Element] = []
    for parent, name, drawn in page.ground(template, at):
        made = f"{prefix}-{name}"
        found.append(Element(made, layer(prefix, parent), group(made, drawn, {})))
    return tuple(found)


def zones(template: Template, placed: Layout, prefix: str) -> Iterator[Element]:
    """Yield one element a zone: all its cells, without the notes."""
    filled = {one.cell for one in placed.placed.values()}
    for zone in template.zones:
        cells = tuple(
            (cell, rect, cell not in filled)
            for cell, rect in placed.cells.items()
            if cell.zone == zone.id
        )
        yield _zone(zone, cells, prefix)


@lru_cache(maxsize=5_000)
def _zone(zone: Zone, cells: tuple[tuple[Cell, Rect, bool], ...], prefix: str) -> Element:
    drawn = [one for cell, rect, is_empty in cells for one in page.box(cell, zone, rect, is_empty)]
    name = f"{prefix}-z-{zone.id}"
    return Element(name, layer(prefix, "zones"), group(name, drawn, {"zone": zone.id}))


@lru_cache(maxsize=10_000)
def _note(placed: Placed, prefix: str) -> Element:
    name, rect = f"{prefix}-n-{placed.content.id}", placed.rect
    drawn = placed.content.draw(placed.column, rect.w, rect.h, placed.type_size)
    data = {"note": placed.content.id, "zone": placed.cell.zone}
    place = f"translate({number(rect.x)} {number(rect.y)})"
    return Element(name, layer(prefix, "notes"), group(name, drawn, data, place))


@lru_cache(maxsize=5_000)
def link_elements(
    drawn: links.Drawn, prefix: str, heavy: float = 1.8, ink: str = INK
) -> tuple[Element, ...]:
    """Return the line of a link and, above all lines, its label."""
    data = {"link": drawn.link.id}
    name = f"{prefix}-p-{drawn.link.id}"
    line = group(name, links.draw_line(drawn, heavy, ink), data)
    found = [Element(name, layer(prefix, "links"), line)]
    if drawn.plate is not None:
        name = f"{prefix}-t-{drawn.link.id}"
        label = group(name, links.draw_label(drawn.link.label, drawn.plate), data)
        found.append(Element(name, layer(prefix, "labels"), label))
    return tuple(found)


def live_svg(scene: Scene) -> str:
    """Return the picture for a page; the page names it and describes it in words."""
    return document(scene)


def file_svg(
    template: Template, diagram: Diagram, *, heading: str, prefix: str, number: int = 1
) -> str:
    """Return the picture as a file that stands on its own and can be read back."""
    drawn = scene(template, diagram, heading=heading, prefix=prefix, number=number)
    title = heading_of(diagram, heading, number) or template.title
    written = json.dumps(data(diagram), ensure_ascii=False, separators=(",", ":"))
    return standing_alone(drawn, title, words(template, diagram), written)
