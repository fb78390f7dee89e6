"""The parts of a picture as elements of its scene: what diagrams and composites share."""

from collections.abc import Iterator
from types import MappingProxyType

from diagrams import links, page
from diagrams.ink import INK, group
from diagrams.layout import Layout
from diagrams.pieces import element
from diagrams.scene import Element, Scene, families
from diagrams.svg_file import layer, size_attributes
from diagrams.template import Template


def picture(prefix: str, width: float, height: float, elements: list[Element]) -> Scene:
    return Scene(
        root=prefix,
        attributes=MappingProxyType(size_attributes(width, height)),
        families=families(elements),
    )


def background(
    template: Template, title: page.Title, placed: Layout, prefix: str
) -> Iterator[Element]:
    """Yield all that is neither zone nor note; it changes only when the picture grows."""
    yield title_band(title, prefix)
    yield from ground(template, placed, prefix)


def ground(template: Template, placed: Layout, prefix: str) -> Iterator[Element]:
    """Yield all that is neither title, zone nor note."""
    growth = placed.growth
    for piece in page.ground(template):
        yield element(piece, prefix, growth)


def title_band(title: page.Title, prefix: str) -> Element:
    name = f"{prefix}-band"
    return Element(name, layer(prefix, "page"), group(name, page.title_band(title), {}))


def zones(template: Template, placed: Layout, prefix: str) -> Iterator[Element]:
    """Yield every zone and its cells, without the notes."""
    filled = {one.cell for one in placed.placed.values()}
    growth = placed.growth
    for zone in template.zones:
        yield element(page.zone(zone), prefix, growth)
        for cell in placed.cells:
            if cell.zone == zone.id and page.is_shown(cell, is_empty=cell not in filled):
                for piece in page.cell(cell, zone):
                    yield element(piece, prefix, growth)


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
