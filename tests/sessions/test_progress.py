"""R37: going to any step and back loses nothing; ahead or behind the plan follows from the log."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sessions.agenda import MINUTE_MS, Cues, Plan, agenda
from sessions.apply import Stamp, apply
from sessions.errors import SessionError
from sessions.ops import OP, OpenSession
from sessions.progress import behind_ms, remaining_ms
from sessions.shows import Auto
from sessions.state import may_write, writing

NOW = 1_700_000_000_000
PHASES = [phase.id for phase in agenda([("innovation", "I"), ("organisation", "O")], 10)]


def stamp(seq, at_ms):
    return Stamp(seq=seq, author="facilitator", letter="", at_ms=at_ms)


def opened():
    opening = OpenSession(title="Falls day", code="ABC234", tables=("",), minutes=10)
    return apply(None, opening, stamp(1, NOW))


def after(session, *written, at_ms=NOW):
    for fields in written:
        session = apply(session, OP.validate_python(fields), stamp(session.seq + 1, at_ms))
    return session


def go(phase, start=False):
    return {"type": "phase.go", "phase": phase, "start": start}


START, PAUSE, STOP = ({"type": f"clock.{act}"} for act in ("start", "pause", "stop"))


def test_R37_a_step_that_is_left_keeps_its_clock_and_has_it_on_return():
    left = after(opened(), go("work-innovation", start=True))
    away = after(left, go("combine"), at_ms=NOW + 4 * MINUTE_MS)
    back = after(away, go("work-innovation"), at_ms=NOW + 60 * MINUTE_MS)

    assert (back.clock.state, back.clock.left_ms) == ("stopped", 6 * MINUTE_MS)
    assert back.wall == Auto()


def test_R37_the_time_before_a_step_back_by_mistake_is_not_lost():
    session = after(opened(), go("work-innovation", start=True))
    session = after(session, go("explain-innovation"), at_ms=NOW + 4 * MINUTE_MS)
    session = after(session, go("work-innovation", start=True), at_ms=NOW + 5 * MINUTE_MS)

    assert session.clock.ends_at == NOW + 11 * MINUTE_MS


def test_R31_looking_back_at_a_task_opens_it_only_when_its_clock_runs():
    """Also a task that was left while its clock paused: nobody meant to open it again."""
    for under_way in ((), (PAUSE,)):
        left = after(opened(), go("work-innovation", start=True), *under_way, go("combine"))
        back = after(left, go("work-innovation"), at_ms=NOW + 5 * MINUTE_MS)
        assert writing(back) is None
        assert not may_write(back, "innovation", NOW + 5 * MINUTE_MS)
        assert writing(after(back, START)) == "innovation"


def test_R22_a_task_that_is_left_closes_then_and_again_when_it_is_left_again():
    session = after(opened(), go("work-innovation", start=True))
    session = after(session, go("combine"), at_ms=NOW + MINUTE_MS)
    assert session.writing_closed_at == {"innovation": NOW + MINUTE_MS}
    session = after(session, go("work-innovation"), go("combine"), at_ms=NOW + 2 * MINUTE_MS)
    assert session.writing_closed_at == {"innovation": NOW + MINUTE_MS}
    session = after(session, go("work-innovation", start=True), go("combine"), at_ms=NOW + 9)
    assert session.writing_closed_at == {"innovation": NOW + 9}


def test_R37_going_to_where_one_is_sets_the_clock_back():
    session = after(opened(), go("work-innovation", start=True))
    session = after(session, go("work-innovation"), at_ms=NOW + MINUTE_MS)

    assert (session.clock.state, session.clock.left_ms) == ("idle", 10 * MINUTE_MS)


def test_R37_there_is_no_plan_before_the_first_start():
    """People arrive for as long as they do; only then is there something to be late for."""
    session = after(opened(), go("brief"), at_ms=NOW + 60 * MINUTE_MS)

    assert session.course.plan is None
    assert behind_ms(session, NOW + 60 * MINUTE_MS) is None


@pytest.mark.parametrize("first", [[go("brief"), START], [go("brief", start=True)]])
def test_R37_the_plan_counts_from_the_first_start_of_any_clock(first):
    session = after(opened(), *first)

    assert session.course.plan == Plan(NOW, NOW + 47 * MINUTE_MS)
    assert behind_ms(session, NOW + 5 * MINUTE_MS) == 0


@pytest.mark.parametrize(
    ("acts", "at_minute", "behind"),
    [
        ([], 10, 0),
        ([], 13, 3),
        ([{"type": "clock.add", "seconds": 60}], 5, 1),
        ([{"type": "clock.add", "seconds": -120}], 5, -2),
        ([go("explain-innovation")], 0, -10),
        ([PAUSE], 4, 4),
        ([go("combine"), go("work-innovation", start=True)], 5, 0),
        ([go("work-innovation", start=True)], 5, 0),
        ([{"type": "order.remove", "phase": "combine"}], 5, 0),
        ([go("explain-innovation"), {"type": "plan.begin"}], 0, 0),
    ],
)
def test_R37_ahead_or_behind_is_what_the_clocks_say_against_the_plan(acts, at_minute, behind):
    session = after(opened(), go("work-innovation", start=True), *acts)

    assert behind_ms(session, NOW + at_minute * MINUTE_MS) == behind * MINUTE_MS


def test_the_wall_makes_no_sound_unless_it_is_told_to():
    assert opened().cues == Cues(sound=False, flash=True)
    set_cues = {"type": "cues.set", "sound": True, "flash": False}
    assert after(opened(), set_cues).cues == Cues(sound=True, flash=False)


acts = st.one_of(
    st.builds(go, st.sampled_from(PHASES), st.booleans()),
    st.sampled_from([START, PAUSE, STOP]),
    st.builds(lambda seconds: {"type": "clock.add", "seconds": seconds}, st.integers(-3600, 3600)),
)
scripts = st.lists(st.tuples(acts, st.integers(0, 900_000)), max_size=25)


def play(script, session, now_ms):
    """Do what fits; return the session and the time afterwards."""
    for written, wait_ms in script:
        now_ms += wait_ms
        try:
            session = after(session, written, at_ms=now_ms)
        except SessionError:
            continue
    return session, now_ms


journeys = st.lists(st.tuples(st.sampled_from(PHASES), st.integers(0, 900_000)), max_size=6)


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts, journeys)
def test_R37_leaving_a_step_and_coming_back_never_gains_or_loses_time(script, journey):
    """Whatever was gone to meanwhile, and for however long; no clock of another step moves."""
    session, now_ms = play(script, opened(), NOW)
    here, left = session.phase, session.clock.left_at(now_ms)
    whole = remaining_ms(session, now_ms)
    for phase, wait_ms in journey:
        if phase != session.phase:
            session = after(session, go(phase), at_ms=now_ms)
            now_ms += wait_ms
    if session.phase != here:
        session = after(session, go(here), at_ms=now_ms)
        assert session.clock.left_at(now_ms) == left
        assert remaining_ms(session, now_ms) == whole


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts, st.sampled_from(PHASES))
def test_R37_a_look_elsewhere_costs_a_plan_only_the_time_it_takes(script, phase):
    session, now_ms = play(script, opened(), NOW)
    assume(session.course.plan and phase != session.phase)
    here, later_ms = session.phase, now_ms + 90_000
    away = after(session, go(phase), at_ms=now_ms)
    back = after(away, go(here), at_ms=later_ms)

    assert behind_ms(back, later_ms) == behind_ms(session, now_ms) + 90_000


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_R31_writing_is_open_only_where_a_clock_was_started_since_one_came(script):
    session, now_ms = play(script, opened(), NOW)
    for phase in PHASES:
        if phase != session.phase:
            assert writing(after(session, go(phase), at_ms=now_ms)) is None


@settings(deadline=None)  # replays are many small steps; a busy machine is no fault
@given(scripts)
def test_no_time_is_left_in_a_step_that_has_more_than_it_was_given(script):
    session, now_ms = play(script, opened(), NOW)
    for clock in (session.clock, *session.course.clocks.values()):
        assert clock.left_at(now_ms) <= clock.total_ms
