"""What fits into a diagram as it stands: the only place that says no, and in which words."""

from collections.abc import Iterable

from diagrams.errors import DiagramError
from diagrams.model import (
    MAX_LABEL_GRAPHEMES,
    MAX_LINKS,
    MAX_NOTE_BYTES,
    MAX_NOTE_GRAPHEMES,
    MAX_NOTES,
    MAX_TITLE_GRAPHEMES,
    Diagram,
    Link,
    Note,
    Removed,
)
from diagrams.text import count


def check_note_text(text: str) -> None:
    if not text:
        raise DiagramError("text_empty", "There is nothing to see in this note. Write a few words.")
    _check_length(text, MAX_NOTE_GRAPHEMES, "A note")


def check_label(text: str) -> None:
    _check_length(text, MAX_LABEL_GRAPHEMES, "A label")


def check_title(text: str) -> None:
    _check_length(text, MAX_TITLE_GRAPHEMES, "A title")


def _check_length(text: str, most: int, what: str) -> None:
    # Bytes first: they bound the work of counting.
    if len(text.encode()) > MAX_NOTE_BYTES:
        raise DiagramError(
            "text_too_long",
            f"{what} can have {most} characters, or fewer that are as large as some of these. "
            "Please shorten it.",
        )
    length = count(text)
    if length > most:
        raise DiagramError(
            "text_too_long", f"{what} can have {most} characters. This one has {length}."
        )


def check_new_notes(diagram: Diagram, ids: Iterable[str]) -> None:
    """Check that no note has or had one of these ids, and that there is room for them all."""
    new = 0
    for id in ids:
        if id in diagram.notes or id in diagram.removed:
            raise DiagramError("id_taken", f"There is already a note '{id}' in this diagram.")
        new += 1
    check_room(diagram, new)


def check_room(diagram: Diagram, new: int) -> None:
    if new and len(diagram.notes) + new > MAX_NOTES:
        raise DiagramError(
            "diagram_full", f"This diagram is full: it holds {MAX_NOTES} notes at most."
        )


def check_room_for_link(diagram: Diagram) -> None:
    if len(diagram.links) >= MAX_LINKS:
        raise DiagramError(
            "diagram_full", f"This diagram is full: it holds {MAX_LINKS} links at most."
        )


def check_new_link(diagram: Diagram, id: str, source: str, target: str) -> None:
    if id in diagram.links or id in diagram.removed_links:
        raise DiagramError("id_taken", f"There is already a link '{id}' in this diagram.")
    for end in (source, target):
        if end in diagram.removed:
            raise DiagramError("no_note", "A note at the end of this link was removed.")
        if end not in diagram.notes:
            raise _no_note(end)
    if source == target:
        raise DiagramError("link_to_itself", "A link joins two different notes.")
    check_room_for_link(diagram)


def standing_note(diagram: Diagram, id: str) -> Note:
    if id in diagram.removed:
        # Two people may have done it, and a removed note keeps what it said.
        raise DiagramError("note_removed", "This note was removed meanwhile. Your words are kept.")
    if id not in diagram.notes:
        raise _no_note(id)
    return diagram.notes[id]


def removed_note(diagram: Diagram, id: str) -> Removed:
    if id in diagram.notes:
        raise DiagramError("not_removed", "This note is back already.")
    if id not in diagram.removed:
        raise _no_note(id)
    return diagram.removed[id]


def standing_link(diagram: Diagram, id: str) -> Link:
    if id in diagram.removed_links:
        raise DiagramError("no_link", "This link was removed.")
    if id not in diagram.links:
        raise _no_link(id)
    return diagram.links[id]


def removed_link(diagram: Diagram, id: str) -> Link:
    if id in diagram.links:
        raise DiagramError("not_removed", "This link is back already.")
    if id not in diagram.removed_links:
        raise _no_link(id)
    return diagram.removed_links[id]


def _no_note(id: str) -> DiagramError:
    return DiagramError("no_note", f"There is no note '{id}' in this diagram.")


def _no_link(id: str) -> DiagramError:
    return DiagramError("no_link", f"There is no link '{id}' in this diagram.")
