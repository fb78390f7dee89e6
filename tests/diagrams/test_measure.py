"""What is measured, and where lines break; a real browser agrees in test_pictures_widths."""

import json
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import texts

from diagrams.measure import MARGIN, balanced, cuts_words, lines, settled, width, wrap
from diagrams.text import graphemes

ROOT = Path(__file__).parents[2]
_spec = spec_from_file_location("make_widths", ROOT / "scripts" / "make_widths.py")
make_widths = module_from_spec(_spec)
_spec.loader.exec_module(make_widths)

sizes = st.sampled_from([14, 16, 18, 22])
rooms = st.floats(60, 600)


def unspaced(parts):
    return "".join(parts).replace(" ", "")


@given(text=texts, size=sizes, room=rooms)
def test_no_word_is_lost_or_made_up_by_wrapping(text, size, room):
    """The lines hold the text's own characters in order; only spaces go where a line ends."""
    assert unspaced(wrap(text, size, room)) == text.replace(" ", "")


@given(text=texts, size=sizes, room=rooms)
def test_lines_leave_six_percent_for_a_substitute_font(text, size, room):
    """A line is too wide only when a single grapheme is."""
    for line in wrap(text, size, room):
        assert width(line, size) * MARGIN <= room + 0.01 or len(graphemes(line)) == 1


@given(text=texts, size=sizes, room=rooms)
def test_lines_break_between_graphemes(text, size, room):
    """A joined emoji or a letter with its accents never ends up on two lines."""
    broken = [one for line in wrap(text, size, room) for one in graphemes(line)]

    assert [one for one in broken if one != " "] == [g for g in graphemes(text) if g != " "]


@given(text=texts, size=sizes, room=rooms)
def test_balancing_never_takes_more_lines(text, size, room):
    """Even lines are for looks; they must not cost height."""
    assert len(balanced(text, size, room)) == len(lines(text, size, room))


def test_bold_is_measured_by_itself():
    """Bold Arial is wider, and not by one factor for all letters."""
    assert width("Relationship", 22, bold=True) > width("Relationship", 22)


def test_wide_characters_and_emoji_count_as_drawn():
    """East Asian characters are an em; colour emoji about 1.3 em, however many code points."""
    assert width("患者", 10) == 20
    assert width("👩‍⚕️", 10) == width("🎉", 10) == pytest.approx(13)


def test_a_letter_with_marks_is_little_wider_than_the_letter():
    """Four marks or forty: the letter comes from another font with them, that is all."""
    assert width("e", 16) < width("e\u0301\u0302", 16) < 1.3 * width("e", 16)
    assert width("e\u0301\u0302\u0323\u0317", 16) == width("e\u0301\u0302", 16)


def test_a_phrase_mark_never_starts_a_line():
    """Japanese lines do not begin with a full stop."""
    found = wrap("患者さんの。" * 8, 16, 100)

    assert not any(line.startswith("。") for line in found)


def test_a_word_cut_only_by_large_type_is_noticed():
    """The layout takes smaller type rather than break a word that need not break."""
    assert cuts_words("Northumberland", 18, 110, 14)
    assert not cuts_words("Northumberland", 18, 300, 14)
    assert not cuts_words("w" * 60, 18, 110, 14)


def test_letters_that_kern_stand_closer():
    """Viewers kern: "AV" is narrower than an A and a V, also where a line is put together."""
    assert width("AV", 20) < width("A", 20) + width("V", 20)
    assert width("AV", 20) == pytest.approx(20 * (1366 + 1366 - 152) / 2048)


def test_the_table_is_what_the_script_writes():
    """Made from the font itself; a later version of the font may kern otherwise, no more."""
    made, kept = make_widths.table(), make_widths.OUT.read_text("utf-8")
    again, shipped = json.loads(made), json.loads(kept)

    assert shipped["font"].startswith("Liberation Sans, ")
    if again["font"] == shipped["font"]:
        assert made == kept
    for style in ("regular", "bold"):
        wide, before = (_by_character(one[style]["widths"]) for one in (again, shipped))
        assert before.items() <= wide.items()


def _by_character(runs):
    return {first + at: wide for first, *row in runs for at, wide in enumerate(row)}


@given(text=texts, size=sizes, room=rooms)
def test_a_settled_text_takes_no_more_lines_and_cuts_no_more_words(text, size, room):
    """A fuller last line is for looks; it must cost neither height nor whole words."""
    broken, plain = settled(text, size, room), lines(text, size, room)

    assert len(broken) == len(plain)
    assert unspaced(broken) == unspaced(plain)
    assert whole_ends(text, broken) >= whole_ends(text, plain)


def whole_ends(text, broken):
    """Return how many lines end at a space of the text."""
    return text.count(" ") - sum(line.count(" ") for line in broken)


def test_no_single_word_is_left_for_the_last_line():
    assert settled("patients & carers asked for joined up services + info sharing", 18, 280)[
        -1
    ] != ("sharing")


@pytest.mark.parametrize("text", ["اجتماع أسبوعي بين دار", "देखभाल गृह के कर्मचारी", "ნ მოვლის"])
def test_letters_that_the_font_lacks_have_their_own_width(text):
    """Guessed as wide as a W, they would fill half their card."""
    assert width(text, 10) < 0.8 * 10 * len(text)


def test_bold_words_are_cut_where_only_plain_ones_would_fit():
    """A headline is bold, and wider than the same words in a note."""
    room = width("Newcastle", 18) * MARGIN + 1

    assert not cuts_words("Newcastle City", 18, room, 14)
    assert cuts_words("Newcastle City", 18, room, 14, bold=True)
