"""Who sits where, from the records of those who sat down and the moves in the log."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.entry import ParticipantRecord
from sessions.seating import Move, Seating, letter

TABLES = ("t1", "t2", "t3")


class Room:
    """Seats as the server keeps them: records that never change, and a log of moves."""

    def __init__(self):
        self.people = []
        self.seating = Seating()

    def join(self, table):
        made = ParticipantRecord(
            f"p{len(self.people)}",
            "s1",
            table,
            self.seating.next_letter(table, self.people),
            "",
            len(self.people),
        )
        self.people.append(made)
        return made

    def move(self, person, table):
        leaves = self.seating.table_of(person)
        self.seating = self.seating.with_move(Move(person.id, leaves, table, 0))

    def letter(self, person):
        return self.seating.letter_of(person, self.people)


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


def test_R53_who_is_moved_gets_the_next_letter_of_the_other_table():
    """And whoever joins there after them the one after that."""
    room = Room()
    ann, _ben = room.join("t1"), room.join("t2")
    room.move(ann, "t2")
    cyd = room.join("t2")

    assert room.seating.table_of(ann) == "t2"
    assert (room.letter(ann), cyd.letter) == ("B", "C")
    assert room.letter(ann) == "B"


def test_R53_who_comes_back_has_their_old_letter():
    room = Room()
    ann, ben = room.join("t1"), room.join("t1")
    room.move(ben, "t2")
    room.move(ann, "t2")
    room.move(ben, "t1")
    room.move(ben, "t2")

    assert (room.letter(ben), room.letter(ann)) == ("A", "B")
    room.move(ann, "t1")
    assert room.letter(ann) == "A"


def test_a_seat_is_free_again_when_somebody_is_moved_or_removed():
    """Seats count who sits there, not who ever did."""
    room = Room()
    ann, ben, cyd = (room.join("t1") for _ in range(3))
    room.move(ann, "t2")
    room.seating = room.seating.without(ben.id)

    assert room.seating.seated(room.people, "t1") == 1
    assert room.seating.seated(room.people, "t2") == 1
    assert room.seating.table_of(ben) is None
    assert room.seating.table_of(cyd) == "t1"


@pytest.mark.parametrize("participant", [None, "p9"])
def test_who_was_never_moved_has_no_last_move(participant):
    assert Seating((Move("p1", "t1", "t2", 5),)).last_move(participant) is None


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(TABLES)), max_size=40))
def test_R53_a_letter_of_a_table_is_one_persons_for_ever(steps):
    """Whatever happens after it: a diagram's notes keep the letters they were written with."""
    room, had = Room(), {}
    for who, table in steps:
        if who < len(room.people) and room.seating.table_of(room.people[who]) != table:
            room.move(room.people[who], table)
        elif who >= len(room.people):
            room.join(table)
        for person in room.people:
            at = (room.seating.table_of(person), room.letter(person))
            assert had.setdefault(at, person.id) == person.id
    for (table, one), person in had.items():
        others = {b for (a, b), other in had.items() if (a, other) == (table, person)}
        assert others == {one}
    assert all(a != b for a, b in itertools.combinations(had, 2))
