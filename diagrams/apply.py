"""The only place where a diagram changes.

Rule 1. Nothing given is changed: a new diagram shares with the old one what stayed.
Rule 2. Only the op, its stamp and the diagram decide: the same log gives the same diagram.
Rule 3. Every standing note is in the order of exactly one zone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from diagrams import fits, ops
from diagrams.errors import DiagramError
from diagrams.model import Diagram, Link, Note, Removed, Stamp, Version
from diagrams.template import Template
from diagrams.undo import inverse, still_undoable
from diagrams.wordings import restored, reworded

__all__ = ["Stamp", "apply", "inverse", "still_undoable"]

Order = Mapping[str, tuple[str, ...]]


def apply(template: Template, diagram: Diagram, op: ops.Op, stamp: Stamp) -> Diagram:
    """Return the diagram after ``op``, accepted as entry ``stamp.seq``.

    Raises:
        DiagramError: it does not fit; nothing changed.
    """
    return replace(_changed(template, diagram, op, stamp), seq=stamp.seq)


def _changed(template: Template, diagram: Diagram, op: ops.Op, stamp: Stamp) -> Diagram:
    match op:
        case ops.AddNote():
            return _add_note(template, diagram, op, stamp)
        case ops.EditNote():
            return _edit_note(diagram, op, stamp)
        case ops.MoveNote():
            return _move_note(template, diagram, op)
        case ops.DescribeNote():
            return _describe_note(template, diagram, op)
        case ops.WithholdNote():
            note = fits.standing_note(diagram, op.note)
            by = stamp.author if op.withheld else ""
            return _with_note(diagram, replace(note, withheld=by))
        case ops.RemoveNote():
            return _remove_note(diagram, op)
        case ops.RestoreNote():
            return _restore_note(diagram, op, stamp)
        case ops.SettleNote():
            return _settle_note(diagram, op, stamp)
        case ops.AddLink():
            return _add_link(diagram, op, stamp)
        case ops.EditLink():
            return _edit_link(diagram, op)
        case ops.RemoveLink():
            return _remove_link(diagram, op)
        case ops.RestoreLink():
            return _restore_link(diagram, op)
        case ops.RenameDiagram():
            fits.check_title(op.title)
            return replace(diagram, title=op.title)
        case _:
            assert_never(op)


def _add_note(template: Template, diagram: Diagram, op: ops.AddNote, stamp: Stamp) -> Diagram:
    fits.check_new_notes(diagram, [op.note])
    template.zone(op.place.zone)
    fits.check_note_text(op.text)
    note = Note(
        id=op.note,
        zone=op.place.zone,
        versions=(_version(op.text, stamp),),
        author=stamp.author,
        letter=stamp.letter,
        seq=stamp.seq,
    )
    if template.levels:
        note = replace(note, level=op.level, kind=op.kind, potential=op.potential)
    return _with_note(diagram, note, order=_placed(diagram.order, note, op.place.before))


def _edit_note(diagram: Diagram, op: ops.EditNote, stamp: Stamp) -> Diagram:
    note = fits.standing_note(diagram, op.note)
    fits.check_note_text(op.text)
    versions = reworded(note.versions, _version(op.text, stamp), op.base)
    return _with_note(diagram, replace(note, versions=versions))


def _move_note(template: Template, diagram: Diagram, op: ops.MoveNote) -> Diagram:
    note = fits.standing_note(diagram, op.note)
    template.zone(op.place.zone)
    if op.place.before == note.id and op.place.zone == note.zone:
        return diagram
    moved = replace(note, zone=op.place.zone)
    return _with_note(
        diagram, moved, order=_placed(_without(diagram.order, note), moved, op.place.before)
    )


def _describe_note(template: Template, diagram: Diagram, op: ops.DescribeNote) -> Diagram:
    note = fits.standing_note(diagram, op.note)
    if not template.levels:
        return diagram
    described = replace(
        note,
        level=op.level or note.level,
        kind=op.kind or note.kind,
        potential=note.potential if op.potential is None else op.potential,
    )
    return _with_note(diagram, described)


def _remove_note(diagram: Diagram, op: ops.RemoveNote) -> Diagram:
    note = fits.standing_note(diagram, op.note)
    gone = Removed(note, before=diagram.follower(note))
    return replace(
        diagram,
        order=_without(diagram.order, note),
        notes={id: other for id, other in diagram.notes.items() if id != note.id},
        removed={**diagram.removed, note.id: gone},
    )


def _restore_note(diagram: Diagram, op: ops.RestoreNote, stamp: Stamp) -> Diagram:
    gone = fits.removed_note(diagram, op.note)
    fits.check_room(diagram, 1)
    note = gone.note
    if op.text is not None:
        fits.check_note_text(op.text)
        note = replace(note, versions=restored(note.versions, _version(op.text, stamp)))
    order = _placed(diagram.order, note, _follower_now(diagram, gone))
    removed = {id: other for id, other in diagram.removed.items() if id != note.id}
    return replace(_with_note(diagram, note, order=order), removed=removed)


def _settle_note(diagram: Diagram, op: ops.SettleNote, stamp: Stamp) -> Diagram:
    note = fits.standing_note(diagram, op.note)
    wordings = {version.seq: version for version in note.versions}
    for seq in op.keep:
        if seq not in wordings:
            raise DiagramError(
                "no_version", "One of these versions was changed or settled already."
            )
    fits.check_new_notes(diagram, op.extra)
    first, *others = (wordings[seq] for seq in op.keep)
    split = [
        replace(
            note, id=id, versions=(kept,), author=kept.author, letter=kept.letter, seq=stamp.seq
        )
        for id, kept in zip(op.extra, others, strict=True)
    ]
    before = diagram.follower(note)
    # What came in while the person was choosing is in neither list: it stays beside the first.
    unseen = tuple(one for seq, one in wordings.items() if seq not in (*op.keep, *op.drop))
    settled = _with_note(diagram, replace(note, versions=(first, *unseen)))
    for extra in split:
        settled = _with_note(settled, extra, order=_placed(settled.order, extra, before))
    return settled


def _add_link(diagram: Diagram, op: ops.AddLink, stamp: Stamp) -> Diagram:
    fits.check_new_link(diagram, op.link, op.ends.source, op.ends.target)
    fits.check_label(op.label)
    link = Link(op.link, op.ends.source, op.ends.target, op.label, stamp.author, stamp.letter)
    return _with_link(diagram, link)


def _edit_link(diagram: Diagram, op: ops.EditLink) -> Diagram:
    link = fits.standing_link(diagram, op.link)
    fits.check_label(op.label)
    return _with_link(diagram, replace(link, label=op.label))


def _remove_link(diagram: Diagram, op: ops.RemoveLink) -> Diagram:
    link = fits.standing_link(diagram, op.link)
    return replace(
        diagram,
        links={id: other for id, other in diagram.links.items() if id != link.id},
        removed_links={**diagram.removed_links, link.id: link},
    )


def _restore_link(diagram: Diagram, op: ops.RestoreLink) -> Diagram:
    link = fits.removed_link(diagram, op.link)
    fits.check_room_for_link(diagram)
    removed = {id: other for id, other in diagram.removed_links.items() if id != link.id}
    return replace(_with_link(diagram, link), removed_links=removed)


def _version(text: str, stamp: Stamp) -> Version:
    return Version(text, stamp.seq, stamp.author, stamp.letter)


def _with_note(diagram: Diagram, note: Note, order: Order | None = None) -> Diagram:
    notes = {**diagram.notes, note.id: note}
    return replace(diagram, notes=notes, order=diagram.order if order is None else order)


def _with_link(diagram: Diagram, link: Link) -> Diagram:
    return replace(diagram, links={**diagram.links, link.id: link})


def _without(order: Order, note: Note) -> Order:
    return {**order, note.zone: tuple(id for id in order[note.zone] if id != note.id)}


def _placed(order: Order, note: Note, before: str | None) -> Order:
    """Put ``note`` in its zone just before ``before``; last when that is not there (R25)."""
    zone = order.get(note.zone, ())
    at = zone.index(before) if before in zone else len(zone)
    return {**order, note.zone: (*zone[:at], note.id, *zone[at:])}


def _follower_now(diagram: Diagram, gone: Removed) -> str | None:
    """Return the note that a removed one stood before, past those removed after it."""
    before = gone.before
    while before is not None and before in diagram.removed:
        before = diagram.removed[before].before
    return before
