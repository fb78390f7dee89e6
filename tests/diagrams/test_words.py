"""What a word is, where two texts are compared."""

import pytest

from diagrams.words import plain, words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GP's and DN’s", ["gp", "and", "dn"]),
        ("LAs, FTs", ["la", "ft"]),
        ("families, boxes, nurses, churches", ["family", "box", "nurse", "church"]),
        ("NHS news: crisis, campus, illness", ["nhs", "news", "crisis", "campus", "illness"]),
        ("–3% of 3.6m in 2019–20", ["-3%", "of", "3.6m", "in", "2019", "20"]),
        ("24/7, 1st, £6m", ["24/7", "1st", "£", "6m"]),
        ("IT -> people | ok", ["it", ">", "people", "ok"]),
        ("A+E, tea + biscuits", ["a", "+", "e", "tea", "and", "biscuit"]),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart_into_words(text, said):
    assert words(text) == said


def test_initials_that_end_in_s_keep_it_when_they_are_known():
    """Else NEAS would be the plural of something else."""
    assert words("NEAS", frozenset({"neas"})) == ["neas"]
    assert words("GPS") == ["gp"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("w/ GPs, w/o GPs", ["with", "gp", "without", "gp"]),
        ("Care @ Home", ["care", "at", "home"]),
        ("tele-care, co-ordinators", ["telecare", "coordinator"]),
    ],
)
def test_short_forms_are_written_out(text, said):
    """ "w/o" read as "with o" said the opposite."""
    assert words(text) == said


def test_every_form_of_a_character_is_the_same():
    assert words(plain("Ｃａｒｅ™ ﬁrst")) == words("care first")
