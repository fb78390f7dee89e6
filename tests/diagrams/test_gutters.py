from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.gutters import EDGE, PITCH, WIDEST, flat, tracks, upright

LEFT, RIGHT, BELOW = (20, 10, 60, 40), (100, 10, 140, 40), (20, 60, 140, 90)


def test_a_single_track_stands_in_the_middle():
    """Where there is room for one line it has the same air on both sides."""
    assert tracks(40, 52) == (46,)


@given(room=st.integers(10, 400))
def test_tracks_keep_apart_and_off_the_edges(room):
    """As many as there is room for, with the same air left and right."""
    found = sorted(tracks(0, room))

    assert min(found) >= EDGE
    assert min(found) == pytest.approx(room - max(found))
    assert all(PITCH <= b - a <= WIDEST for a, b in pairwise(found))


def test_the_middle_track_comes_first():
    """The next ones stand beside it, so that one link has most air."""
    assert tracks(0, 28) == (14, 22, 6)


def test_lanes_run_beside_cells():
    """Left of the first, between the two, and right of the last."""
    found = upright([LEFT, RIGHT, BELOW], (), 160)

    assert [lane.middle for lane in found] == [10, 80, 150]
    assert [(lane.first, lane.last) for lane in found] == [(10, 90), (10, 40), (10, 90)]


def test_rows_run_above_between_and_below():
    """A gap that several cells share is one gutter as long as all of them."""
    found = flat([LEFT, RIGHT, BELOW], (), 0, 100)

    assert [row.middle for row in found] == [5, 50, 95]
    assert found[1].first == 20
    assert found[1].last == 140


def test_a_frame_parts_a_gutter():
    """Lines run on both sides of it, not along it."""
    found = upright([LEFT, RIGHT], (75,), 160)

    assert [lane.middle for lane in found] == [10, 67.5, 87.5, 150]


def test_of_two_gutters_side_by_side_the_narrower_counts():
    """A strip that reaches behind a neighbour's cell is no gutter there."""
    wide, narrow = (20, 10, 60, 40), (20, 40, 90, 80)
    found = upright([wide, narrow, (100, 10, 140, 80)], (), 160)

    assert [lane.middle for lane in found] == [10, 80, 95, 150]


def test_what_is_too_narrow_for_a_line_is_no_gutter():
    """Nine units hold no line that keeps off both edges."""
    assert [lane.middle for lane in upright([LEFT, (69, 10, 140, 40)], (), 160)] == [10, 150]
