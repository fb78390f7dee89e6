"""What a diagram is: frozen values and their limits.

All lengths and positions in this package are diagram units: the canvas is 1600 of them wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

Level = Literal["inside", "local", "regional", "national"]
Kind = Literal["people", "organisation", "thing"]

LEVELS: tuple[Level, ...] = ("inside", "local", "regional", "national")
KINDS: tuple[Kind, ...] = ("people", "organisation", "thing")

# A note is a short statement that must be legible on a projector; people count graphemes.
MAX_NOTE_GRAPHEMES = 200
# One grapheme can be many code points; this bounds storage whatever the script.
MAX_NOTE_BYTES = 2_000
MAX_LABEL_GRAPHEMES = 60
# A title wraps in its band; this is some three lines of it.
MAX_TITLE_GRAPHEMES = 120
# Ten times the fullest table we have seen (45): a bound against floods, not on people.
MAX_NOTES = 500
MAX_LINKS = 200
# More wordings of one note than this nobody can settle at a glance.
MAX_VERSIONS = 4


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the room adds to an accepted op: its number, and whose it is."""

    seq: int
    author: str
    letter: str


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of a note: ``seq`` is the entry that brought it, ``author`` an opaque id."""

    text: str
    seq: int
    author: str
    letter: str


@dataclass(frozen=True, slots=True)
class Note:
    """A short text in a zone.

    ``versions`` has one member; it has more while several people's wordings stand side by side.
    ``level``, ``kind`` and ``potential`` mean something only where the template has levels.
    ``withheld`` is the author who keeps it off every wall, blank when walls may show it.
    """

    id: str
    zone: str
    versions: tuple[Version, ...]
    author: str
    letter: str
    seq: int
    level: Level = "inside"
    kind: Kind = "people"
    potential: bool = False
    withheld: str = ""

    @property
    def text(self) -> str:
        return self.versions[0].text


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled relation from note ``source`` to note ``target``; the label may be empty."""

    id: str
    source: str
    target: str
    label: str
    author: str
    letter: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A note that was taken away and can be put back: where it stood, before which note."""

    note: Note
    before: str | None


def _empty() -> MappingProxyType[str, Any]:  # empty, so of any value type
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Diagram:
    """One table's filled template at one seq.

    ``order`` maps a zone id to its note ids, top first; zones without notes may be absent.
    ``notes`` and ``links`` hold what stands; ``removed`` and ``removed_links`` what can be
    put back. A link whose end is removed stays in ``links`` and is not drawn until the note
    returns: see ``standing_links``.
    """

    task: str
    title: str = ""
    seq: int = 0
    order: Mapping[str, tuple[str, ...]] = field(default_factory=_empty)
    notes: Mapping[str, Note] = field(default_factory=_empty)
    links: Mapping[str, Link] = field(default_factory=_empty)
    removed: Mapping[str, Removed] = field(default_factory=_empty)
    removed_links: Mapping[str, Link] = field(default_factory=_empty)

    def in_zone(self, zone: str) -> tuple[Note, ...]:
        return tuple(map(self.notes.__getitem__, self.order.get(zone, ())))

    def follower(self, note: Note) -> str | None:
        """Return the id of the note that stands just after ``note``, None after the last."""
        zone = self.order[note.zone]
        after = zone.index(note.id) + 1
        return zone[after] if after < len(zone) else None

    def standing_links(self) -> tuple[Link, ...]:
        """Return the links both of whose notes stand, in the order they were made."""
        return tuple(
            link
            for link in self.links.values()
            if link.source in self.notes and link.target in self.notes
        )

    def counts(self) -> dict[str, int]:
        return {zone: len(notes) for zone, notes in self.order.items() if notes}
