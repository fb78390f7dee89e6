"""Notes and links as rows and as JSON: the only place that knows the columns of an export.

The schema is public, see README.txt in every bundle: a column is never renamed or moved.
New ones come at the end, and raise SCHEMA_VERSION.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from itertools import groupby
from typing import Final, assert_never

from diagrams.model import Diagram, Note
from diagrams.template import template
from sessions.export_times import Times

SCHEMA_VERSION: Final = 1

# What makes a spreadsheet calculate, or end the cell. Compared after NFKC, which folds the
# full-width and other forms that spreadsheets fold too.
_FORMULA: Final = frozenset("=+-@\t\r\n")

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Which diagram a row is from; ``number`` counts a table's diagrams of one task from 1."""

    session: str
    task: str
    table: str
    diagram: int


@dataclass(frozen=True, slots=True)
class NoteRow(Place):
    """One wording of one note; ``version`` counts them where several stand side by side."""

    zone: str
    role: str | None
    level: str | None
    kind: str | None
    potential: bool | None
    text: str
    seq: int
    seconds_from_task_start: int | None
    author_letter: str
    version: int | None
    note: str
    table_id: str


@dataclass(frozen=True, slots=True)
class LinkRow(Place):
    source: str
    label: str
    target: str
    author_letter: str
    link: str
    source_note: str
    target_note: str
    table_id: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One diagram as it goes into the tables."""

    place: Place
    table_id: str
    diagram_id: str
    diagram: Diagram
    times: Times

    def notes(self) -> Iterator[Note]:
        """Yield every note that stands, in reading order."""
        for zone in template(self.place.task).zones:
            yield from self.diagram.in_zone(zone.id)

    def note_rows(self) -> Iterator[NoteRow]:
        """Yield a row for each note; for each wording where several stand side by side."""
        has_levels = bool(template(self.place.task).levels)
        for note in self.notes():
            contested = len(note.versions) > 1
            for number, version in enumerate(note.versions, start=1):
                yield NoteRow(
                    self.place.session,
                    self.place.task,
                    self.place.table,
                    self.place.diagram,
                    zone=note.zone,
                    role=note.zone if has_levels else None,
                    level=note.level if has_levels else None,
                    kind=note.kind if has_levels else None,
                    potential=note.potential if has_levels else None,
                    text=version.text,
                    seq=version.seq,
                    seconds_from_task_start=self.times.seconds(version.seq),
                    author_letter=version.letter,
                    version=number if contested else None,
                    note=note.id,
                    table_id=self.table_id,
                )

    def link_rows(self) -> Iterator[LinkRow]:
        for link in self.diagram.standing_links():
            yield LinkRow(
                self.place.session,
                self.place.task,
                self.place.table,
                self.place.diagram,
                source=self.diagram.notes[link.source].text,
                label=link.label,
                target=self.diagram.notes[link.target].text,
                author_letter=link.letter,
                link=link.id,
                source_note=link.source,
                target_note=link.target,
                table_id=self.table_id,
            )


def notes_csv(sheets: Sequence[Sheet]) -> bytes:
    return _csv(NoteRow, (row for sheet in sheets for row in sheet.note_rows()))


def links_csv(sheets: Sequence[Sheet]) -> bytes:
    return _csv(LinkRow, (row for sheet in sheets for row in sheet.link_rows()))


def notes_json(session: str, sheets: Sequence[Sheet]) -> bytes:
    """Return the same as the two CSV files, each note once and every text as it was written."""
    written = {
        "schema": "workshop-notes",
        "version": SCHEMA_VERSION,
        "session": session,
        "diagrams": [_diagram(sheet) for sheet in sheets],
        "notes": [note for sheet in sheets for note in _notes(sheet)],
        "links": [asdict(row) for sheet in sheets for row in sheet.link_rows()],
    }
    return (json.dumps(written, ensure_ascii=False, indent=2) + "\n").encode()


def _diagram(sheet: Sheet) -> dict[str, object]:
    return {
        **asdict(sheet.place),
        "title": sheet.diagram.title,
        "id": sheet.diagram_id,
        "table_id": sheet.table_id,
    }


def _notes(sheet: Sheet) -> Iterator[dict[str, object]]:
    """Yield each note with its first wording, as in its row, and all of them in ``versions``."""
    for _, rows in groupby(sheet.note_rows(), key=lambda row: row.note):
        wordings = list(rows)
        note = asdict(wordings[0])
        del note["version"]
        yield {**note, "versions": [_version(row) for row in wordings]}


def _version(row: NoteRow) -> dict[str, object]:
    return {
        "text": row.text,
        "seq": row.seq,
        "seconds_from_task_start": row.seconds_from_task_start,
        "author_letter": row.author_letter,
    }


def _csv(kind: type[NoteRow] | type[LinkRow], rows: Iterable[NoteRow | LinkRow]) -> bytes:
    """Return RFC 4180 with a byte order mark: without it Excel reads UTF-8 as something else."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(field.name for field in fields(kind))
    for row in rows:
        writer.writerow(cell(value) for value in astuple(row))
    return file.getvalue().encode("utf-8-sig")


def cell(value: Cell) -> str:
    """Return what stands in a cell; a text that a spreadsheet would calculate gets a ``'``."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            first = unicodedata.normalize("NFKC", value[:1])[:1]
            return f"'{value}" if first in _FORMULA else value
        case _:
            assert_never(value)
