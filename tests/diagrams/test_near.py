from hypothesis import given
from hypothesis import strategies as st

from diagrams.near import Boxes

places = st.floats(-50, 400, width=32)


@st.composite
def boxes(draw):
    x, y = draw(places), draw(places)
    return (x, y, x + draw(st.floats(0, 300, width=32)), y + draw(st.floats(0, 300, width=32)))


@given(some=st.lists(boxes(), max_size=12), one=boxes())
def test_it_counts_what_comparing_with_each_would_count(some, one):
    """Looking only nearby misses nothing and counts nothing twice."""
    x1, y1, x2, y2 = one

    expected = sum(x1 < c and a < x2 and y1 < d and b < y2 for a, b, c, d in some)

    assert Boxes(some).met(*one) == expected
