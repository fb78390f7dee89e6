"""Taking one change back: the only place that knows the opposite of an op (R28).

Two questions, asked in this order: what would take it back (``inverse``), and whether what it
changed is still as it left it (``still_undoable``). "As it left it" compares what people see,
not who touched it last, so that several changes can be undone one after another.
"""

from typing import assert_never

from diagrams import ops
from diagrams.model import Diagram, Note, Stamp, Version
from diagrams.template import Template
from diagrams.wordings import replaced, restored


def inverse(template: Template, before: Diagram, op: ops.Op, stamp: Stamp) -> ops.Op | None:
    """Return the op that takes ``op`` back, or None when it changed nothing or cannot be undone.

    ``before`` is the diagram just before ``op`` was applied to it with ``stamp``.
    """
    match op:
        case ops.AddNote():
            return ops.RemoveNote(type="note.remove", note=op.note)
        case ops.EditNote():
            return _inverse_of_edit(before.notes[op.note], op, stamp)
        case ops.MoveNote():
            return _inverse_of_move(before, op)
        case ops.DescribeNote():
            return _inverse_of_description(template, before.notes[op.note], op)
        case ops.WithholdNote():
            was = before.notes[op.note].withheld != ""
            undone = ops.WithholdNote(type="note.withhold", note=op.note, withheld=was)
            return None if was == op.withheld else undone
        case ops.RemoveNote():
            return ops.RestoreNote(type="note.restore", note=op.note)
        case ops.RestoreNote():
            return ops.RemoveNote(type="note.remove", note=op.note)
        case ops.SettleNote():
            # Wordings that were let go cannot come back under their authors' names.
            return None
        case ops.AddLink():
            return ops.RemoveLink(type="link.remove", link=op.link)
        case ops.EditLink():
            label = before.links[op.link].label
            same = label == op.label
            return None if same else ops.EditLink(type="link.edit", link=op.link, label=label)
        case ops.RemoveLink():
            return ops.RestoreLink(type="link.restore", link=op.link)
        case ops.RestoreLink():
            return ops.RemoveLink(type="link.remove", link=op.link)
        case ops.RenameDiagram():
            same = before.title == op.title
            return None if same else ops.RenameDiagram(type="diagram.rename", title=before.title)
        case _:
            assert_never(op)


def _inverse_of_edit(note: Note, op: ops.EditNote, stamp: Stamp) -> ops.Op | None:
    if any(version.text == op.text for version in note.versions):
        return None
    index = replaced(note.versions, stamp.author, op.base)
    if index is not None:
        text = note.versions[index].text
        return ops.EditNote(type="note.edit", note=note.id, text=text, base=stamp.seq)
    if len(note.versions) > 1:
        # Letting one of three go would split the other two into notes.
        return None
    mine, theirs = stamp.seq, note.versions[0].seq
    return ops.SettleNote(type="note.settle", note=note.id, keep=(theirs,), drop=(mine,))


def _inverse_of_move(before: Diagram, op: ops.MoveNote) -> ops.Op | None:
    note = before.notes[op.note]
    follower = before.follower(note)
    if op.place.zone == note.zone and op.place.before in (follower, note.id):
        return None
    place = ops.Place(zone=note.zone, before=follower)
    return ops.MoveNote(type="note.move", note=note.id, place=place)


def _inverse_of_description(template: Template, note: Note, op: ops.DescribeNote) -> ops.Op | None:
    if not template.levels or _is_described(note, op):
        return None
    return ops.DescribeNote(
        type="note.describe",
        note=note.id,
        level=None if op.level is None else note.level,
        kind=None if op.kind is None else note.kind,
        potential=None if op.potential is None else note.potential,
    )


def still_undoable(before: Diagram, op: ops.Op, stamp: Stamp, now: Diagram) -> bool:
    """Say whether what ``op`` changed, as entry ``stamp.seq``, stands in ``now`` as it left it."""
    match op:
        case ops.AddNote():
            note = now.notes.get(op.note)
            return (
                note is not None
                and note.zone == op.place.zone
                and _texts(note) == [op.text]
                and _is_described(note, op)
            )
        case ops.EditNote():
            return _edit_stands(before.notes[op.note], op, stamp, now.notes.get(op.note))
        case ops.MoveNote():
            return _move_stands(op, now)
        case ops.DescribeNote():
            described = now.notes.get(op.note)
            return described is not None and _is_described(described, op)
        case ops.WithholdNote():
            # Whoever asked for the same since still wants it.
            kept = now.notes.get(op.note)
            return kept is not None and kept.withheld == (stamp.author if op.withheld else "")
        case ops.RemoveNote():
            return op.note in now.removed
        case ops.RestoreNote():
            return _restore_stands(before, op, stamp, now)
        case ops.SettleNote():
            return False
        case ops.AddLink():
            link = now.links.get(op.link)
            return link is not None and link.label == op.label
        case ops.EditLink():
            return op.link in now.links and now.links[op.link].label == op.label
        case ops.RemoveLink():
            return op.link in now.removed_links
        case ops.RestoreLink():
            return now.links.get(op.link) == before.removed_links[op.link]
        case ops.RenameDiagram():
            return now.title == op.title
        case _:
            assert_never(op)


def _texts(note: Note) -> list[str]:
    return [version.text for version in note.versions]


def _is_described(note: Note, op: ops.AddNote | ops.DescribeNote) -> bool:
    return (
        op.level in (None, note.level)
        and op.kind in (None, note.kind)
        and op.potential in (None, note.potential)
    )


def _edit_stands(before: Note, op: ops.EditNote, stamp: Stamp, now: Note | None) -> bool:
    wording = now and _wording_left(now, op, stamp)
    if now is None or wording is None or op.text in _texts(before):
        return False
    if replaced(before.versions, stamp.author, op.base) is not None:
        return True
    # It stood beside one other wording: both are still there, and nothing else.
    return {version.seq for version in now.versions} == {before.versions[0].seq, wording.seq}


def _wording_left(now: Note, op: ops.EditNote, stamp: Stamp) -> Version | None:
    """Return the wording that the edit brought, or that a later undo brought back."""
    index = replaced(now.versions, stamp.author, stamp.seq)
    left = None if index is None else now.versions[index]
    return left if left is not None and left.text == op.text else None


def _move_stands(op: ops.MoveNote, now: Diagram) -> bool:
    note = now.notes.get(op.note)
    if note is None or note.zone != op.place.zone:
        return False
    zone = now.order[note.zone]
    before = op.place.before
    # Before itself is last (R25). Others may have put notes in between; only its place counts.
    return (
        before in (None, note.id) or before not in zone or zone.index(note.id) < zone.index(before)
    )


def _restore_stands(before: Diagram, op: ops.RestoreNote, stamp: Stamp, now: Diagram) -> bool:
    note, gone = now.notes.get(op.note), before.removed[op.note].note
    if note is None or note.zone != gone.zone:
        return False
    versions = gone.versions
    if op.text is not None:
        wording = Version(op.text, stamp.seq, stamp.author, stamp.letter)
        versions = restored(versions, wording)
    return _texts(note) == [version.text for version in versions]
