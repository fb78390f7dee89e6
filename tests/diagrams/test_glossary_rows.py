"""Rows of a glossary are read as people write them, and refused with a sentence and a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.errors import DiagramError
from diagrams.glossary_rows import (
    KINDS,
    MAX_GRAPHEMES,
    MAX_ROWS,
    Row,
    check,
    read_rows,
    spoken,
    write_rows,
)
from diagrams.text import clean


def said_of(text):
    """What somebody is told who gives this text."""
    with pytest.raises(DiagramError) as refused:
        check(read_rows(text))
    assert refused.value.code == "bad_glossary"
    return refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        "alias,canonical,kind,level,note\nTLC,Tees Living Care,organisation,,ours\n",
        "\ufeffalias,canonical,kind,level,note\r\nTLC,Tees Living Care,organisation,,ours\r\n",
        "TLC;Tees Living Care;organisation;;ours",
        "TLC\tTees Living Care\torganisation\t\tours",
        '\n\n TLC , "Tees Living  Care",organisation,,ours\n,,,,\n',
    ],
)
def test_rows_are_read_as_spreadsheets_and_people_write_them(text):
    assert read_rows(text) == (Row("TLC", "Tees Living Care", "organisation", "", "ours"),)


def test_a_line_may_be_as_short_as_its_first_column():
    assert read_rows("hub\nDoc,doctor") == (Row("hub"), Row("Doc", "doctor"))


def test_what_a_spreadsheet_must_not_calculate_is_read_without_its_mark():
    assert read_rows("'=1+1,'quoted") == (Row("=1+1", "'quoted"),)


TEXTS = st.text().map(clean).filter(lambda text: text[:1] != "'")


@given(st.lists(st.builds(Row, TEXTS.filter(spoken), TEXTS, st.sampled_from(KINDS), note=TEXTS)))
def test_what_was_written_is_read_back(rows):
    """Whatever stands in a cell, unless it is the line of column names."""
    assert read_rows(write_rows(rows)) == tuple(
        row for row in rows if [cell.lower() for cell in row.cells[:2]] != ["alias", "canonical"]
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GP,doctor\nGP,practice", "Line 2: “GP” already stands for “doctor”, not for “practice”."),
        ("G.P.s,doctor\n\ngp,nurse", "Line 3: “gp” already stands for “doctor”, not for “nurse”."),
        ("GP,doctor\n,nurse", "Line 2 has nothing to look for in its first column."),
        ("...,nurse", "Line 1 has nothing to look for in its first column."),
        ("nurse,...", "Line 1 has no words in its second column."),
        ("GP,doctor,persons", "Line 1: “persons” is no kind. Use people, organisation, thing, "
         "body, place, word or alone, or leave it empty."),
        ("GP,doctor,people,town", "Line 1: “town” is no level. Use inside, local, regional or "
         "national, or leave it empty."),
        ("a b,c,word", "Line 1 is of the kind “word”, so its first column must be a single word."),
        ("a,b\nb,c\nc,a", "Line 3: “c” and “a” stand for each other."),
        ("GP,doctor,people,local,see, here", "Line 1 has more than five columns. Put a text with "
         "a comma in double quotes."),
        ('GP,"doctor', "Line 1 cannot be read. Check its double quotes."),
        (f"{'x' * (MAX_GRAPHEMES + 1)},y", "Line 1 is too long: at most 200 characters fit a "
         "column."),
        (f"x,y,,,{'z' * 201}", "Line 1 is too long: at most 200 characters fit a column."),
        ("\n".join(f"x{number}x,y" for number in range(MAX_ROWS + 1)),
         "A glossary of your own has at most 500 lines, not 501."),
        ("\n".join(f"{number} {'x' * 100},y" for number in range(490)),
         "This is too much text for a glossary of your own."),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_its_line(text, said):
    assert said_of(text) == said


def test_the_same_row_twice_is_no_mistake():
    check(read_rows("GP,doctor\nG.P.s,Doctors\nhub\nhub,hub"))


def test_a_row_that_stands_for_itself_goes_round_in_no_circle():
    check([Row("Hub", "the hub"), Row("hubs", "Hub")][1:])
    check([Row("a", "b"), Row("b", "b")])


def test_initials_are_no_plural():
    assert spoken("LAS") != spoken("LA")
    assert spoken("LAs") == spoken("LA")
