"""R16, R22: who may ask for what, and when; every row of the table, from what a role may do."""

from itertools import product
from typing import get_args

import pytest
from living import diagram_of, goes, living

from diagrams import decisions
from diagrams import ops as diagram_ops
from sessions import combine_ops, explain_ops, order_ops, people_ops, privacy_ops, wall_ops
from sessions import ops as session_ops
from sessions.access import ROLES, Who, may
from sessions.apply import required_action
from sessions.gate import may_watch, refuse_op
from sessions.signal_ops import SendMessage, SetHand, SetReady
from sessions.state import GRACE_MS, may_write

CLOSED_AT = 1_700_000_000_000
NEVER = "never opened"
OPEN = "open"
PAUSED = "paused"
# Milliseconds from the close, in both directions: a server's clock can be set back.
MOMENTS = (NEVER, OPEN, PAUSED, 0, GRACE_MS, GRACE_MS + 1, -GRACE_MS, -GRACE_MS - 1)
COUNTS = {NEVER: False, OPEN: True, PAUSED: True, 0: True, GRACE_MS: True, -GRACE_MS: True}

NEED = {"task": "innovation", "zone": "need"}
TURN = {"task": "innovation", "turn": "t1"}
PART = {"notes": ["d12345678/n1"], "wordings": []}

# One op of every kind there is: who adds a kind adds its row here.
SESSION_OPS = {
    kind: session_ops.OP.validate_python(written)
    for kind, written in {
        session_ops.OpenSession: {
            "type": "session.open",
            "title": "Falls day",
            "code": "ABC234",
            "tables": ["Falls"],
            "minutes": 10,
        },
        session_ops.GoToPhase: {"type": "phase.go", "phase": "brief"},
        session_ops.StartClock: {"type": "clock.start"},
        session_ops.PauseClock: {"type": "clock.pause"},
        session_ops.StopClock: {"type": "clock.stop"},
        session_ops.AddTime: {"type": "clock.add", "seconds": 60},
        wall_ops.ShowOnWall: {"type": "wall.show", "show": {"mode": "auto"}},
        wall_ops.PrepareWall: {"type": "wall.prepare", "show": None},
        wall_ops.QueueShow: {"type": "wall.queue", "item": "q1", "show": {"mode": "join"}},
        wall_ops.MoveQueued: {"type": "wall.queue_move", "item": "q1", "before": None},
        wall_ops.DropQueued: {"type": "wall.queue_drop", "item": "q1"},
        wall_ops.StepBack: {"type": "wall.back", "since": 1},
        wall_ops.FreezeWall: {"type": "wall.freeze", "frozen": True},
        wall_ops.BlankWall: {"type": "wall.blank", "blank": True},
        wall_ops.SetCalm: {"type": "calm.set", "calm": True},
        wall_ops.LightPrompt: {"type": "brief.light", "zone": None},
        wall_ops.SetReplay: {
            "type": "replay.set",
            "playing": True,
            "position_ms": 0,
            "speed": 10,
        },
        session_ops.SetJoining: {"type": "joining.set", "open": False},
        session_ops.SetGlossary: {"type": "glossary.set", "rows": [], "base": 0},
        order_ops.AddPhase: {
            "type": "order.add",
            "phase": "lunch",
            "kind": "welcome",
            "title": "Lunch",
            "minutes": 45,
        },
        order_ops.EditPhase: {"type": "order.edit", "phase": "brief", "minutes": 3},
        order_ops.MovePhase: {"type": "order.move", "phase": "brief", "before": "welcome"},
        order_ops.RemovePhase: {"type": "order.remove", "phase": "brief"},
        order_ops.RestorePhase: {"type": "order.restore", "phase": "brief"},
        order_ops.BeginPlan: {"type": "plan.begin"},
        order_ops.SetCues: {"type": "cues.set", "sound": True, "flash": True},
        people_ops.RenameTable: {"type": "table.rename", "table": "t1", "name": "Beds"},
        people_ops.AddTable: {"type": "table.add", "name": "", "diagrams": []},
        people_ops.MovePerson: {
            "type": "person.move",
            "participant": "p12345678",
            "leaves": "t1",
            "table": "t2",
        },
        people_ops.RemovePerson: {"type": "person.remove", "participant": "p12345678"},
        people_ops.AddScribe: {"type": "scribe.add", "participant": "p12345678", "table": "t1"},
        people_ops.AddHelper: {"type": "helper.add", "helper": "h12345678"},
        people_ops.RevokeHelper: {"type": "helper.revoke", "helper": "h12345678"},
        people_ops.RenewWall: {"type": "wall.renew", "digest": "0" * 64},
        SendMessage: {"type": "message.send", "table": "t1", "text": "Two minutes left"},
        decisions.JoinGroups: {"type": "group.join", **NEED, "groups": [PART, PART]},
        decisions.SplitGroup: {"type": "group.split", **NEED, "parts": [PART]},
        decisions.NameGroup: {"type": "group.name", **NEED, "group": PART, "text": "Falls"},
        decisions.KeepApart: {"type": "group.differ", **NEED, "one": "Falls", "other": "Slips"},
        combine_ops.KeepDecision: {"type": "group.keep", "decision": 7, "kept": False},
        combine_ops.OpenVote: {"type": "vote.open", "task": "innovation", "zones": [], "dots": 3},
        combine_ops.CloseVote: {"type": "vote.close"},
        combine_ops.ShowVote: {"type": "vote.show", "shown": True},
        combine_ops.PlaceDot: {"type": "vote.dot", "note": "d12345678/n1", "placed": True},
        explain_ops.ArrangeTurns: {
            "type": "explain.arrange",
            "task": "innovation",
            "by": "table",
            "order": "table",
        },
        explain_ops.MoveTurn: {"type": "explain.move", **TURN},
        explain_ops.SkipTurn: {"type": "explain.skip", **TURN, "skipped": True},
        explain_ops.PutOffTurn: {"type": "explain.later", **TURN},
        explain_ops.GoToTurn: {"type": "explain.go", **TURN, "since": None},
        explain_ops.RunTurn: {"type": "explain.run", **TURN, "run": True},
        explain_ops.SetTurnLength: {
            "type": "explain.length",
            "task": "innovation",
            "seconds": 90,
        },
        explain_ops.LightZone: {"type": "explain.light", "task": "innovation", "zone": "need"},
        privacy_ops.SetPrivacy: {"type": "privacy.set", "private": True},
    }.items()
}
NOTE = diagram_ops.OP.validate_python({"type": "note.remove", "note": "n1"})


def add_diagram(table):
    written = {"type": "diagram.add", "diagram": "d12345678", "table": table, "task": "innovation"}
    return session_ops.OP.validate_python(written)


def who(role, table="t1"):
    """Somebody at a table whatever their role, so that the role alone decides."""
    return Who(role, "s1", "p1", table, "A", "Ann")


def refused(*asked):
    error = refuse_op(*asked)
    assert error is None or error.message.endswith(".")
    return None if error is None else error.code


def at(moment):
    """A session at a moment of Task 1, and the time on the server's clock."""
    live = living()
    if moment == NEVER:
        return live, CLOSED_AT
    goes(live, CLOSED_AT - 60_000, type="phase.go", phase="work-innovation", start=True)
    if moment == OPEN:
        return live, CLOSED_AT
    if moment == PAUSED:
        goes(live, CLOSED_AT, type="clock.pause")
        return live, CLOSED_AT
    goes(live, CLOSED_AT, type="clock.stop")
    return live, CLOSED_AT + moment


def test_every_kind_of_session_op_has_its_row():
    own = {session_ops.AddDiagram, SetHand, SetReady}
    assert {*SESSION_OPS} | own == set(get_args(session_ops.Op))


@pytest.mark.parametrize(("role", "op"), list(product(ROLES, SESSION_OPS.values())))
def test_a_session_op_needs_the_right_of_its_name(role, op):
    """At any moment, as the room is steered also while nobody writes."""
    for moment in MOMENTS:
        live, now_ms = at(moment)
        code = refused(who(role), live.room.record, op, live.session, now_ms)
        assert code == (None if may(role, required_action(op)) else "not_allowed")


@pytest.mark.parametrize(("role", "table"), list(product(ROLES, ["t1", "t2"])))
def test_a_diagram_is_added_at_ones_own_table_or_by_who_may_add_any(role, table):
    live = living()
    allowed = may(role, "diagram.add") or (table == "t1" and may(role, "diagram.add_own"))
    code = refused(who(role), live.room.record, add_diagram(table), live.session, 0)

    assert code == (None if allowed else "not_allowed")


@pytest.mark.parametrize(("role", "table"), list(product(ROLES, ["t1", "t2"])))
@pytest.mark.parametrize(
    "asked",
    [
        {"type": "hand.set", "raised": True},
        {"type": "table.ready", "task": "innovation", "ready": True},
    ],
)
def test_a_table_signals_for_itself_and_the_desk_for_any(role, table, asked):
    """Nobody raises another table's hand, or says that it is ready."""
    live = living()
    op = session_ops.OP.validate_python({**asked, "table": table})
    own = table == "t1" and may(role, f"{asked['type']}_own")
    code = refused(who(role), live.room.record, op, live.session, 0)

    assert code == (None if may(role, asked["type"]) or own else "not_allowed")


def test_who_sits_nowhere_owns_no_table():
    """A page without a table adds and writes nothing by the right to its own."""
    live = living()
    nobody = who("participant", table=None)

    for table in ("t1", "t2"):
        record = live.record_of(diagram_of(live, table))
        assert not may_watch(nobody, record)
        assert refused(nobody, record, NOTE, live.session, 0) == "not_allowed"
        code = refused(nobody, live.room.record, add_diagram(table), live.session, 0)
        assert code == "not_allowed"


@pytest.mark.parametrize("role", ROLES)
def test_on_the_session_an_op_for_diagrams_is_refused_to_all(role):
    """A note has no place in the running order."""
    live = living()

    assert refused(who(role), live.room.record, NOTE, live.session, 0) == "not_allowed"


@pytest.mark.parametrize("role", ROLES)
def test_R36_who_may_change_the_running_order_may_take_a_change_back(role):
    live = living()
    code = refused(who(role), live.room.record, None, live.session, 0)

    assert code == (None if may(role, "order.edit") else "not_allowed")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(("role", "table"), list(product(ROLES, ["t1", "t2"])))
@pytest.mark.parametrize("op", [NOTE, None], ids=["op", "undo"])
def test_R22_writing_needs_a_right_and_but_for_the_desk_the_moment(role, table, moment, op):
    """Who may write anywhere writes any time; who may write their own, while it counts."""
    live, now_ms = at(moment)
    record = live.record_of(diagram_of(live, table))
    if may(role, "diagram.write_any"):
        expected = None
    elif table != "t1" or not may(role, "diagram.write_own"):
        expected = "not_allowed"
    else:
        expected = None if COUNTS.get(moment, False) else "writing_closed"

    assert refused(who(role), record, op, live.session, now_ms) == expected


@pytest.mark.parametrize("moment", [OPEN, PAUSED, 0])
def test_R22_an_open_task_opens_no_other(moment):
    """While the room writes on Task 1, or has just stopped, the diagrams of Task 2 are closed."""
    live, now_ms = at(moment)
    record = live.record_of(diagram_of(live, task="organisation"))

    assert may_write(live.session, "innovation", now_ms)
    assert refused(who("participant"), record, NOTE, live.session, now_ms) == "writing_closed"


@pytest.mark.parametrize("role", ROLES)
def test_R16_who_may_watch_what(role):
    """Each stream has one right that opens it, a diagram of ones own table two."""
    live = living()
    own, other = (live.record_of(diagram_of(live, table)) for table in ("t1", "t2"))

    assert may_watch(who(role), live.room.record) is may(role, "session.watch")
    assert may_watch(who(role), own) is (
        may(role, "diagram.watch_own") or may(role, "diagram.watch_any")
    )
    assert may_watch(who(role), other) is may(role, "diagram.watch_any")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("withheld", [True, False])
def test_a_table_keeps_a_note_off_the_wall_but_never_puts_one_back(role, withheld):
    """What the facilitator hid stays hidden until the facilitator says otherwise."""
    live, now_ms = at(OPEN)
    record = live.diagrams[diagram_of(live)].record
    written = {"type": "note.withhold", "note": "n1", "withheld": withheld}
    op = diagram_ops.OP.validate_python(written)
    allowed = may(role, "diagram.write_any") or (withheld and may(role, "diagram.write_own"))

    assert refused(who(role), record, op, live.session, now_ms) == (
        None if allowed else "not_allowed"
    )
