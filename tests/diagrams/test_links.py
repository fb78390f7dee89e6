import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked import alongside, drawn, edited, linked, rehearsed, reworded, run_over
from pictures import a_diagram, a_note, crowded, diagrams

from diagrams.layout import layout
from diagrams.links import place
from diagrams.model import Link
from diagrams.template import template
from diagrams.written import words_of

ORGANISATION = template("organisation")
ROLES = ("sponsor", "broker", "facility_provider", "needer", "responder", "beneficiary")
TASKS = st.sampled_from(("organisation", "innovation"))
SEEDS = st.integers(0, 1_000_000)


def a_link(id, source, target, label="asks"):
    return Link(id, source, target, label, "p", "A")


def an_organisation(*links, title=""):
    """One actor for every role, inside and local: as full as a calm table is."""
    notes = [
        a_note(f"{role}-{level}", role, f"Somebody {level}", level=level)
        for role in (*ROLES, "stakeholder")
        for level in ("inside", "local")
    ]
    return a_diagram("organisation", *notes, links=links, title=title)


CALM = an_organisation(
    a_link("1", "sponsor-inside", "responder-inside", "sponsors"),
    a_link("2", "needer-local", "responder-inside", "ask for help from"),
    a_link("3", "responder-inside", "beneficiary-local", "benefits"),
    a_link("4", "broker-local", "stakeholder-local", "brings together"),
    a_link("5", "stakeholder-inside", "sponsor-local", "influences"),
    a_link("6", "needer-local", "responder-inside", "thanks"),
    a_link("7", "facility_provider-local", "facility_provider-inside", "provides for"),
)
CASES = {
    "calm": CALM,
    **{f"table {at}": diagram for at, diagram in enumerate(rehearsed(), 1)},
}
each_case = pytest.mark.parametrize("diagram", CASES.values(), ids=CASES)


def notes_of(placed):
    return [one.rect for one in placed.placed.values()]


@each_case
def test_a_link_joins_its_two_notes(diagram):
    """It starts on the edge of one and its head touches the other."""
    placed, found = drawn(diagram)

    for one in found:
        source, target = (placed.placed[id].rect for id in (one.link.source, one.link.target))
        assert one.way[0][0] in (source.x, source.right)
        assert source.y < one.way[0][1] < source.bottom
        assert one.way[-1][0] in (target.x, target.right)
        assert target.y < one.way[-1][1] < target.bottom


@each_case
def test_links_cross_no_words(diagram):
    """On a real table no line runs behind a heading, a prompt, a caption or a level's name."""
    placed, found = drawn(diagram)

    assert not run_over(found, list(words_of(template(diagram.task), placed)))


@each_case
def test_links_can_be_told_apart(diagram):
    """No two links share a line, not even two between the same notes."""
    _, found = drawn(diagram)

    assert not alongside(found)


@each_case
def test_every_arrowhead_can_be_seen(diagram):
    """The last line is longer than the head, and no other line runs under it."""
    _, found = drawn(diagram)

    for one in found:
        (ax, _), (bx, by) = one.way[-2:]
        tip = [((bx + (11 if ax > bx else -11), by - 3), (bx, by - 3))]
        assert abs(ax - bx) >= 14
        assert not [
            other.link.id
            for other in found
            if other is not one
            for (sx, sy), (ex, ey) in zip(other.way, other.way[1:], strict=False)
            for (x1, y), (x2, _) in tip
            if sx == ex and min(x1, x2) < sx < max(x1, x2) and min(sy, ey) < y + 3 < max(sy, ey)
        ]


@settings(max_examples=60, deadline=None)
@given(TASKS, st.integers(2, 60), st.integers(0, 20), SEEDS, st.sampled_from((0, 0, 0.2)))
def test_no_link_runs_through_a_note_or_behind_words(task, notes, links, seed, hostile):
    """However full the table and whoever is joined, lines go around all that is written."""
    placed, found = drawn(linked(task, notes, links, seed, hostile))

    assert len(found) == links
    assert not run_over(found, [*notes_of(placed), *words_of(template(task), placed)])


@settings(max_examples=60, deadline=None)
@given(TASKS, st.integers(2, 60), st.integers(0, 20), SEEDS, st.sampled_from((0, 0, 0.2)))
def test_labels_cover_neither_notes_nor_each_other(task, notes, links, seed, hostile):
    """A plate stands where nothing is written, however crowded, and inside the picture."""
    diagram = linked(task, notes, links, seed, hostile)
    placed, found = drawn(diagram)

    plates = [one.plate.rect for one in found if one.plate]
    assert len(plates) == sum(bool(one.link.label) for one in found)
    assert not [(a, b) for a, b in combinations(plates, 2) if a.meets(b)]
    written = (*notes_of(placed), *words_of(template(task), placed))
    assert not [(plate, rect) for plate in plates for rect in written if plate.meets(rect)]
    assert all(plate.x > 0 and plate.right < 1600 for plate in plates)
    assert all(plate.bottom <= placed.height for plate in plates)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_hostile_labels_find_a_place_too(data):
    """Whatever a label says, it covers no note."""
    placed, found = drawn(data.draw(diagrams("organisation", most=15)))

    plates = [one.plate.rect for one in found if one.plate]
    assert not [(plate, note) for plate in plates for note in notes_of(placed) if plate.meets(note)]


@settings(max_examples=60, deadline=None)
@given(TASKS, st.integers(2, 60), st.integers(0, 12), SEEDS)
def test_what_was_led_before_never_shows(task, notes, links, seed):
    """After any edits the links are where they would be in a picture drawn from nothing."""
    chance = random.Random(seed)
    diagram, previous = linked(task, notes, links, seed), None
    for at in range(6):
        placed, standing = layout(template(task), diagram), diagram.standing_links()

        previous = place(template(task), placed, standing, previous)

        assert tuple(previous) == tuple(place(template(task), placed, standing))
        diagram = edited(diagram, chance, f"new{at}")


@pytest.mark.parametrize("diagram", rehearsed(), ids=range(1, 9))
def test_what_was_led_before_never_shows_at_a_real_table(diagram):
    """One note after the other says something else; most of them are near a link."""
    task, chance = template("organisation"), random.Random(1)
    previous = place(task, layout(task, diagram), diagram.standing_links())
    for at in diagram.notes:
        diagram = reworded(diagram, chance, at)
        placed, standing = layout(task, diagram), diagram.standing_links()

        previous = place(task, placed, standing, previous)

        assert tuple(previous) == tuple(place(task, placed, standing))


def test_links_that_were_made_in_another_order_are_led_anew():
    """A link that was taken away and put back comes after those that stayed."""
    first, *rest = CALM.standing_links()
    placed = layout(ORGANISATION, CALM)
    before = place(ORGANISATION, placed, (first, *rest))

    after = place(ORGANISATION, placed, (*rest, first), before)

    assert tuple(after) == tuple(place(ORGANISATION, placed, (*rest, first)))


def test_a_new_link_moves_no_line_that_is_there():
    """Ways are found in the order in which links were made."""
    _, before = drawn(CALM)
    links = (*CALM.links.values(), a_link("8", "broker-inside", "needer-inside"))

    _, after = drawn(an_organisation(*links))

    assert [one.way for one in after[:-1]] == [one.way for one in before]


@pytest.mark.parametrize("task", ["innovation", "organisation"])
def test_a_crowd_of_links_is_all_there_and_goes_around_notes(task):
    """Nobody follows a hundred arrows, but none is left out and none covers a note."""
    filled = crowded(task, 90)
    links = [
        a_link(f"k{at}", f"n{a}", f"n{b}")
        for at, (a, b) in enumerate(random.Random(1).sample(list(combinations(range(90), 2)), 100))
    ]
    placed = layout(template(task), filled)

    found = tuple(place(template(task), placed, links))

    assert len(found) == 100
    assert all(one.plate is not None for one in found)
    assert not run_over(found, notes_of(placed))
