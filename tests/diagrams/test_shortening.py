import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import texts

from diagrams.measure import MARGIN, lines, width
from diagrams.shortening import shortened


@given(texts, st.integers(40, 400), st.integers(1, 4))
def test_what_is_shortened_fits_its_lines(text, room, most):
    """Never more lines, never a wider one, and the mark only where something is missing."""
    short = shortened(text, 14, room, most)

    assert len(short) <= most
    assert all(width(line, 14) * MARGIN <= room + 0.01 or len(line) <= 2 for line in short)
    assert short == lines(text, 14, room) or short[-1].endswith("…")


@pytest.mark.parametrize("most", [3, 4])
def test_what_fits_is_left_alone(most):
    """A mark on a whole text would say that there is more."""
    assert shortened("one two three", 14, 40, most) == lines("one two three", 14, 40)
