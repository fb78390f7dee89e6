"""What may be projected: never a word that somebody keeps off the wall."""

import pytest
from filling import ORGANISATION, SEQUENCES, Table, replay
from hypothesis import given

from diagrams.model import Diagram
from diagrams.outline import words
from diagrams.render import live_svg, scene
from diagrams.screened import replayed, screened, still


def picture(diagram):
    return live_svg(scene(ORGANISATION, diagram, heading="", prefix="p"))


def two_notes():
    table = Table("organisation")
    table.add("a", "Ward managers")
    table.add("b", "Mrs Jones", zone="sponsor")
    table.link("l", "a", "b", "thanks")
    return table


def withhold(table, note="b", author="ann", withheld=True):
    return table.do(author, type="note.withhold", note=note, withheld=withheld)


def is_sound(diagram):
    """Every note stands in the order of one zone, and links join notes that stand."""
    placed = [note for zone in diagram.order.values() for note in zone]
    ends = {end for link in diagram.links.values() for end in (link.source, link.target)}
    return sorted(placed) == sorted(diagram.notes) and ends <= set(diagram.notes)


def test_a_withheld_note_is_not_drawn_counted_or_linked():
    table = two_notes()
    withhold(table)
    shown = screened(table.diagram)

    assert (list(shown.notes), shown.counts(), shown.standing_links()) == (["a"], {"needer": 1}, ())
    assert "Jones" not in picture(shown) + words(ORGANISATION, shown)
    assert "Jones" in picture(table.diagram)


def test_nothing_withheld_is_the_same_diagram():
    """What is kept of its picture is then kept once."""
    diagram = two_notes().diagram

    assert screened(diagram) is diagram


def test_a_note_comes_back_as_it_was():
    table = two_notes()
    before = picture(table.diagram)
    withhold(table)
    withhold(table, withheld=False)

    assert screened(table.diagram) is table.diagram
    assert picture(table.diagram) == before


def test_somebody_elses_undo_does_not_show_what_the_facilitator_hid():
    """Both asked for it: taking one back leaves the other."""
    table = two_notes()
    mine = withhold(table, author="ann")
    withhold(table, author="facilitator")

    table.refuses("cannot_undo", table.undo, mine)


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_frozen_picture_loses_what_is_withheld_later(is_removed):
    """Also when the note is removed after that; what else changed meanwhile stays frozen."""
    table = two_notes()
    then = table.diagram
    table.do(type="note.edit", note="a", text="Ward sisters", base=1)
    withhold(table)
    if is_removed:
        table.do(type="note.remove", note="b")
    shown = still(then, table.diagram)

    assert [note.text for note in shown.notes.values()] == ["Ward managers"]


def test_a_replay_has_the_words_of_today_and_nothing_that_was_taken_back():
    table = two_notes()
    table.add("c", "a typo", zone="sponsor")
    then = table.diagram
    table.do(type="note.edit", note="c", text="The trust board", base=4)
    table.do(type="note.remove", note="a")
    withhold(table)
    shown = replayed(then, table.diagram)

    assert [note.text for note in shown.notes.values()] == ["The trust board"]


@given(SEQUENCES, SEQUENCES)
def test_nothing_withheld_now_is_ever_shown_of_any_moment(before, since):
    """Live, frozen or replayed, whatever happened in between."""
    then, _ = replay(before)
    now, _ = replay(since, then)
    withheld = {note.id for note in now.notes.values() if note.withheld}
    for shown in (screened(now), still(then, now), replayed(then, now)):
        assert not withheld & set(shown.notes)
        assert is_sound(shown)
        assert set(shown.notes) <= set(then.notes) | set(now.notes)


@given(SEQUENCES)
def test_a_replay_of_now_is_what_is_shown_now(sequence):
    """Its last frame is the picture that the wall had before."""
    now, _ = replay(sequence)

    assert picture(replayed(now, now)) == picture(screened(now))
    assert isinstance(replayed(now, now), Diagram)
