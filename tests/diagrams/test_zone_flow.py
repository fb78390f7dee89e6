from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.zone_block import Block, Piece
from diagrams.zone_flow import Room, fits, flow

ROOM = Room(columns=3, height=340, gap=20)
# A line of 28 is 34 tall: ten of them fill a column.
LINE = 34


def piece(text, lines=1, keeps=False):
    return Piece(text, (text,) * lines, 28, keeps=keeps)


def block(name, *lines):
    """Return a block of pieces of so many lines each."""
    pieces = tuple(piece(f"{name}{at}", many) for at, many in enumerate(lines))
    return Block(name, pieces, piece(f"{name}, continued", keeps=True), "#000000", 0)


def names(page):
    return [[one.name for one in column] for column in page]


def words(pages):
    return [
        piece.text
        for one in chain.from_iterable(chain.from_iterable(pages))
        for piece in one.pieces
        if not piece.text.endswith("continued")
    ]


blocks = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=12), max_size=25).map(
    lambda drawn: [block(f"b{at}-", *lines) for at, lines in enumerate(drawn)]
)


def test_nothing_to_show_is_one_empty_page():
    (page,) = flow([], ROOM)

    assert not any(page)


def test_blocks_go_down_then_across_then_on():
    pages = flow([block(f"b{at}", 8) for at in range(7)], ROOM)

    assert [names(page) for page in pages] == [
        [["b0"], ["b1"], ["b2"]], [["b3"], ["b4"], ["b5"]], [["b6"]],
    ]  # fmt: skip


def test_the_columns_of_a_page_are_even():
    (page,) = flow([block(f"b{at}", 2) for at in range(6)], ROOM)

    assert names(page) == [["b0", "b1"], ["b2", "b3"], ["b4", "b5"]]


def test_a_block_that_fills_more_than_a_column_goes_on_in_the_next():
    (page,) = flow([block("long", *[3] * 5)], ROOM)

    assert names(page) == [["long"], ["long-1"]]
    assert page[1][0].pieces[0].text == "long, continued"


def test_a_block_that_one_page_holds_is_on_one_page():
    first, second = flow([block("a", 8), block("b", 8), block("long", *[3] * 5)], ROOM)

    assert names(first) == [["a"], ["b"]]
    assert names(second) == [["long"], ["long-1"]]


def test_a_block_larger_than_a_page_is_cut_where_it_must():
    pages = flow([block("long", *[3] * 12)], ROOM)

    assert len(pages) == 2
    assert words(pages) == [f"long{at}" for at in range(12)]


def test_a_headline_is_not_left_at_the_foot_of_a_column():
    headed = Block(
        "headed",
        (piece("names", 8), piece("headline", keeps=True), piece("more", 4)),
        piece("continued", keeps=True),
        "#000000",
        0,
    )
    (page,) = flow([headed], ROOM)

    assert [[one.text for one in part.pieces] for column in page for part in column] == [
        ["names"], ["continued", "headline", "more"],
    ]  # fmt: skip


@given(blocks)
def test_every_piece_is_on_some_page_once_and_in_order(some):
    pages = flow(some, ROOM)

    assert words(pages) == [piece.text for one in some for piece in one.pieces]
    assert fits(pages, ROOM)
    assert all(len(page) <= ROOM.columns for page in pages)


@given(blocks)
def test_what_a_page_holds_is_not_split_across_pages(some):
    pages = flow(some, ROOM)
    on = {}
    for number, page in enumerate(pages):
        for one in chain.from_iterable(page):
            on.setdefault(one.id, set()).add(number)

    assert all(len(on[one.id]) == 1 for one in some if one.h <= 2 * ROOM.height)


@pytest.mark.parametrize("lines", [9, 10, 11])
def test_a_piece_too_tall_for_the_page_is_seen(lines):
    """Large type is given up then; the smallest shows it all the same."""
    assert fits(flow([block("tall", lines)], ROOM), ROOM) == (lines * LINE <= ROOM.height)
