"""One stream in memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.errors import DiagramError
from diagrams.model import Diagram
from diagrams.ops import OP
from diagrams.template import template
from sessions.entry import StreamLog, StreamRecord
from sessions.errors import SessionError
from sessions.room import MAX_RESUME, UNDO_DEPTH, Author, Known, Room, digest_of
from sessions.rules import DiagramRules

ANN = Author("p-ann", "A")
BOB = Author("p-bob", "B")
RECORD = StreamRecord("d1", "s1", "diagram", "innovation", "t1", 0)


def room(entries=()):
    return Room(StreamLog(RECORD, tuple(entries)), DiagramRules(template("innovation")))


def add(note, text="Care homes call 999", zone="need"):
    place = {"zone": zone, "before": None}
    return OP.validate_python({"type": "note.add", "note": note, "place": place, "text": text})


def edit(note, text, base):
    return OP.validate_python({"type": "note.edit", "note": note, "text": text, "base": base})


def done(room, author, op, ref):
    planned = room.plan(author, op, ref, at_ms=1_000)
    room.commit(planned)
    return planned.entry


def test_R15_planning_changes_nothing():
    """Memory is never ahead of storage: only commit changes a room."""
    quiet = room()
    quiet.plan(ANN, add("n1"), "r1", 1_000)

    assert (quiet.seq, quiet.state, quiet.entries) == (0, Diagram(task="innovation"), ())


def test_entries_are_numbered_from_one_without_a_gap():
    """Seq is the place in the log."""
    busy = room()
    entries = [done(busy, ANN, add(f"n{at}"), f"r{at}") for at in range(3)]

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.letter for entry in entries] == ["A", "A", "A"]


def test_an_entry_out_of_turn_is_a_bug_and_not_committed():
    """Two plans from one state cannot both become true."""
    busy = room()
    one, other = (busy.plan(ANN, add(f"n{at}"), f"r{at}", 1_000) for at in range(2))
    busy.commit(one)

    with pytest.raises(AssertionError):
        busy.commit(other)


def test_R20_the_same_op_under_the_same_ref_is_known_by_its_seq():
    """However often it is sent, it is one entry."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")

    assert busy.known(ANN.id, "r1", digest_of(add("n1"))) == Known(1)


def test_R20_another_op_under_a_used_ref_is_refused():
    """A ref that means two things would lose one of them."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")

    with pytest.raises(SessionError) as caught:
        busy.known(ANN.id, "r1", digest_of(add("n2")))
    assert caught.value.code == "ref_reused"


def test_R20_a_ref_belongs_to_its_author():
    """Two phones may count from one."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")

    assert busy.known(BOB.id, "r1", digest_of(add("n1"))) is None


def test_R20_refs_are_known_after_a_restart():
    """A phone that comes back after a crash sends everything again."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")

    assert room(busy.entries).known(ANN.id, "r1", digest_of(add("n1"))) == Known(1)


def test_R12_since_returns_what_was_missed_oldest_first():
    """A client resumes from any seq it had."""
    busy = room()
    entries = [done(busy, ANN, add(f"n{at}"), f"r{at}") for at in range(3)]

    assert busy.since(1) == tuple(entries[1:])
    assert busy.since(3) == ()


def test_R12_a_client_ahead_of_the_server_cannot_resume():
    """It saw a life of the database that is no more."""
    assert room().since(1) is None


def test_R12_who_missed_too_much_gets_everything():
    """At the bound a resume, one past it a reset."""
    busy = room()
    done(busy, ANN, add("n1"), "r0")
    for at in range(1, MAX_RESUME + 1):
        done(busy, ANN, edit("n1", f"Wording {at}", base=at), f"r{at}")

    assert len(busy.since(1)) == MAX_RESUME
    assert busy.since(0) is None


def test_R28_undo_is_the_op_that_takes_the_entry_back():
    """The entry says what it undoes; the note is gone."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")
    planned = busy.plan_undo(ANN, 1, "u1", 2_000)
    busy.commit(planned)

    assert planned.entry.op["type"] == "note.remove"
    assert planned.entry.undoes == 1
    assert busy.state.notes == {}


@pytest.mark.parametrize("seq", [0, 1, 2, 99])
def test_R28_nobody_undoes_what_is_not_theirs_or_not_there(seq):
    """One's own and existing entries only."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")

    with pytest.raises(SessionError) as caught:
        busy.plan_undo(BOB, seq, "u1", 2_000)
    assert caught.value.code == "cannot_undo"


def test_R28_what_somebody_changed_since_is_not_undone():
    """Undo never takes a colleague's words away."""
    busy = room()
    done(busy, ANN, add("n1"), "r1")
    done(busy, BOB, edit("n1", "In Bob's words", base=1), "r1")

    with pytest.raises(SessionError) as caught:
        busy.plan_undo(ANN, 1, "u1", 2_000)
    assert caught.value.code == "cannot_undo"


def test_undo_reaches_back_a_bounded_number_of_steps():
    """At the depth it works, one past it it says so."""
    busy = room()
    for at in range(UNDO_DEPTH + 1):
        done(busy, ANN, add(f"n{at}"), f"r{at}")

    assert busy.plan_undo(ANN, 2, "u1", 1_000).entry.undoes == 2
    with pytest.raises(SessionError):
        busy.plan_undo(ANN, 1, "u2", 1_000)


ZONES = ["need", "response", "outcome"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "move", "remove", "restore", "undo"]),
        st.integers(0, 5),
        st.sampled_from(ZONES),
        st.integers(0, 30),
        st.sampled_from([ANN, BOB]),
    ),
    max_size=30,
)


def played(steps):
    """A room after as many of the steps as fit."""
    busy = room()
    for at, (act, note, zone, seq, author) in enumerate(steps):
        ops = {
            "add": add(f"n{note}", zone=zone),
            "edit": edit(f"n{note}", f"Wording {at}", base=seq),
            "move": OP.validate_python(
                {"type": "note.move", "note": f"n{note}", "place": {"zone": zone}}
            ),
            "remove": OP.validate_python({"type": "note.remove", "note": f"n{note}"}),
            "restore": OP.validate_python({"type": "note.restore", "note": f"n{note}"}),
        }
        try:
            if act == "undo":
                busy.commit(busy.plan_undo(author, seq, f"r{at}", 1_000))
            else:
                done(busy, author, ops[act], f"r{at}")
        except (DiagramError, SessionError):
            continue
    return busy


@given(STEPS)
def test_the_same_log_gives_the_same_diagram(steps):
    """A restart replays the entries to the very same state."""
    busy = played(steps)

    assert room(busy.entries).state == busy.state


@given(STEPS, st.integers(0, 30))
def test_an_old_state_and_the_missed_entries_give_the_new_state(steps, cut):
    """A client that applies what it missed stands where the server stands (R12, R14)."""
    busy = played(steps)
    known = min(cut, busy.seq)
    behind = room(busy.entries[:known])
    rules = DiagramRules(template("innovation"))
    for entry in busy.since(known):
        behind.state = rules.apply(behind.state, rules.read(entry), entry)

    assert behind.state == busy.state
