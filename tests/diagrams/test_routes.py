from itertools import pairwise

import pytest

from diagrams.gutters import gutter
from diagrams.near import Ground, touches
from diagrams.routes import Router
from diagrams.shapes import ENTERING, End, Streets
from diagrams.taken import Lines

# Three columns of three cells each, with gutters of 40 between and around them.
COLUMNS, ROWS = ((40, 240), (280, 480), (520, 720)), ((40, 100), (140, 200), (240, 300))
CELLS = tuple((x1, y1, x2, y2) for x1, x2 in COLUMNS for y1, y2 in ROWS)
STREETS = Streets(
    lanes=tuple(gutter(x, x + 40, 40, 300) for x in (0, 240, 480, 720)),
    rows=tuple(gutter(y, y + 40, 40, 720) for y in (0, 100, 200, 300)),
    boxes=CELLS,
    edges=Lines(),
)


def an_end(column, row, left=20, right=60):
    """A note of 30 units in the middle of a cell."""
    x1, y1, x2, y2 = cell = CELLS[column * 3 + row]
    return End((x1 + left, y1 + 15, x2 - right, y2 - 15), cell)


def a_router(*ends, words=()):
    notes = tuple((tuple(side + by for side, by in zip(end.box, (-4, -4, 4, 4), strict=True)),)
                  for end in ends)  # fmt: skip
    return Router(Ground(notes, tuple(words), 760, 0, 340), STREETS)


def bends(way):
    return len(way) - 2


def test_level_notes_are_joined_by_a_straight_line():
    """Nothing stands between them: no bend."""
    source, target = an_end(0, 0), an_end(1, 0)

    found = a_router(source, target).find(source, target)

    assert found.way == ((180, 70), (300, 70))


def test_notes_at_two_heights_take_the_lane_between_them():
    """Two bends, in the middle of the gutter."""
    source, target = an_end(0, 0), an_end(1, 2)

    found = a_router(source, target).find(source, target)

    assert found.way == ((180, 70), (260, 70), (260, 270), (300, 270))


def test_notes_one_above_the_other_are_joined_beside_them():
    """The way leaves and enters on the same side, where that is nearer."""
    source, target = an_end(0, 0), an_end(0, 1)

    found = a_router(source, target).find(source, target)

    assert bends(found.way) == 2
    assert found.way[0][0] == source.box[0] == found.way[-1][0]


def test_a_note_in_the_way_is_gone_around():
    """What stands between two level notes is passed in a row beside it."""
    source, between, target = an_end(0, 0), an_end(1, 0), an_end(2, 0)

    found = a_router(source, between, target).find(source, target)

    x1, y1, x2, y2 = between.box
    assert found.way
    assert not [
        (a, b)
        for a, b in pairwise(found.way)
        if min(a[0], b[0]) < x2 and x1 < max(a[0], b[0]) and min(a[1], b[1]) < y2
        and y1 < max(a[1], b[1])
    ]  # fmt: skip


def test_words_in_the_way_are_gone_around():
    """A caption across the lane between two notes makes the way take another."""
    source, target = an_end(0, 0), an_end(1, 2)
    caption = (200, 110, 320, 130)

    found = a_router(source, target, words=[caption]).find(source, target)

    assert not [x for (x, _), (other, _) in pairwise(found.way) if x == other and 200 < x < 320]


def test_where_words_leave_no_way_a_line_runs_over_them():
    """Only notes are never crossed."""
    source, target = an_end(0, 0), an_end(1, 2)
    wall = (0, 110, 760, 130)

    found = a_router(source, target, words=[wall]).find(source, target)

    assert found.way == ((180, 70), (260, 70), (260, 270), (300, 270))


def test_a_second_link_between_the_same_notes_has_its_own_line():
    """It leaves and enters beside the first, on another track."""
    source, target = an_end(0, 0), an_end(1, 2)
    router = a_router(source, target)
    first = router.find(source, target)
    router.keep(first)

    second = router.find(source, target)

    assert bends(second.way) == 2
    assert abs(second.way[1][0] - first.way[1][0]) >= 6
    assert abs(second.way[0][1] - first.way[0][1]) >= 4
    assert abs(second.way[-1][1] - first.way[-1][1]) >= 4


def test_a_link_leaves_towards_where_it_goes_when_the_middle_is_taken():
    """Two links that part do not cross at their start."""
    middle, above, below = an_end(0, 1), an_end(1, 0), an_end(1, 2)
    router = a_router(middle, above, below)
    router.keep(router.find(middle, an_end(1, 1)))

    up, down = (router.find(middle, other).way for other in (above, below))

    assert up[0][1] < 170 < down[0][1]


def test_there_is_room_for_the_arrowhead():
    """The last line is longer than a head, also in the last of the tracks."""
    source, target = an_end(0, 0), an_end(1, 2, left=2)
    router = a_router(source, target)
    for _ in range(4):
        found = router.find(source, target)
        router.keep(found)

        (ax, _), (bx, _) = found.way[-2:]
        assert abs(ax - bx) >= ENTERING - 1


def test_what_a_way_goes_around_decides_it():
    """When it goes, a straight line is free: the way must be found anew."""
    source, between, target = an_end(0, 0), an_end(1, 0), an_end(2, 0)

    found = a_router(source, between, target).find(source, target)

    assert bends(found.way)
    assert any(touches(box, between.box) for box in found.written)


@pytest.mark.parametrize("boxes", [(40, 40, 48, 44), (250, 150, 252, 160), (100, 320, 200, 338)])
def test_what_is_outside_the_boxes_it_names_does_not_decide_a_way(boxes):
    """A way stays as long as nothing changes in what it asked for."""
    source, target = an_end(0, 0), an_end(1, 2)
    found = a_router(source, target).find(source, target)
    x1, y1, x2, y2 = boxes
    is_asked = any(a <= x2 and x1 <= c and b <= y2 and y1 <= d for a, b, c, d in found.written)

    after = a_router(source, target, words=[boxes]).find(source, target)

    assert is_asked or after.way == found.way
