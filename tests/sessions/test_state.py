"""What follows from a session: when writing is open, what the wall shows, what clients see."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import agenda, idle
from sessions.shows import Auto, OneDiagram, OneZone, Screen, WholeTask
from sessions.state import GRACE_MS, DiagramRef, Session, Table, may_write, show, to_json, writing

NOW = 1_700_000_000_000
AGENDA = agenda([("innovation", "Innovation"), ("organisation", "Organisation")], 10)
SESSION = Session(
    title="Falls day",
    code="ABC234",
    tables=(Table("t1", "Table 1"), Table("t2", "Ward 4")),
    diagrams=(DiagramRef("d12345678", "t1", "innovation", 1),),
    agenda=AGENDA,
    phase="welcome",
    clock=idle(5),
    task="innovation",
    tasks=("innovation", "organisation"),
    seq=2,
)


def at_work(task="innovation", **changes):
    running = idle(10).start(NOW)
    return replace(SESSION, phase=f"work-{task}", task=task, **{"clock": running, **changes})


CLOCKS = {
    "idle": idle(10),
    "running": idle(10).start(NOW),
    "paused": idle(10).start(NOW).pause(NOW),
    "stopped": idle(10).start(NOW).stop(NOW),
}


@pytest.mark.parametrize("phase", AGENDA, ids=lambda phase: phase.id)
@pytest.mark.parametrize("state", CLOCKS)
def test_R31_writing_is_open_in_a_work_phase_whose_clock_runs_or_pauses(phase, state):
    session = replace(SESSION, phase=phase.id, clock=CLOCKS[state])

    is_open = phase.kind == "work" and state in ("running", "paused")
    assert writing(session) == (phase.task if is_open else None)


def test_R31_writing_stays_open_when_the_clock_runs_out():
    assert may_write(at_work(), "innovation", NOW + 3_600_000)


def test_R22_only_the_task_of_the_phase_may_be_written_on():
    assert may_write(at_work("organisation"), "organisation", NOW)
    assert not may_write(at_work("organisation"), "innovation", NOW)


def test_R22_fifteen_seconds_after_the_close_still_count_and_one_past_them_does_not():
    closed = at_work(clock=CLOCKS["stopped"], writing_closed_at={"innovation": NOW})

    assert GRACE_MS == 15_000
    assert may_write(closed, "innovation", NOW + 15_000)
    assert not may_write(closed, "innovation", NOW + 15_001)


def test_R22_the_grace_is_for_the_task_that_closed():
    closed = at_work(clock=CLOCKS["stopped"], writing_closed_at={"innovation": NOW})

    assert not may_write(closed, "organisation", NOW)


def test_R22_a_clock_set_back_does_not_leave_writing_open():
    closed = at_work(clock=CLOCKS["stopped"], writing_closed_at={"innovation": NOW})

    assert not may_write(closed, "innovation", NOW - 3_600_000)


@pytest.mark.parametrize(
    ("phase", "shown"),
    [
        ("welcome", Screen(mode="join")),
        ("brief", Screen(mode="brief")),
        ("work-innovation", Screen(mode="mosaic")),
        ("explain-innovation", Screen(mode="mosaic")),
        ("work-organisation", Screen(mode="mosaic")),
        ("explain-organisation", Screen(mode="mosaic")),
        ("combine", WholeTask(mode="composite", task="organisation")),
        ("close", Screen(mode="close")),
    ],
)
def test_R29_the_wall_follows_the_running_order(phase, shown):
    """``auto`` is never what the wall shows; the combined picture is of the current task."""
    assert show(replace(SESSION, phase=phase, task="organisation")) == shown


@pytest.mark.parametrize("phase", AGENDA, ids=lambda phase: phase.id)
@pytest.mark.parametrize(
    "chosen",
    [
        Screen(mode="join"),
        OneDiagram(diagram="d12345678"),
        WholeTask(mode="composite", task="innovation"),
        WholeTask(mode="gaps", task="innovation"),
        OneZone(task="innovation", zone="need", page=2),
    ],
)
def test_R29_what_the_facilitator_chose_is_shown_in_any_phase(phase, chosen):
    assert show(replace(SESSION, phase=phase.id, wall=chosen)) == chosen


def test_R29_clients_see_the_whole_session():
    """Every field of the rule and no other, down to those of a table, a diagram and a phase."""
    seen = to_json(at_work(wall=OneDiagram(diagram="d12345678")))

    assert seen == {
        "title": "Falls day",
        "code": "ABC234",
        "tables": [{"id": "t1", "name": "Table 1"}, {"id": "t2", "name": "Ward 4"}],
        "diagrams": [{"id": "d12345678", "table": "t1", "task": "innovation", "number": 1}],
        "agenda": seen["agenda"],
        "phase": "work-innovation",
        "clock": {
            "state": "running",
            "ends_at": NOW + 600_000,
            "left_ms": None,
            "total_ms": 600_000,
        },
        "task": "innovation",
        "writing": "innovation",
        "wall": {"mode": "diagram", "diagram": "d12345678"},
        "show": {"mode": "diagram", "diagram": "d12345678"},
        "joining": True,
        "private": False,
        "cues": {"sound": False, "flash": True},
        "running_since": None,
        "vote": None,
    }
    assert seen["agenda"][2] == {
        "id": "work-innovation",
        "kind": "work",
        "task": "innovation",
        "title": "Task 1: Innovation",
        "minutes": 10,
    }


def test_R29_a_wall_left_to_itself_is_auto_and_shows_what_that_means():
    seen = to_json(SESSION)

    assert (seen["wall"], seen["show"]) == ({"mode": "auto"}, {"mode": "join"})
    assert seen["writing"] is None


@given(st.sampled_from([phase.id for phase in AGENDA]), st.sampled_from(list(CLOCKS)))
def test_what_clients_see_is_plain_json(phase, state):
    seen = to_json(replace(SESSION, phase=phase, clock=CLOCKS[state], wall=Auto()))

    assert json.loads(json.dumps(seen)) == seen


def test_tasks_and_diagrams_of_a_table_are_in_order():
    session = replace(
        SESSION,
        diagrams=(
            DiagramRef("d1", "t1", "innovation", 1),
            DiagramRef("d2", "t2", "innovation", 1),
            DiagramRef("d3", "t1", "innovation", 2),
        ),
    )

    assert session.tasks == ("innovation", "organisation")
    assert [ref.id for ref in session.diagrams_of("t1", "innovation")] == ["d1", "d3"]
