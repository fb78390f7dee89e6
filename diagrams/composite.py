"""What the room said together: the only place that groups the notes of several tables.

A group is notes with one key in one zone (and, in a task with levels, at one level, so that it
can be drawn there), and what somebody decided to bring together or apart. Every note is in
exactly one group, with its own words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from diagrams.decisions import Decision, Lots, lots, names
from diagrams.glossary import Glossary, shipped
from diagrams.keys import key
from diagrams.model import LEVELS, Diagram, Kind, Level, Note
from diagrams.template import Template

T = TypeVar("T")
Place = tuple[str, Level, str]
NO_DOTS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TableDiagram:
    """One diagram of a table: ``table`` its id, ``name`` what people call it; ``id`` that of the
    diagram, by which decisions name its notes.
    """

    table: str
    name: str
    diagram: Diagram
    id: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One table's own words in a group; ``key`` is what they were compared by.

    ``diagram`` is the id of its diagram, and ``at`` how many come before that one.
    """

    table: str
    name: str
    note: str
    text: str
    diagram: str = ""
    key: str = ""
    level: Level = "inside"
    at: int = 0

    @property
    def anchor(self) -> str:
        """Return how decisions and votes name this note."""
        return f"{self.diagram}/{self.note}"


Member = tuple[Note, Word]


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that say the same. ``text`` is their headline, ``words`` all wordings of them.

    ``kind`` is what most of them call it; ``potential`` that all of them do. Where people brought
    notes together, ``level`` is that of most tables and ``key`` the one of most notes; ``mark``
    tells it from another group with these. ``name`` is the headline people gave it, if any; else
    it is the most common wording. ``dots`` are the votes for it, as far as the room may see them.
    """

    key: str
    zone: str
    level: Level
    kind: Kind
    potential: bool
    text: str
    words: tuple[Word, ...]
    mark: str = ""
    name: str = ""
    dots: int = 0

    @property
    def tables(self) -> frozenset[str]:
        """The ids of the tables that said it; two notes of one table count once."""
        return frozenset(word.table for word in self.words)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return all wordings, each once, in the order in which they were said."""
        return tuple(dict.fromkeys(word.text for word in self.words))


@dataclass(frozen=True, slots=True)
class Join:
    """The links of all tables from one group to another, by their places in ``groups``.

    ``label`` is the most common one; ``tables`` are those that drew it.
    """

    source: int
    target: int
    label: str
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What all tables said in one task; ``tables`` is how many the room has.

    ``heading`` is the session's title. Every view of the room is drawn from this alone.
    ``decisions`` are those that were made in this task.
    """

    template: Template
    heading: str
    tables: int
    diagrams: tuple[TableDiagram, ...]
    groups: tuple[Group, ...]
    joins: tuple[Join, ...]
    glossary: Glossary
    decisions: tuple[Decision, ...] = ()


def gather(
    template: Template,
    diagrams: Sequence[TableDiagram],
    *,
    heading: str,
    tables: int,
    glossary: Glossary | None = None,
    decisions: Iterable[Decision] = (),
    dots: Mapping[str, int] = NO_DOTS,
) -> Said:
    """Return what the tables said, grouped by ``glossary``, by the shipped one when None, and by
    what people decided, in that order. ``dots`` counts the votes for a note's group.
    """
    known = glossary or shipped()
    decided = tuple(one for one in decisions if one.task == template.id)
    found = groups(template, diagrams, known, decided)
    if dots:
        found = tuple(_with_dots(one, dots) for one in found)
    drawn = joins(found, diagrams)
    return Said(template, heading, tables, tuple(diagrams), found, drawn, known, decided)


def groups(
    template: Template,
    diagrams: Sequence[TableDiagram],
    glossary: Glossary | None = None,
    decisions: Sequence[Decision] = (),
) -> tuple[Group, ...]:
    """Return all groups by zone, then level; most tables first, ties by who said it first."""
    known = glossary or shipped()
    sorting = _Sorting(template, known, lots(decisions, template.id))
    gathered: dict[tuple[str, Place | int], list[Member]] = {}
    for zone in template.zones:
        for at, table in enumerate(diagrams):
            for note in table.diagram.in_zone(zone.id):
                place = sorting.place(note)
                word = Word(table.table, table.name, note.id, note.text,
                            table.id, place[2], place[1], at)  # fmt: skip
                lot = sorting.lot(word.anchor, place)
                gathered.setdefault((zone.id, lot or place), []).append((note, word))
    found = _named([_group(members) for members in gathered.values()], decisions, template.id)
    zones = [zone.id for zone in template.zones]
    # Sorting is stable: equals stay in the order in which they were first said.
    return _told_apart(
        sorted(
            found,
            key=lambda group: (
                zones.index(group.zone),
                LEVELS.index(group.level),
                -len(group.tables),
            ),
        )
    )


class _Sorting:
    """Where each note goes: by what was decided, else by its words."""

    def __init__(self, template: Template, glossary: Glossary, decided: Lots) -> None:
        self._naming = bool(template.levels)
        self._glossary = glossary
        self._of_note = decided.of_note
        self._of_place: dict[Place, int] = {
            (zone, level if self._naming else LEVELS[0], self._key(text)): lot
            for (zone, level, text), lot in decided.of_words.items()
        }

    def _key(self, text: str) -> str:
        return key(text, self._naming, self._glossary)

    def place(self, note: Note) -> Place:
        """Return what the notes of one group have in common, unless people decided otherwise."""
        return note.zone, note.level if self._naming else LEVELS[0], self._key(note.text)

    def lot(self, anchor: str, place: Place) -> int | None:
        """Return the number of the lot it is in, which is never 0, or None."""
        return self._of_note.get((place[0], anchor)) or self._of_place.get(place)


def _group(members: Sequence[Member]) -> Group:
    notes, words = zip(*members, strict=True)
    tables: dict[Level, set[str]] = {}
    for word in words:
        tables.setdefault(word.level, set()).add(word.table)
    return Group(
        key=_most_common(word.key for word in words),
        zone=notes[0].zone,
        level=max(tables, key=lambda level: len(tables[level])),
        kind=_most_common(note.kind for note in notes),
        potential=all(note.potential for note in notes),
        text=_most_common(note.text for note in notes),
        words=words,
    )


def _named(found: list[Group], decisions: Iterable[Decision], task: str) -> list[Group]:
    """Give each group the headline that was meant for most of its notes, the latest of equals."""
    given = names(decisions, task)
    if not given:
        return found
    of_note = {(one.zone, word.anchor): at for at, one in enumerate(found) for word in one.words}
    best: dict[int, tuple[int, str]] = {}
    for op in given:
        held = Counter(of_note.get((op.zone, note), -1) for note in op.group.notes)
        del held[-1]
        for at, many in held.most_common(1):
            if 2 * many >= held.total() and many >= best.get(at, (0, ""))[0]:
                best[at] = many, op.text
    for at, (_, text) in best.items():
        if text:
            found[at] = replace(found[at], text=text, name=text)
    return found


def _told_apart(found: Sequence[Group]) -> tuple[Group, ...]:
    """Mark each group that has the zone, level and key of one before it."""
    seen: set[Place] = set()
    marked = []
    for one in found:
        place = one.zone, one.level, one.key
        marked.append(replace(one, mark=one.words[0].anchor) if place in seen else one)
        seen.add(place)
    return tuple(marked)


def _with_dots(group: Group, dots: Mapping[str, int]) -> Group:
    return replace(group, dots=sum(dots.get(word.anchor, 0) for word in group.words))


def _most_common(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def joins(groups: Sequence[Group], diagrams: Sequence[TableDiagram]) -> tuple[Join, ...]:
    """Return the links between groups, those that most tables drew first."""
    # Not by the notes' ids: two diagrams of one table may use the same ones.
    numbers = {(word.at, word.note): at for at, one in enumerate(groups) for word in one.words}
    drawn: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for at, table in enumerate(diagrams):
        for link in table.diagram.standing_links():
            ends = numbers[at, link.source], numbers[at, link.target]
            if ends[0] != ends[1]:
                drawn.setdefault(ends, []).append((table.table, link.label))
    found = [
        Join(*ends, _most_common(label for _, label in links), frozenset(id for id, _ in links))
        for ends, links in drawn.items()
    ]
    return tuple(sorted(found, key=lambda join: -len(join.tables)))
