"""A diagram as lists of words by zone: the outline on a phone and the text of a picture.

Only people's words and data: interface words are in the page, in its reader's language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from diagrams.markup import element, escape
from diagrams.model import Diagram, Link, Note, Version
from diagrams.scene import Element, Family, Scene
from diagrams.template import Template

LINKS = "links"


def list_id(prefix: str, zone: str) -> str:
    """Return the id of the list that holds a zone's notes (R18); ``links`` for the links."""
    return f"{prefix}-list-{zone}"


@dataclass(frozen=True, slots=True)
class Listed:
    """An outline with what the next one is made from; ``joins`` are links with their notes."""

    zones: tuple[tuple[Note, ...], ...]
    joins: tuple[tuple[Link, Note, Note], ...]
    scene: Scene


def listed(
    template: Template, diagram: Diagram, prefix: str, before: Listed | None = None
) -> Listed:
    """Return the outline; items of notes that stayed since ``before`` are not made again."""
    if before is None:
        names = (*(zone.id for zone in template.zones), LINKS)
        empty: dict[str, Family] = {list_id(prefix, name): () for name in names}
        blank = Scene(prefix, MappingProxyType({}), MappingProxyType(empty))
        before = Listed(((),) * len(template.zones), (), blank)
    families, zones = dict(before.scene.families), []
    for zone, was in zip(template.zones, before.zones, strict=True):
        now = diagram.in_zone(zone.id)
        zones.append(was if now == was else now)
        if now != was:
            name = list_id(prefix, zone.id)
            families[name] = _items(was, families[name], now, name, prefix)
    links = diagram.standing_links() if diagram.links else ()
    notes = diagram.notes
    joins = tuple((link, notes[link.source], notes[link.target]) for link in links)
    if joins != before.joins:
        name = list_id(prefix, LINKS)
        families[name] = tuple(
            Element(f"{prefix}-l-{join[0].id}", name, _link(*join, prefix)) for join in joins
        )
    scene = Scene(prefix, before.scene.attributes, MappingProxyType(families))
    return Listed(tuple(zones), joins, scene)


def _items(
    was: tuple[Note, ...], items: Family, now: tuple[Note, ...], parent: str, prefix: str
) -> Family:
    known = {id(note): item for note, item in zip(was, items, strict=True)}
    return tuple(
        [
            known.get(id(note)) or Element(f"{prefix}-o-{note.id}", parent, _note(note, prefix))
            for note in now
        ]
    )


def list_scene(template: Template, diagram: Diagram, prefix: str) -> Scene:
    """Return the outline's ``<li>`` elements in reading order; their lists are in the page."""
    return listed(template, diagram, prefix).scene


def lists(scene: Scene) -> dict[str, str]:
    """Return the markup of every list that has items, by zone; that of links under ``links``."""
    start = len(list_id(scene.root, ""))
    return {
        parent[start:]: "".join([item.markup for item in items])
        for parent, items in scene.families.items()
        if items
    }


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
        **({"data-withheld": "true"} if note.withheld else {}),
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


def _link(link: Link, source: Note, target: Note, prefix: str) -> str:
    attributes = {
        "id": f"{prefix}-l-{link.id}",
        "class": "link",
        "data-link": link.id,
        "data-source": link.source,
        "data-target": link.target,
    }
    spans = (
        _words("source", source.text),
        _words("label", link.label),
        _words("target", target.text),
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
