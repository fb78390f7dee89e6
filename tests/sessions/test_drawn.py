"""R17 and R18: what watchers of a diagram are shown, and the parts that bring it up to date."""

import xml.etree.ElementTree as ET

import pytest
from following import _lists, canonical, patch
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_diagram, a_note, diagrams

from diagrams import outline, render
from diagrams.model_json import data
from diagrams.template import task_ids, template
from sessions.drawn import Drawn, Subject

STREAM = "d12345678"
VIEWS = frozenset(["picture", "outline"])


def drawn(task="innovation", heading="Falls", number=1):
    return Drawn(Subject(STREAM, template(task), heading, number))


def one_note(text="Care homes call 999"):
    return a_diagram("innovation", a_note("n1", "need", text))


class Page:
    """What a client has of the views it was shown."""

    def __init__(self, shown):
        self.views = {}
        if "picture" in shown:
            self.views["picture"] = ET.fromstring(shown["picture"])
        if "outline" in shown:
            self.views["outline"] = _lists(STREAM, shown["outline"])

    def take(self, parts):
        for view, steps in parts.items():
            for part in steps:
                patch(self.views[view], part)

    def __eq__(self, other):
        mine, theirs = (
            {view: canonical(shown) for view, shown in page.views.items()} for page in (self, other)
        )
        return mine == theirs


def sets_of_views():
    return st.sets(st.sampled_from(sorted(VIEWS)))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(task_ids()), st.data())
def test_R17_what_advances_is_what_a_fresh_page_is_shown(task, chosen):
    """From any diagram to any other, over a third: the patched views equal the fresh ones."""
    first, *others = (chosen.draw(diagrams(task, most=6)) for _ in range(3))
    views = chosen.draw(sets_of_views())
    held = drawn(task).holding(first, views)
    page = Page(held.show(views))

    for diagram in others:
        held, parts = held.advanced(diagram, views)
        page.take(parts)
        assert set(parts) == views
        assert page == Page(drawn(task).holding(diagram, views).show(views))


@settings(deadline=None, max_examples=20)
@given(diagrams("innovation", most=6))
def test_a_diagram_that_did_not_change_needs_no_parts(diagram):
    _, parts = drawn().holding(diagram, VIEWS).advanced(diagram, VIEWS)

    assert parts == {"picture": [], "outline": []}


@pytest.mark.parametrize("views", [["picture"], ["outline"], ["data"], ["picture", "data"], []])
def test_each_view_is_shown_when_it_is_asked_for_and_only_then(views):
    held = drawn().holding(one_note(), views)

    assert set(held.show(views)) == set(views)
    assert set(held.kept) == set(views) - {"data"}


def test_a_shown_view_is_the_diagram_whole():
    """The picture carries the table's name and number; element ids carry the stream."""
    diagram = one_note()
    form = template("innovation")
    about = {"heading": "Falls", "prefix": STREAM, "number": 2}
    shown = drawn(number=2).holding(diagram, [*VIEWS, "data"]).show([*VIEWS, "data"])

    assert shown == {
        "picture": render.live_svg(render.scene(form, diagram, **about)),
        "outline": outline.lists(outline.list_scene(form, diagram, prefix=STREAM)),
        "data": data(diagram),
    }


def test_a_view_that_is_there_is_not_drawn_again():
    """The second who looks gets what was drawn for the first."""
    diagram = one_note()
    first = drawn().holding(diagram, ["picture"])
    second = first.holding(diagram, VIEWS)

    assert second.kept["picture"] is first.kept["picture"]
    assert set(second.kept) == VIEWS


def test_views_of_another_state_are_not_kept():
    """Everything that is held is of one state; an older picture is never shown as the newest."""
    before = drawn().holding(one_note(), VIEWS)
    after = before.holding(one_note("A nurse calls back"), ["picture"])

    assert set(after.kept) == {"picture"}
    assert "A nurse calls back" in str(after.show(["picture"]))


def test_views_nobody_watches_any_more_are_forgotten():
    """A view without watchers costs no drawing; whoever asks for it later gets it drawn."""
    after = one_note("A nurse calls back")
    held, parts = drawn().holding(one_note(), VIEWS).advanced(after, ["outline"])

    assert set(parts) == set(held.kept) == {"outline"}
    again = held.holding(after, ["picture"]).show(["picture"])
    assert again == drawn().holding(after, ["picture"]).show(["picture"])


def test_data_has_no_parts():
    """Who watches data only is told by the entries themselves."""
    held, parts = drawn().holding(one_note(), ["data"]).advanced(one_note("Other"), ["data"])

    assert (dict(parts), dict(held.kept)) == ({}, {})


def test_a_view_that_was_never_shown_cannot_advance():
    """Parts need something to be parts of: a bug is met here, not on somebody's page."""
    with pytest.raises(AssertionError, match="shown before it advances"):
        drawn().holding(one_note(), ["outline"]).advanced(one_note("Other"), VIEWS)


def test_what_is_held_stays_when_it_advances_or_holds_more():
    """A thread may draw the next state while this one is shown, and be thrown away."""
    before = one_note()
    held = drawn().holding(before, ["outline"])
    shown = held.show(["outline"])
    held.holding(before, VIEWS)
    held.advanced(one_note("Other"), ["outline"])

    assert held.diagram is before
    assert set(held.kept) == {"outline"}
    assert held.show(["outline"]) == shown
