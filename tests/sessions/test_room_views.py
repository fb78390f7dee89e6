"""R17 for combined pictures: the parts lead to the fresh picture, and seq counts redraws only."""

import xml.etree.ElementTree as ET

import pytest
from following import canonical, patch
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_diagram, a_note, all_text, diagrams

from diagrams.composite import TableDiagram
from diagrams.model import Link
from diagrams.scene import Part
from diagrams.template import task_ids
from sessions import room_views
from sessions.room_views import Combined, draw, file_svg, live_svg, redraw

TITLE = "Northern managers"
NAMES = ("Falls", "Beds", "Ward <4> & co")


def room(*said, task="innovation", zone="need"):
    """One table's diagram for each text."""
    return [
        TableDiagram(f"t{at}", NAMES[at % 3], a_diagram(task, a_note("n1", zone, text)))
        for at, text in enumerate(said)
    ]


def linked(label):
    """Two tables that said the same and joined it: one card each, and the way between them."""
    notes = (a_note("n1", "need", "Falls at night"), a_note("n2", "response", "A nurse calls"))
    link = Link("k1", "n1", "n2", label, "p1", "A")
    diagram = a_diagram("innovation", *notes, links=(link,))
    return [TableDiagram(f"t{at}", NAMES[at], diagram) for at in range(2)]


def first(tables, task="innovation", of=3):
    return Combined(task, 1, draw(task, TITLE, tables, of))


def rooms(task):
    return st.lists(diagrams(task, most=4), max_size=3).map(
        lambda drawn: [
            TableDiagram(f"t{at}", NAMES[at], diagram) for at, diagram in enumerate(drawn)
        ]
    )


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(task_ids()), st.data())
def test_R17_the_patched_picture_is_the_fresh_one(task, chosen):
    """Whatever the room said before and says now; seq goes up by one with each redraw."""
    shown, *others = (chosen.draw(rooms(task)) for _ in range(3))
    combined = first(shown, task)
    page = ET.fromstring(live_svg(combined))

    for tables in others:
        fresh = Combined(task, 1, draw(task, TITLE, tables, 3))
        before, (combined, parts) = combined, redraw(combined, fresh.scene)
        for part in parts:
            patch(page, part.as_json())
        assert canonical(page) == canonical(ET.fromstring(live_svg(fresh)))
        assert combined.seq == before.seq + bool(parts)


def test_what_did_not_change_is_no_redraw():
    """An entry that leaves the picture as it was is not counted, and nothing is sent."""
    combined = first(room("Falls at night"))
    again, parts = redraw(combined, draw("innovation", TITLE, room("Falls at night"), 3))

    assert again is combined
    assert parts == ()


def test_seq_counts_redraws_and_not_entries():
    """Ten entries between two drawings are one step for who watches."""
    combined = first(room("Falls at night"))
    after, parts = redraw(combined, draw("innovation", TITLE, room(*"abcdefghij"), 10))

    assert (combined.seq, after.seq) == (1, 2)
    assert after.task == "innovation"
    assert all(isinstance(part, Part) for part in parts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((room("Falls"), 3), (room("Falls", "Beds"), 3)),
        ((room("Falls", "Beds"), 3), (room("Falls"), 3)),
        ((linked("leads to"), 3), (linked("is met by"), 3)),
        ((room("Falls"), 3), (room("Falls"), 4)),
    ],
    ids=["a table more", "a table less", "another label", "a larger room"],
)
def test_what_the_room_sees_change_is_a_redraw(before, after):
    (tables, many), (other_tables, other_many) = before, after
    combined = first(tables, of=many)
    newer, parts = redraw(combined, draw("innovation", TITLE, other_tables, other_many))

    assert parts
    assert newer.seq == 2


@pytest.mark.parametrize("task", task_ids())
def test_a_picture_is_named_by_its_task(task):
    """The stream is told apart by its prefix; ids in the picture need no escaping in CSS."""
    combined = first([], task)

    assert room_views.stream_name(task) == f"composite:{task}" == room_views.PREFIX + task
    assert combined.scene.root == room_views.svg_prefix(task)
    assert all(":" not in id for id in combined.scene.elements)


def test_the_file_says_what_the_wall_says():
    """Same words, heading and numbers, in a file that stands on its own."""
    for tables in (room("Falls at night", "falls at night", "Too few beds"), linked("leads to")):
        live = live_svg(first(tables))
        words = all_text(live)

        assert TITLE in words
        assert all_text(file_svg("innovation", TITLE, tables, 3)) == words
    assert "leads to" in words


def test_a_room_without_words_has_a_picture():
    """The wall may show it before the first table wrote anything."""
    empty = live_svg(first([]))
    blank = live_svg(first([TableDiagram("t1", "Falls", a_diagram("innovation"))]))

    assert TITLE in all_text(empty)
    assert all_text(empty) == all_text(blank)
