import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.label_track import fitted
from diagrams.near import Ground, box_of
from diagrams.plates import Board, find_plate
from diagrams.taken import Lines

# A line from left to right, then down.
WAY = ((100, 100), (500, 100), (500, 250), (540, 250))


def a_board(*written, others=(), edges=()):
    lines, borders = Lines(), Lines()
    for way in (WAY, *others):
        lines.add_link(way)
    for line in edges:
        borders.add(line)
    return Board(Ground((written,), (), 1000, 0, 400), lines, borders)


def placed(board, text="asks"):
    return find_plate(text, WAY, board)[0].rect


def is_over(rect, box):
    x1, y1, x2, y2 = box_of(rect)
    a, b, c, d = box
    return x1 < c and a < x2 and y1 < d and b < y2


def middle(rect):
    return (rect.x + rect.w / 2, rect.y + rect.h / 2)


def test_a_label_sits_in_the_middle_of_the_longest_line():
    """There it is clear whose it is."""
    assert middle(placed(a_board())) == (300, 100)


def test_a_label_moves_along_its_line_off_a_note():
    """As little as it must."""
    note = (260, 60, 330, 140)

    rect = placed(a_board(note))

    assert middle(rect)[1] == 100
    assert not is_over(rect, note)
    assert rect.right == pytest.approx(260) or rect.x == pytest.approx(330)


def test_a_label_has_one_edge_on_its_line_where_notes_stand_on_one_side():
    """Beside the line it still belongs to it."""
    above = (100, 60, 500, 98)

    rect = placed(a_board(above))

    assert not is_over(rect, above)
    assert rect.y == pytest.approx(99)


def test_a_label_goes_to_another_line_where_the_longest_has_no_room():
    """Down the second line it is clear."""
    around = (60, 60, 490, 140)

    rect = placed(a_board(around))

    assert rect.x <= 500 <= rect.right
    assert not is_over(rect, around)


def test_a_long_label_is_broken_where_only_that_fits():
    """Between two notes it stands in two lines."""
    text = "brings them together"
    beside = ((100, 40, 240, 160), (360, 40, 640, 240), (380, 240, 640, 400))

    found, _ = find_plate(text, WAY, a_board(*beside))

    assert len(found.lines) > len(fitted(text, 170).lines)
    assert not [box for box in beside if is_over(found.rect, box)]


def test_a_label_covers_no_other_link():
    """It gives way along its own line."""
    crossing = ((300, 0), (300, 350), (310, 350))

    rect = placed(a_board(others=[crossing]))

    assert middle(rect)[1] == 100
    assert not rect.x <= 300 <= rect.right


def test_a_label_keeps_off_the_edges_of_boxes():
    """Where its line is free it stands inside or outside, not across."""
    rect = placed(a_board(edges=[((300, 40), (300, 160))]))

    assert middle(rect)[1] == 100
    assert not rect.x < 300 < rect.right


def test_two_labels_keep_apart():
    """The second of two on one line stands beside the first."""
    board = a_board()
    first, _ = find_plate("asks", WAY, board)
    board.keep(first)

    second, _ = find_plate("asks", WAY, board)

    assert not is_over(second.rect, first.reach)


def test_where_there_is_no_room_on_its_line_a_label_stands_near_it():
    """Over other links at last, but over no note."""
    wall = (0, 0, 1000, 280)

    rect = placed(a_board(wall))

    assert not is_over(rect, wall)
    assert rect.y >= 280


boxes = st.tuples(st.integers(0, 560), st.integers(0, 300)).flatmap(
    lambda at: st.tuples(st.integers(10, 120), st.integers(10, 60)).map(
        lambda size: (*at, at[0] + size[0], at[1] + size[1])
    )
)


@given(before=st.lists(boxes, max_size=6), more=boxes)
def test_what_it_did_not_ask_for_does_not_move_a_label(before, more):
    """A note that comes elsewhere leaves a plate where it is."""
    found, asked = find_plate("asks", WAY, a_board(*before))
    x1, y1, x2, y2 = more

    after, _ = find_plate("asks", WAY, a_board(*before, more))

    if not any(a <= x2 and x1 <= c and b <= y2 and y1 <= d for a, b, c, d in asked):
        assert after == found
