"""Getting in: who a new session and a person who sits down begin as."""

import pytest

from sessions.errors import SessionError
from sessions.people import (
    MAX_NAME_GRAPHEMES,
    MAX_PEOPLE_AT_A_TABLE,
    letter,
    new_participant,
    new_session,
)


def seated(count, table="t1"):
    """As many people at a table, one after the other."""
    people = []
    for _ in range(count):
        people.append(new_participant("s1", table, "", people, 1)[1])
    return people


def test_the_letters_of_a_table_go_on_after_z():
    """A diagram shows who wrote what with one letter, while letters last."""
    assert [letter(place) for place in (0, 25, 26, 27, 51, 52)] == [
        "A",
        "Z",
        "AA",
        "AB",
        "AZ",
        "BA",
    ]


def test_the_last_chair_of_a_table_and_one_past_it():
    """The next person is asked to choose another table; those there keep their letters."""
    people = seated(MAX_PEOPLE_AT_A_TABLE)

    assert len({person.letter for person in people}) == MAX_PEOPLE_AT_A_TABLE
    with pytest.raises(SessionError) as error:
        new_participant("s1", "t1", "", people, 1)
    assert error.value.code == "table_full"
    assert new_participant("s1", "t2", "", people, 1)[1].letter == "A"


def test_the_longest_name_and_one_past_it():
    """Counted as people count; what cannot be seen does not count."""
    longest = "é\u200b" * MAX_NAME_GRAPHEMES

    assert new_participant("s1", "t1", longest, [], 1)[1].name == "é" * MAX_NAME_GRAPHEMES
    with pytest.raises(SessionError) as error:
        new_participant("s1", "t1", longest + "é", [], 1)
    assert error.value.code == "name_too_long"


def test_a_new_session_keeps_no_secret_in_the_clear():
    """What is stored of the keys is their digests; the wall's key is no other's."""
    made, new = new_session("Spring", [""], 10, 1)

    assert made.desk_key not in repr(new)
    assert made.wall_key not in repr(new)
    assert {key.role for key in new.keys} == {"facilitator", "wall"}
    assert len({key.digest for key in new.keys}) == 2
