"""R36: the running order is changed, before the start and live, and every change is taken back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.agenda import MAX_MINUTES, MINUTE_MS, Clock
from sessions.apply import Stamp, apply
from sessions.errors import SessionError
from sessions.ops import OP, OpenSession
from sessions.order import (
    MAX_PHASE_NOTE_GRAPHEMES,
    MAX_PHASE_TITLE_GRAPHEMES,
    MAX_PHASES,
    desk_json,
    inverse,
)
from sessions.progress import behind_ms, remaining_ms
from sessions.state import to_json, writing

NOW = 1_700_000_000_000
PHASES = [
    "welcome",
    "brief",
    "work-innovation",
    "explain-innovation",
    "work-organisation",
    "explain-organisation",
    "combine",
    "close",
]
LUNCH = {
    "type": "order.add",
    "phase": "lunch",
    "kind": "welcome",
    "title": "Lunch",
    "minutes": 45,
    "note": "ask for the bill",
    "before": "work-organisation",
}


def stamp(seq, at_ms):
    return Stamp(seq=seq, author="facilitator", letter="", at_ms=at_ms)


def opened():
    opening = OpenSession(title="Falls day", code="ABC234", tables=("", ""), minutes=10)
    return apply(None, opening, stamp(1, NOW))


def after(session, *written, at_ms=NOW):
    for fields in written:
        session = apply(session, OP.validate_python(fields), stamp(session.seq + 1, at_ms))
    return session


def go(phase, start=False):
    return {"type": "phase.go", "phase": phase, "start": start}


def edit(phase, **fields):
    return {"type": "order.edit", "phase": phase, **fields}


def move(phase, before=None):
    return {"type": "order.move", "phase": phase, "before": before}


def remove(phase):
    return {"type": "order.remove", "phase": phase}


def ids(session):
    return [phase.id for phase in session.agenda]


def assert_rejected(code, session, written):
    with pytest.raises(SessionError) as caught:
        after(session, written)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_step_is_added_before_another_or_last():
    assert ids(after(opened(), LUNCH))[3:6] == ["explain-innovation", "lunch", "work-organisation"]
    assert ids(after(opened(), {**LUNCH, "before": None}))[-1] == "lunch"
    assert ids(after(opened(), {**LUNCH, "before": "supper"}))[-1] == "lunch"


def test_a_step_that_was_added_is_gone_to_and_timed_like_any_other():
    session = after(opened(), LUNCH, go("lunch", start=True))

    assert (session.now_in.title, session.now_in.minutes) == ("Lunch", 45)
    assert session.clock == Clock("running", NOW + 45 * MINUTE_MS, None, 45 * MINUTE_MS)


def test_a_second_go_at_a_task_is_a_work_step_of_its_own():
    again = {**LUNCH, "kind": "work", "task": "innovation", "title": "Once more"}
    session = after(opened(), again, go("lunch", start=True))

    assert writing(session) == "innovation"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"phase": "brief"}, "id_taken"),
        ({"kind": "work"}, "no_task"),
        ({"kind": "explain"}, "no_task"),
        ({"kind": "work", "task": "lunch"}, "no_task"),
        ({"kind": "close", "task": "innovation"}, "no_task"),
        ({"title": " "}, "text_empty"),
        ({"title": "é" * (MAX_PHASE_TITLE_GRAPHEMES + 1)}, "text_too_long"),
        ({"note": "é" * (MAX_PHASE_NOTE_GRAPHEMES + 1)}, "text_too_long"),
        ({"minutes": 0}, "wrong_minutes"),
        ({"minutes": MAX_MINUTES + 1}, "wrong_minutes"),
    ],
)
def test_R36_a_step_that_does_not_fit_is_refused_with_a_sentence(fields, code):
    assert_rejected(code, opened(), {**LUNCH, **fields})


def test_a_step_at_its_limits_fits():
    fields = {
        "title": "é" * MAX_PHASE_TITLE_GRAPHEMES,
        "note": "é" * MAX_PHASE_NOTE_GRAPHEMES,
        "minutes": MAX_MINUTES,
    }

    assert "lunch" in ids(after(opened(), {**LUNCH, **fields}))


def test_forty_steps_are_the_most_also_when_one_is_put_back():
    session = opened()
    while len(session.agenda) < MAX_PHASES:
        session = after(session, {**LUNCH, "phase": f"p{session.seq}"})

    assert MAX_PHASES == 40
    assert_rejected("order_full", session, LUNCH)
    full = after(session, remove("brief"), LUNCH)
    assert_rejected("order_full", full, {"type": "order.restore", "phase": "brief"})


def test_an_edit_sets_what_is_given_and_nothing_else():
    session = after(opened(), edit("brief", title="Show the diagram"), edit("brief", minutes=3))

    brief = session.agenda[1]
    assert (brief.title, brief.minutes, brief.note) == ("Show the diagram", 3, "")
    assert after(session, edit("brief", note="hand out pens")).agenda[1].note == "hand out pens"


def test_other_minutes_give_a_clock_under_way_as_much_more_or_less():
    """Of a task of ten minutes with four left, twelve minutes leave six."""
    at = NOW + 6 * MINUTE_MS
    session = after(opened(), go("work-innovation", start=True))

    longer = after(session, edit("work-innovation", minutes=12), at_ms=at)
    assert longer.clock.left_at(at) == 6 * MINUTE_MS
    shorter = after(session, edit("work-innovation", minutes=2), at_ms=at)
    assert shorter.clock.left_at(at) == 0


def test_other_minutes_reach_the_clock_of_a_step_that_was_left():
    session = after(opened(), go("work-innovation", start=True))
    session = after(session, go("explain-innovation"), at_ms=NOW + 6 * MINUTE_MS)
    session = after(session, edit("work-innovation", minutes=12), go("work-innovation"))

    assert session.clock.left_ms == 6 * MINUTE_MS


def test_steps_move_and_the_current_one_with_them():
    session = after(opened(), go("brief"), move("close", "welcome"), move("brief"))

    assert ids(session)[:2] == ["close", "welcome"]
    assert (ids(session)[-1], session.phase) == ("brief", "brief")
    assert after(session, move("combine", "combine")).agenda == session.agenda


def test_the_current_step_is_not_removed_and_any_other_is():
    session = after(opened(), go("brief"), remove("welcome"))

    assert ids(session) == PHASES[1:]
    assert_rejected("wrong_moment", session, remove("brief"))
    assert_rejected("no_phase", session, remove("welcome"))


def test_a_removed_step_comes_back_with_its_clock_and_its_id_stays_its_own():
    session = after(opened(), go("work-innovation", start=True))
    session = after(session, go("combine"), at_ms=NOW + 6 * MINUTE_MS)
    gone = after(session, remove("work-innovation"))
    back = {"type": "order.restore", "phase": "work-innovation", "before": "explain-innovation"}

    assert_rejected("id_taken", gone, {**LUNCH, "phase": "work-innovation"})
    restored = after(gone, back)
    assert ids(restored) == PHASES
    assert after(restored, go("work-innovation")).clock.left_ms == 4 * MINUTE_MS
    assert_rejected("no_phase", restored, back)


def test_a_task_stays_when_all_its_steps_are_gone():
    """Its diagrams are there still, and leave with everything else."""
    session = after(opened(), remove("work-organisation"), remove("explain-organisation"))

    assert session.tasks == ("innovation", "organisation")


def test_R36_only_the_desk_is_told_notes_clocks_and_plan():
    session = after(opened(), LUNCH, go("lunch", start=True), go("brief"))

    assert all("note" not in phase for phase in to_json(session)["agenda"])
    assert not {"clocks", "plan"} & set(to_json(session))
    told = json.loads(json.dumps(desk_json(session)))
    assert [phase["note"] for phase in told["agenda"]].count("ask for the bill") == 1
    assert told["clocks"]["lunch"]["state"] == "stopped"
    assert told["plan"]["began_at"] == NOW


ops = st.one_of(
    st.builds(
        lambda phase, kind, minutes, before: {
            **LUNCH,
            "phase": phase,
            "kind": kind,
            "task": "innovation" if kind in ("work", "explain") else None,
            "minutes": minutes,
            "before": before,
        },
        st.sampled_from(["lunch", "tea"]),
        st.sampled_from(["welcome", "work", "explain", "combine"]),
        st.integers(1, 120),
        st.sampled_from([*PHASES, None]),
    ),
    st.builds(edit, st.sampled_from([*PHASES, "lunch"]), minutes=st.integers(1, 120)),
    st.builds(edit, st.sampled_from([*PHASES, "lunch"]), title=st.sampled_from(["A", "B"])),
    st.builds(move, st.sampled_from([*PHASES, "lunch"]), st.sampled_from([*PHASES, None])),
    st.builds(remove, st.sampled_from([*PHASES, "lunch", "tea"])),
    st.builds(
        lambda phase: {"type": "order.restore", "phase": phase},
        st.sampled_from([*PHASES, "lunch", "tea"]),
    ),
    st.builds(go, st.sampled_from(PHASES), st.booleans()),
    st.just({"type": "clock.start"}),
    st.just({"type": "clock.add", "seconds": 60}),
)
scripts = st.lists(st.tuples(ops, st.integers(0, 400_000)), max_size=25)


def play(script):
    """Apply what fits; yield each op with the session before and after it and its time."""
    session, now_ms = opened(), NOW
    for written, wait_ms in script:
        now_ms += wait_ms
        op = OP.validate_python(written)
        try:
            next_one = apply(session, op, stamp(session.seq + 1, now_ms))
        except SessionError:
            continue
        yield op, session, next_one, now_ms
        session = next_one


def is_order(op):
    return op.type.startswith("order.")


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_a_running_order_always_has_its_current_step_and_each_step_once(script):
    for _, _, session, _ in play(script):
        assert session.phase in ids(session)
        assert len(set(ids(session))) == len(ids(session)) <= MAX_PHASES
        assert session.phase not in session.course.clocks
        assert set(session.course.clocks) <= set(ids(session))


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_R36_a_change_of_the_running_order_leaves_a_session_as_far_from_its_plan(script):
    for op, before, session, now_ms in play(script):
        if is_order(op):
            assert behind_ms(session, now_ms) == behind_ms(before, now_ms)


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_R36_every_change_of_the_running_order_can_be_taken_back_at_once(script):
    """Order, titles, notes and minutes are as before; no clock has less than it had."""
    for op, before, session, now_ms in play(script):
        if not is_order(op):
            continue
        back = inverse(before, op, session)
        assert back is not None
        undone = apply(session, back, stamp(session.seq + 1, now_ms))
        assert undone.agenda == before.agenda
        assert undone.phase == before.phase
        assert remaining_ms(undone, now_ms) >= remaining_ms(before, now_ms)


def test_R36_what_was_changed_again_since_is_not_taken_back():
    before = opened()
    first, second = (OP.validate_python(edit("brief", title=title)) for title in "AB")
    once = apply(before, first, stamp(2, NOW))
    twice = apply(once, second, stamp(3, NOW))

    assert inverse(before, first, once).title == "Brief"
    assert inverse(before, first, twice) is None
    gone = after(twice, remove("brief"))
    assert inverse(once, second, gone) is None


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_the_same_log_gives_the_same_running_order(script):
    played = list(play(script))
    replayed = opened()
    for op, _, _, now_ms in played:
        stored = OP.validate_json(op.model_dump_json())
        replayed = apply(replayed, stored, stamp(replayed.seq + 1, now_ms))

    assert replayed == (played[-1][2] if played else opened())
