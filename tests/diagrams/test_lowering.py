from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import is_inside, overlaps

from diagrams.layout import Rect
from diagrams.lowering import closed, lowered, stretches
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def rect(part):
    return Rect(part.x, part.y, part.w, part.h)


@tasks
@given(data=st.data())
def test_a_lower_picture_stays_in_order(task, data):
    """However little height its rows keep, none meet, and frames stay nested."""
    picture = template(task).picture
    moved = [
        replace(one, extra=data.draw(st.integers(-int(one.end - one.start), 300)))
        for one in stretches(picture).values()
    ]

    low = lowered(picture, moved)

    assert low.height == picture.height + sum(one.extra for one in moved)
    assert all(cell.h >= 0 for cell in low.cells)
    assert not overlaps([rect(cell) for cell in low.cells])
    assert all(is_inside(rect(inner), rect(outer)) for outer, inner in pairwise(low.frames))


@tasks
def test_the_row_of_a_caption_closes_only_where_nothing_else_stands(task):
    """What a caption leaves is given to the words, and no cell loses height by it."""
    picture = template(task).picture

    for caption in picture.captions:
        row = closed(picture, caption.y)
        if row is None:
            assert caption.outside
            continue
        boxes = zip(picture.cells, lowered(picture, [row]).cells, strict=True)
        assert all(before.h == after.h for before, after in boxes if before.look != "strip")
        assert row.extra < 0


@tasks
def test_arrows_stay_beside_what_they_join(task):
    """A row that shrinks takes its arrows along."""
    picture = template(task).picture
    moved = [
        replace(one, extra=-0.7 * (one.end - one.start)) for one in stretches(picture).values()
    ]

    low = lowered(picture, moved)

    for before, after in zip(picture.arrows, low.arrows, strict=True):
        for (_, old), (_, new) in zip(before.points, after.points, strict=True):
            beside = [at for at, cell in enumerate(picture.cells) if cell.y < old < cell.y + cell.h]
            assert all(low.cells[at].y < new < low.cells[at].y + low.cells[at].h for at in beside)
