from hypothesis import given
from hypothesis import strategies as st

from diagrams.near import Ground, around, touches

places = st.integers(-20, 120)


@st.composite
def boxes(draw):
    x, y = draw(places), draw(places)
    return (x, y, x + draw(st.integers(1, 60)), y + draw(st.integers(1, 60)))


filled = st.lists(st.lists(boxes(), max_size=5).map(tuple), max_size=4).map(tuple)


def a_ground(notes, words=()):
    return Ground(notes, tuple(words), 100, 0, 100)


def everything(notes, words):
    return [*(box for cell in notes for box in cell), *words]


@given(notes=filled, words=st.lists(boxes(), max_size=4), at=places, ends=st.tuples(places, places))
def test_a_stretch_is_free_when_nothing_overlaps_it(notes, words, at, ends):
    """On its edge a box does not stand in the way; what was looked up before does not matter."""
    start, end = min(ends), max(ends) + 1
    ground, boxes = a_ground(notes, words), everything(notes, words)

    upright = [ground.is_free_upright(at, start, end) for _ in range(2)]
    flat = [ground.is_free_flat(at, start, end) for _ in range(2)]

    assert upright == [not any(a < at < c and b < end and start < d for a, b, c, d in boxes)] * 2
    assert flat == [not any(b < at < d and a < end and start < c for a, b, c, d in boxes)] * 2


@given(notes=filled, words=st.lists(boxes(), max_size=4), box=boxes())
def test_it_finds_all_that_reaches_into_a_box(notes, words, box):
    """It finds what comparing with each would find."""
    x1, y1, x2, y2 = box

    found = a_ground(notes, words).meeting(*box)

    assert sorted(found) == sorted(
        one
        for one in everything(notes, words)
        if one[0] < x2 and x1 < one[2] and one[1] < y2 and y1 < one[3]
    )


@given(before=filled, after=filled, lines=st.lists(st.tuples(places, places), max_size=6))
def test_what_was_looked_up_is_given_on_only_where_it_still_holds(before, after, lines):
    """A ground that follows another answers as one that knows nothing."""
    many = max(len(before), len(after))
    old, new = (notes + ((),) * (many - len(notes)) for notes in (before, after))
    ground = a_ground(old)
    for at, start in lines:
        ground.is_free_upright(at, start, start + 9)
        ground.is_free_flat(at, start, start + 9)

    changed = [around((*a, *b)) for a, b in zip(old, new, strict=True) if a != b]
    following, fresh = ground.after(new, changed), a_ground(new)

    for at, start in lines:
        for ask in (Ground.is_free_upright, Ground.is_free_flat):
            assert ask(following, at, start, start + 9) == ask(fresh, at, start, start + 9)


def test_boxes_that_share_an_edge_touch():
    """What happens at the edge of what was looked at may matter."""
    assert touches((0, 0, 1, 1), (1, 1, 2, 2))
    assert not touches((0, 0, 1, 1), (1.1, 0, 2, 1))
