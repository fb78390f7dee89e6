"""The glossary is a file people edit: it must stand on its own feet, row by row."""

import csv

import pytest

from diagrams import keys
from diagrams.errors import DiagramError
from diagrams.glossary import GLOSSARY, glossary_with, shipped
from diagrams.glossary_rows import KINDS, Row, spoken

ROWS = list(csv.DictReader(GLOSSARY.read_text("utf-8").splitlines()))
AMBIGUOUS = [row for row in ROWS if row["note"].startswith("ambiguous")]
APPLIED = [row for row in ROWS if row not in AMBIGUOUS and row["kind"] != "word"]


def key(text, naming=True, glossary=None):
    return keys.key(text, naming, glossary or shipped())


def test_the_file_has_the_columns_it_says():
    assert list(ROWS[0]) == ["alias", "canonical", "kind", "level", "note"]
    assert {row["kind"] for row in ROWS} == {*KINDS, ""}
    assert {row["level"] for row in ROWS} <= {"inside", "local", "regional", "national", ""}


def test_no_alias_is_listed_twice():
    aliases = [row["alias"].casefold() for row in ROWS]

    assert len(set(aliases)) == len(aliases)


def test_every_alias_has_the_key_of_what_it_stands_for():
    for row in APPLIED:
        assert key(row["alias"]) == key(row["canonical"] or row["alias"]), row


def test_different_things_have_different_keys():
    meant = {}
    for row in APPLIED:
        stands_for = (row["canonical"] or row["alias"]).casefold()
        assert meant.setdefault(key(row["alias"]), stands_for) == stands_for, row


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: row["alias"])
def test_an_ambiguous_alias_is_never_applied(row):
    assert row["canonical"] == ""
    assert shipped().said(row["alias"]) == list(spoken(row["alias"]))


@pytest.mark.parametrize("alias", ["ACS", "CD", "CG"])
def test_the_known_ambiguous_ones_are_marked(alias):
    assert alias in [row["alias"] for row in AMBIGUOUS]


@pytest.mark.parametrize(
    ("successor", "predecessor"), [("ICB", "CCG"), ("HIN", "AHSN"), ("ICS", "STP")]
)
def test_successors_are_related_never_merged(successor, predecessor):
    assert key(successor) != key(predecessor)
    assert any(row["alias"] == successor and "related" in row["note"] for row in ROWS)


def test_initials_that_end_in_s_keep_it():
    """Else NEAS would be the plural of something else."""
    for row in APPLIED:
        initials = row["alias"]
        if initials.isupper() and initials.isalpha() and initials.endswith("S"):
            assert shipped().words(initials) == [initials.casefold()]


def test_the_longest_name_is_taken():
    expanded = shipped().said("GP federation of GP practices near NHS England")

    assert expanded == ["gp federation", "of", "general practice", "near", "nhs england"]


def test_a_session_s_own_rows_come_before_the_shipped_ones():
    """Also for what stood for the same before."""
    own = glossary_with(
        (Row("casualty", "minor injuries unit", "body"), Row("GP", "GP hub", "body"))
    )

    assert key("Casualty", glossary=own) == key("MIU", glossary=own)
    assert key("GPs", glossary=own) == key("GP hub", glossary=own) != key("GPs")
    assert key("GP surgery", glossary=own) == key("general practice")


def test_an_alias_of_nothing_stands_for_itself():
    """So a shipped row is taken out, by a row that is seen."""
    own = glossary_with((Row("3rd sector"),))

    assert key("3rd sector", glossary=own) != key("third sector", glossary=own)


def test_an_alias_may_lead_to_an_alias():
    """To one of the session or a shipped one, and on from there."""
    own = glossary_with((Row("docs", "surgery people"), Row("surgery people", "GPs")))

    assert key("Docs", glossary=own) == key("general practice")
    assert key("Docs in Leeds", glossary=own) == key("general practice")


def test_a_name_that_stands_for_another_takes_its_aliases_along():
    own = glossary_with((Row("general practice", "primary care"),))

    assert key("GP surgeries", glossary=own) == key("primary care", glossary=own)


@pytest.mark.parametrize("naming", [True, False])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Leeds lot (all of them)", "our friends & helpers"),
        ("The people of Park Lane", "Park Lane"),
        ("it worked well", "worked well"),
        ("GPs in Leeds", "doctors w/ time"),
        ("more falls", "increase in falls"),
    ],
)
def test_two_groups_that_are_joined_are_one_whatever_is_in_their_words(one, other, naming):
    """Little words and remarks are left out of a key, and must not keep an alias from working."""
    own = glossary_with((Row(one, other),))

    assert key(one, naming, own) == key(other, naming, own)


def test_an_alias_with_a_remark_is_not_the_name_without_it():
    own = glossary_with((Row("GP surgery (Park Lane)", "Park Lane hub"),))

    assert key("GP surgery (Park Lane)", glossary=own) == key("Park Lane hub", glossary=own)
    assert key("GP surgery", glossary=own) == key("general practice")


def test_a_row_that_was_answered_is_no_question_any_more():
    own = glossary_with((Row("ACS", "accountable care system", "organisation"),))

    assert key("ACS", glossary=own) == key("accountable care systems", glossary=own)
    assert ("acs",) in shipped().asks
    assert ("acs",) not in own.asks


def test_rows_that_fight_with_shipped_ones_make_a_glossary():
    """Whatever a later version ships, the session opens."""
    fights = (Row("general practice", "GP"), Row("CCG", "ICB"), Row("ICB", "ICS"), Row("council"))

    assert key("CCG", glossary=glossary_with(fights)) == key("ICS")


def test_equal_rows_are_one_glossary():
    """What is remembered by glossary is remembered for both."""
    assert glossary_with((Row("TLC", "care"),)) is glossary_with((Row("TLC", "care", line=7),))
    assert glossary_with(()) is shipped()


def test_a_bad_row_makes_no_glossary():
    with pytest.raises(DiagramError, match=r"^Line 2: “b” already stands for “c”, not for “d”\.$"):
        glossary_with((Row("b", "c"), Row("b", "d")))


def test_related_names_are_found_both_ways_of_writing():
    related = shipped().related

    assert related["integrated care board"] == "clinical commissioning group"
    assert related["health innovation network"] == "academic health science network"


def test_whoever_joins_two_groups_joins_all_their_wordings():
    """The line is made of one wording; the others differ in what a key leaves out."""
    own = glossary_with((Row("The fire people (Leeds)", "blue light lot"),))

    for wording in ("fire people", "our fire people", "Fire people (not in yet)"):
        assert key(wording, glossary=own) == key("blue light lot", glossary=own)
