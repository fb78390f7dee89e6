"""Who is here and who is typing."""

from sessions.access import Who
from sessions.presence import TypingAt, people, table_json


def who(participant, table="t1", letter="A", name=""):
    return Who("participant", "s1", participant, table, letter, name)


def test_a_person_with_two_pages_is_one_person():
    """People are counted, not sockets; typing on one page is enough."""
    typing = TypingAt("d1", "need", until_ms=2_000)
    found = people([(who("p1"), None), (who("p1"), typing)], now_ms=1_000)

    assert [(person.who.participant, person.typing) for person in found["t1"]] == [("p1", typing)]


def test_typing_that_ran_out_is_not_shown():
    """A phone that was locked in the middle of a word goes quiet."""
    typing = TypingAt("d1", "need", until_ms=1_000)
    found = people([(who("p1"), typing)], now_ms=1_000)

    assert found["t1"][0].typing is None


def test_people_are_listed_by_letter_and_screens_not_at_all():
    """Z comes before AA; a wall is nobody."""
    wall = Who("wall", "s1", None, None, "", "")
    sockets = [(who("p3", letter="AA"), None), (who("p2", letter="Z"), None), (wall, None)]
    found = people(sockets, now_ms=0)

    assert [person.who.letter for person in found["t1"]] == ["Z", "AA"]


def test_the_wall_is_told_numbers_and_never_names():
    """A projector shows how many are here, not who."""
    found = people([(who("p1", name="Ann"), None)], now_ms=0)

    assert table_json(found["t1"], with_people=False) == {"here": 1}
    assert table_json(found["t1"], with_people=True) == {
        "here": 1,
        "people": [{"participant": "p1", "letter": "A", "name": "Ann", "typing": None}],
    }
