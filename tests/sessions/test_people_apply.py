"""R51 to R56: what ops on tables, people, helpers and the wall's key make of a session."""

import pytest
from living import goes, living

from sessions.errors import SessionError
from sessions.people_apply import MAX_HELPERS
from sessions.tables import MAX_TABLES

NEW = [
    {"task": "innovation", "diagram": "dinnovation1"},
    {"task": "organisation", "diagram": "dorganisation"},
]
MOVE = {"type": "person.move", "participant": "p12345678", "leaves": "t1", "table": "t2"}


def refused(live, **op):
    with pytest.raises(SessionError) as error:
        goes(live, **op)
    assert error.value.message.endswith(".")
    return error.value.code


def test_R51_a_table_gets_another_name_and_stays_the_same_table():
    live = living("Falls", "Beds")
    goes(live, type="table.rename", table="t1", name="Falls car")

    assert [(one.id, one.name) for one in live.session.tables] == [
        ("t1", "Falls car"),
        ("t2", "Beds"),
    ]
    goes(live, type="table.rename", table="t1", name="")
    assert live.session.tables[0].name == "Table 1"


def test_R51_a_name_that_does_not_fit_changes_nothing():
    live = living()

    assert refused(live, type="table.rename", table="t9", name="x") == "no_table"
    assert refused(live, type="table.rename", table="t1", name="x" * 61) == "text_too_long"
    goes(live, type="table.rename", table="t1", name="x" * 60)


def test_R51_a_new_table_has_the_next_number_and_a_diagram_for_each_task():
    live = living("Falls", "Beds")
    goes(live, type="table.add", name="", diagrams=NEW)

    assert (live.session.tables[2].id, live.session.tables[2].name) == ("t3", "Table 3")
    added = [live.session.diagrams_of("t3", task)[0].id for task in live.session.tasks]
    assert added == ["dinnovation1", "dorganisation"]


@pytest.mark.parametrize(
    ("diagrams", "code"),
    [
        ([], "no_task"),
        (NEW[:1], "no_task"),
        (NEW[::-1], "no_task"),
        ([{**one, "diagram": "dsame12345"} for one in NEW], "id_taken"),
    ],
)
def test_R51_a_new_table_without_the_right_diagrams_is_refused(diagrams, code):
    assert refused(living(), type="table.add", name="", diagrams=diagrams) == code


def test_R51_the_largest_room_takes_no_further_table():
    live = living(*[""] * MAX_TABLES)

    assert refused(live, type="table.add", name="", diagrams=NEW) == "too_many_tables"


def test_R53_a_move_is_refused_when_somebody_else_made_it_meanwhile():
    """Two desks that move the same person at once: the later one is told."""
    live = living("Falls", "Beds", "Nights")
    goes(live, **MOVE)

    assert refused(live, **{**MOVE, "table": "t3"}) == "moved_already"
    assert refused(live, **{**MOVE, "leaves": "t2", "table": "t2"}) == "moved_already"
    assert refused(live, **{**MOVE, "leaves": "t2", "table": "t9"}) == "no_table"
    goes(live, **{**MOVE, "leaves": "t2", "table": "t3"})
    assert [move.table for move in live.session.seating.moves] == ["t2", "t3"]


def test_R53_who_was_removed_is_neither_moved_nor_removed_again():
    live = living()
    goes(live, type="person.remove", participant="p12345678")

    assert refused(live, **MOVE) == "no_person"
    assert refused(live, type="person.remove", participant="p12345678") == "no_person"


def test_R54_a_helper_is_in_force_until_revoked():
    live = living()
    goes(live, type="helper.add", helper="h12345678")
    assert live.session.helpers == {"h12345678"}
    assert refused(live, type="helper.add", helper="h12345678") == "id_taken"

    goes(live, type="helper.revoke", helper="h12345678")

    assert live.session.helpers == frozenset()
    assert refused(live, type="helper.revoke", helper="h12345678") == "no_helper"


def test_R54_the_last_helper_and_one_past_it():
    live = living()
    for number in range(MAX_HELPERS):
        goes(live, type="helper.add", helper=f"h{number:08}")

    assert refused(live, type="helper.add", helper="h99999999") == "too_many_helpers"


def test_R55_a_scribe_sits_at_a_table_there_is():
    assert refused(living(), type="scribe.add", participant="p12345678", table="t9") == "no_table"


def test_R56_the_wall_key_in_force_is_the_latest():
    live = living()
    for digest in ("a" * 64, "b" * 64):
        goes(live, type="wall.renew", digest=digest)

    assert (live.session.wall_digest, live.session.wall_renewals) == ("b" * 64, 2)
