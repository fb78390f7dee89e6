"""The names of the pictures that walls are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.shows import OneZone, WholeTask
from sessions.sights import Sight, parse

LENSES = st.sampled_from(["screen", "still", "replay"])
IDS = st.text("abcdefghij0123456789_-", min_size=1, max_size=24)
VIEWS = st.builds(WholeTask, mode=st.sampled_from(["composite", "gaps"]), task=IDS) | st.builds(
    OneZone, task=IDS, zone=IDS, page=st.integers(1, 9_999)
)


@given(LENSES, IDS | VIEWS)
def test_R46_every_picture_has_one_name(lens, of):
    sight = Sight(lens, of)

    assert parse(sight.stream) == sight
    assert ":" not in sight.svg_prefix


@given(LENSES, LENSES, IDS, IDS)
def test_two_pictures_never_share_the_ids_of_their_elements(one, other, a, b):
    """The desk has several of them in one page."""
    first, second = Sight(one, a), Sight(other, b)

    assert (first.svg_prefix == second.svg_prefix) == (first == second)


@pytest.mark.parametrize(
    "stream",
    [
        "screen:composite:innovation",
        "screen:",
        "still:",
        "lens:d1",
        "still:still:d1",
        "replay:zone:innovation:need:0",
        "still:" + "x" * 25,
        "d1",
    ],
)
def test_what_is_no_name_shows_nothing(stream):
    """A view of the room as it is now has no prefix: it would have two names."""
    assert parse(stream) is None
