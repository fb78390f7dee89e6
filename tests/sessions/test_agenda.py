"""The running order, and the clock that runs through it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import Clock, agenda, idle
from sessions.errors import SessionError

TASKS = [("innovation", "Innovation"), ("organisation", "Organisation")]
NOW = 1_700_000_000_000
MINUTE = 60_000


def assert_wrong_moment(act):
    with pytest.raises(SessionError) as caught:
        act()
    assert caught.value.code == "wrong_moment"
    assert caught.value.message.endswith(".")


def test_R29_the_running_order_of_two_tasks():
    phases = agenda(TASKS, 10)

    assert [phase.id for phase in phases] == [
        "welcome",
        "brief",
        "work-innovation",
        "explain-innovation",
        "work-organisation",
        "explain-organisation",
        "combine",
        "close",
    ]
    assert [phase.kind for phase in phases] == [
        "welcome",
        "brief",
        "work",
        "explain",
        "work",
        "explain",
        "combine",
        "close",
    ]


def test_phases_are_titled_for_people():
    titles = [phase.title for phase in agenda(TASKS, 10)]

    assert titles[2:6] == [
        "Task 1: Innovation",
        "Explain Task 1",
        "Task 2: Organisation",
        "Explain Task 2",
    ]


def test_the_minutes_given_are_those_of_work_only():
    """Each task gets the facilitator's minutes; every other phase has its own."""
    long, short = agenda(TASKS, 25), agenda(TASKS, 10)

    assert [phase.minutes for phase in long if phase.kind == "work"] == [25, 25]
    assert [p for p in long if p.kind != "work"] == [p for p in short if p.kind != "work"]
    assert all(phase.minutes >= 1 for phase in long)


@given(st.integers(1, 5))
def test_any_number_of_tasks_is_worked_on_and_explained_in_turn(count):
    """A third task is a third template and nothing else."""
    phases = agenda([(f"task{n}", f"Short {n}") for n in range(count)], 10)

    assert len({phase.id for phase in phases}) == len(phases) == 4 + 2 * count
    for work, explain in zip(phases[2:-2:2], phases[3:-2:2], strict=True):
        assert (work.kind, explain.kind) == ("work", "explain")
        assert work.task == explain.task is not None


def test_R30_a_clock_that_has_not_started_holds_the_whole_time():
    assert idle(10) == Clock("idle", None, 10 * MINUTE, 10 * MINUTE)


def test_R30_a_running_clock_says_when_it_ends():
    clock = idle(10).start(NOW)

    assert clock == Clock("running", NOW + 10 * MINUTE, None, 10 * MINUTE)


def test_R30_a_running_clock_goes_below_zero():
    """Reaching zero changes nothing by itself."""
    clock = idle(1).start(NOW)

    assert clock.left_at(NOW + 90_000) == -30_000
    assert clock.pause(NOW + 90_000).left_ms == -30_000


def test_pause_keeps_what_is_left_and_start_runs_on_from_it():
    paused = idle(10).start(NOW).pause(NOW + MINUTE)
    running = paused.start(NOW + 30 * MINUTE)

    assert (paused.state, paused.ends_at, paused.left_ms) == ("paused", None, 9 * MINUTE)
    assert running.ends_at == NOW + 39 * MINUTE


def test_a_stop_by_mistake_is_taken_back_by_starting():
    stopped = idle(10).start(NOW).stop(NOW + MINUTE)

    assert (stopped.state, stopped.left_ms) == ("stopped", 9 * MINUTE)
    assert stopped.start(NOW + 2 * MINUTE).ends_at == NOW + 11 * MINUTE


def test_R32_what_the_clock_cannot_do_now_is_the_wrong_moment():
    ready = idle(10)
    running = ready.start(NOW)
    paused, stopped = running.pause(NOW), running.stop(NOW)

    assert_wrong_moment(lambda: ready.pause(NOW))
    assert_wrong_moment(lambda: ready.stop(NOW))
    assert_wrong_moment(lambda: running.start(NOW))
    assert_wrong_moment(lambda: paused.pause(NOW))
    assert_wrong_moment(lambda: stopped.pause(NOW))
    assert_wrong_moment(lambda: stopped.stop(NOW))


def test_adding_a_minute_moves_the_end_of_a_running_clock():
    clock = idle(10).start(NOW).add(MINUTE, NOW + 5 * MINUTE)

    assert (clock.ends_at, clock.total_ms) == (NOW + 11 * MINUTE, 11 * MINUTE)


@pytest.mark.parametrize("state", ["idle", "paused", "stopped"])
def test_adding_a_minute_to_a_clock_that_stands_moves_what_is_left(state):
    clock = replace(idle(10), state=state).add(MINUTE, NOW)

    assert (clock.state, clock.left_ms, clock.ends_at) == (state, 11 * MINUTE, None)


def test_what_is_taken_from_a_clock_under_way_makes_it_short():
    """Ten minutes that become two are nearly over; before the start they are just two."""
    under_way = idle(10).start(NOW).add(-8 * MINUTE, NOW)

    assert (under_way.left_at(NOW), under_way.total_ms) == (2 * MINUTE, 10 * MINUTE)
    assert idle(10).add(-8 * MINUTE, NOW) == idle(2)


def test_taking_away_more_than_is_left_ends_at_zero():
    """Also for a clock that runs: the room sees zero, not time it never had."""
    assert idle(10).add(-3_600_000, NOW).left_ms == 0
    assert idle(10).start(NOW).add(-3_600_000, NOW + MINUTE).left_at(NOW + MINUTE) == 0


def test_taking_away_past_zero_changes_nothing():
    clock = idle(1).start(NOW)

    assert clock.add(-MINUTE, NOW + 2 * MINUTE) == clock


def test_a_clock_set_back_gives_no_more_than_there_was():
    running = idle(10).start(NOW)

    assert running.pause(NOW - 3_600_000).left_ms == 10 * MINUTE


def run(steps, clock, now_ms):
    """Do what fits of ``steps``; yield every step with the clock before and after it."""
    for name, amount, wait_ms in steps:
        now_ms += wait_ms
        before = clock
        try:
            clock = clock.add(amount, now_ms) if name == "add" else getattr(clock, name)(now_ms)
        except SessionError:
            assert name != "add"
        yield name, amount, now_ms, before, clock


steps = st.lists(
    st.tuples(
        st.sampled_from(["start", "pause", "stop", "add"]),
        st.integers(-3_600_000, 3_600_000),
        st.integers(0, 1_200_000),
    ),
    max_size=30,
)


@given(steps, st.integers(1, 120))
def test_a_clock_never_gains_or_loses_time_but_by_adding(steps, minutes):
    """Starting, pausing and stopping leave at each moment exactly what was left."""
    for name, _, now_ms, before, after in run(steps, idle(minutes), NOW):
        if name != "add":
            assert after.left_at(now_ms) == before.left_at(now_ms)


@given(steps, st.integers(1, 120))
def test_adding_gives_exactly_what_was_asked_or_stops_at_zero(steps, minutes):
    for name, amount, now_ms, before, after in run(steps, idle(minutes), NOW):
        if name == "add":
            left = before.left_at(now_ms)
            floor = min(left, 0)
            assert after.left_at(now_ms) == max(left + amount, floor)


@given(steps, st.integers(1, 120))
def test_R30_exactly_one_of_end_and_rest_is_set(steps, minutes):
    for _, _, now_ms, _, clock in run(steps, idle(minutes), NOW):
        assert (clock.state == "running") == (clock.ends_at is not None) == (clock.left_ms is None)
        assert clock.left_at(now_ms) <= clock.total_ms
        assert clock.state != "idle" or clock.left_ms >= 0
