import pytest

from diagrams.remark import more, nobody


@pytest.mark.parametrize(
    ("hidden", "once", "said"),
    [
        (23, 23, "and 23 more, each from one table"),
        (1, 1, "and 1 more, from one table"),
        (12, 0, "and 12 more"),
        (12, 5, "and 12 more, 5 from one table"),
    ],
)
def test_what_is_not_shown_is_said_in_words(hidden, once, said):
    """How many, and how many of them only one table thought of."""
    assert more("need", hidden, once).texts[0] == said


def test_a_narrow_column_has_room_for_the_number():
    """The words go before the number does."""
    remark = more("need", 12, 5)

    widths = [remark.size(column, 14)[0] for column in (400, 100, 30)]

    assert widths == sorted(widths, reverse=True)
    assert widths[-1] <= 30


def test_an_empty_place_says_so():
    """Silence could be a mistake of the picture."""
    assert nobody("need").texts[0] == "No table wrote here"
