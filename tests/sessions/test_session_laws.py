"""Laws of a session: what holds for any sequence of ops."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.apply import Stamp, apply, max_diagrams
from sessions.errors import SessionError
from sessions.ops import OP, OpenSession
from sessions.shows import Auto, OneDiagram
from sessions.state import runs, show, to_json, writing

NOW = 1_700_000_000_000
OPENING = OpenSession(title="Falls day", code="ABC234", tables=("", "Ward 4"), minutes=10)


def stamp(seq, at_ms=NOW):
    return Stamp(seq=seq, author="facilitator", letter="", at_ms=at_ms)


def opened():
    return apply(None, OPENING, stamp(1))


PHASES = [phase.id for phase in opened().agenda]


def written(op, **fields):
    """Return ops of one type as they are written in the protocol."""
    return st.fixed_dictionaries({"type": st.just(op), **fields})


# Some name what is not there, so that rejected ops are among the accepted ones.
diagrams = st.integers(1, 6).map(lambda number: f"d{number:08}")
tables = st.sampled_from(["t1", "t2", "t9"])
tasks = st.sampled_from(["innovation", "organisation", "lunch"])
shows = st.one_of(
    st.fixed_dictionaries({"mode": st.sampled_from(["auto", "join", "brief", "mosaic", "close"])}),
    st.fixed_dictionaries({"mode": st.just("diagram"), "diagram": diagrams}),
    st.fixed_dictionaries(
        {"mode": st.sampled_from(["composite", "matrix", "overlap", "gaps"]), "task": tasks}
    ),
    st.fixed_dictionaries(
        {
            "mode": st.just("zone"),
            "task": tasks,
            "zone": st.sampled_from(["need", "sponsor"]),
            "page": st.integers(1, 3),
        }
    ),
)
ops = st.one_of(
    written("phase.go", phase=st.sampled_from([*PHASES, "lunch"]), start=st.booleans()),
    written("clock.start"),
    written("clock.pause"),
    written("clock.stop"),
    written("clock.add", seconds=st.integers(-3600, 3600)),
    written("diagram.add", diagram=diagrams, table=tables, task=tasks),
    written("wall.show", show=shows),
    written("joining.set", open=st.booleans()),
    written("hand.set", table=tables, raised=st.booleans()),
    written("table.ready", table=tables, task=tasks, ready=st.booleans()),
    written("message.send", table=st.none() | tables, text=st.sampled_from(["", "Go on"])),
    written("glossary.set", rows=st.just([{"alias": "TLC"}]), base=st.integers(0, 3)),
)
scripts = st.lists(st.tuples(ops, st.integers(0, 20_000)), max_size=40)


def play(script):
    """Apply what fits; return the accepted ops with their stamps, and each session on the way."""
    session, now_ms = opened(), NOW
    log, sessions = [(OPENING, stamp(1))], [session]
    for asked, wait_ms in script:
        now_ms += wait_ms
        op, mark = OP.validate_python(asked), stamp(session.seq + 1, now_ms)
        before = to_json(session)
        try:
            session = apply(session, op, mark)
        except SessionError:
            assert to_json(session) == before
            continue
        log.append((op, mark))
        sessions.append(session)
    return log, sessions


@given(scripts)
def test_the_same_log_gives_the_same_session(script):
    """Ops as they are stored, read back and applied again, lead to an equal session."""
    log, sessions = play(script)

    replayed = None
    for op, mark in log:
        replayed = apply(replayed, OP.validate_json(op.model_dump_json()), mark)

    assert replayed == sessions[-1]
    assert to_json(replayed) == to_json(sessions[-1])


@given(scripts)
def test_R31_writing_is_open_exactly_when_the_rule_says(script):
    """Also: whenever it was open in one state and not in the next, that moment is the close."""
    log, sessions = play(script)

    for session in sessions:
        at_work = session.phase.startswith("work-")
        is_open = at_work and session.clock.state in ("running", "paused")
        assert writing(session) == (session.phase.removeprefix("work-") if is_open else None)
    for (_, mark), before, now in zip(log[1:], sessions, sessions[1:], strict=False):
        closed = writing(before)
        expected = dict(before.writing_closed_at)
        if closed is not None and writing(now) != closed:
            expected[closed] = mark.at_ms
        assert now.writing_closed_at == expected


@given(scripts)
def test_it_runs_since_the_clock_last_began_to_run(script):
    """A table is silent from there at the earliest: nobody writes while the clock is paused."""
    log, sessions = play(script)

    began = None
    for (_, mark), before, now in zip(log[1:], sessions, sessions[1:], strict=False):
        if not runs(now):
            began = None
        elif not runs(before) or writing(before) != writing(now):
            began = mark.at_ms
        assert now.running_since == began


@given(scripts)
def test_a_session_always_names_what_it_has(script):
    """Phase, task, diagrams and wall point at things that are there, within the limits."""
    for session in play(script)[1]:
        tables = {table.id for table in session.tables}
        ids = [ref.id for ref in session.diagrams]
        assert session.phase in PHASES
        assert session.task in session.tasks
        assert len(set(ids)) == len(ids)
        assert all(ref.table in tables and ref.task in session.tasks for ref in session.diagrams)
        assert all(ref.number <= max_diagrams(ref.task) for ref in session.diagrams)
        assert not isinstance(session.wall, OneDiagram) or session.wall.diagram in ids
        assert not isinstance(show(session), Auto)


@given(scripts, st.integers(0, 39))
@settings(max_examples=50)
def test_an_op_never_changes_the_session_it_was_applied_to(script, place):
    """State is a value: whoever holds an older session still holds it."""
    _, sessions = play(script)
    old = sessions[min(place, len(sessions) - 1)]
    copy = replace(old, writing_closed_at=dict(old.writing_closed_at))

    play(script)
    for asked, _ in script:
        try:
            apply(old, OP.validate_python(asked), stamp(old.seq + 1))
        except SessionError:
            continue

    assert old == copy
