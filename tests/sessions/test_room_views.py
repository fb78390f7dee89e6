"""R17 and R33 for the views of the room: names, fresh pictures, seq that counts redraws only."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from following import canonical, patch
from hypothesis import given, settings
from hypothesis import strategies as st
from living import living
from pictures import a_diagram, a_note, all_text, diagrams

from diagrams.composite import TableDiagram
from diagrams.model import Link
from diagrams.scene import Part
from diagrams.template import task_ids, template
from sessions import room_views
from sessions.room_views import advanced, draw, file_svg, gather, live_svg, views_of
from sessions.shows import OneZone, WholeTask

NAMES = ("Falls", "Beds", "Ward <4> & co")
SESSION = living(*NAMES).session
COMPOSITE = WholeTask(mode="composite", task="innovation")
NEED = OneZone(task="innovation", zone="need")


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


def of(tables, task="innovation"):
    return gather(SESSION, task, tables)


def views(task):
    """Every kind of view of a task, a page of a zone and one far past the last."""
    zone = st.sampled_from([zone.id for zone in template(task).zones])
    pages = st.builds(OneZone, task=st.just(task), zone=zone, page=st.sampled_from([1, 2, 9_999]))
    whole = [view for view in views_of(task) if isinstance(view, WholeTask)]
    return st.one_of(st.sampled_from(whole), pages)


def rooms(task):
    return st.lists(diagrams(task, most=4), max_size=3).map(
        lambda drawn: [
            TableDiagram(f"t{at}", NAMES[at], diagram) for at, diagram in enumerate(drawn)
        ]
    )


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(task_ids()), st.data())
def test_R17_the_patched_picture_is_the_fresh_one(task, chosen):
    """Whatever the room said before and says now; seq goes up by one with each redraw."""
    shown, *others = (chosen.draw(rooms(task)) for _ in range(3))
    view = chosen.draw(views(task))
    picture = draw(of(shown, task), view)
    page = ET.fromstring(live_svg(picture))

    for tables in others:
        fresh = draw(of(tables, task), view)
        before, (picture, parts) = picture, advanced(picture, view, of(tables, task))
        for part in parts:
            patch(page, part.as_json())
        assert canonical(page) == canonical(ET.fromstring(live_svg(fresh)))
        assert picture.paging == fresh.paging
        assert picture.seq == before.seq + (picture is not before)


def test_what_did_not_change_is_no_redraw():
    """An entry that leaves the picture as it was is not counted, and nothing is sent."""
    picture = draw(of(room("Falls at night")), COMPOSITE)
    again, parts = advanced(picture, COMPOSITE, of(room("Falls at night")))

    assert again is picture
    assert parts == ()


def test_seq_counts_redraws_and_not_entries():
    """Ten entries between two drawings are one step for who watches."""
    picture = draw(of(room("Falls at night")), COMPOSITE)
    after, parts = advanced(picture, COMPOSITE, of(room(*"abcdefghij")))

    assert (picture.seq, after.seq) == (1, 2)
    assert after.view == COMPOSITE
    assert all(isinstance(part, Part) for part in parts)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (room("Falls"), room("Falls", "Beds")),
        (room("Falls", "Beds"), room("Falls")),
        (linked("leads to"), linked("is met by")),
    ],
    ids=["a table more", "a table less", "another label"],
)
def test_what_the_room_sees_change_is_a_redraw(before, after):
    newer, parts = advanced(draw(of(before), COMPOSITE), COMPOSITE, of(after))

    assert parts
    assert newer.seq == 2


def test_R33_a_zone_has_pages_and_past_the_last_stands_for_the_last():
    """As many as the words take; who is past them when words go is shown the last there is."""
    full = of(room(*(f"Words of table {at} " * 6 for at in range(60))))
    pages = draw(full, NEED).pages
    last, beyond = (draw(full, replace_page(page)) for page in (pages, 9_999))

    assert pages > 1
    assert last.paging == beyond.paging == {"page": pages, "pages": pages}
    assert all_text(live_svg(last)) == all_text(live_svg(beyond))
    shorter, _ = advanced(last, last.view, of(room("Falls")))
    assert shorter.paging == {"page": 1, "pages": 1}
    assert "Falls" in all_text(live_svg(shorter))


def replace_page(page):
    return NEED.model_copy(update={"page": page})


def test_R33_another_number_of_pages_is_a_redraw():
    """The desk turns pages by it, also when the page in sight stays as it is."""
    said = of(room("Falls"))
    picture = replace(draw(said, NEED), pages=2)
    newer, parts = advanced(picture, NEED, said)

    assert parts == ()
    assert (newer.seq, newer.paging) == (2, {"page": 1, "pages": 1})


@pytest.mark.parametrize("task", task_ids())
def test_R33_every_view_is_named_by_what_it_shows(task):
    """Streams differ and read back; ids in the pictures need no escaping in CSS."""
    found = list(views_of(task))
    streams = [room_views.stream_name(view) for view in found]

    assert [room_views.parse(stream) for stream in streams] == found
    assert streams[0] == f"composite:{task}"
    assert f"zone:{task}:{template(task).zones[0].id}:1" in streams
    assert len({room_views.svg_prefix(view) for view in found}) == len(streams)
    for view in found:
        scene = draw(of([], task), view).scene
        assert scene.root == room_views.svg_prefix(view)
        assert all(":" not in id for id in scene.elements)


@pytest.mark.parametrize(
    "stream",
    [
        "composite:",
        "composite:innovation:1",
        "composite:innovation\n",
        "Matrix:organisation",
        "pie:organisation",
        "zone:innovation:need",
        "zone:innovation:need:0",
        "zone:innovation:need:01",
        "zone:innovation:need:10000",
        "zone:innovation:need:\u0661",
        "zone:innovation::1",
        f"gaps:{'x' * 25}",
        "dabcdefgh1",
    ],
)
def test_R33_a_name_that_is_made_up_is_no_view(stream):
    assert room_views.parse(stream) is None


def test_only_a_task_with_levels_compares_roles():
    modes = {
        task: [v.mode for v in views_of(task) if isinstance(v, WholeTask)] for task in task_ids()
    }

    assert modes["organisation"] == ["composite", "matrix", "overlap", "gaps"]
    assert modes["innovation"] == ["composite", "gaps"]


@pytest.mark.parametrize("task", task_ids())
def test_the_file_says_what_the_wall_says(task):
    """Its words come first in a file that stands on its own; each has its own name."""
    zone = template(task).zones[0].id
    said = of(room("Falls at night", "falls at night", "Too few", task=task, zone=zone), task)
    found = list(views_of(task))

    for view in found:
        words = all_text(live_svg(draw(said, view)))
        assert SESSION.title in words
        assert all_text(file_svg(said, view)).startswith(words)
    assert len({room_views.file_name(view) for view in found}) == len(found)


def test_links_of_the_room_are_in_its_combined_picture():
    assert "leads to" in all_text(live_svg(draw(of(linked("leads to")), COMPOSITE)))


@pytest.mark.parametrize("task", task_ids())
def test_a_room_without_words_has_every_view(task):
    """The wall may show it before the first table wrote anything, or has a diagram."""
    blank = of([TableDiagram("t1", "Falls", a_diagram(task))], task)

    for view in views_of(task):
        assert SESSION.title in all_text(live_svg(draw(of([], task), view)))
        assert SESSION.title in all_text(live_svg(draw(blank, view)))
