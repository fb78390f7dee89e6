"""A diagram as sentences to read out or hold up: the only place that joins a table's own words.

Frames are template data; people's words stand in them verbatim, and what is empty is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

import regex

from diagrams.markup import element, escape
from diagrams.model import Diagram, Note
from diagrams.scene import Element, Scene
from diagrams.template import Template, Zone
from diagrams.text import count

# Three short phrases read as one sentence; more, or longer ones, are a list.
_MOST_IN_LINE = 3
_LONGEST_IN_LINE = 48
_SENTENCE_ENDS = regex.compile(
    r"[.!?\u2026\u3002\uFF01\uFF1F\u061F\u06D4\u0964]['\")\]\u201D\u2019]*$"
)
# Between what carries marks of its own, another comma does not say where one note ends.
_OWN_MARKS = regex.compile(r"[,;:\u060C\u061B\u3001\uFF0C]|[.!?](?=\s)")
_FIRST_STRONG = regex.compile(r"[\p{Bidi_Class=L}\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


def card_id(prefix: str) -> str:
    """Return the id of the element that holds the card's sections (R61)."""
    return f"{prefix}-card"


@dataclass(frozen=True, slots=True)
class Card:
    scene: Scene

    @property
    def markup(self) -> str:
        """Return the whole card, empty while nothing is written."""
        name = card_id(self.scene.root)
        sections = "".join(one.markup for one in self.scene.families[name])
        return element("div", {"id": name, "class": "sentences"}, sections)


def card(template: Template, diagram: Diagram, prefix: str) -> Card:
    parent = card_id(prefix)
    sections = tuple(
        Element(f"{prefix}-k-{name}", parent, markup)
        for name, markup in _sections(template, diagram, prefix)
    )
    return Card(Scene(prefix, MappingProxyType({}), MappingProxyType({parent: sections})))


def _sections(template: Template, diagram: Diagram, prefix: str) -> Iterator[tuple[str, str]]:
    if diagram.title:
        attributes = {"id": f"{prefix}-k-title", "class": "said-title", "dir": "auto"}
        yield "title", element("h3", attributes, escape(diagram.title))
    for zone in template.zones:
        # What is kept off the wall is not held up either.
        notes = [note for note in diagram.in_zone(zone.id) if not note.withheld]
        if not notes:
            continue
        attributes = {
            "id": f"{prefix}-k-{zone.id}",
            "class": "said",
            "data-zone": zone.id,
            "data-colour": zone.colour,
        }
        yield zone.id, element("section", attributes, "".join(_sentences(template, zone, notes)))


def _sentences(template: Template, zone: Zone, notes: list[Note]) -> Iterator[str]:
    if zone.outside_frame is None or not template.levels:
        yield _sentence(template, zone.frame, notes)
        return
    inside = [note for note in notes if note.level == "inside"]
    outside = [note for note in notes if note.level != "inside"]
    if inside:
        yield _sentence(template, zone.frame, inside)
    if outside:
        yield _sentence(template, zone.outside_frame, outside)


def _sentence(template: Template, frame: str, notes: list[Note]) -> str:
    places = {level.id: at for at, level in enumerate(template.levels)}
    said = {level.id: level.said for level in template.levels}
    if template.levels:
        notes = sorted(notes, key=lambda note: places[note.level])
    # Who says nothing of the world around speaks of the own organisation, and need not say so.
    if all(note.level == "inside" for note in notes):
        said = {}
    phrases = [_phrase(note, said.get(note.level, "")) for note in notes]
    if not _fits_in_line(notes):
        head = element("p", {"class": "given"}, escape(frame if frame[-1] == ":" else f"{frame}:"))
        items = "".join(map(_item, notes, phrases))
        return head + element("ul", {"class": "said-list"}, items)
    is_ended = phrases[-1].endswith("</bdi>") and _SENTENCE_ENDS.search(notes[-1].versions[-1].text)
    end = "" if is_ended else _given(".")
    return element("p", {"class": "sentence"}, _given(frame) + " " + _listed(phrases) + end)


def _fits_in_line(notes: list[Note]) -> bool:
    texts = [version.text for note in notes for version in note.versions]
    if any(_is_right_to_left(text) for text in texts):
        return False
    if len(texts) == 1:
        return True
    if len(texts) > _MOST_IN_LINE or any(count(text) > _LONGEST_IN_LINE for text in texts):
        return False
    is_marked = any(_OWN_MARKS.search(text) for text in texts)
    return not is_marked and not any(_SENTENCE_ENDS.search(text) for text in texts[:-1])


def _is_right_to_left(text: str) -> bool:
    first = _FIRST_STRONG.search(text)
    return first is not None and _RIGHT_TO_LEFT.fullmatch(first.group()) is not None


def _phrase(note: Note, where: str) -> str:
    """Return a note's words, all wordings that stand side by side, and what is said with them."""
    words = f" {_given('or')} ".join(_own(version.text) for version in note.versions)
    if note.potential:
        words += " " + _given("(potentially)")
    return f"{words} {_given(where)}" if where else words


def _item(note: Note, phrase: str) -> str:
    # Automatic direction would look past the words, which stand apart from it as they should.
    return element("li", {"dir": "rtl"} if _is_right_to_left(note.text) else {}, phrase)


def _own(words: str) -> str:
    return element("bdi", {"class": "own", "dir": "auto"}, escape(words))


def _given(words: str) -> str:
    return element("span", {"class": "given"}, escape(words))


def _listed(phrases: Iterable[str]) -> str:
    *most, last = phrases
    return _given(", ").join(most) + f" {_given('and')} " + last if most else last
