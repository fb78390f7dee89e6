"""Which way each part of a line runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.bidi import levels, visual
from diagrams.text import graphemes

# A little of every class that cleaned text can have.
LETTERS = st.text("abאבםرسم12٤٥ .,%$+-:/()[]!?", max_size=20)


def seen(line: str, right_to_left: bool) -> str:
    """Return the line from left to right, without turning brackets around."""
    clusters = graphemes(line)
    return "".join(clusters[at] for at in visual(levels(tuple(clusters), right_to_left)))


@pytest.mark.parametrize(
    ("line", "left_to_right", "right_to_left"),
    [
        ("plain words, 12 (of 30)", "plain words, 12 (of 30)", "plain words, 12 (of 30)"),
        ("אבג", "גבא", "גבא"),
        ("a אבג b", "a גבא b", "b גבא a"),
        # Numbers read to the right inside Hebrew; after Arabic letters they are Arabic numbers.
        ("אב 12 גד", "דג 12 בא", "דג 12 בא"),
        ("סם 1,200.50 a", "1,200.50 םס a", "a 1,200.50 םס"),
        ("رس 12%", "12 سر%", "%12 سر"),
        ("אב 12%", "12% בא", "12% בא"),
        # Brackets stay around what they held together (N0).
        ("a (אב) c", "a (בא) c", "c )בא( a"),
        ("אב (a) ג", "בא (a) ג", "ג )a( בא"),
        # A neutral between the two takes the paragraph's direction (N2).
        ("a - אב", "a - בא", "בא - a"),
    ],
)
def test_a_line_is_ordered_as_browsers_order_it(line, left_to_right, right_to_left):
    """Checked by hand against UAX 9 and against Chromium."""
    assert seen(line, False) == left_to_right
    assert seen(line, True) == right_to_left


@given(LETTERS, st.booleans())
def test_nothing_is_lost_or_doubled(line, right_to_left):
    """Every grapheme has one place."""
    found = levels(tuple(graphemes(line)), right_to_left)

    assert sorted(visual(found)) == list(range(len(found)))


@given(st.text("ab .,%()-12", max_size=20))
def test_a_line_without_right_to_left_letters_stays(line):
    """What most people write is drawn as it was typed."""
    assert seen(line, False) == line


@given(st.text("אבגדה", max_size=20))
def test_hebrew_runs_to_the_left_whatever_the_paragraph(line):
    """Each letter is as strong as the next."""
    assert seen(line, False) == seen(line, True) == line[::-1]
