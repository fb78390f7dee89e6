"""Bodies: what they hold, and what is said when they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.errors import Problem
from web.forms import Key, NewSession, NewSessionForm, Proof, Seat, check

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["title", "tables", "minutes", "code", "token", "table", "name", "key", "x"]),
    JSON,
    max_size=5,
)


def problem_with(model, fields):
    """Return why these fields are refused, or None."""
    try:
        check(model, fields)
    except Problem as problem:
        return problem


@given(st.sampled_from([NewSession, Proof, Seat, Key]), FIELDS | JSON)
def test_whatever_comes_is_typed_or_refused_in_a_sentence(model, fields):
    """No body crashes the door."""
    problem = problem_with(model, fields)

    assert problem is None or problem.code == "bad_form"
    assert problem is None or problem.message.endswith(".")


def test_a_body_is_not_echoed_at_length():
    """The sentence names the field; a field's name made up to be long is cut."""
    assert len(problem_with(Key, {"x" * 10_000: 1, "key": "k"}).message) < 120


def test_a_number_of_tables_or_their_names():
    """Both become a list of names, blank where none was given."""
    assert check(NewSession, {"title": "x", "tables": 2}).names == ["", ""]
    assert check(NewSession, {"title": "x", "tables": [" Ward 4 "]}).names == ["Ward 4"]


@pytest.mark.parametrize(
    ("typed", "tables", "minutes"),
    [
        ({}, 6, 10),
        ({"tables": " 8 ", "minutes": ""}, 8, 10),
        ({"tables": "8", "names": "a\n\nb"}, ["a", "b"], 10),
        ({"tables": "lots"}, "lots", 10),
        ({"tables": "9" * 5_000}, "9" * 5_000, 10),
        ({"tables": "²"}, "²", 10),
    ],
)
def test_a_form_is_read_as_people_fill_it_in(typed, tables, minutes):
    """Blank means the usual; what is no number goes on and is refused with the rest."""
    body = check(NewSessionForm, {"title": "x", **typed}).as_body()

    assert (body["tables"], body["minutes"]) == (tables, minutes)
