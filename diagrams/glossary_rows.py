"""The lines of a glossary: the only place that reads, writes and refuses them.

The file is meant to be edited. Its columns:

- ``alias``: what people write. ``canonical``: what it stands for (empty: itself, whatever a
  glossary said of it before).
- ``kind``: ``people``, ``organisation`` or ``thing``; ``body``, a kind of organisation that
  every place has one of (the place says which, not what); ``place``; ``word``, a spelling or an
  abbreviation inside longer names; ``alone``, a word that names somebody only where nothing
  stands with it. Empty: whatever the canonical is.
- ``level``: where it usually stands, may be empty.
- ``note``: for people. A row whose note starts with "ambiguous" is never applied; "related to"
  names what follows or came before it, and is not the same.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from diagrams.errors import DiagramError
from diagrams.model import LEVELS, MAX_NOTE_GRAPHEMES
from diagrams.text import clean, count
from diagrams.words import plain, words

COLUMNS = ("alias", "canonical", "kind", "level", "note")
KINDS = ("people", "organisation", "thing", "body", "place", "word", "alone")
# One evening's additions of a large event are a few dozen; a session's log keeps every save.
MAX_ROWS = 500
# As long as a note: what a table wrote can be an alias.
MAX_GRAPHEMES = MAX_NOTE_GRAPHEMES
# All rows together: they travel in one change, which fits 64 KB (PROTOCOL.md, R10).
MAX_BYTES = 48_000

_TOO_MANY_COLUMNS = "has more than five columns. Put a text with a comma in double quotes"


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``line`` is where it stood in what was read, 0 when that is not known."""

    alias: str
    canonical: str = ""
    kind: str = ""
    level: str = ""
    note: str = ""
    line: int = field(default=0, compare=False, kw_only=True)

    @property
    def is_ambiguous(self) -> bool:
        return self.note.startswith("ambiguous")

    @property
    def means(self) -> str:
        return self.canonical or self.alias

    @property
    def cells(self) -> tuple[str, ...]:
        return self.alias, self.canonical, self.kind, self.level, self.note


def spoken(text: str) -> tuple[str, ...]:
    """Return what tells one alias from another: letter case and dots do not."""
    return tuple(words(plain(text), initials_in(text)))


def initials_in(alias: str) -> frozenset[str]:
    """Return ``alias`` when it is initials that end in S, which is no plural: NEAS."""
    is_one = alias.isupper() and alias.endswith("S")
    return frozenset({plain(alias).casefold()}) if is_one else frozenset()


def read_rows(text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV text, with or without a first line of column names.

    Raises:
        DiagramError: a line has too many columns, or a quotation does not end.
    """
    text = text.removeprefix("\ufeff")
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=_delimiter(text),
        strict=True,
        skipinitialspace=True,
    )
    found = []
    width = len(COLUMNS)
    try:
        for cells in reader:
            kept = [clean(_unguarded(cell)) for cell in cells]
            if not any(kept):
                continue
            if [cell.lower() for cell in kept[: len(COLUMNS)]] == list(COLUMNS[: len(kept)]):
                # An exported one has more columns, and names them.
                width = max(width, len(kept))
                continue
            if any(kept[width:]):
                raise _refused(reader.line_num, _TOO_MANY_COLUMNS)
            found.append(Row(*kept[: len(COLUMNS)], line=reader.line_num))
    except (csv.Error, ValueError):
        raise _refused(reader.line_num, "cannot be read. Check its double quotes") from None
    return tuple(found)


def write_rows(rows: Iterable[Row], *, header: bool = True) -> str:
    """Return ``rows`` as CSV, which ``read_rows`` reads back."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    if header:
        writer.writerow(COLUMNS)
    for row in rows:
        cells = list(row.cells)
        while not header and len(cells) > 2 and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
    return file.getvalue()


def check(rows: Sequence[Row], most: int = MAX_ROWS) -> None:
    """Say whether ``rows`` can be used: on their own, whatever other rows there are.

    Raises:
        DiagramError: with a sentence that names the line.
    """
    if len(rows) > most:
        raise _bad(f"A glossary of your own has at most {most} lines, not {len(rows)}.")
    size = sum(len(cell.encode()) for row in rows for cell in row.cells)
    if most == MAX_ROWS and size > MAX_BYTES:
        raise _bad("This is too much text for a glossary of your own.")
    meant: dict[tuple[str, ...], Row] = {}
    for number, row in enumerate(rows, start=1):
        _check_row(row, row.line or number)
        other = meant.setdefault(spoken(row.alias), row)
        if spoken(other.means) != spoken(row.means):
            what = f"“{row.alias}” already stands for “{other.means}”, not for “{row.means}”"
            raise _refused(row.line or number, what, joint=": ")
    _check_circles(meant)


def _check_row(row: Row, line: int) -> None:
    if not spoken(row.alias):
        raise _refused(line, "has nothing to look for in its first column")
    if row.canonical and not spoken(row.canonical):
        raise _refused(line, "has no words in its second column")
    if any(count(cell) > MAX_GRAPHEMES for cell in row.cells):
        raise _refused(line, f"is too long: at most {MAX_GRAPHEMES} characters fit a column")
    for what, value, values in (("kind", row.kind, KINDS), ("level", row.level, LEVELS)):
        if value and value not in values:
            use = f"Use {_listed(values)}, or leave it empty"
            raise _refused(line, f"“{value}” is no {what}. {use}", joint=": ")
    if row.kind == "word" and len(spoken(row.alias)) != 1:
        raise _refused(line, "is of the kind “word”, so its first column must be a single word")


def _check_circles(meant: Mapping[tuple[str, ...], Row]) -> None:
    for start in meant:
        path = [start]
        while (row := meant.get(path[-1])) is not None and row.canonical:
            to = spoken(row.canonical)
            if to == path[-1]:
                break
            if to in path:
                what = f"“{row.alias}” and “{meant[to].alias}” stand for each other"
                raise _refused(row.line or 1, what, joint=": ")
            path.append(to)


def _refused(line: int, what: str, joint: str = " ") -> DiagramError:
    return _bad(f"Line {line}{joint}{what}.")


def _bad(message: str) -> DiagramError:
    return DiagramError("bad_glossary", message)


def _listed(values: Sequence[str]) -> str:
    return f"{', '.join(values[:-1])} or {values[-1]}"


def _delimiter(text: str) -> str:
    """Spreadsheets paste tabs, and where the comma is a decimal point they save semicolons."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=lambda mark: (first.count(mark), mark == ","))


def _unguarded(cell: str) -> str:
    """Return a cell without the quotation mark that keeps spreadsheets from calculating."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell
