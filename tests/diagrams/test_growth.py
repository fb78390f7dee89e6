"""Rows grow downwards, by what is needed, and nothing ever moves up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.growth import growth, rows
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def pictures():
    return st.sampled_from(task_ids()).map(lambda task: template(task).picture)


def needs(picture):
    many = len(picture.cells)
    return st.lists(st.integers(0, 2_000), min_size=many, max_size=many)


@given(st.data(), st.integers(0, 100))
def test_every_cell_has_what_it_needs(data, title):
    """And none is lower than in the empty picture."""
    picture = data.draw(pictures())
    wanted = data.draw(needs(picture))
    grown = rows(picture).grown(wanted, title)

    for cell, need in zip(picture.cells, wanted, strict=True):
        assert grown.stretched(cell.x, cell.y, cell.w, cell.h).h >= max(cell.h, need)


@given(st.data())
def test_a_needier_cell_moves_nothing_up_and_nothing_further_than_it_needs_more(data):
    """The bound of every picture's steadiness: what one note may do to the notes of others."""
    picture = data.draw(pictures())
    wanted = data.draw(needs(picture))
    at, more = data.draw(st.integers(0, len(wanted) - 1)), data.draw(st.integers(0, 500))

    before = rows(picture).grown(wanted)
    after = rows(picture).grown([*wanted[:at], wanted[at] + more, *wanted[at + 1 :]])

    for then, now in zip(before.down, after.down, strict=True):
        assert 0 <= now - then <= more


def test_a_tall_cell_counts_on_what_grew_beside_it_above_its_cut():
    """The strip of local stakeholders spans the rows of our organisation, and has their room."""
    picture = template("organisation").picture

    cells = {(cell.zone, cell.level): cell for cell in picture.cells}

    def grown(**lacking):
        extra = {(zone, level): by for level, rest in lacking.items() for zone, by in rest.items()}
        needs = [cells[key].h + extra.get(key, 0) for key in cells]
        return rows(picture).grown(needs).shifted(picture.height) - picture.height

    inside = {"sponsor": 200}
    assert grown(inside=inside) == 200
    assert grown(inside=inside, local={"stakeholder": 200}) == 200
    assert grown(inside=inside, local={"stakeholder": 210}) == 210


@given(st.data())
def test_steps_tell_all_there_is_to_tell(data):
    """A growth that is written down as its steps and read again moves everything alike."""
    picture = data.draw(pictures())
    grown = rows(picture).grown(data.draw(needs(picture)), data.draw(st.integers(0, 50)))
    again = growth(grown.steps)

    heights = [0, *(band.cut for band in picture.bands), picture.height]
    assert [again.shifted(y) for y in heights] == [grown.shifted(y) for y in heights]


@tasks
def test_a_cell_grows_at_a_cut_within_it(task):
    """Else it would move where it should stretch."""
    picture = template(task).picture
    cuts = {band.id: band.cut for band in picture.bands}

    assert all(cell.y < cuts[cell.grows] <= cell.y + cell.h for cell in picture.cells)


@tasks
def test_from_where_on_things_moved(task):
    """What stands above need not be looked at."""
    picture = template(task).picture
    calm = rows(picture).grown([0] * len(picture.cells))
    last = len(picture.cells) - 1
    full = rows(picture).grown([0] * last + [2_000])
    cut = next(band.cut for band in picture.bands if band.id == picture.cells[last].grows)

    assert full.first_moved(calm) == cut
    assert calm.first_moved(calm) == float("inf")
