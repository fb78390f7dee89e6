"""What the room said together: the only place that groups the notes of several tables.

A group is notes with one key in one zone (and, in a task with levels, at one level, so that it
can be drawn there). Every note is in exactly one group, with its own words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diagrams.glossary import Glossary, shipped
from diagrams.keys import key
from diagrams.model import LEVELS, Diagram, Kind, Level, Note
from diagrams.template import Template

T = TypeVar("T")
Place = tuple[str, Level, str]


@dataclass(frozen=True, slots=True)
class TableDiagram:
    """One diagram of a table: ``table`` its id, ``name`` what people call it."""

    table: str
    name: str
    diagram: Diagram


@dataclass(frozen=True, slots=True)
class Word:
    """One table's own words in a group."""

    table: str
    name: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that say the same. ``text`` is their most common wording, ``words`` all of them.

    ``kind`` is what most of them call it; ``potential`` that all of them do.
    """

    key: str
    zone: str
    level: Level
    kind: Kind
    potential: bool
    text: str
    words: tuple[Word, ...]

    @property
    def tables(self) -> frozenset[str]:
        """The ids of the tables that said it; two notes of one table count once."""
        return frozenset(word.table for word in self.words)


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
    """

    template: Template
    heading: str
    tables: int
    diagrams: tuple[TableDiagram, ...]
    groups: tuple[Group, ...]
    joins: tuple[Join, ...]
    glossary: Glossary


def gather(
    template: Template,
    diagrams: Sequence[TableDiagram],
    *,
    heading: str,
    tables: int,
    glossary: Glossary | None = None,
) -> Said:
    """Return what the tables said, grouped by ``glossary``; by the shipped one when None."""
    known = glossary or shipped()
    found = groups(template, diagrams, known)
    drawn = joins(template, found, diagrams, known)
    return Said(template, heading, tables, tuple(diagrams), found, drawn, known)


def groups(
    template: Template, diagrams: Sequence[TableDiagram], glossary: Glossary | None = None
) -> tuple[Group, ...]:
    """Return all groups by zone, then level; most tables first, ties by who said it first."""
    known = glossary or shipped()
    gathered: dict[Place, list[tuple[TableDiagram, Note]]] = {}
    for zone in template.zones:
        for table in diagrams:
            for note in table.diagram.in_zone(zone.id):
                gathered.setdefault(_place(template, note, known), []).append((table, note))
    found = [_group(*place, members) for place, members in gathered.items()]
    zones = [zone.id for zone in template.zones]
    # Sorting is stable: equals stay in the order in which they were first said.
    return tuple(
        sorted(
            found,
            key=lambda group: (
                zones.index(group.zone),
                LEVELS.index(group.level),
                -len(group.tables),
            ),
        )
    )


def _place(template: Template, note: Note, glossary: Glossary) -> Place:
    """Return what the notes of one group have in common."""
    naming = bool(template.levels)
    return note.zone, note.level if naming else LEVELS[0], key(note.text, naming, glossary)


def _group(
    zone: str, level: Level, said: str, members: Sequence[tuple[TableDiagram, Note]]
) -> Group:
    notes = [note for _, note in members]
    return Group(
        key=said,
        zone=zone,
        level=level,
        kind=_most_common(note.kind for note in notes),
        potential=all(note.potential for note in notes),
        text=_most_common(note.text for note in notes),
        words=tuple(Word(table.table, table.name, note.id, note.text) for table, note in members),
    )


def _most_common(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


def joins(
    template: Template,
    groups: Sequence[Group],
    diagrams: Iterable[TableDiagram],
    glossary: Glossary | None = None,
) -> tuple[Join, ...]:
    """Return the links between groups, those that most tables drew first."""
    # Not by the notes' ids: two diagrams of one table may use the same ones.
    known = glossary or shipped()
    numbers = {(one.zone, one.level, one.key): number for number, one in enumerate(groups)}
    drawn: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for table in diagrams:
        notes = table.diagram.notes
        for link in table.diagram.standing_links():
            ends = (
                numbers[_place(template, notes[link.source], known)],
                numbers[_place(template, notes[link.target], known)],
            )
            if ends[0] != ends[1]:
                drawn.setdefault(ends, []).append((table.table, link.label))
    found = [
        Join(*ends, _most_common(label for _, label in links), frozenset(id for id, _ in links))
        for ends, links in drawn.items()
    ]
    return tuple(sorted(found, key=lambda join: -len(join.tables)))
