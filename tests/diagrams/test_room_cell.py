from diagrams.composite import Group, Word
from diagrams.group_card import GroupCard
from diagrams.headings import heading
from diagrams.once_line import OnceLine
from diagrams.room_cell import fill
from diagrams.template import template

INNOVATION = template("innovation")
CELL = INNOVATION.picture.cells[0].model_copy(update={"w": 900, "most_columns": 5})
TOP = heading(CELL, INNOVATION.zone("need")).top


def a_group(at, many):
    words = tuple(Word(f"t{by}", f"Table {by}", "n", f"Statement {at}") for by in range(many))
    return Group(f"k{at}", "need", "inside", "people", False, f"Statement {at}", words)


def a_card(at, many):
    one = a_group(at, many)
    return GroupCard(one, 8, "N", "#6B2A00", False) if many > 1 else OnceLine(one, "#6B2A00", False)


def test_what_several_said_stands_above_what_one_said():
    """The room's common ground is read first."""
    cards = tuple(a_card(at, many) for at, many in enumerate((5, 3, 2, 1, 1, 1, 1)))

    filled = fill(CELL, TOP, cards)

    lowest = max(spot.rect.bottom for spot in filled.spots[:3])
    assert all(spot.rect.y > lowest for spot in filled.spots[3:])


def test_a_crowd_stands_in_several_columns_of_about_one_height():
    """No half of a wide cell stays empty."""
    filled = fill(CELL, TOP, tuple(a_card(at, 1) for at in range(40)))

    ends = {}
    for spot in filled.spots:
        ends[spot.rect.x] = max(ends.get(spot.rect.x, 0), spot.rect.bottom)
    assert len(ends) > 2
    assert max(ends.values()) - min(ends.values()) < 60


def test_few_words_are_large_and_many_small():
    """Type shrinks once the cell of the empty picture is full."""

    def of(many):
        return {
            spot.type_size
            for spot in fill(CELL, TOP, tuple(a_card(at, 1) for at in range(many))).spots
        }

    assert of(2) == {18}
    assert of(80) == {14}
