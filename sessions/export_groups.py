"""Groups, what people decided about them, and votes, as CSV: the only place of these files.

Columns are never renamed or moved, as in the other tables of an export.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from diagrams.composite import Group, Said
from diagrams.decisions import anchors
from diagrams.group_id import group_id
from sessions.combine_views import sentence
from sessions.combining import Combining, Decided, Vote
from sessions.export_tables import Cell, cell

GROUPED: Final = (
    "task", "zone", "level", "group", "headline", "headline_given", "tables", "table_names",
    "notes", "wordings", "diagram_ids_and_notes", "decided",
)  # fmt: skip
DECIDED: Final = ("task", "zone", "seq", "at_ms", "by", "decision", "stands", "notes")
VOTED: Final = (
    "vote", "task", "zone", "group", "headline", "dots", "people", "dots_each", "open", "shown",
)  # fmt: skip


def groups_csv(said: Iterable[Said], combining: Combining) -> bytes:
    """Return a row a group, with everybody's wordings and the decisions that made it."""
    return _csv(GROUPED, (row for one in said for row in _groups(one, combining)))


def _groups(said: Said, combining: Combining) -> Iterable[Sequence[Cell]]:
    texts = _texts(said)
    for group in said.groups:
        names = dict.fromkeys(word.name for word in group.words)
        yield (
            said.template.id,
            group.zone,
            group.level if said.template.levels else None,
            group_id(group),
            group.text,
            bool(group.name),
            len(group.tables),
            ", ".join(names),
            len(group.words),
            " / ".join(group.texts),
            " ".join(word.anchor for word in group.words),
            "; ".join(_sentence(one, texts) for one in _about(group, combining)),
        )


def _about(group: Group, combining: Combining) -> Iterable[Decided]:
    """Return the decisions that stand and name a note of the group."""
    ours = {(group.zone, word.anchor) for word in group.words}
    return (one for one in combining.decided if one.kept and ours & anchors(one.decision))


def _sentence(decided: Decided, texts: Mapping[str, str]) -> str:
    return f"{sentence(decided, texts)} ({_who(decided)}, {decided.by.seq})"


def _who(decided: Decided) -> str:
    """Return facilitator or helper: what they are, not which of them."""
    return decided.by.author.partition(":")[0]


def _texts(said: Said) -> dict[str, str]:
    return {word.anchor: word.text for group in said.groups for word in group.words}


def decisions_csv(said: Iterable[Said], combining: Combining) -> bytes:
    """Return every decision about groups in the order it was made, also those taken back."""
    texts = {one.template.id: _texts(one) for one in said}
    return _csv(
        DECIDED,
        (
            (
                one.decision.task,
                one.decision.zone,
                one.by.seq,
                one.by.at_ms,
                _who(one),
                sentence(one, texts[one.decision.task]),
                one.kept,
                " ".join(sorted(note for _, note in anchors(one.decision))),
            )
            for one in combining.decided
        ),
    )


def votes_csv(said: Iterable[Said], combining: Combining) -> bytes:
    """Return what every group got in every vote: sums, never whose the dots are."""
    by_task = {one.template.id: one for one in said}
    return _csv(
        VOTED, (row for vote in combining.votes for row in _votes(vote, by_task[vote.task]))
    )


def _votes(vote: Vote, said: Said) -> Iterable[Sequence[Cell]]:
    sums = vote.sums()
    people = sum(1 for notes in vote.cast.values() if notes)
    for group in said.groups:
        if group.zone not in vote.zones:
            continue
        yield (
            vote.seq,
            vote.task,
            group.zone,
            group_id(group),
            group.text,
            sum(sums.get(word.anchor, 0) for word in group.words),
            people,
            vote.dots,
            vote.is_open,
            vote.shown,
        )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return RFC 4180 with a byte order mark, as the other tables of an export."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
