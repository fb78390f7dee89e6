"""A scene as one SVG document: for a page, and for a file that stands on its own."""

from collections.abc import Mapping, Sequence

import svg

from diagrams.ink import FONT, INK, Raw, number
from diagrams.markup import element, escape
from diagrams.scene import Element, Family, Scene

# Bottom to top. Links run below the notes: where one cannot go around, it never covers words;
# their labels stand above all lines.
LAYERS = ("page", "frames", "zones", "links", "arrows", "labels", "notes")
_NAMESPACE = "http://www.w3.org/2000/svg"


def layer(prefix: str, name: str) -> str:
    return f"{prefix}-{name}"


def size_attributes(width: float, height: float) -> dict[str, str]:
    """Return those attributes of the root that change as the picture grows."""
    wide, high = number(width), number(height)
    return {"viewBox": f"0 0 {wide} {high}", "width": str(wide), "height": str(high)}


def _layers(scene: Scene) -> str:
    names = [layer(scene.root, name) for name in LAYERS]
    families = scene.families
    assert families.keys() <= {*names, *scene.elements}, "elements stand in the picture's layers"
    return "".join([element("g", {"id": name}, _children(name, families)) for name in names])


def _children(parent: str, families: Mapping[str, Family]) -> str:
    return "".join([_whole(child, families) for child in families.get(parent, ())])


def _whole(one: Element, families: Mapping[str, Family]) -> str:
    """Return the markup of an element with all that stands in it."""
    if one.id not in families:
        return one.markup
    start, closing, _ = one.markup.rpartition("</")
    assert closing, "what holds others is written with an end"
    return f"{start}{_children(one.id, families)}</g>"


def document(
    scene: Scene, before: Sequence[str] = (), more: Mapping[str, str] | None = None
) -> str:
    """Return the scene as ``<svg>``, with ``before`` (markup) as its first children."""
    attributes = {
        "xmlns": _NAMESPACE,
        "id": scene.root,
        **scene.attributes,
        **(more or {}),
        "font-family": FONT,
        "fill": INK,
        "direction": "ltr",
    }
    return element("svg", attributes, "".join(before) + _layers(scene))


def standing_alone(scene: Scene, title: str, words: str, data: str) -> str:
    """Return a file: named, described in words, and with its data as JSON to be read back."""
    names = {"role": "img", "aria-labelledby": f"{scene.root}-title {scene.root}-desc"}
    before = [
        element("title", {"id": f"{scene.root}-title"}, escape(title)),
        element("desc", {"id": f"{scene.root}-desc"}, escape(words)),
        element("metadata", {"id": f"{scene.root}-data"}, escape(data)),
    ]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + document(scene, before, names) + "\n"


def joined(elements: Sequence[svg.Element]) -> Raw:
    return Raw("".join(one.as_str() for one in elements))
