"""Ops change a diagram as the protocol says; the laws hold for any sequence of ops."""

import copy

import pytest
from filling import ORGANISATION, SEQUENCES, Table, contested, linked, replay
from hypothesis import given
from hypothesis import strategies as st

from diagrams.apply import apply
from diagrams.model_json import data


def test_r25_a_note_goes_before_the_named_one_or_last():
    """`place` is just before note `before`, last when it is null or not in that zone."""
    table = Table()
    table.add("a")
    table.add("b", before="a")
    table.add("c", before="gone")
    table.add("d", zone="outcome", before="a")

    assert table.zone() == ["b", "a", "c"]
    assert table.zone("outcome") == ["d"]


def test_a_note_carries_its_author_and_the_entry_that_brought_it():
    table = Table()
    seq = table.add("a", author="bob")

    note = table.diagram.notes["a"]
    assert (note.author, note.letter, note.seq, note.versions[0].seq) == ("bob", "B", seq, seq)


def test_level_kind_and_potential_are_kept_only_where_the_task_has_levels():
    with_levels, without = Table("organisation"), Table("innovation")
    for table in (with_levels, without):
        table.add("a", level="national", kind="thing", potential=True)

    note = with_levels.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("national", "thing", True)
    note = without.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("inside", "people", False)


def test_moving_changes_zone_and_order_in_one_step():
    table = Table()
    for note in "abc":
        table.add(note)
    table.add("x", zone="outcome")

    table.move("a", "outcome", before="x")
    table.move("c", "need", before="b")
    table.move("b", "need", before="b")

    assert table.zone() == ["c", "b"]
    assert table.zone("outcome") == ["a", "x"]


def test_describing_sets_only_what_is_given():
    table = Table("organisation")
    table.add("a", level="local", kind="organisation")

    table.do(type="note.describe", note="a", potential=True)
    table.do(type="note.describe", note="a", level="regional", potential=None)

    note = table.diagram.notes["a"]
    assert (note.level, note.kind, note.potential) == ("regional", "organisation", True)


def test_settling_keeps_one_wording():
    table, (bobs, cats) = contested()
    table.do(type="note.settle", note="a", keep=[cats], drop=[bobs])

    assert table.texts("a") == ["cat's"]


def test_settling_keeps_both_as_two_notes_side_by_side():
    """The first kept wording stays in the note, each further one is a note right after it."""
    table, (bobs, cats) = contested()
    table.add("z")
    table.do(type="note.settle", note="a", keep=[cats, bobs], extra=["b"], drop=[])

    assert table.zone() == ["a", "b", "z"]
    assert (table.texts("a"), table.texts("b")) == (["cat's"], ["bob's"])
    assert table.diagram.notes["b"].author == "bob"


def test_settling_loses_nothing_that_came_in_meanwhile():
    """A wording that the person who settled never saw stays beside the one they kept."""
    table, (bobs, cats) = contested()
    table.edit("a", "dan's", 1, author="dan")
    table.do(type="note.settle", note="a", keep=[cats], drop=[bobs])

    assert table.texts("a") == ["cat's", "dan's"]


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_r27_a_restored_note_stands_where_it_stood(gone):
    table = Table()
    for note in "abc":
        table.add(note)
    table.remove(gone)
    table.restore(gone)

    assert table.zone() == ["a", "b", "c"]


@pytest.mark.parametrize("removals", ["bcd", "dcb", "cbd", "bdc"])
@pytest.mark.parametrize("returns", ["bcd", "dcb", "cdb", "dbc"])
def test_r27_several_restored_notes_stand_where_they_stood(removals, returns):
    """A note whose follower was removed after it goes before the next one that stands."""
    table = Table()
    for note in "abcde":
        table.add(note)
    for note in removals:
        table.remove(note)
    for note in returns:
        table.restore(note)

    order = table.zone()
    assert (order[0], order[-1], len(order)) == ("a", "e", 5)
    if returns == removals[::-1]:
        assert order == ["a", "b", "c", "d", "e"]


def test_r27_an_edit_that_met_a_removal_comes_back_with_its_words():
    table = Table()
    base = table.add("a", "first")
    table.remove("a", author="bob")
    table.refuses("note_removed", table.edit, "a", "better", base)
    table.restore("a", text="better")

    assert table.texts("a") == ["better"]


def test_a_link_joins_two_notes_with_a_label():
    table = linked()
    table.do(type="link.edit", link="l", label="brokers")

    (link,) = table.diagram.standing_links()
    assert (link.source, link.target, link.label) == ("a", "b", "brokers")


def test_r27_links_of_a_removed_note_are_hidden_and_return_with_it():
    table = linked()
    table.remove("b")
    assert table.diagram.standing_links() == ()
    table.restore("b")

    assert [link.id for link in table.diagram.standing_links()] == ["l"]


def test_every_op_advances_the_seq_of_the_diagram():
    table = linked()

    assert table.diagram.seq == len(table.log) == 4


@given(SEQUENCES)
def test_the_same_log_gives_the_same_diagram(sequence):
    diagram, log = replay(sequence)
    again, _ = replay([(op, stamp.author) for _, op, stamp, _ in log])

    assert again == diagram


@given(SEQUENCES, st.integers(0, 30))
def test_an_older_state_and_the_entries_since_give_the_new_state(sequence, cut):
    diagram, log = replay(sequence)
    before, _ = replay(sequence[:0])
    for _, op, stamp, _ in log[:cut]:
        before = apply(ORGANISATION, before, op, stamp)
    for _, op, stamp, _ in log[cut:]:
        before = apply(ORGANISATION, before, op, stamp)

    assert before == diagram


@given(SEQUENCES)
def test_applying_changes_nothing_that_was_given(sequence):
    _, log = replay(sequence)
    for before, op, stamp, _ in log:
        kept = copy.deepcopy(data(before)), before
        apply(ORGANISATION, before, op, stamp)

        assert (data(before), before) == kept


@given(SEQUENCES)
def test_every_standing_note_is_in_exactly_one_zone(sequence):
    _, log = replay(sequence)
    for *_, after in log:
        placed = [(zone, note) for zone, notes in after.order.items() for note in notes]

        assert sorted(note for _, note in placed) == sorted(after.notes)
        assert all(after.notes[note].zone == zone for zone, note in placed)
        assert sum(after.counts().values()) == len(after.notes)
        assert not after.notes.keys() & after.removed.keys()
        assert not after.links.keys() & after.removed_links.keys()
        assert all(
            len({v.text for v in n.versions}) == len(n.versions) for n in after.notes.values()
        )
