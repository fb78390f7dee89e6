"""Hands, ready flags and messages: what each op does, and the laws of any sequence of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import SessionError
from sessions.ops import OP
from sessions.signals import KEPT_MESSAGES, MAX_MESSAGE_GRAPHEMES, Mark, Signals, changed, heard

TABLES = ("t1", "t2", "t3")
TASKS = ("innovation", "organisation")


def after(*asked, signals=None, first=1):
    signals = signals or Signals()
    for seq, op in enumerate(asked, start=first):
        mark = Mark(seq, "A", seq * 1_000)
        signals = changed(signals, OP.validate_python(op), TABLES, TASKS, mark)
    return signals


def hand(table="t1", raised=True):
    return {"type": "hand.set", "table": table, "raised": raised}


def ready(table="t1", task="innovation", is_ready=True):
    return {"type": "table.ready", "table": table, "task": task, "ready": is_ready}


def message(table="t1", text="Two minutes left"):
    return {"type": "message.send", "table": table, "text": text}


def refused(*asked):
    with pytest.raises(SessionError) as caught:
        after(*asked)
    assert caught.value.message.endswith(".")
    return caught.value.code


def test_hands_stand_in_the_order_they_went_up():
    """Raising a hand that is up keeps its place: nobody jumps the queue by asking twice."""
    signals = after(hand("t2"), hand("t1"), hand("t2"))

    assert [(one.table, one.at) for one in signals.hands] == [("t2", 1_000), ("t1", 2_000)]


def test_a_lowered_hand_is_gone_and_can_go_up_again():
    signals = after(hand("t1"), hand("t2"), hand("t1", raised=False), hand("t1"))

    assert [one.table for one in signals.hands] == ["t2", "t1"]


def test_a_table_is_ready_with_one_task_and_takes_it_back():
    """Being done with the first task says nothing of the second."""
    signals = after(ready("t1"), ready("t1"), ready("t2", "organisation"))

    assert signals.ready == (("t1", "innovation"), ("t2", "organisation"))
    assert signals.is_ready("t1", "innovation")
    assert not signals.is_ready("t1", "organisation")
    assert not after(ready("t1"), ready("t1", is_ready=False)).ready


def test_the_last_message_for_a_table_is_its_own_or_one_to_all():
    signals = after(message("t1", "One"), message(None, "All"), message("t2", "Two"))

    assert [signals.last_message(table).text for table in TABLES] == ["All", "Two", "All"]
    assert Signals().last_message("t1") is None


def test_an_old_message_that_stands_on_a_phone_outlives_newer_ones_to_others():
    """Otherwise a reload would take it away before anybody read it."""
    signals = after(message("t1", "Stay"), *[message("t2", f"No {n}") for n in range(30)])

    assert signals.last_message("t1").text == "Stay"
    assert len(signals.messages) == KEPT_MESSAGES + 1


def test_what_does_not_fit_is_refused_with_a_sentence():
    assert refused(hand("t9")) == "no_table"
    assert refused(ready("t9")) == "no_table"
    assert refused(ready(task="lunch")) == "no_task"
    assert refused(message("t9")) == "no_table"
    assert refused(message(text=" \u200b ")) == "text_empty"
    assert refused(message(text="x" * (MAX_MESSAGE_GRAPHEMES + 1))) == "text_too_long"


def test_a_message_is_counted_as_people_count_and_cleaned():
    """A family of four is one character; what could reorder the text goes."""
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    (sent,) = after(message(text=f"Come {family * 50} \u202e soon")).messages

    assert sent.text.endswith(" soon")
    assert "\u202e" not in sent.text
    assert refused(message(text=family * (MAX_MESSAGE_GRAPHEMES + 1))) == "text_too_long"


tables = st.sampled_from(TABLES)
scripts = st.lists(
    st.one_of(
        st.builds(hand, tables, st.booleans()),
        st.builds(ready, tables, st.sampled_from(TASKS), st.booleans()),
        st.builds(message, st.none() | tables, st.sampled_from(["Go on", "Stop"])),
    ),
    max_size=60,
)


@given(scripts)
def test_signals_are_what_was_last_said(script):
    """One hand a table, one flag a table and task, and each the last word on it."""
    signals = after(*script)
    up = {op["table"]: op["raised"] for op in script if op["type"] == "hand.set"}
    done = {(op["table"], op["task"]): op["ready"] for op in script if op["type"] == "table.ready"}

    assert sorted(one.table for one in signals.hands) == sorted(t for t in up if up[t])
    assert sorted(signals.ready) == sorted(pair for pair in done if done[pair])
    for table in TABLES:
        theirs = [
            op["text"]
            for op in script
            if op["type"] == "message.send" and op["table"] in (None, table)
        ]
        last = signals.last_message(table)
        assert (last and last.text) == (theirs[-1] if theirs else None)


@given(scripts)
def test_a_table_hears_of_no_other_table(script):
    """R35, for any sequence: what table 2 is told is the same without what was for table 1."""
    others = [op for op in script if op["table"] != "t1"]

    def own(signals):
        found = heard(signals, "table", "t2")
        last = found.messages[-1].text if found.messages else None
        return [one.table for one in found.hands], found.ready, last

    assert own(after(*script)) == own(after(*others))
