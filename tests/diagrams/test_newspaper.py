from hypothesis import given
from hypothesis import strategies as st

from diagrams.newspaper import columns

heights = st.lists(st.integers(1, 500), min_size=1, max_size=60)


@given(heights, st.integers(1, 6))
def test_things_are_read_down_one_column_and_then_the_next(tall, most):
    """In their order, apart from each other, in no more columns than asked for."""
    found = columns(tall, most, 10)

    assert list(found.spots) == sorted(found.spots)
    assert found.spots[-1][0] < most
    for (column, top), (after, under), high in zip(
        found.spots, found.spots[1:], tall, strict=False
    ):
        assert (after, under) == (column + 1, 0) or (after == column and under == top + high + 10)


@given(heights, st.integers(1, 6))
def test_columns_are_as_low_as_their_order_allows(tall, most):
    """No column ends far below what an even share would need."""
    found = columns(tall, most, 0)

    assert max(tall) <= found.height <= sum(tall) / most + max(tall) + 1


def test_nothing_takes_no_room():
    """A zone in which nobody wrote has no columns."""
    assert columns([], 4, 10).height == 0
