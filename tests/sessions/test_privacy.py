"""Private until ready: whose words other tables and walls may not see."""

import pytest
from living import diagram_of, goes, living

from sessions.apply import Stamp, apply
from sessions.ops import OP
from sessions.people import new_session
from sessions.privacy import is_veiled, veils
from sessions.rules import SessionRules
from sessions.state import to_json


def private(live, is_private=True):
    return goes(live, type="privacy.set", private=is_private)


def ready(live, table="t1", task="innovation", is_ready=True):
    return goes(live, type="table.ready", table=table, task=task, ready=is_ready)


def test_words_are_visible_unless_somebody_chose_otherwise():
    session = living().session

    assert (session.private, veils(session)) == (False, frozenset())


def test_a_table_is_veiled_in_each_task_until_it_is_ready_for_that_one():
    live = living()
    private(live)
    ready(live, "t1", "innovation")
    mine = diagram_of(live, "t1", "innovation")

    assert veils(live.session) == {ref.id for ref in live.session.diagrams} - {mine}


def test_taking_ready_back_veils_again():
    live = living()
    private(live)
    ready(live)
    ready(live, is_ready=False)

    assert is_veiled(live.session, live.ref_of(diagram_of(live)))


def test_both_diagrams_of_a_table_follow_its_word():
    live = living()
    private(live)
    goes(live, type="diagram.add", diagram="dsecond000", table="t1", task="innovation")
    before = is_veiled(live.session, live.ref_of("dsecond000"))
    ready(live)

    assert (before, is_veiled(live.session, live.ref_of("dsecond000"))) == (True, False)


def test_the_choice_can_be_made_before_and_during_a_session_and_everybody_is_told():
    _, new = new_session("Northern managers", ["Falls"], 10, 0, private=True)
    entry = new.streams[0].entries[0]
    session = SessionRules().apply(None, SessionRules().read(entry), entry)
    off = OP.validate_python({"type": "privacy.set", "private": False})
    after = apply(session, off, Stamp(2, "facilitator", "F", 0))

    assert (to_json(session)["private"], to_json(after)["private"]) == (True, False)


@pytest.mark.parametrize("private", [None, "yes", 1])
def test_the_choice_is_yes_or_no(private):
    with pytest.raises(ValueError, match="private"):
        OP.validate_python({"type": "privacy.set", "private": private})


def test_a_session_of_an_earlier_version_is_not_private():
    """Its first entry does not know the choice."""
    _, new = new_session("Northern managers", ["Falls"], 10, 0, private=True)
    first = new.streams[0].entries[0]
    op = {name: value for name, value in first.op.items() if name != "private"}

    assert OP.validate_python(op).private is False
