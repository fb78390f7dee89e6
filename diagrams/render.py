"""A diagram as a picture: the same for phone, wall and file.

Everything a person typed passes ``markup.escape`` on its way in.
"""

import json

from diagrams.elements import background, link_elements, picture, zones
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.outline import words
from diagrams.redraw import Drawing, drawing
from diagrams.scene import Scene
from diagrams.svg_file import document, standing_alone
from diagrams.template import Template

__all__ = [
    "background",
    "drawn",
    "file_svg",
    "heading_of",
    "link_elements",
    "live_svg",
    "picture",
    "scene",
    "zones",
]


def heading_of(diagram: Diagram, heading: str, number: int = 1) -> str:
    """Return the picture's own title: whose it is, and what about."""
    mine = diagram.title or (f"Diagram {number}" if number > 1 else "")
    return " · ".join(part for part in (heading, mine) if part)


def drawn(
    template: Template,
    diagram: Diagram,
    *,
    heading: str,
    prefix: str,
    number: int = 1,
    before: Drawing | None = None,
) -> Drawing:
    """Return the picture of a diagram as it is kept: ``before`` is the one that is kept so far."""
    return drawing(template, diagram, heading_of(diagram, heading, number), prefix, before)


def scene(
    template: Template, diagram: Diagram, *, heading: str, prefix: str, number: int = 1
) -> Scene:
    """Return the picture of a diagram; ``number`` tells a table's second diagram from its first."""
    return drawn(template, diagram, heading=heading, prefix=prefix, number=number).scene


def live_svg(scene: Scene) -> str:
    """Return the picture for a page; the page names it and describes it in words."""
    return document(scene)


def file_svg(
    template: Template, diagram: Diagram, *, heading: str, prefix: str, number: int = 1
) -> str:
    """Return the picture as a file that stands on its own and can be read back."""
    shown = scene(template, diagram, heading=heading, prefix=prefix, number=number)
    title = heading_of(diagram, heading, number) or template.title
    written = json.dumps(data(diagram), ensure_ascii=False, separators=(",", ":"))
    return standing_alone(shown, title, words(template, diagram), written)
