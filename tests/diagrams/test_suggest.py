"""Suggestions are for people to read: nothing is hidden, and nothing dangerous looks harmless."""

import csv
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from diagrams.composite import Group, Word
from diagrams.glossary import glossary_with, shipped
from diagrams.glossary_rows import Row
from diagrams.keys import key
from diagrams.suggest import LEAST_LETTERS, LEAST_WORDS, suggestions
from diagrams.template import template

LABELS = list(
    csv.DictReader(
        (Path(__file__).parent / "data" / "stakeholder_labels.csv").read_text("utf-8").splitlines()
    )
)


def said(*texts, task="organisation", zone=None, level="inside", glossary=None):
    """Groups of one zone; a text that is given again is said by one more table."""
    zone = zone or template(task).zones[0].id
    naming = bool(template(task).levels)
    by_key = {}
    for number, text in enumerate(texts):
        by_key.setdefault(key(text, naming, glossary or shipped()), []).append((number, text))
    return [
        Group(one, zone, level, "people", False, members[0][1],
              tuple(Word(f"t{n}", f"Table {n}", f"n{n}", text) for n, text in members))
        for one, members in by_key.items()
    ]  # fmt: skip


def suggested(*texts, task="organisation", glossary=None):
    """What is suggested, as (one, other or None, remark)."""
    groups = said(*texts, task=task, glossary=glossary)
    return [
        (found.one.text, found.other and found.other.text, found.remark)
        for found in suggestions(groups, template(task), glossary or shipped())
    ]


def test_two_wordings_of_one_thing_are_suggested():
    assert suggested("rapid response team", "dietitians", "Rapid Response", "dieticians") == [
        ("dietitians", "dieticians", "same"),
        ("rapid response team", "Rapid Response", "same"),
    ]


def test_what_more_tables_said_comes_first():
    ((one, other, _),) = suggested("dieticians", "dietitians", "dietitian", "Dietitians")

    assert (one, other) == ("dietitians", "dieticians")


def test_equal_keys_are_no_suggestion():
    assert suggested("GPs", "GP surgeries") == []


def test_a_thing_at_two_levels_is_compared_once():
    """The glossary cannot join levels, and one wording is not suggested for itself."""
    groups = [*said("dietitians"), *said("dietitians", "dieticians", level="local")]

    (found,) = suggestions(groups, template("organisation"), shipped())

    assert (found.one.text, found.other.text) == ("dietitians", "dieticians")
    assert found.one.tables == ("Table 0",)


def test_two_zones_are_not_compared():
    first, second = (zone.id for zone in template("organisation").zones[:2])
    groups = [*said("dietitians", zone=first), *said("dieticians", zone=second)]

    assert suggestions(groups, template("organisation"), shipped()) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("care homes", "home care"),
        ("NHS England", "NHS Foundation Trust"),
        ("mental health trust", "acute trust"),
        ("carers", "care workers"),
        ("health visitors", "visitors"),
        ("public health", "public"),
        ("PCN", "PPG"),
        ("CQC", "CCG"),
    ],
)
def test_what_must_never_be_joined_is_not_even_suggested(one, other):
    assert "same" not in [remark for *_, remark in suggested(one, other)]
    assert suggested(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more admissions", "fewer admissions"),
        ("no evaluation yet", "evaluation yet"),
        ("GPs were involved", "GPs were not involved"),
        ("increase in referrals", "decrease in referrals"),
        ("trust before the pilot", "trust after the pilot"),
        ("inside the hospital", "outside the hospital"),
        ("a new service model", "the old service model"),
        ("safe discharge", "unsafe discharge"),
        ("moves from ward to home", "moves from home to ward"),
        ("7 day service", "5 day service"),
        ("saved £1m", "saved £10m"),
        ("↑ attendances", "↓ attendances"),
        ("good support in Leeds", "good support in Hull"),
        ("with GP support", "without GP support"),
        ("delayed discharges", "more delayed discharges"),
    ],
)
def test_what_may_say_the_opposite_is_marked_and_not_dropped(one, other):
    assert [remark for *_, remark in suggested(one, other, task="innovation")] == ["check"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("care home managers", "home care managers"),
        ("Sunderland CCG", "Sheffield CCG"),
        ("NEAS", "NWAS"),
        ("IT", "finance"),
    ],
)
def test_things_the_glossary_knows_to_be_different_are_marked(one, other):
    assert [remark for *_, remark in suggested(one, other)] == ["check"]


@pytest.mark.parametrize(
    ("one", "other"), [("CCG", "ICB"), ("AHSN", "HIN"), ("STP", "ICS"), ("PCT", "ICB")]
)
def test_successors_are_related_and_never_more(one, other):
    assert suggested(one, other) == [(one, other, "related")]


def test_an_ambiguous_alias_is_a_question():
    """Also inside a text, where it stands in capitals; a word only where it stands alone."""
    assert suggested("ACS leads", "Residents", "tenants and residents") == [
        ("ACS leads", None, "ask"),
        ("Residents", None, "ask"),
    ]


def test_a_question_that_was_answered_is_not_asked_again():
    answered = glossary_with((Row("ACS", "accountable care system", "organisation"),))

    assert suggested("ACS", "accountable care systems", glossary=answered) == []


def test_the_labelled_set_has_no_harmless_looking_trap():
    """Of labels with different meanings the suggestions mark what the glossary can tell apart."""
    never = [
        *combinations(["care homes", "home care", "care home staff", "home care staff"], 2),
        *combinations(["CCG", "ICB", "PCT"], 2),
        *combinations(["AHSN", "HIN"], 2),
        *combinations(["ICS", "STP"], 2),
        *combinations(["NHS England", "NHS FT", "NHS Improvement"], 2),
        *combinations(["mental health trust", "acute trust", "community trust"], 2),
    ]
    keys = [{key(one, True, shipped()) for one in pair} for pair in never]
    groups = said(*(label["label"] for label in LABELS if label["naming"] == "yes"))

    found = suggestions(groups, template("organisation"), shipped())

    assert len(found) > 50
    for one in found:
        if one.remark == "same":
            assert {one.one.key, one.other.key} not in keys


WORDS = ["care", "home", "homes", "team", "new", "more", "falls", "GP", "3", "Leeds"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@given(st.lists(TEXTS, unique=True, max_size=8), st.randoms())
def test_every_pair_that_is_alike_is_found_whatever_the_order(texts, chance):
    """As rapidfuzz itself says of two keys, though here the words are sorted once."""
    form = template("innovation")

    def pairs(given):
        found = suggestions(said(*given, task="innovation"), form, shipped())
        return {frozenset((one.one.key, one.other.key)) for one in found if one.other}

    shuffled = list(texts)
    chance.shuffle(shuffled)
    keys = {key(text, False, shipped()) for text in texts}
    alike = {
        frozenset((one, other))
        for one, other in combinations(sorted(keys), 2)
        if fuzz.token_sort_ratio(one, other) >= LEAST_WORDS
        and fuzz.ratio(one, other) >= LEAST_LETTERS
    }
    assert pairs(texts) == pairs(shuffled) == alike


def test_the_same_groups_give_the_same_list_best_first():
    texts = random.Random(5).sample([label["label"] for label in LABELS], 200)
    groups = said(*dict.fromkeys(texts))

    found = suggestions(groups, template("organisation"), shipped())

    assert found == suggestions(groups, template("organisation"), shipped())
    order = ["same", "check", "related", "ask"]
    ranks = [(order.index(one.remark), -one.score) for one in found]
    assert ranks == sorted(ranks)
