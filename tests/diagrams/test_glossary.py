"""The glossary is a file people edit: it must stand on its own feet, row by row."""

import csv

import pytest

from diagrams import keys
from diagrams.glossary import GLOSSARY, shipped
from diagrams.glossary_rows import KINDS, spoken

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
