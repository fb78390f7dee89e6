"""A diagram with its words taken out: the only place that turns notes into mere shapes.

What leaves here tells how many notes stand where and roughly how long they are, and nothing else:
ids are places, as whoever writes chooses the ids of notes, and nobody's letter stands on them.
"""

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from diagrams.model import Diagram, Kind, Level, Link, Note
from diagrams.text import count

# A word or two, a line, more than a line: finer steps would let people guess at short answers.
_SHORT, _MEDIUM = 24, 72
# How far each bar reaches, for notes of each length; by turns, so that a zone looks written by
# hand and not ruled.
_BARS: tuple[tuple[tuple[float, ...], ...], ...] = (
    ((0.58,), (0.42,), (0.66,)),
    ((1, 0.5), (0.92, 0.68), (1, 0.36)),
    ((1, 0.94, 0.44), (0.96, 1, 0.62), (1, 0.88, 0.3)),
)
# Shapes are few and alike, and one that stayed is the same object: its picture is then kept too.
_KEPT = 8_192


@dataclass(frozen=True, slots=True)
class Veiled(Note):
    """A note without words; ``bars`` are the lengths of its lines, as shares of the room."""

    bars: tuple[float, ...] = ()


def veiled(diagram: Diagram) -> Diagram:
    """Return the shapes of a diagram, without its own title."""
    names: dict[str, str] = {}
    notes: dict[str, Note] = {}
    order = {}
    for zone in diagram.order:
        for place, note in enumerate(diagram.in_zone(zone)):
            name = names[note.id] = f"{zone}-{place}"
            bars = _BARS[_length(note)][place % 3]
            notes[name] = _shape(name, zone, note.level, note.kind, note.potential, bars)
        order[zone] = tuple(names[id] for id in diagram.order[zone])
    links = {
        f"l-{place}": Link(f"l-{place}", names[link.source], names[link.target], "", "", "")
        for place, link in enumerate(diagram.standing_links())
    }
    return Diagram(
        task=diagram.task,
        seq=diagram.seq,
        order=MappingProxyType(order),
        notes=MappingProxyType(notes),
        links=MappingProxyType(links),
    )


def _length(note: Note) -> int:
    longest = max(count(version.text) for version in note.versions)
    return 0 if longest <= _SHORT else 1 if longest <= _MEDIUM else 2


@lru_cache(maxsize=_KEPT)
def _shape(
    id: str, zone: str, level: Level, kind: Kind, potential: bool, bars: tuple[float, ...]
) -> Veiled:
    return Veiled(id, zone, (), "", "", 0, level, kind, potential, "", bars)
