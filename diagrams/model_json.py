"""A diagram as plain JSON, as PROTOCOL.md describes ``data``: the only place that writes or
reads that form. What was removed is not part of it.
"""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from diagrams.model import Diagram, Kind, Level, Link, Note, Version


def data(diagram: Diagram) -> dict[str, object]:
    """Return what stands in the diagram, in reading order of its notes."""
    notes = [diagram.notes[id] for zone in diagram.order.values() for id in zone]
    return {
        "task": diagram.task,
        "title": diagram.title,
        "zones": {zone: list(ids) for zone, ids in diagram.order.items() if ids},
        "notes": {note.id: _note(note) for note in notes},
        "links": {
            link.id: {
                "source": link.source,
                "target": link.target,
                "label": link.label,
                "author": link.author,
                "letter": link.letter,
            }
            for link in diagram.standing_links()
        },
    }


def _note(note: Note) -> dict[str, object]:
    return {
        "zone": note.zone,
        "text": note.text,
        "seq": note.versions[0].seq,
        "author": note.author,
        "letter": note.letter,
        "level": note.level,
        "kind": note.kind,
        "potential": note.potential,
        "withheld": note.withheld,
        "versions": [
            {
                "text": version.text,
                "seq": version.seq,
                "author": version.author,
                "letter": version.letter,
            }
            for version in note.versions
        ],
    }


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _VersionData(_Value):
    text: str
    seq: int
    author: str
    letter: str


class _NoteData(_VersionData):
    zone: str
    level: Level
    kind: Kind
    potential: bool
    # Older files do not say it.
    withheld: str = ""
    versions: list[_VersionData] = Field(min_length=1)


class _LinkData(_Value):
    source: str
    target: str
    label: str
    author: str
    letter: str


class _DiagramData(_Value):
    task: str
    title: str
    zones: dict[str, list[str]]
    notes: dict[str, _NoteData]
    links: dict[str, _LinkData]


def diagram_from(written: Mapping[str, object]) -> Diagram:
    """Return a diagram with the same ``data``; its seq is that of its newest wording.

    Raises:
        pydantic.ValidationError: this is not the data of a diagram.
    """
    read = _DiagramData.model_validate(written)
    notes = {id: _note_from(id, note) for id, note in read.notes.items()}
    return Diagram(
        task=read.task,
        title=read.title,
        seq=max((v.seq for note in notes.values() for v in note.versions), default=0),
        order={zone: tuple(ids) for zone, ids in read.zones.items()},
        notes=notes,
        links={id: Link(id, **link.model_dump()) for id, link in read.links.items()},
    )


def _note_from(id: str, note: _NoteData) -> Note:
    return Note(
        id=id,
        zone=note.zone,
        versions=tuple(Version(**version.model_dump()) for version in note.versions),
        author=note.author,
        letter=note.letter,
        seq=note.seq,
        level=note.level,
        kind=note.kind,
        potential=note.potential,
        withheld=note.withheld,
    )
