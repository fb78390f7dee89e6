"""How a session changes, op by op. What holds for any sequence is in test_session_laws."""

import pytest

from diagrams.errors import DiagramError
from diagrams.glossary_rows import Row
from sessions.access import may
from sessions.agenda import MINUTE_MS
from sessions.apply import (
    MAX_TABLES,
    Stamp,
    apply,
    max_diagrams,
    required_action,
)
from sessions.errors import SessionError
from sessions.ops import OP, OpenSession
from sessions.shows import Auto, OneDiagram, OneZone, Screen, WholeTask
from sessions.state import may_write, show, writing
from sessions.wall import has_room_view

NOW = 1_700_000_000_000


def opening(title="Falls day", tables=("", "Ward 4"), minutes=10):
    return OpenSession(title=title, code="ABC234", tables=tables, minutes=minutes)


def stamp(seq, at_ms=NOW):
    return Stamp(seq=seq, author="facilitator", letter="", at_ms=at_ms)


def opened(**fields):
    return apply(None, opening(**fields), stamp(1))


def after(session, *written, at_ms=NOW):
    """Return the session after ops written as in the protocol."""
    for fields in written:
        session = apply(session, OP.validate_python(fields), stamp(session.seq + 1, at_ms))
    return session


def go(phase, start=False):
    return {"type": "phase.go", "phase": phase, "start": start}


def add_diagram(number, table="t1", task="innovation"):
    return {"type": "diagram.add", "diagram": f"d{number:08}", "table": table, "task": task}


def show_on_wall(**choice):
    return {"type": "wall.show", "show": choice}


START, PAUSE, STOP = ({"type": f"clock.{act}"} for act in ("start", "pause", "stop"))


def assert_rejected(code, act):
    with pytest.raises(SessionError) as caught:
        act()
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_session_opens_at_welcome_with_an_idle_clock():
    session = opened()

    assert (session.title, session.code, session.seq) == ("Falls day", "ABC234", 1)
    assert (session.phase, session.clock.state, session.joining) == ("welcome", "idle", True)
    assert (session.task, session.wall, session.diagrams) == ("innovation", Auto(), ())


def test_tables_keep_their_names_and_blank_ones_are_numbered():
    """Names stay as typed, also when two are alike: ids tell tables apart."""
    session = opened(tables=("Ward 4", "", "Ward 4"))

    assert [(t.id, t.name) for t in session.tables] == [
        ("t1", "Ward 4"),
        ("t2", "Table 2"),
        ("t3", "Ward 4"),
    ]


@pytest.mark.parametrize(
    ("fits", "one_past", "code"),
    [
        ({"tables": ("",)}, {"tables": ()}, "too_many_tables"),
        ({"tables": ("",) * MAX_TABLES}, {"tables": ("",) * (MAX_TABLES + 1)}, "too_many_tables"),
        ({"minutes": 1}, {"minutes": 0}, "wrong_minutes"),
        ({"minutes": 120}, {"minutes": 121}, "wrong_minutes"),
        ({"title": "x"}, {"title": " "}, "text_empty"),
        ({"title": "é" * 120}, {"title": "é" * 121}, "text_too_long"),
        ({"tables": ("é" * 60,)}, {"tables": ("é" * 61,)}, "text_too_long"),
    ],
)
def test_a_session_at_its_limits_and_one_past_them(fits, one_past, code):
    opened(**fits)

    assert_rejected(code, lambda: opened(**one_past))


def test_sixty_tables_are_the_most():
    assert MAX_TABLES == 60


def test_a_session_is_opened_once():
    assert_rejected("not_allowed", lambda: apply(opened(), opening(), stamp(2)))


@pytest.mark.parametrize("seq", [1, 3])
def test_entries_apply_one_by_one_in_order(seq):
    """A skipped or repeated entry is a bug of the server, not something to tell a person."""
    with pytest.raises(AssertionError):
        apply(opened(), OP.validate_python(go("brief")), stamp(seq))


def test_going_to_a_phase_sets_its_minutes_and_waits_for_the_start():
    session = after(opened(minutes=25), go("work-organisation"))

    assert (session.phase, session.task) == ("work-organisation", "organisation")
    assert (session.clock.state, session.clock.left_ms) == ("idle", 25 * MINUTE_MS)
    assert writing(session) is None


def test_going_to_a_phase_can_start_its_clock():
    session = after(opened(), go("work-innovation", start=True))

    assert (session.clock.state, session.clock.ends_at) == ("running", NOW + 10 * MINUTE_MS)
    assert writing(session) == "innovation"


def test_R29_the_current_task_stays_after_its_phases():
    """Combine, and everything else that has no task, is about what was worked on last."""
    session = after(opened(), go("work-organisation"), go("combine"))

    assert session.task == "organisation"
    assert show(session) == WholeTask(mode="composite", task="organisation")


def test_going_to_a_phase_gives_the_wall_back_to_the_running_order():
    session = after(opened(), show_on_wall(mode="mosaic"), go("brief"))

    assert session.wall == Auto()


def test_R32_an_unknown_phase():
    assert_rejected("no_phase", lambda: after(opened(), go("lunch")))


def test_the_clock_is_started_paused_stopped_and_given_more():
    working = after(opened(), go("work-innovation"))

    running = after(working, START)
    assert running.clock.ends_at == NOW + 10 * MINUTE_MS
    paused = after(running, PAUSE, at_ms=NOW + MINUTE_MS)
    assert (paused.clock.state, paused.clock.left_ms) == ("paused", 9 * MINUTE_MS)
    more = after(paused, {"type": "clock.add", "seconds": 60})
    assert more.clock.left_ms == 10 * MINUTE_MS
    assert after(more, STOP).clock.state == "stopped"


def test_R32_a_clock_that_does_not_run_cannot_pause():
    assert_rejected("wrong_moment", lambda: after(opened(), PAUSE))


@pytest.mark.parametrize("close", [STOP, go("explain-innovation"), go("work-organisation", True)])
@pytest.mark.parametrize("before", [(), (PAUSE,)], ids=["running", "paused"])
def test_R22_whatever_closes_writing_starts_the_grace(before, close):
    """Stopping the clock or moving on, from a clock that runs or pauses, closes at that moment."""
    session = after(opened(), go("work-innovation", start=True), *before)
    closed = after(session, close, at_ms=NOW + MINUTE_MS)

    assert closed.writing_closed_at == {"innovation": NOW + MINUTE_MS}
    assert may_write(closed, "innovation", NOW + MINUTE_MS + 15_000)
    assert not may_write(closed, "innovation", NOW + MINUTE_MS + 15_001)


def test_R22_going_back_to_idle_in_the_same_phase_closes_too():
    session = after(opened(), go("work-innovation", start=True), go("work-innovation"))

    assert session.writing_closed_at == {"innovation": NOW}


@pytest.mark.parametrize(
    "moves",
    [
        [go("work-innovation"), go("explain-innovation")],
        [go("explain-innovation", start=True), STOP],
        [go("work-innovation", start=True), go("work-innovation", start=True), PAUSE, START],
    ],
    ids=["never started", "not a work phase", "restarted"],
)
def test_R22_where_writing_was_not_open_or_stays_open_nothing_closes(moves):
    assert after(opened(), *moves).writing_closed_at == {}


def test_R22_the_latest_close_counts():
    session = after(opened(), go("work-innovation", start=True), STOP)
    session = after(session, START, STOP, at_ms=NOW + 5 * MINUTE_MS)

    assert session.writing_closed_at == {"innovation": NOW + 5 * MINUTE_MS}


def test_R22_each_task_has_its_own_close():
    session = after(opened(), go("work-innovation", start=True), STOP)
    session = after(session, go("work-organisation", start=True), STOP, at_ms=NOW + MINUTE_MS)

    assert session.writing_closed_at == {"innovation": NOW, "organisation": NOW + MINUTE_MS}


def test_the_wall_shows_what_the_facilitator_chose():
    session = after(opened(), add_diagram(1))

    shown = after(session, show_on_wall(mode="diagram", diagram="d00000001"))
    assert shown.wall == OneDiagram(diagram="d00000001")
    shown = after(shown, show_on_wall(mode="composite", task="organisation"))
    assert shown.wall == WholeTask(mode="composite", task="organisation")
    shown = after(shown, show_on_wall(mode="brief"))
    assert shown.wall == Screen(mode="brief")
    assert after(shown, show_on_wall(mode="auto")).wall == Auto()


def test_R32_the_wall_cannot_show_what_is_not_there():
    session = after(opened(), add_diagram(1))

    choice = show_on_wall(mode="diagram", diagram="d00000002")
    assert_rejected("no_diagram", lambda: after(session, choice))
    for choice in (
        show_on_wall(mode="composite", task="lunch"),
        show_on_wall(mode="zone", task="lunch", zone="need", page=1),
    ):
        assert_rejected("no_task", lambda choice=choice: after(session, choice))
    choice = show_on_wall(mode="zone", task="innovation", zone="sponsor", page=1)
    assert_rejected("no_zone", lambda: after(session, choice))


@pytest.mark.parametrize("mode", ["composite", "matrix", "overlap", "gaps"])
@pytest.mark.parametrize("task", ["innovation", "organisation"])
def test_R33_the_wall_shows_every_view_of_a_task_that_has_it(mode, task):
    """Levels and roles are compared only where a task asks for them; it is said in a sentence."""
    session, choice = opened(), {"mode": mode, "task": task}
    has_levels = task == "organisation"

    if has_levels or mode in ("composite", "gaps"):
        assert show(after(session, show_on_wall(**choice))) == WholeTask(**choice)
        assert has_room_view(session, WholeTask(**choice))
    else:
        assert_rejected("no_levels", lambda: after(session, show_on_wall(**choice)))
        assert not has_room_view(session, WholeTask(**choice))


def test_R33_the_wall_shows_a_page_of_a_zone_whether_or_not_there_is_one_yet():
    """How many pages there are follows from the words, which the session does not know."""
    choice = {"mode": "zone", "task": "organisation", "zone": "sponsor", "page": 7}
    shown = after(opened(), show_on_wall(**choice))

    assert shown.wall == OneZone(task="organisation", zone="sponsor", page=7)
    assert not has_room_view(shown, OneZone(task="organisation", zone="need"))


def test_joining_is_closed_and_opened():
    closed = after(opened(), {"type": "joining.set", "open": False})

    assert not closed.joining
    assert after(closed, {"type": "joining.set", "open": True}).joining


def test_diagrams_of_a_table_and_task_are_numbered():
    session = after(
        opened(),
        add_diagram(1),
        add_diagram(2, table="t2"),
        add_diagram(3),
        add_diagram(4, task="organisation"),
    )

    assert [ref.number for ref in session.diagrams] == [1, 1, 2, 1]


@pytest.mark.parametrize(("task", "limit"), [("innovation", 2), ("organisation", 1)])
def test_R32_enough_diagrams_at_a_table(task, limit):
    """The most a table may have of a task, and one past it; another table has its own."""
    session = opened()
    for number in range(limit):
        session = after(session, add_diagram(number, task=task))

    assert max_diagrams(task) == limit
    assert_rejected("enough_diagrams", lambda: after(session, add_diagram(9, task=task)))
    after(session, add_diagram(9, table="t2", task=task))


def test_R32_a_diagram_needs_a_table_a_task_and_a_new_id():
    session = after(opened(), add_diagram(1))

    assert_rejected("no_table", lambda: after(session, add_diagram(2, table="t3")))
    assert_rejected("no_task", lambda: after(session, add_diagram(2, task="lunch")))
    assert_rejected("id_taken", lambda: after(session, add_diagram(1, table="t2")))


@pytest.mark.parametrize(
    "written",
    [go("brief"), START, PAUSE, STOP, {"type": "clock.add", "seconds": 1}, add_diagram(1),
     show_on_wall(mode="auto"), {"type": "joining.set", "open": True}],
    ids=lambda op: op["type"],
)  # fmt: skip
def test_every_op_names_the_action_it_needs(written):
    """What clients may send is for the desk, by the table of rights."""
    action = required_action(OP.validate_python(written))

    assert [may(role, action) for role in ("facilitator", "participant", "wall")] == [
        True,
        False,
        False,
    ]


def test_nobody_may_open_a_session_through_a_door():
    assert not may("facilitator", required_action(opening()))


def set_glossary(*rows, base=0):
    written = [dict(zip(("alias", "canonical", "kind"), row, strict=False)) for row in rows]
    return {"type": "glossary.set", "rows": written, "base": base}


def test_a_glossary_is_set_whole_and_knows_its_entry():
    """Saving what was there before takes it back."""
    session = after(opened(), set_glossary(("TLC", "Tees Living Care", "organisation")))

    assert session.glossary == (Row("TLC", "Tees Living Care", "organisation"),)
    assert session.glossary_seq == session.seq == 2
    assert after(session, START, set_glossary(base=2)).glossary == ()


def test_two_people_do_not_save_over_each_other_unseen():
    """Who read an older glossary is told so, and nothing changed."""
    session = after(opened(), set_glossary(("TLC", "care")))

    assert_rejected("glossary_changed", lambda: after(session, set_glossary(("DN", "nurse"))))


@pytest.mark.parametrize(
    "rows", [[("", "x")], [("GP", "a"), ("GPs", "b")], [("a", "b", "person")], [("x" * 201, "y")]]
)
def test_a_bad_row_changes_nothing(rows):
    with pytest.raises(DiagramError) as refused:
        after(opened(), set_glossary(*rows))

    assert refused.value.code == "bad_glossary"
    assert refused.value.message.startswith("Line ")


def test_rows_that_fight_with_the_shipped_ones_are_taken():
    """Else a later version with other shipped rows could not open an older session."""
    rows = [("general practice", "GP"), ("NHSE", "CQC"), ("council", ""), ("CCG", "ICB")]

    assert len(after(opened(), set_glossary(*rows)).glossary) == 4
