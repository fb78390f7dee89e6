from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import is_inside, overlaps

from diagrams.layout import Rect
from diagrams.template import task_ids, template
from diagrams.widening import widened

tasks = pytest.mark.parametrize("task", task_ids())
factors = st.sampled_from((1, 1.125, 1.5, 2, 2.75, 5))


def rect(part):
    return Rect(part.x, part.y, part.w, part.h)


def wanted(data, picture):
    areas = st.one_of(st.just(0), st.integers(1, 2_000_000))
    return {cell: data.draw(areas) for cell in picture.cells}


@tasks
@settings(max_examples=60, deadline=None)
@given(data=st.data(), factor=factors)
def test_a_wider_picture_stays_in_order(task, data, factor):
    """Whatever its cells want, none overlap, all are on the canvas, and frames stay nested."""
    wide = widened(template(task).picture, factor, wanted(data, template(task).picture))

    canvas = Rect(0, 80, wide.width, wide.height - 80)
    assert wide.width == 1600 * factor
    assert not overlaps([rect(cell) for cell in wide.cells])
    assert all(is_inside(rect(part), canvas) for part in (*wide.cells, *wide.frames))
    assert all(is_inside(rect(inner), rect(outer)) for outer, inner in pairwise(wide.frames))


@tasks
@settings(max_examples=60, deadline=None)
@given(data=st.data(), factor=factors)
def test_a_wider_picture_keeps_heights_and_the_order_of_its_cells(task, data, factor):
    """Nothing moves up or down, and what stood left of something still does."""
    picture = template(task).picture

    wide = widened(picture, factor, wanted(data, picture))

    pairs = list(zip(picture.cells, wide.cells, strict=True))
    assert [(a.zone, a.level, a.y, a.h) for a, _ in pairs] == [
        (b.zone, b.level, b.y, b.h) for _, b in pairs
    ]
    for a, wide_a in pairs:
        for b, wide_b in pairs:
            if a.x + a.w <= b.x and a.grows == b.grows:
                assert wide_a.x + wide_a.w < wide_b.x


@tasks
@settings(max_examples=30, deadline=None)
@given(data=st.data(), factor=factors)
def test_arrows_still_run_between_cells(task, data, factor):
    """No arrow runs over a cell, and it moves sideways only."""
    picture = template(task).picture

    wide = widened(picture, factor, wanted(data, picture))

    for before, arrow in zip(picture.arrows, wide.arrows, strict=True):
        assert [y for _, y in before.points] == [y for _, y in arrow.points]
        for (ax, ay), (bx, by) in pairwise(arrow.points):
            line = Rect(min(ax, bx), min(ay, by), abs(bx - ax), abs(by - ay))
            assert not [cell for cell in wide.cells if rect(cell).meets(line, -1)]


@tasks
def test_wider_cells_take_more_columns(task):
    """Wider cells would otherwise only make longer lines."""
    picture = template(task).picture

    wide = widened(picture, 2)

    assert all(
        after.most_columns >= before.most_columns
        for before, after in zip(picture.cells, wide.cells, strict=True)
    )
    assert sum(cell.most_columns for cell in wide.cells) > sum(
        cell.most_columns for cell in picture.cells
    )


def test_the_cell_that_wants_most_becomes_widest():
    """Width follows what there is to hold, so no row has an empty half."""
    picture = template("innovation").picture
    need, outcome = (
        next(cell for cell in picture.cells if cell.zone == zone) for zone in ("need", "outcome")
    )

    wide = widened(picture, 2, {need: 900_000, outcome: 200_000})

    widths = {cell.zone: cell.w for cell in wide.cells}
    assert widths["need"] > 1.5 * widths["outcome"]


@pytest.mark.parametrize("factor", [1, 1.5, 3])
def test_arrows_still_touch_what_they_join(factor):
    """Each head stands at the edge of its cell, each tail at the edge of the one before."""
    wide = widened(template("innovation").picture, factor)

    cells = {cell.zone: cell for cell in wide.cells}
    for arrow in wide.arrows[:3]:
        source, target = (cells[zone] for zone in arrow.id.split("-"))
        assert 0 < arrow.points[0][0] - (source.x + source.w) < 8
        assert 0 < target.x - arrow.points[-1][0] < 8
