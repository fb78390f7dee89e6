from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.gutters import EDGE, PITCH, WIDEST, flat, gutter, tracks, upright

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
    assert tracks(0, 28) == (14, 20, 8)


def test_a_gutter_knows_the_tracks_it_holds():
    """It stands in the middle of its gap and says how far its lines reach."""
    found = gutter(100, 128, 0, 50)

    assert found.middle == 114
    assert (found.low, found.high) == (108, 120)
    assert (found.first, found.last) == (0, 50)


def test_lanes_run_beside_cells():
    """Left of the first, between the two, and right of the last."""
    found = upright([LEFT, RIGHT, BELOW], (), 160)

    assert found == [(0, 20, 10, 90), (60, 100, 10, 40), (140, 160, 10, 90)]


def test_rows_run_above_between_and_below():
    """A gap that several cells share is one, as long as all of them."""
    found = flat([LEFT, RIGHT, BELOW], (), 0, 100)

    assert found == [(0, 10, 20, 140), (40, 60, 20, 140), (90, 100, 20, 140)]


def test_a_frame_parts_a_gap():
    """Lines run on both sides of it, not along it."""
    found = upright([LEFT, RIGHT], (75,), 160)

    assert [(start, end) for start, end, _, _ in found] == [
        (0, 20),
        (60, 75),
        (75, 100),
        (140, 160),
    ]


def test_of_two_gaps_side_by_side_the_narrower_counts():
    """A strip that reaches behind a neighbour's cell is no gutter there."""
    found = upright([LEFT, (20, 40, 90, 80), (100, 10, 140, 80)], (), 160)

    assert [(start, end) for start, end, _, _ in found] == [
        (0, 20),
        (60, 100),
        (90, 100),
        (140, 160),
    ]


def test_where_the_narrower_runs_beside_the_wider_there_is_one():
    """A frame's line that parts the one parts the other."""
    found = upright([LEFT, (20, 20, 90, 80), (100, 10, 140, 80)], (), 160)

    assert [(start, end) for start, end, _, _ in found] == [(0, 20), (90, 100), (140, 160)]


def test_what_is_too_narrow_for_a_line_is_no_gap():
    """Nine units hold no line that keeps off both edges."""
    found = upright([LEFT, (69, 10, 140, 40)], (), 160)

    assert [(start, end) for start, end, _, _ in found] == [(0, 20), (140, 160)]
