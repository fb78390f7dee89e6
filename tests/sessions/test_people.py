"""Getting in: who a new session and a person who sits down begin as."""

import pytest

from sessions.access import digest
from sessions.errors import SessionError
from sessions.people import (
    MAX_NAME_GRAPHEMES,
    MAX_PEOPLE_AT_A_TABLE,
    new_helper,
    new_participant,
    new_session,
)
from sessions.seating import Seating


def sits_down(table, name, people):
    """The record of somebody who sits down where ``people`` sat down before."""
    return new_participant("s1", table, name, Seating(), people, 1, "key")[1]


def seated(count, table="t1"):
    """As many people at a table, one after the other."""
    people = []
    for _ in range(count):
        people.append(sits_down(table, "", people))
    return people


def test_the_last_chair_of_a_table_and_one_past_it():
    """The next person is asked to choose another table; those there keep their letters."""
    people = seated(MAX_PEOPLE_AT_A_TABLE)

    assert len({person.letter for person in people}) == MAX_PEOPLE_AT_A_TABLE
    with pytest.raises(SessionError) as error:
        sits_down("t1", "", people)
    assert error.value.code == "table_full"
    assert sits_down("t2", "", people).letter == "A"


def test_the_longest_name_and_one_past_it():
    """Counted as people count; what cannot be seen does not count."""
    longest = "é\u200b" * MAX_NAME_GRAPHEMES

    assert sits_down("t1", longest, []).name == "é" * MAX_NAME_GRAPHEMES
    with pytest.raises(SessionError) as error:
        sits_down("t1", longest + "é", [])
    assert error.value.code == "name_too_long"


def test_a_new_session_keeps_no_secret_in_the_clear():
    """What is stored of the keys is their digests; the wall's key is no other's."""
    made, new = new_session("Spring", [""], 10, 1)

    assert made.desk_key not in repr(new)
    assert made.wall_key not in repr(new)
    assert {key.role for key in new.keys} == {"facilitator", "wall"}
    assert len({key.digest for key in new.keys}) == 2


def test_a_helper_has_a_name_and_a_key_that_is_not_kept():
    """The facilitator says who the link is for; what is stored of the key is its digest."""
    key, helper = new_helper("s1", " Sam ", 5)

    assert (helper.name, helper.made_ms) == ("Sam", 5)
    assert key not in repr(helper)
    assert helper.digest == digest(key)


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "text_empty"), (" \u200b", "text_empty"), ("x" * 31, "name_too_long")],
)
def test_a_helper_without_a_name_that_fits_is_refused(name, code):
    with pytest.raises(SessionError) as error:
        new_helper("s1", name, 5)

    assert error.value.code == code
