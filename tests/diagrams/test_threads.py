import pytest
from pictures import parsed

from diagrams.layout import Rect
from diagrams.markup import element
from diagrams.threads import draw_thread

HERE = Rect(400, 300, 100, 40)


def numbers(drawn):
    svg = parsed(element("g", {}, "".join(one.as_str() for one in drawn)))
    d = svg[0].get("d").replace("M", "").replace("C", "").replace(",", " ")
    return [float(one) for one in d.split()]


@pytest.mark.parametrize(
    "there",
    [
        Rect(700, 500, 80, 30),
        Rect(100, 100, 80, 30),
        Rect(410, 600, 100, 40),
        Rect(350, 20, 120, 40),
        Rect(450, 310, 100, 40),
    ],
    ids=["right", "left", "below", "above", "over it"],
)
def test_a_thread_runs_from_the_side_of_one_to_the_side_of_the_other(there):
    """It leaves and enters sideways, at half height, and ends short of the target by its head."""
    x1, y1, x2, y2, _, y3, x4, y4 = numbers(draw_thread(HERE, there))

    assert x1 in (HERE.x, HERE.right)
    assert min(abs(x4 - there.x), abs(x4 - there.right)) < 8
    assert (y1, y2) == (320, 320)
    assert (y3, y4) == (there.y + there.h / 2,) * 2
    assert (x2 > x1) == (x1 == HERE.right)
