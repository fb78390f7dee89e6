"""A diagram as lists of words by zone: the outline on a phone and the text of a picture.

Only people's words and data: interface words are in the page, in its reader's language.
"""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from diagrams.markup import element, escape
from diagrams.model import Diagram, Link, Note, Version
from diagrams.scene import Element, Scene
from diagrams.template import Template

LINKS = "links"


def list_id(prefix: str, zone: str) -> str:
    """Return the id of the list that holds a zone's notes (R18); ``links`` for the links."""
    return f"{prefix}-list-{zone}"


def list_scene(template: Template, diagram: Diagram, prefix: str) -> Scene:
    """Return the outline's ``<li>`` elements in reading order; their lists are in the page."""
    items = [
        Element(f"{prefix}-o-{note.id}", list_id(prefix, zone.id), _note(note, prefix))
        for zone in template.zones
        for note in diagram.in_zone(zone.id)
    ]
    items.extend(
        Element(f"{prefix}-l-{link.id}", list_id(prefix, LINKS), _link(diagram, link, prefix))
        for link in diagram.standing_links()
    )
    by_id = MappingProxyType({item.id: item for item in items})
    return Scene(root=prefix, attributes=MappingProxyType({}), elements=by_id)


def lists(scene: Scene) -> dict[str, str]:
    """Return the markup of every list that has items, by zone; that of links under ``links``."""
    start = len(list_id(scene.root, ""))
    markup: dict[str, list[str]] = {}
    for item in scene.elements.values():
        markup.setdefault(item.parent[start:], []).append(item.markup)
    return {zone: "".join(items) for zone, items in markup.items()}


def _note(note: Note, prefix: str) -> str:
    contested = len(note.versions) > 1
    attributes = {
        "id": f"{prefix}-o-{note.id}",
        "class": "note contested" if contested else "note",
        "data-note": note.id,
        "data-zone": note.zone,
        "data-seq": str(note.versions[0].seq),
        "data-level": note.level,
        "data-kind": note.kind,
        "data-potential": "true" if note.potential else "false",
        "data-author": note.author,
        "data-letter": note.letter,
    }
    if not contested:
        return element("li", attributes, _words("text", note.text) + _letter(note.letter))
    versions = "".join(_version(version) for version in note.versions)
    return element("li", attributes, element("ul", {"class": "versions"}, versions))


def _version(version: Version) -> str:
    attributes = {"class": "version", "data-seq": str(version.seq), "data-author": version.author}
    return element("li", attributes, _words("text", version.text) + _letter(version.letter))


def _words(name: str, words: str) -> str:
    # People write in any direction; a quoted word must not turn its neighbours round.
    return element("span", {"class": name, "dir": "auto"}, escape(words))


def _letter(letter: str) -> str:
    return " " + element("span", {"class": "letter"}, escape(letter)) if letter else ""


def _link(diagram: Diagram, link: Link, prefix: str) -> str:
    attributes = {
        "id": f"{prefix}-l-{link.id}",
        "class": "link",
        "data-link": link.id,
        "data-source": link.source,
        "data-target": link.target,
    }
    spans = (
        _words("source", diagram.notes[link.source].text),
        _words("label", link.label),
        _words("target", diagram.notes[link.target].text),
    )
    return element("li", attributes, " ".join(spans))


def words(template: Template, diagram: Diagram) -> str:
    """Return the whole diagram as lines of plain text, for who hears or searches a picture."""
    return "\n".join(_lines(template, diagram))


def _lines(template: Template, diagram: Diagram) -> Iterator[str]:
    yield f"{template.title}: {diagram.title}" if diagram.title else template.title
    for zone in template.zones:
        notes = diagram.in_zone(zone.id)
        if notes:
            yield f"{zone.title}:"
            yield from (f"- {_said(template, note)}" for note in notes)
        else:
            yield f"{zone.title}: nothing written."
    links = diagram.standing_links()
    if links:
        yield "Links:"
        yield from (f"- {_joined(diagram, link)}" for link in links)


def _said(template: Template, note: Note) -> str:
    text = " / ".join(version.text for version in note.versions)
    if not template.levels:
        return text
    level = next(level.title for level in template.levels if level.id == note.level)
    return f"{text} ({', '.join(_known(level, note))})"


def _known(level: str, note: Note) -> Iterable[str]:
    yield level
    if note.kind != "people":
        yield note.kind
    if note.potential:
        yield "potential"


def _joined(diagram: Diagram, link: Link) -> str:
    steps = (diagram.notes[link.source].text, link.label, diagram.notes[link.target].text)
    return ": ".join(step for step in steps if step)
