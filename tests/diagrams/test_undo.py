"""R28: what a person did can be taken back, and nobody else's words with it."""

import contextlib

import pytest
from filling import ORGANISATION, SEQUENCES, Table, content, contested, linked, replay
from hypothesis import given, settings

from diagrams import ops
from diagrams.apply import Stamp, apply, inverse, still_undoable
from diagrams.errors import DiagramError


@given(SEQUENCES)
def test_the_inverse_brings_the_content_back(sequence):
    _, log = replay(sequence)
    for before, op, stamp, after in log:
        taken_back = inverse(ORGANISATION, before, op, stamp)
        if taken_back is None:
            continue
        assert still_undoable(before, op, stamp, after)
        undone = apply(ORGANISATION, after, taken_back, Stamp(after.seq + 1, stamp.author, "A"))

        assert content(undone) == content(before)


@settings(max_examples=200)
@given(SEQUENCES)
def test_what_is_still_undoable_later_can_be_applied(sequence):
    """Whatever happened since, an undo that is allowed raises nothing and takes no other note."""
    now, log = replay(sequence)
    for before, op, stamp, _ in log:
        taken_back = inverse(ORGANISATION, before, op, stamp)
        if taken_back is None or not still_undoable(before, op, stamp, now):
            continue
        undone = apply(ORGANISATION, now, taken_back, Stamp(now.seq + 1, stamp.author, "A"))

        touched = {getattr(op, "note", None)}
        assert undone.notes.keys() - touched == now.notes.keys() - touched


@given(SEQUENCES)
def test_undoing_one_persons_changes_backwards_returns_to_the_start(sequence):
    """Undo can be pressed again and again: an undone change does not stand in the way."""
    table = Table("organisation")
    for note, zone in zip("abcd", ["needer", "needer", "sponsor", "needer"], strict=True):
        table.add(note, zone=zone)
    start, done = table.diagram, []
    for op, _ in sequence:
        if isinstance(op, ops.RestoreNote) and op.text:
            continue  # its words stay with the removed note: they were somebody's
        with contextlib.suppress(DiagramError):
            seq = table.do(**op.model_dump(mode="json"))
            if inverse(ORGANISATION, *table.log[seq - 1]) is None:
                table.take_out_last()
            else:
                done.append(seq)
    for seq in reversed(done):
        table.undo(seq)

    assert content(table.diagram) == content(start)


def test_r28_a_move_before_itself_is_a_move_to_the_end_and_can_be_undone():
    """Found by the law above."""
    table = Table()
    table.add("a")
    moved = table.move("a", "response", before="a")
    table.undo(moved)

    assert table.zone("need") == ["a"]


def test_r28_an_added_note_goes_and_a_removed_one_returns_to_its_place():
    table = Table()
    for note in "abc":
        table.add(note)
    gone = table.remove("b")
    table.add("d")
    table.undo(gone)
    table.undo(1)

    assert table.zone() == ["b", "c", "d"]


def test_r28_an_undone_edit_brings_the_earlier_words_back():
    table = Table()
    base = table.add("a", "first")
    edit = table.edit("a", "second", base)
    table.undo(edit)

    assert table.texts("a") == ["first"]


def test_r28_an_edit_that_stood_beside_anothers_leaves_the_other():
    table, (_, cats) = contested()
    table.undo(cats)

    assert table.texts("a") == ["bob's"]


def test_r28_a_moved_note_returns_before_the_note_it_stood_before():
    table = Table()
    for note in "abc":
        table.add(note)
    moved = table.move("a", "outcome")
    table.undo(moved)

    assert (table.zone(), table.zone("outcome")) == (["a", "b", "c"], [])


def test_r28_links_labels_descriptions_and_titles_can_be_undone():
    table = linked()
    start = content(table.diagram)
    seqs = [
        table.do(type="link.edit", link="l", label="brokers"),
        table.do(type="link.remove", link="l"),
        table.do(type="note.describe", note="a", level="national", potential=True),
        table.do(type="diagram.rename", title="Ours"),
        table.link("m", "b", "c"),
    ]
    for seq in reversed(seqs):
        table.undo(seq)

    assert content(table.diagram) == start


def changed_since(change):
    """A table where Ann did ``change[0]`` and then Bob did ``change[1]``; returns Ann's seq."""
    table = linked()
    acts = {
        "add": lambda who: table.add("n", author=who),
        "edit": lambda who: table.edit(
            "a", f"{who}'s", table.diagram.notes["a"].versions[0].seq, author=who
        ),
        "edit new": lambda who: table.edit("n", "other", table.diagram.seq, author=who),
        "describe new": lambda who: table.do(who, type="note.describe", note="n", kind="thing"),
        "move": lambda who: table.move("a", "sponsor", author=who),
        "move on": lambda who: table.move("a", "broker", author=who),
        "move new": lambda who: table.move("n", "broker", author=who),
        "remove": lambda who: table.remove("a", author=who),
        "remove new": lambda who: table.remove("n", author=who),
        "restore": lambda who: table.restore("a", author=who),
        "describe": lambda who: table.do(
            who, type="note.describe", note="a", level={"ann": "local", "bob": "national"}[who]
        ),
        "rename": lambda who: table.do(who, type="diagram.rename", title=who),
        "label": lambda who: table.do(who, type="link.edit", link="l", label=who),
        "unlink": lambda who: table.do(who, type="link.remove", link="l"),
        "relink": lambda who: table.do(who, type="link.restore", link="l"),
    }
    mine = acts[change[0]]("ann")
    acts[change[1]]("bob")
    return table, mine


@pytest.mark.parametrize(
    "change",
    [
        ("add", "edit new"),
        ("add", "describe new"),
        ("add", "move new"),
        ("add", "remove new"),
        ("edit", "edit"),
        ("edit", "remove"),
        ("move", "move on"),
        ("move", "remove"),
        ("remove", "restore"),
        ("describe", "describe"),
        ("describe", "remove"),
        ("rename", "rename"),
        ("label", "label"),
        ("label", "unlink"),
        ("unlink", "relink"),
    ],
    ids=" then ".join,
)
def test_r28_what_somebody_changed_since_cannot_be_undone(change):
    table, mine = changed_since(change)

    table.refuses("cannot_undo", table.undo, mine)


def test_r28_a_note_that_somebody_moved_within_the_zone_stays_where_they_put_it():
    table = Table()
    for note in "abc":
        table.add(note)
    mine = table.move("c", "need", before="a")
    table.move("c", "need", author="bob")

    table.refuses("cannot_undo", table.undo, mine)


def test_r28_what_others_did_elsewhere_does_not_stand_in_the_way():
    table = linked()
    mine = table.edit("a", "better", 1)
    table.edit("b", "Bob's", 2, author="bob")
    table.move("a", "sponsor", author="bob")
    table.undo(mine)

    assert table.texts("a") == ["a"]
    assert table.zone("sponsor") == ["a"]


def test_r28_a_change_that_changed_nothing_cannot_be_undone():
    table = linked()
    seqs = [
        table.edit("a", "a", 1),
        table.move("a", "needer", before="b"),
        table.do(type="note.describe", note="a", level="inside"),
        table.do(type="diagram.rename", title=""),
        table.do(type="link.edit", link="l", label="sponsors"),
    ]

    for seq in seqs:
        table.refuses("cannot_undo", table.undo, seq)


def test_r28_settling_cannot_be_undone():
    """The wording that was let go cannot come back under its author's name."""
    table, (bobs, cats) = contested()
    settled = table.do(type="note.settle", note="a", keep=[cats], drop=[bobs])

    table.refuses("cannot_undo", table.undo, settled)
