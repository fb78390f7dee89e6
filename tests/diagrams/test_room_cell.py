from diagrams.composite import Group, Word
from diagrams.group_card import Detail, GroupCard
from diagrams.once_line import OnceLine
from diagrams.remark import more
from diagrams.room_cell import fill
from diagrams.template import template

INNOVATION = template("innovation")
CELL = INNOVATION.picture.cells[0].model_copy(update={"w": 900, "most_columns": 5})
NEED = INNOVATION.zone("need")


def a_group(at, many):
    words = tuple(Word(f"t{by}", f"Table {by}", "n", f"Statement {at}") for by in range(many))
    return Group(f"k{at}", "need", "inside", "people", False, f"Statement {at}", words)


def a_card(at, many):
    one = a_group(at, many)
    if many > 1:
        return GroupCard(one, 8, "#6B2A00", False, Detail())
    return OnceLine(one, "#6B2A00", False, Detail())


def test_what_several_said_stands_above_what_one_said():
    """The room's common ground is read first."""
    cards = tuple(a_card(at, many) for at, many in enumerate((5, 3, 2, 1, 1, 1, 1)))

    filled = fill(CELL, NEED, cards)

    lowest = max(spot.rect.bottom for spot in filled.spots[:3])
    assert all(spot.rect.y > lowest for spot in filled.spots[3:])


def test_a_crowd_stands_in_several_columns_of_about_one_height():
    """No half of a wide cell stays empty."""
    filled = fill(CELL, NEED, tuple(a_card(at, 1) for at in range(40)))

    ends = {}
    for spot in filled.spots:
        ends[spot.rect.x] = max(ends.get(spot.rect.x, 0), spot.rect.bottom)
    assert len(ends) > 2
    assert max(ends.values()) - min(ends.values()) < 60


def test_what_is_not_shown_is_counted_beside_the_title_or_in_the_gutter():
    """It takes no height from the words while there is room at their right."""
    cards = (a_card(0, 5), a_card(1, 2))
    remark = more("need", 12, 3)
    open_cell = CELL.model_copy(update={"look": "open", "w": 240})

    boxed, aside = fill(CELL, NEED, (*cards, remark)), fill(open_cell, NEED, (*cards, remark))

    assert boxed.needs == fill(CELL, NEED, cards).needs
    assert boxed.spots[-1].rect.bottom <= boxed.spots[0].rect.y
    assert aside.spots[-1].rect.x >= max(spot.rect.right for spot in aside.spots[:-1])
