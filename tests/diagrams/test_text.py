"""R24: what people type is cleaned once and counted as people count."""

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from diagrams.text import clean, count, graphemes, has_towers

# Pieces that have broken cleaning of text somewhere: marks, joiners, conjuncts, spaces, fillers.
AWKWARD = st.text(
    st.sampled_from(
        "aqe\u0301\u0323\u0327\u200c\u200d\u200b\u202e\u2066\ufeff \t\n\u2028\xa0\x85\x00\x1f"
        "\u0915\u094d\u0937\u1100\u1161\u11a8\u0dd9\u0dcf\u09c7\u09be\ufe0f\u3164\u2800\u034f\xad"
        "👩⚕🏴\U000e0067\U000e007f\ufffe\ufdd0"
    ),
    max_size=20,
)


@given(st.text() | AWKWARD)
def test_r24_cleaning_again_changes_nothing(text):
    once = clean(text)

    assert clean(once) == once


def test_r24_cleaning_any_single_character_again_changes_nothing():
    """Every code point there is, alone and between two letters."""
    for point in range(sys.maxunicode + 1):
        if 0xD800 <= point <= 0xDFFF:
            continue
        for text in (chr(point), f"a{chr(point)}b"):
            once = clean(text)
            assert clean(once) == once, hex(point)


@given(st.text() | AWKWARD)
def test_r24_what_stays_is_nfc_trimmed_and_single_spaced(text):
    cleaned = clean(text)

    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(character) == "Cc" for character in cleaned)


@pytest.mark.parametrize("half", ["\ud83d", "a\udc00b"])
def test_half_a_surrogate_pair_is_refused(half):
    with pytest.raises(ValueError, match="half a character"):
        clean(half)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  one \t\r\n two ", "one two"),
        ("one\u2028two\u00a0three", "one two three"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("\u2066isolated\u2069 \u200ftext", "isolated text"),
        ("bell\x07 and \x9f control", "bell and control"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
        ("e\u0301", "\u00e9"),
        ("not\ufffea\ufdd0character", "notacharacter"),
    ],
)
def test_r24_what_hides_or_reorders_words_goes(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "👩‍⚕️ and 👨‍👩‍👧",
        "می‌خواهم",
        "क्ष्म्यों",
        "ශ්‍රී",
        "العربية",
        "❤️ 🇬🇧 1️⃣",
        "Siân, naïve, Ysbyty Gwynedd",
        "– “quoted” … £6m ™ <-> → ½",
    ],
)
def test_r24_living_scripts_and_emoji_stay_as_they_are(text):
    assert clean(text) == text


def test_r24_a_tower_of_accents_keeps_four():
    assert clean("q" + "\u0323" * 40 + "w") == "q" + "\u0323" * 4 + "w"


def test_r24_joiners_cannot_carry_the_tower_on():
    tower = clean("q" + "\u0323\u200d" * 40)

    assert tower.count("\u0323") == 4
    assert len(tower) < 10


@pytest.mark.parametrize("text", ["", " ", "\u200d", "\ufe0f", "\u0301", "\u2800", "\u3164\u200b"])
def test_text_with_nothing_to_see_is_empty(text):
    assert clean(text) == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [("", 0), ("abc", 3), ("👩‍⚕️", 1), ("🇬🇧🇫🇷", 2), ("q\u0323\u0301", 1), ("\r\n", 1)],
)
def test_people_count_graphemes(text, seen):
    assert count(text) == len(graphemes(text)) == seen


@given(st.text())
def test_graphemes_put_together_are_the_text(text):
    assert "".join(graphemes(text)) == text
    assert count(text) == len(regex.findall(r"\X", text))


@pytest.mark.parametrize("tall", ["q" + "\u0323" * 4, clean("Z\u0300\u0301\u0302\u0303")])
def test_a_tower_of_marks_is_noticed(tall):
    assert has_towers(f"words {tall}go")


@pytest.mark.parametrize("text", ["Care homes", "Việt Nam, Ừ Ậ", "क्ष्म्यों", "ผู้ที่", "العَرَبِيَّة"])
def test_scripts_that_stack_marks_by_nature_are_no_towers(text):
    """Their fonts keep them within the line."""
    assert not has_towers(text)
