"""Tables are called up one after the other, and nobody is forgotten or called twice by a slip."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.errors import DiagramError
from sessions.apply import Stamp, apply
from sessions.errors import SessionError
from sessions.explaining import explain_json, queue_of, queues_json
from sessions.ops import OP, OpenSession
from sessions.shows import Screen
from sessions.state import show
from sessions.turns import Turn, neighbours, shuffled

TASK = "innovation"
SHUFFLED = ["t6", "t2", "t8", "t1", "t4", "t5", "t3", "t7"]


class Room:
    """A session of five tables in the step for explaining the first task."""

    def __init__(self, tables=5, phase="explain-innovation"):
        opening = OpenSession(title="Falls", code="ABC234", tables=("",) * tables, minutes=10)
        self.session = apply(None, opening, Stamp(1, "server", "", 0))
        self.now_ms = 1_000_000
        if phase:
            self.do("phase.go", phase=phase)

    def do(self, type, **fields):
        op = OP.validate_python({"type": type, **fields})
        stamp = Stamp(self.session.seq + 1, "facilitator", "", self.now_ms)
        self.session = apply(self.session, op, stamp)

    def explain(self, act, **fields):
        self.do(f"explain.{act}", task=TASK, **fields)

    def go(self, turn, **more):
        self.explain("go", turn=turn, since=self.queue.now, **more)

    def next(self):
        after = self.queue.next
        self.go(after and after.id)

    def refuses(self, code, act, **fields):
        with pytest.raises((SessionError, DiagramError)) as error:
            self.explain(act, **fields)
        assert error.value.code == code
        assert error.value.message.endswith(".")

    @property
    def queue(self):
        return queue_of(self.session, TASK)

    @property
    def line(self):
        return [turn.id for turn in self.queue.turns]


def test_tables_explain_in_their_own_order_when_nobody_lined_them_up():
    room = Room()

    assert room.line == ["t1", "t2", "t3", "t4", "t5"]
    assert explain_json(room.session)["next"] == ["t1"]


def test_neighbours_explain_by_twos_and_the_last_three_together():
    assert [turn.id for turn in neighbours(["t1", "t2", "t3", "t4", "t5"])] == ["t1-t2", "t3-t4-t5"]
    assert [turn.id for turn in neighbours(["t1", "t2", "t3", "t4"])] == ["t1-t2", "t3-t4"]
    assert [turn.id for turn in neighbours(["t1"])] == ["t1"]
    assert neighbours([]) == ()


def test_a_seed_shuffles_the_same_way_for_ever():
    """What is in the log must mean the same after an update of Python."""
    turns = [Turn((f"t{number}",)) for number in range(1, 9)]

    assert [turn.id for turn in shuffled(turns, 7)] == SHUFFLED


def test_calling_a_table_up_starts_its_minute_and_shows_it():
    room = Room()
    room.go("t2")

    assert room.queue.clock.ends_at == room.now_ms + 60_000
    assert show(room.session) == Screen(mode="explain")
    assert explain_json(room.session)["tables"] == ["t2"]
    assert explain_json(room.session)["next"] == ["t3"]


def test_what_was_spotlighted_gives_way_to_who_is_called_up():
    room = Room()
    room.do("wall.show", show={"mode": "mosaic"})
    room.next()

    assert show(room.session) == Screen(mode="explain")


def test_after_the_last_come_those_who_were_passed_over_then_nobody():
    room = Room(tables=3)
    room.go("t2")
    room.next()
    room.next()
    assert room.queue.now == "t1"

    room.next()
    assert room.queue.now is None
    assert room.queue.next is None
    assert show(room.session) == Screen(mode="mosaic")


def test_back_leaves_who_was_on_waiting():
    room = Room()
    room.next()
    room.next()
    room.go(room.queue.before.id, done=False, start=False)

    assert room.queue.now == "t1"
    assert room.queue.clock.state == "idle"
    assert room.queue.next.id == "t2"


def test_two_desks_that_press_next_at_once_move_on_once():
    room = Room()
    room.explain("go", turn="t1", since=None)
    ends_at = room.queue.clock.ends_at
    room.now_ms += 40
    room.explain("go", turn="t1", since=None)

    assert room.queue.clock.ends_at == ends_at
    room.refuses("wrong_moment", "go", turn="t2", since="t3")


def test_going_to_who_is_on_gives_the_whole_time_again():
    room = Room()
    room.next()
    room.now_ms += 30_000
    room.go("t1")

    assert room.queue.clock.left_at(room.now_ms) == 60_000
    assert room.queue.done == frozenset()


def test_a_minute_can_be_held_and_let_go():
    room = Room()
    room.next()
    room.now_ms += 20_000
    room.explain("run", turn="t1", run=False)
    room.explain("run", turn="t1", run=False)
    room.now_ms += 9_000
    room.explain("run", turn="t1", run=True)

    assert room.queue.clock.left_at(room.now_ms) == 40_000
    room.refuses("wrong_moment", "run", turn="t2", run=False)


def test_leaving_the_step_holds_the_time_and_coming_back_finds_it():
    room = Room()
    room.next()
    room.now_ms += 20_000
    room.do("phase.go", phase="combine")
    assert explain_json(room.session) is None

    room.now_ms += 500_000
    room.do("phase.go", phase="explain-innovation")
    assert room.queue.now == "t1"
    assert room.queue.clock.left_at(room.now_ms) == 40_000


def test_nobody_is_called_up_outside_the_step():
    room = Room(phase=None)

    room.refuses("wrong_moment", "go", turn="t1", since=None)


def test_who_is_skipped_is_passed_over_until_that_is_taken_back():
    room = Room()
    room.explain("skip", turn="t2", skipped=True)
    room.next()
    room.explain("skip", turn="t1", skipped=True)
    assert room.queue.now == "t3"

    room.explain("skip", turn="t1", skipped=False)
    room.next(), room.next(), room.next()
    assert room.queue.now == "t1"


def test_who_is_put_off_comes_last():
    room = Room(tables=3)
    room.next()
    room.explain("later", turn="t1")

    assert room.line == ["t2", "t3", "t1"]
    assert room.queue.now == "t2"


def test_turns_are_dragged():
    room = Room(tables=3)
    room.explain("move", turn="t3", before="t1")
    room.explain("move", turn="t1", before="gone")

    assert room.line == ["t3", "t2", "t1"]
    room.refuses("no_turn", "move", turn="t9")


def test_lining_up_anew_keeps_who_has_explained():
    room = Room(tables=5)
    room.go("t3")
    room.next()
    room.explain("arrange", by="pair", order="table")
    assert room.line == ["t3", "t4", "t1-t2-t5"]

    room.explain("arrange", by="table", order="table", afresh=True)
    assert room.line == ["t1", "t2", "t3", "t4", "t5"]
    assert room.queue.now is None


def test_a_table_that_comes_late_explains_last():
    room = Room(tables=2)
    room.explain("arrange", by="pair", order="table")
    diagrams = [{"task": task, "diagram": f"d0000000{task[0]}"} for task in room.session.tasks]
    room.do("table.add", name="Late", diagrams=diagrams)

    assert room.line == ["t1-t2", "t3"]


def test_a_turn_takes_half_a_minute_to_three():
    room = Room()
    room.explain("length", seconds=90)
    room.next()
    assert room.queue.clock.total_ms == 90_000

    room.explain("length", seconds=30)
    assert room.queue.clock.total_ms == 90_000
    room.next()
    assert room.queue.clock.total_ms == 30_000
    room.refuses("wrong_seconds", "length", seconds=29)
    room.refuses("wrong_seconds", "length", seconds=181)


def test_a_zone_stands_out_until_the_next_table():
    room = Room()
    room.next()
    room.explain("light", zone="need")
    assert explain_json(room.session)["lit"] == "need"

    room.next()
    assert explain_json(room.session)["lit"] is None
    room.refuses("no_zone", "light", zone="sponsor")


def test_only_tasks_of_the_session_have_a_queue():
    with pytest.raises(SessionError) as error:
        Room().do("explain.arrange", task="lunch", by="table", order="table")

    assert error.value.code == "no_task"


TURNS = st.sampled_from(["t1", "t2", "t4", "t1-t2", "t3-t4-t5", "t9"])
ACTS = st.one_of(
    st.builds(
        lambda by, order, seed, afresh: (
            "arrange",
            {"by": by, "order": order, "seed": seed, "afresh": afresh},
        ),
        st.sampled_from(["table", "pair"]),
        st.sampled_from(["table", "shuffled"]),
        st.integers(0, 9),
        st.booleans(),
    ),
    st.builds(lambda turn, before: ("move", {"turn": turn, "before": before}), TURNS, TURNS),
    st.builds(lambda turn, on: ("skip", {"turn": turn, "skipped": on}), TURNS, st.booleans()),
    st.builds(lambda turn: ("later", {"turn": turn}), TURNS),
    st.builds(
        lambda turn, since, done: ("go", {"turn": turn, "since": since, "done": done}),
        st.none() | TURNS,
        st.none() | TURNS,
        st.booleans(),
    ),
    st.builds(lambda turn, run: ("run", {"turn": turn, "run": run}), TURNS, st.booleans()),
    st.just(("phase", {"phase": "combine"})),
    st.just(("phase", {"phase": "explain-innovation"})),
)


@given(st.lists(ACTS, max_size=25))
def test_every_table_is_in_exactly_one_turn_whatever_happens(acts):
    """And nobody's time runs outside the step, and what is told of it is JSON."""
    room = Room()
    for act, fields in acts:
        room.now_ms += 1_000
        try:
            room.do("phase.go", **fields) if act == "phase" else room.explain(act, **fields)
        except SessionError:
            continue
        queue = room.queue
        assert sorted(t for turn in queue.turns for t in turn.tables) == [
            f"t{number}" for number in range(1, 6)
        ]
        assert queue.now is None or queue.turn(queue.now) is not None
        is_here = room.session.phase == "explain-innovation"
        assert is_here or queue.clock.state != "running"
        json.dumps([explain_json(room.session), queues_json(room.session)])


@given(st.lists(ACTS.filter(lambda act: act[0] in ("arrange", "move", "skip")), max_size=10))
def test_next_calls_everybody_who_is_not_skipped_exactly_once(acts):
    room = Room()
    for act, fields in acts:
        try:
            room.explain(act, **fields)
        except SessionError:
            continue
    wanted = {turn.id for turn in room.queue.turns} - room.queue.skipped
    called = []
    while room.queue.next is not None:
        room.next()
        called.append(room.queue.now)

    assert sorted(called) == sorted(wanted)
