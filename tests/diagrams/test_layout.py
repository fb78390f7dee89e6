from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pictures import HOSTILE, a_diagram, a_note, assert_orderly, crowded, diagrams, notes

from diagrams.cards import NoteCard
from diagrams.headings import heading
from diagrams.layout import FOOT, layout
from diagrams.model import Diagram
from diagrams.stacking import EMPTY, filled, hold
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def added(diagram, note):
    order = {**diagram.order, note.zone: (*diagram.order.get(note.zone, ()), note.id)}
    return replace(diagram, order=order, notes={**diagram.notes, note.id: note})


@tasks
@pytest.mark.parametrize("many", [0, 1, 15, 45, 150, 500])
@pytest.mark.parametrize("length", [12, 45, 200])
def test_nothing_is_left_out_and_nothing_overlaps(task, many, length):
    """However full, every note is in its cell and apart from all others."""
    filled = crowded(task, many, length)

    placed = layout(template(task), filled)

    assert set(placed.placed) == set(filled.notes)
    assert_orderly(placed)


@tasks
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_people_type_stays_in_order(task, data):
    """Right-to-left, unbroken, stacked or joined: the rectangles hold."""
    filled = data.draw(diagrams(task))

    placed = layout(template(task), filled)

    assert set(placed.placed) == set(filled.notes)
    assert_orderly(placed)


def lacks(placed, cell, foot=FOOT):
    """Return how much more a cell needs than it has in the empty picture."""
    inside = [one.rect.bottom for one in placed.placed.values() if one.cell == cell]
    needs = max(inside) - placed.cells[cell].y + foot[cell.look] if inside else 0
    return max(0, needs - cell.h)


@tasks
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_new_note_moves_only_what_must_move(task, data):
    """The bound: in every other cell all notes keep column, size and type, and move down as one,
    by no more than the new note's cell needs more. In its own cell none moves while the type and
    the columns stay.
    """
    filled = data.draw(diagrams(task))
    note = data.draw(notes(task, "new"))

    before, after = layout(template(task), filled), layout(template(task), added(filled, note))

    own = after.placed["new"].cell
    for id, was in before.placed.items():
        now = after.placed[id]
        shift = after.cells[was.cell].y - before.cells[was.cell].y
        style, inside = (now.type_size, now.column), now.rect.moved(0, -shift)
        if was.cell != own or style == (was.type_size, was.column):
            assert (style, inside) == ((was.type_size, was.column), was.rect)
        assert 0 <= shift <= lacks(after, own) - lacks(before, own) + 0.01
    assert all(after.cells[cell].y >= rect.y for cell, rect in before.cells.items())


@tasks
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_zone_changes_its_type_and_columns_only_a_few_times(task, data):
    """However many notes come: it goes through its ways of standing once, and never back."""
    note = data.draw(notes(task, "n0"))
    cell = next(
        cell
        for cell in template(task).picture.cells
        if cell.zone == note.zone and cell.level in (None, note.level)
    )
    ways = hold(cell, heading(cell, template(task).zone(cell.zone)).top, 18).ways
    filled, styles = Diagram(task), []
    for at in range(20):
        text = data.draw(st.integers(1, 200))
        worded = replace(note.versions[0], text=("word " * 40)[:text].strip())
        filled = added(filled, replace(note, id=f"n{at}", versions=(worded,)))
        placed = layout(template(task), filled).placed
        styles.append({(one.type_size, one.column) for one in placed.values()})

    assert all(len(style) == 1 for style in styles)
    turns = sum(now != then for then, now in pairwise(styles))
    assert turns < len(ways)


@tasks
def test_a_new_note_moves_none_while_there_is_room(task):
    """The picture of a calm table changes by one note and nothing else."""
    zone = template(task).zones[0].id
    filled = a_diagram(task, a_note("a", zone, "One"))

    before = layout(template(task), filled)
    after = layout(template(task), added(filled, a_note("b", zone, "Two")))

    assert after.placed["a"] == before.placed["a"]
    assert after.cells.keys() == before.cells.keys()


@tasks
def test_an_empty_picture_is_as_high_as_its_template(task):
    """Nothing grows for nothing: the worksheet is 1600 by 900."""
    assert layout(template(task), Diagram(task)).height == 900


@tasks
@pytest.mark.parametrize("text", HOSTILE)
def test_type_never_falls_below_the_floor(task, text):
    """14 units is the smallest that can be read on a projector."""
    filled = a_diagram(
        task,
        *(
            a_note(f"{zone.id}{at}", zone.id, text)
            for zone in template(task).zones
            for at in (1, 2)
        ),
    )

    placed = layout(template(task), filled).placed.values()

    assert {one.type_size for one in placed} <= {18, 16, 14}


def test_type_shrinks_before_the_row_grows():
    """A fourth note makes the type smaller; a twentieth makes the picture taller."""

    def of(many):
        return layout(
            template("innovation"),
            a_diagram(
                "innovation",
                *(
                    a_note(f"n{at}", "outcome", "A short statement in two lines or so")
                    for at in range(many)
                ),
            ),
        )

    few, some, lots = of(2), of(7), of(30)

    assert few.placed["n0"].type_size == 18 > some.placed["n0"].type_size
    assert few.height == some.height == 900 < lots.height


def test_outside_actors_stand_in_the_row_of_their_level():
    """The nearer the level, the nearer to our organisation."""
    filled = a_diagram(
        "organisation",
        *(
            a_note(f"{role}-{level}", role, "Somebody", level=level)
            for role in ("sponsor", "needer", "stakeholder")
            for level in ("inside", "local", "regional", "national")
        ),
    )

    at = {id: one.rect for id, one in layout(template("organisation"), filled).placed.items()}

    levels = ("national", "regional", "local", "inside")
    assert sorted(levels, key=lambda level: at[f"sponsor-{level}"].y) == list(levels)
    assert sorted(levels, key=lambda level: -at[f"needer-{level}"].y) == list(levels)
    assert sorted(levels, key=lambda level: -at[f"stakeholder-{level}"].x) == list(levels)


def test_a_note_goes_into_the_shortest_column_the_leftmost_on_a_tie():
    """The second stands beside the first, the third below the shorter of the two."""
    filled = a_diagram(
        "innovation",
        a_note("a", "context", "A statement that takes two lines in its column"),
        a_note("b", "context", "Short"),
        a_note("c", "context", "Third"),
    )

    at = {id: one.rect for id, one in layout(template("innovation"), filled).placed.items()}

    assert at["a"].y == at["b"].y
    assert at["a"].x < at["b"].x == at["c"].x
    assert at["c"].y > at["b"].bottom


def test_a_single_note_has_the_whole_width_of_its_zone():
    """A second column for one note would only make it narrower and taller."""
    long = a_note("a", "novel", "a long statement that takes many lines " * 5)

    alone = layout(template("innovation"), a_diagram("innovation", long)).placed["a"]
    short = a_note("b", "novel", "a short one")
    beside = layout(template("innovation"), a_diagram("innovation", long, short)).placed["a"]

    assert alone.rect.w > 2 * beside.rect.w


# In two columns the long note is too much; the third note must not go below the second.
@example(lengths=[200, 3, 3], cuts=[2, 3])
@given(
    lengths=st.lists(st.integers(1, 200), min_size=1, max_size=12),
    cuts=st.lists(st.integers(0, 12), max_size=8),
)
def test_a_cell_that_was_full_before_fills_as_a_fresh_one(lengths, cuts):
    """What is kept from earlier ways of standing saves work and decides nothing."""
    cell = next(one for one in template("innovation").picture.cells if one.zone == "novel")
    cell = cell.model_copy(update={"w": 700, "h": 150, "most_columns": 4})
    cards = tuple(
        NoteCard(a_note(f"n{at}", "novel", ("word " * 50)[:length].strip()), "!", "#CC0F88")
        for at, length in enumerate(lengths)
    )
    into, kept = hold(cell, 58, NoteCard.largest), EMPTY

    for cut in cuts:
        kept, fresh = filled(into, cards[:cut], kept), filled(into, cards[:cut])
        assert (kept.chosen, kept.needs) == (fresh.chosen, fresh.needs)
        assert kept.stack.places == fresh.stack.places
