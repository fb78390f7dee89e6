"""The ops on a session as they come from outside."""

import pytest
from pydantic import ValidationError

from sessions.ops import OP, OpenSession, tasks_now

TLC = {
    "alias": "TLC",
    "canonical": "Tees Living Care",
    "kind": "organisation",
    "level": "",
    "note": "",
}
FROM_OUTSIDE = [
    {"type": "phase.go", "phase": "work-innovation", "start": True},
    {"type": "clock.start"},
    {"type": "clock.pause"},
    {"type": "clock.stop"},
    {"type": "clock.add", "seconds": 60},
    {"type": "wall.show", "show": {"mode": "auto"}},
    {"type": "wall.show", "show": {"mode": "join"}},
    {"type": "wall.show", "show": {"mode": "brief"}},
    {"type": "wall.show", "show": {"mode": "mosaic"}},
    {"type": "wall.show", "show": {"mode": "close"}},
    {"type": "wall.show", "show": {"mode": "diagram", "diagram": "d1"}},
    {"type": "wall.show", "show": {"mode": "composite", "task": "innovation"}},
    {"type": "wall.show", "show": {"mode": "matrix", "task": "organisation"}},
    {"type": "wall.show", "show": {"mode": "overlap", "task": "organisation"}},
    {"type": "wall.show", "show": {"mode": "gaps", "task": "innovation"}},
    {"type": "wall.show", "show": {"mode": "zone", "task": "t", "zone": "need", "page": 9_999}},
    {"type": "joining.set", "open": False},
    {"type": "glossary.set", "rows": [], "base": 0},
    {"type": "glossary.set", "rows": [TLC], "base": 7},
    {"type": "diagram.add", "diagram": "d" + "a" * 8, "table": "t1", "task": "innovation"},
]


@pytest.mark.parametrize("written", FROM_OUTSIDE, ids=lambda op: op["type"])
def test_every_op_of_the_protocol_reads_back_as_written(written):
    """What is stored is what was sent, so a log of ops can be replayed."""
    op = OP.validate_python(written)

    assert op.model_dump(mode="json") == written
    assert OP.validate_json(op.model_dump_json()) == op


@pytest.mark.parametrize(
    "broken",
    [
        {"type": "phase.end"},
        {"phase": "brief"},
        {"type": "phase.go"},
        {"type": "phase.go", "phase": "no such step"},
        {"type": "phase.go", "phase": "brief", "start": 1},
        {"type": "clock.start", "minutes": 3},
        {"type": "clock.add", "seconds": 1.5},
        {"type": "clock.add", "seconds": True},
        {"type": "wall.show", "show": {"mode": "blank"}},
        {"type": "wall.show", "show": {"mode": "diagram"}},
        {"type": "wall.show", "show": {"mode": "join", "diagram": "d1"}},
        {"type": "wall.show", "show": {"mode": "matrix"}},
        {"type": "wall.show", "show": {"mode": "gaps", "task": "innovation", "page": 1}},
        {"type": "wall.show", "show": {"mode": "zone", "task": "innovation"}},
        {"type": "wall.show", "show": {"mode": "zone", "task": "t", "zone": "need", "page": 0}},
        {
            "type": "wall.show",
            "show": {"mode": "zone", "task": "t", "zone": "need", "page": 10_000},
        },
        {"type": "joining.set", "open": "yes"},
        {"type": "glossary.set", "rows": []},
        {"type": "glossary.set", "rows": [{"canonical": "x"}], "base": 0},
        {"type": "glossary.set", "rows": [{"alias": "x", "line": 3}], "base": 0},
        {"type": "diagram.add", "diagram": "dA2345678", "table": "t1", "task": "innovation"},
        {"type": "diagram.add", "diagram": "x12345678", "table": "t1", "task": "innovation"},
        {"type": "diagram.add", "diagram": "d12345678\n", "table": "t1", "task": "innovation"},
    ],
)
def test_what_is_no_op_is_refused_at_the_door(broken):
    with pytest.raises(ValidationError):
        OP.validate_python(broken)


@pytest.mark.parametrize(("seconds", "fits"), [(3600, True), (3601, False), (-3600, True),
                                               (-3601, False)])  # fmt: skip
def test_an_hour_at_once_can_be_added_or_taken_and_no_more(seconds, fits):
    op = {"type": "clock.add", "seconds": seconds}

    if fits:
        assert OP.validate_python(op).seconds == seconds
    else:
        with pytest.raises(ValidationError):
            OP.validate_python(op)


@pytest.mark.parametrize(("length", "fits"), [(7, False), (8, True), (23, True), (24, False)])
def test_a_diagram_id_is_d_and_8_to_23_characters(length, fits):
    op = {"type": "diagram.add", "diagram": "d" + "7" * length, "table": "t1", "task": "x"}

    if fits:
        assert OP.validate_python(op).diagram == op["diagram"]
    else:
        with pytest.raises(ValidationError):
            OP.validate_python(op)


def test_R24_the_words_of_a_session_are_cleaned():
    """Titles and names of tables are cleaned like every text, where they come in."""
    op = OpenSession(
        title=" Falls \n day ", code="ABC234", tables=("\u202eWard  4", " "), minutes=9
    )

    assert (op.title, op.tables) == ("Falls day", ("Ward 4", ""))


def test_the_running_order_is_stored_with_the_session():
    """A later version with another template replays an older session as it was."""
    op = OpenSession(title="Falls day", code="ABC234", tables=("",), minutes=10)
    stored = op.model_dump(mode="json")

    assert op.tasks == tasks_now()
    assert stored["tasks"][0] == {"task": "innovation", "short": "Innovation"}
    stored["tasks"] = [{"task": "another", "short": "Another"}]
    assert OP.validate_python(stored).tasks[0].task == "another"
