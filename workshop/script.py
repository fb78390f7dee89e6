"""What a workshop file asks of each table and task: who writes what where, and when.

The one shape of both tasks, for those who play it and those who check it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workshop.playfile import PlayInnovation, PlayOrganisation, Workshop

TASKS = ("innovation", "organisation")


@dataclass(frozen=True)
class Line:
    """One note. ``level``, ``kind`` and ``potential`` are None where the task has none."""

    note: str
    zone: str
    text: str
    author: str
    at_s: float
    level: str | None = None
    kind: str | None = None
    potential: bool | None = None


@dataclass(frozen=True)
class Tie:
    """One link, from and to the ids of lines."""

    link: str
    source: str
    target: str
    label: str
    author: str
    at_s: float


@dataclass(frozen=True)
class Script:
    """What one table does in one task; ``place`` counts the tables from 0."""

    place: int
    table: str
    task: str
    title: str
    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]

    @property
    def cues(self) -> tuple[Line | Tie, ...]:
        """Return all that is written, in the order of time; notes before links."""
        return tuple(sorted((*self.lines, *self.ties), key=lambda cue: cue.at_s))

    @property
    def authors(self) -> tuple[str, ...]:
        """Return who writes, in the order of the alphabet; a title alone needs one person too."""
        authors = sorted({cue.author for cue in self.cues})
        return tuple(authors) or (("A",) if self.title else ())

    @property
    def lasts_s(self) -> float:
        return max((cue.at_s for cue in self.cues), default=0.0)


def scripts(workshop: Workshop) -> tuple[Script, ...]:
    """Return a script for every table and task, empty ones included."""
    return tuple(_scripts(workshop))


def _scripts(workshop: Workshop) -> Iterator[Script]:
    for place, table in enumerate(workshop.tables):
        yield _innovation(place, table.name, table.innovation or PlayInnovation(notes=()))
        nothing = PlayOrganisation(actors=(), links=())
        yield _organisation(place, table.name, table.organisation or nothing)


def _innovation(place: int, table: str, sheet: PlayInnovation) -> Script:
    lines = tuple(
        Line(f"n{number}", note.zone, note.text, note.author, note.at)
        for number, note in enumerate(sheet.notes, 1)
    )
    return Script(place, table, "innovation", sheet.title, lines, ())


def _organisation(place: int, table: str, sheet: PlayOrganisation) -> Script:
    # The file's own ids may be longer or stranger than an id of a note may be.
    ids = {actor.id: f"n{number}" for number, actor in enumerate(sheet.actors, 1)}
    lines = tuple(
        Line(
            ids[actor.id],
            actor.role,
            actor.text,
            actor.author,
            actor.at,
            actor.level,
            actor.kind,
            actor.potential,
        )
        for actor in sheet.actors
    )
    ties = tuple(
        Tie(f"l{number}", ids[link.source], ids[link.target], link.label, link.author, link.at)
        for number, link in enumerate(sheet.links, 1)
    )
    return Script(place, table, "organisation", sheet.title, lines, ties)
