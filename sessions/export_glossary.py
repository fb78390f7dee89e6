"""The glossary as it was used, and what may mean the same, as CSV: the only place of both."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from diagrams.composite import Said
from diagrams.glossary import glossary_with
from diagrams.glossary_rows import COLUMNS
from diagrams.suggest import suggestions
from sessions.export_tables import Cell, cell
from sessions.state import Session

SUGGESTED: Final = (
    "task", "zone", "text", "tables", "other_text", "other_tables", "score", "remark", "reason",
)  # fmt: skip


def glossary_csv(session: Session) -> bytes:
    """Return the session's own rows, then the shipped ones that they leave in use."""
    own = set(session.glossary)
    rows = glossary_with(session.glossary).rows
    return _csv(
        (*COLUMNS, "source"),
        ((*row.cells, "session" if row in own else "shipped") for row in rows),
    )


def suggestions_csv(said: Iterable[Said]) -> bytes:
    """Return what may mean the same in each task: suggestions, of which none was applied."""
    return _csv(SUGGESTED, (row for one in said for row in _suggested(one)))


def _suggested(said: Said) -> Iterable[Sequence[Cell]]:
    for found in suggestions(said.groups, said.template, said.glossary, said.decisions):
        one, other = found.one, found.other
        yield (
            said.template.id,
            found.zone,
            one.text,
            ", ".join(one.tables),
            other.text if other else None,
            ", ".join(other.tables) if other else None,
            f"{found.score:.1f}" if other else None,
            found.remark,
            found.reason,
        )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return RFC 4180 with a byte order mark, as the other tables of an export."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
