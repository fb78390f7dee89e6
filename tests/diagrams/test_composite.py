"""Every note is in one group with its own words; tables are counted, not notes."""

from collections import Counter

import pytest
from filling import SEQUENCES, Table, replay
from hypothesis import given
from hypothesis import strategies as st

from diagrams.composite import TableDiagram, gather, groups, joins
from diagrams.glossary import glossary_with
from diagrams.glossary_rows import Row
from diagrams.template import template


def room(*tables, task="organisation"):
    """One diagram a table, from (zone, text) or (zone, text, level) of its notes."""
    diagrams = []
    for number, notes in enumerate(tables, 1):
        table = Table(task)
        for index, (zone, text, *level) in enumerate(notes):
            described = {"level": level[0]} if level else {}
            table.add(f"n{index}", text, zone=zone, **described)
        diagrams.append(TableDiagram(f"t{number}", f"Table {number}", table.diagram))
    return diagrams


def grouped(*tables, task="organisation"):
    return groups(template(task), room(*tables, task=task))


def test_notes_that_say_the_same_are_one_group_with_every_tables_words():
    (group,) = grouped([("sponsor", "CQC")], [("sponsor", "Care Quality Commission")])

    assert group.tables == {"t1", "t2"}
    assert [(word.name, word.note, word.text) for word in group.words] == [
        ("Table 1", "n0", "CQC"),
        ("Table 2", "n0", "Care Quality Commission"),
    ]


def test_two_names_from_one_table_count_as_one_table():
    (group,) = grouped([("needer", "OTs"), ("needer", "Occupational Therapist")])

    assert len(group.words) == 2
    assert len(group.tables) == 1


def test_two_diagrams_of_one_table_count_as_one_table():
    first, second = room([("need", "Falls")], [("need", "falls")], task="innovation")
    again = TableDiagram(first.table, first.name, second.diagram)
    (group,) = groups(template("innovation"), [first, again])

    assert (len(group.words), len(group.tables)) == (2, 1)


def test_the_same_words_in_two_zones_or_at_two_levels_are_two_groups():
    found = grouped(
        [("sponsor", "CQC", "national"), ("broker", "CQC", "national")],
        [("sponsor", "CQC", "local")],
    )

    assert [(group.zone, group.level) for group in found] == [
        ("sponsor", "local"),
        ("sponsor", "national"),
        ("broker", "national"),
    ]


def test_groups_stand_by_zone_then_level_then_number_of_tables_then_who_said_it_first():
    found = grouped(
        [("sponsor", "A", "local"), ("needer", "B", "local"), ("needer", "C", "inside")],
        [("needer", "D", "local"), ("needer", "E", "local")],
        [("needer", "E", "local")],
    )

    assert [group.text for group in found] == ["C", "E", "B", "D", "A"]


def test_one_table_that_says_it_three_times_does_not_come_before_two_tables():
    found = grouped(
        [("needer", "OTs"), ("needer", "OT"), ("needer", "OT's"), ("needer", "CQC")],
        [("needer", "CQC")],
    )

    assert [group.text for group in found] == ["CQC", "OTs"]


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        (["GPs", "GP surgeries", "GP surgeries"], "GP surgeries"),
        (["GPs", "general practice"], "GPs"),
        (["GPs", "GP practices", "GPs", "GP practices"], "GPs"),
    ],
)
def test_a_groups_text_is_the_most_common_wording_and_the_earliest_of_equals(said, headline):
    (group,) = grouped(*([("responder", text)] for text in said))

    assert group.text == headline


def test_the_kind_of_a_group_is_what_most_call_it():
    table, other = Table("organisation"), Table("organisation")
    table.add("a", "GPs", kind="people", potential=True)
    table.add("b", "GP surgeries", kind="organisation", potential=True)
    other.add("c", "GP practices", kind="organisation", potential=False)
    diagrams = [TableDiagram(name, name, one.diagram) for name, one in (("x", table), ("y", other))]
    (group,) = groups(template("organisation"), diagrams)

    assert (group.kind, group.potential) == ("organisation", False)


@given(st.lists(SEQUENCES, max_size=3))
def test_every_note_is_in_exactly_one_group_with_its_own_words(sequences):
    diagrams = [
        TableDiagram(f"t{number}", "", replay(sequence)[0])
        for number, sequence in enumerate(sequences)
    ]
    found = groups(template("organisation"), diagrams)

    written = Counter(
        (one.table, note.id, note.text) for one in diagrams for note in one.diagram.notes.values()
    )
    assert Counter((w.table, w.note, w.text) for group in found for w in group.words) == written
    assert len({(group.zone, group.level, group.key) for group in found}) == len(found)


def test_an_empty_room_has_no_groups():
    assert grouped() == grouped([], []) == ()


def linking(*tables):
    """Rooms whose tables each drew one link with this label from 'CQC' to 'GPs'."""
    diagrams = []
    for number, label in enumerate(tables, 1):
        table = Table("organisation")
        table.add("a", "CQC", zone="sponsor")
        table.add("b", "GPs")
        table.link("l", "a", "b", label)
        diagrams.append(TableDiagram(f"t{number}", "", table.diagram))
    return diagrams


def test_links_between_two_groups_count_the_tables_that_drew_them():
    diagrams = linking("sponsors", "pays", "pays")
    found = groups(template("organisation"), diagrams)
    (join,) = joins(found, diagrams)

    assert (found[join.source].text, found[join.target].text) == ("CQC", "GPs")
    assert (join.label, join.tables) == ("pays", {"t1", "t2", "t3"})


def test_a_link_within_one_group_joins_nothing():
    table = Table("organisation")
    table.add("a", "GPs")
    table.add("b", "GP surgeries")
    table.link("l", "a", "b")
    diagrams = [TableDiagram("t1", "", table.diagram)]

    form = template("organisation")
    assert joins(groups(form, diagrams), diagrams) == ()


def test_two_diagrams_of_one_table_may_use_the_same_ids_for_their_notes():
    """Ids are one name space in a diagram, not at a table: a link joins what it joined there."""
    diagrams = []
    for source, target in (("CQC", "GPs"), ("Care homes", "Police")):
        table = Table("organisation")
        table.add("a", source, zone="sponsor")
        table.add("b", target)
        table.link("l", "a", "b", "asks")
        diagrams.append(TableDiagram("t1", "", table.diagram))
    form = template("organisation")
    found = groups(form, diagrams)

    joined = {(found[one.source].text, found[one.target].text) for one in joins(found, diagrams)}
    assert joined == {("CQC", "GPs"), ("Care homes", "Police")}


def test_a_room_is_gathered_by_the_glossary_that_is_handed_in():
    own = glossary_with((Row("TLC", "Tees Living Care"),))
    form = template("innovation")
    diagrams = room([("need", "TLC")], [("need", "Tees Living Care")], task="innovation")

    shipped, mine = (
        gather(form, diagrams, heading="Falls", tables=2, glossary=glossary)
        for glossary in (None, own)
    )

    assert (len(shipped.groups), len(mine.groups)) == (2, 1)
    assert mine.glossary is own
