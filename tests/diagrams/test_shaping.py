"""A line of text as glyphs in their places."""

import pytest
from fills import LONG, SHORT
from hypothesis import given
from hypothesis import strategies as st
from pictures import texts

from diagrams.measure import width
from diagrams.shaping import shaped


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("line", [*SHORT, LONG, "AVAIL To We, Te. T. F. P. 1111", "Łódź Größe"])
def test_a_line_is_as_wide_as_it_was_measured(line, bold):
    """Kerning too: within a hundredth of a unit in the largest type."""
    assert shaped(line, False, bold).width * 34 == pytest.approx(width(line, 34, bold), abs=0.01)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=60))
def test_whatever_is_typed_in_ascii_is_as_wide_as_it_was_measured(line):
    """The law behind the examples above."""
    assert shaped(line, False, False).width == pytest.approx(width(line, 1), abs=1e-6)


def test_arabic_joins():
    """A letter in the middle of a word is another glyph than by itself."""
    alone = shaped("ع", True, False).glyphs[0].id
    within = {glyph.id for glyph in shaped("اجتماع معًا بعد", True, False).glyphs}

    assert alone not in within - {shaped("اجتماع", True, False).glyphs[0].id}
    assert len(shaped("لا", True, False).glyphs) == 1


def test_conjuncts_form():
    """The marks of Hindi become parts of their letters."""
    assert len(shaped("क्ष", False, False).glyphs) == 1


def test_a_joined_emoji_is_one_glyph():
    """A family is one picture, not four people in a row."""
    wide = shaped("🎉", False, False).width
    for cluster in ("👨‍👩‍👧‍👦", "👩🏽‍⚕️", "🇬🇧", "1️⃣"):
        assert shaped(cluster, False, False).width == wide


def test_marks_stand_over_their_letters():
    """An accent without a letter of its own does not move the next letter."""
    assert shaped("q̃a", False, False).width == shaped("qa", False, False).width


def test_hebrew_starts_on_the_right():
    """In the order of reading, each letter is left of the one before."""
    first = shaped("ש", True, False).glyphs[0].id
    line = shaped("שלום", True, False)

    assert line.glyphs[-1].id == first
    assert [glyph.x for glyph in line.glyphs] == sorted(glyph.x for glyph in line.glyphs)


def test_a_space_that_ends_a_line_stays_at_its_end():
    """Where words run to the left, that is on the left: the first word keeps its place."""
    with_space, without = shaped("אב גד ", True, False), shaped("אב גד", True, False)
    space = shaped(" ", False, False).width

    assert with_space.glyphs[1].x == pytest.approx(without.glyphs[0].x + space)


def test_what_no_font_has_is_named_by_its_number():
    """A box beside what can be drawn, also for a mark on a letter that can."""
    alone, mark = shaped("a\u0378b", False, False), shaped("a\U0001e000b", False, False)

    assert [glyph.missing for glyph in alone.glyphs] == ["", "0378", ""]
    assert [glyph.missing for glyph in mark.glyphs] == ["", "1E000", ""]


def test_letters_styled_as_mathematics_are_drawn_plain():
    """Some paste them as bold; people read the same word."""
    styled, plain = shaped("𝗯𝗼𝗹𝗱", False, False), shaped("bold", False, False)

    assert styled == plain or styled.glyphs[0].font.name.startswith("/")


@given(texts)
def test_nothing_visible_is_left_out(text):
    """Whatever people type, something stands there, and it is not endless."""
    line = shaped(text, False, False)

    assert line.glyphs
    assert 0 <= line.width <= 6 * len(text)
