"""What a facilitator takes home: the only place that knows what is in the bundle.

The same snapshot gives the same bytes. Nothing here waits or reads a clock.
"""

import zipfile
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from diagrams import render
from diagrams.composite import Said, TableDiagram
from diagrams.model import Diagram
from diagrams.template import template
from sessions.entry import Entry, StreamLog
from sessions.export_glossary import glossary_csv, suggestions_csv
from sessions.export_groups import decisions_csv, groups_csv, votes_csv
from sessions.export_names import diagram_name
from sessions.export_readme import readme
from sessions.export_tables import Place, Sheet, links_csv, notes_csv, notes_json
from sessions.export_times import task_starts, times
from sessions.flavours import Flavour, made
from sessions.room_views import file_name, file_svg, gather, views_of
from sessions.state import Session

# The oldest day a zip can name: a real one would make every export differ from the last.
_DAY: Final = (1980, 1, 1, 0, 0, 0)
_READABLE: Final = 0o100644 << 16
_UNIX: Final = 3


@dataclass(frozen=True, slots=True)
class DiagramCopy:
    """One diagram at one moment; ``id`` is its stream, ``entries`` its whole log."""

    id: str
    table: str
    table_name: str
    task: str
    number: int
    diagram: Diagram
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session and all of its diagrams at one moment."""

    session: Session
    session_log: StreamLog
    diagrams: tuple[DiagramCopy, ...]


def bundle(snapshot: Snapshot, flavour: Flavour = "text") -> Generator[bytes, None, None]:
    """Yield one zip, file by file: nothing is kept but the file that is being written.

    Drawing takes time: the caller runs this in a thread.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in _files(snapshot, flavour):
            info = zipfile.ZipInfo(path, _DAY)
            # An image is compressed already.
            is_image = path.endswith(".png")
            info.compress_type = zipfile.ZIP_STORED if is_image else zipfile.ZIP_DEFLATED
            info.external_attr = _READABLE
            info.create_system = _UNIX
            archive.writestr(info, content)
            yield sink.taken()
    yield sink.taken()


def _files(snapshot: Snapshot, flavour: Flavour) -> Iterator[tuple[str, bytes]]:
    session = snapshot.session
    copies = _in_order(snapshot)
    sheets = _sheets(snapshot, copies)
    rooms = (_room(session, task, copies) for task in session.tasks)
    yield "README.txt", readme(session.title, sheets, len(session.tables), flavour)
    yield from made(chain(_pictures(copies), chain.from_iterable(rooms)), flavour)
    yield "data/notes.csv", notes_csv(sheets)
    yield "data/links.csv", links_csv(sheets)
    yield "data/notes.json", notes_json(session.title, sheets)
    yield "data/glossary.csv", glossary_csv(session)
    said = [_said(session, task, copies) for task in session.tasks]
    yield "data/suggestions.csv", suggestions_csv(said)
    yield "data/groups.csv", groups_csv(said, session.combining)
    yield "data/decisions.csv", decisions_csv(said, session.combining)
    yield "data/votes.csv", votes_csv(said, session.combining)


def _in_order(snapshot: Snapshot) -> list[DiagramCopy]:
    """Return the diagrams by task, table and number, whatever order they were made in."""
    tasks = snapshot.session.tasks
    tables = [table.id for table in snapshot.session.tables]
    return sorted(
        snapshot.diagrams,
        key=lambda copy: (tasks.index(copy.task), tables.index(copy.table), copy.number),
    )


def _sheets(snapshot: Snapshot, copies: Sequence[DiagramCopy]) -> list[Sheet]:
    starts = task_starts(snapshot.session_log)
    return [
        Sheet(
            Place(snapshot.session.title, copy.task, copy.table_name, copy.number),
            copy.table,
            copy.id,
            copy.diagram,
            times(starts, copy.task, copy.entries),
        )
        for copy in copies
    ]


def _pictures(copies: Sequence[DiagramCopy]) -> Iterator[tuple[str, str]]:
    paths: set[str] = set()
    for copy in copies:
        name = diagram_name(copy.table, copy.table_name, copy.number)
        path = f"diagrams/{copy.task}/{name}"
        # Some file systems know no difference between a and A: one would replace the other.
        assert path.casefold() not in paths, "paths differ, since the ids of tables do"
        paths.add(path.casefold())
        yield path, picture(copy)


def picture(copy: DiagramCopy) -> str:
    """Return the picture of one diagram as a file."""
    return render.file_svg(
        template(copy.task),
        copy.diagram,
        heading=copy.table_name,
        prefix=copy.id,
        number=copy.number,
    )


def _room(session: Session, task: str, copies: Sequence[DiagramCopy]) -> Iterator[tuple[str, str]]:
    """Yield every view of what the room said in one task."""
    said = _said(session, task, copies)
    for view in views_of(task):
        yield f"combined/{file_name(view)}", file_svg(said, view)


def _said(session: Session, task: str, copies: Sequence[DiagramCopy]) -> Said:
    diagrams = [
        TableDiagram(copy.table, copy.table_name, copy.diagram, copy.id)
        for copy in copies
        if copy.task == task
    ]
    return gather(session, task, diagrams)


class _Sink:
    """Where the archive writes: holds what was not taken yet. It cannot seek, so that nothing
    that has been taken is written again.
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits here that the archive could push on."""

    def close(self) -> None:
        """What was not taken yet can still be taken."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)
