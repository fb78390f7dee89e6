"""What the desk should look at: devices, lost connections, and warnings without a word of text."""

import asyncio

from living import diagram_of, enter, living, screen, seated, told, writes
from talking import add

from sessions import announce, tickers
from sessions.attention import LOST_FOR_MS, Attention, TableFacts

NHS = "Patient 943 476 5919 came twice"


def facts(live, now_ms=0):
    return live.facts_at(now_ms)


def test_every_open_page_is_a_device_and_screens_are_none():
    """Ann with two pages and Bob are three devices; a wall is at no table."""
    live = living()
    for who in (seated("p1"), seated("p1"), seated("p2"), screen(), screen("facilitator")):
        enter(live, who)

    assert facts(live)["t1"].devices == 3


def test_who_went_is_lost_for_a_minute():
    """Then a table has one person less, and nothing to worry about."""
    attention = Attention()
    attention.went(seated("p1"), 1_000)
    attention.went(seated("p2", "t2"), 1_000)
    attention.went(screen(), 1_000)

    assert attention.facts([], [], 1_000 + LOST_FOR_MS - 1) == {
        "t1": TableFacts(lost=1),
        "t2": TableFacts(lost=1),
    }
    assert attention.facts([], [], 1_000 + LOST_FOR_MS) == {}


def test_who_is_back_or_has_another_page_is_not_lost():
    attention = Attention()
    attention.went(seated("p1"), 1_000)

    assert attention.facts([seated("p1")], [], 2_000) == {"t1": TableFacts(devices=1)}
    assert attention.facts([], [], 3_000) == {}


def test_a_table_has_a_warning_for_each_text_that_names_somebody():
    """Notes, wordings beside each other, labels and titles; what was removed counts no more."""
    live = living()
    stream = diagram_of(live)
    writes(live, stream, **add("n1", NHS))
    writes(live, stream, **add("n2", "Call 999"))
    writes(live, diagram_of(live, task="organisation"), type="diagram.rename", title="Dr Patel")
    assert facts(live)["t1"].warnings == 2

    writes(live, stream, type="note.edit", note="n2", text="Ring 0113 496 0123", base=2)
    assert facts(live)["t1"].warnings == 3
    writes(live, stream, type="note.remove", note="n1")
    assert facts(live)["t1"].warnings == 2
    assert "t2" not in {name for name, one in facts(live).items() if one.warnings}


def test_only_the_desk_is_told_and_never_the_text():
    live = living()
    desk, wall, ann = (enter(live, who) for who in (screen("facilitator"), screen(), seated()))
    writes(live, diagram_of(live), **add("n1", NHS))

    live.facts = live.facts_at(0)
    announce.presence(live, 0)
    (seen,) = told(desk)

    assert {name: seen["tables"]["t1"][name] for name in ("devices", "lost", "warnings")} == {
        "devices": 1,
        "lost": 0,
        "warnings": 1,
    }
    assert "943" not in str(seen)
    for other in (wall, ann):
        assert "warnings" not in str(told(other))


def test_a_warning_reaches_the_desk_by_itself():
    """Nobody has to come, go or type for it; and once it is told, it is quiet again."""
    live = living()
    desk = enter(live, screen("facilitator"))

    class Rooms:
        def now_ms(self):
            return 0

    writes(live, diagram_of(live), **add("n1", NHS))
    for _ in range(3):
        asyncio.run(tickers._tell_presence(Rooms(), live))

    assert [message["tables"]["t1"]["warnings"] for message in told(desk)] == [1]
