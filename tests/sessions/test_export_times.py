"""When something was written, from the session's own log."""

import pytest

from sessions.entry import Entry, StreamLog, StreamRecord
from sessions.export_times import task_starts, times

OPEN = {
    "type": "session.open",
    "title": "Leeds",
    "code": "ABC234",
    "tables": [""],
    "minutes": 10,
    "tasks": [
        {"task": "innovation", "short": "Innovation"},
        {"task": "organisation", "short": "Organisation"},
    ],
}
START = {"type": "clock.start"}
PAUSE = {"type": "clock.pause"}


def go(phase: str, start: bool = False) -> dict[str, object]:
    return {"type": "phase.go", "phase": phase, "start": start}


def entries(*ops: dict[str, object]) -> tuple[Entry, ...]:
    """One entry every ten seconds."""
    return tuple(
        Entry(seq, "desk", "", f"r{seq}", "", op, None, seq * 10_000)
        for seq, op in enumerate(ops, start=1)
    )


def log(*ops: dict[str, object]) -> StreamLog:
    made = entries(OPEN, *ops)
    return StreamLog(StreamRecord("s1", "s1", "session", None, None, len(made)), made)


@pytest.mark.parametrize(
    ("ops", "starts"),
    [
        ([], {}),
        ([go("work-innovation")], {}),
        ([go("work-innovation", True)], {"innovation": 20_000}),
        ([go("work-innovation"), START], {"innovation": 30_000}),
        ([go("brief", True), PAUSE, START], {}),
        ([go("work-innovation", True), PAUSE, START], {"innovation": 20_000}),
        (
            [go("work-innovation", True), go("explain-innovation"), go("work-innovation", True)],
            {"innovation": 20_000},
        ),
        (
            [go("work-organisation", True), go("work-innovation", True)],
            {"organisation": 20_000, "innovation": 30_000},
        ),
    ],
)
def test_a_task_starts_when_its_clock_is_first_started(ops, starts):
    """With its phase or by itself; other phases' clocks and later starts do not count."""
    assert task_starts(log(*ops)) == starts


def test_seconds_count_from_the_start():
    """Whole seconds, rounded down, below zero before the start."""
    found = times({"innovation": 15_500}, "innovation", entries({}, {}, {}))

    assert [found.seconds(seq) for seq in (1, 2, 3)] == [-6, 4, 14]


def test_what_is_unknown_is_none():
    """A task that never started, or an entry that is not in the log."""
    assert times({}, "innovation", entries({})).seconds(1) is None
    assert times({"innovation": 0}, "innovation", entries({})).seconds(9) is None
