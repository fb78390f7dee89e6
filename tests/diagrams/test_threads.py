import pytest

from diagrams.layout import Rect
from diagrams.threads import sides

HERE = Rect(400, 300, 100, 40)


@pytest.mark.parametrize(
    ("there", "leaves", "enters"),
    [
        (Rect(700, 500, 80, 30), (500, 1), (700, -1)),
        (Rect(100, 100, 80, 30), (400, -1), (180, 1)),
        (Rect(410, 600, 120, 40), (400, -1), (410, -1)),
        (Rect(350, 20, 145, 40), (500, 1), (495, 1)),
    ],
    ids=["right", "left", "below", "above"],
)
def test_a_link_leaves_on_the_side_where_the_other_end_is_near(there, leaves, enters):
    """Between two that stand one above the other it goes around the side where they end alike."""
    assert sides(HERE, there) == (leaves, enters)
