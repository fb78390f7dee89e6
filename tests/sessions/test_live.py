"""One session in memory: its rooms, who is here, and what is kept for watchers."""

import asyncio

import pytest
from living import diagram_of, enter, goes, living, screen, seated, watch, writes

from diagrams.template import task_ids
from sessions.entry import StreamLog, StreamRecord
from sessions.live import LiveSession
from sessions.people import new_session

SECOND = "d00000002"


def add_second(live, table, diagram=SECOND):
    """Add a table's second diagram as the hub does: the session's entry, then the room."""
    goes(live, type="diagram.add", diagram=diagram, table=table, task="innovation")
    record = StreamRecord(diagram, live.record.id, "diagram", "innovation", table, 0)
    live.add_diagram(StreamLog(record, ()))


def test_rooms_are_loaded_in_whatever_order_the_store_has_them():
    """The session's own log need not come first."""
    _, new = new_session("Falls day", ["Falls", "Beds"], 10, 0)
    live = LiveSession(new.record, reversed(new.streams), ())

    assert live.session.title == "Falls day"
    assert set(live.diagrams) == {ref.id for ref in live.session.diagrams}


def test_a_stream_is_found_by_its_id_or_not_at_all():
    """Both kinds of room, and None for a name that somebody made up."""
    live = living()
    diagram = diagram_of(live, "t2", "organisation")
    found, own = live.record_of(diagram), live.record_of(live.record.id)

    assert (found.kind, found.table, found.task) == ("diagram", "t2", "organisation")
    assert live.room_of(found) is live.diagrams[diagram]
    assert own.kind == "session"
    assert live.room_of(own) is live.room
    assert live.record_of("d99999999") is None


def test_a_diagram_has_its_table_and_number():
    live = living("Falls", "Beds")
    add_second(live, "t2")

    assert (live.ref_of(SECOND).table, live.ref_of(SECOND).number) == ("t2", 2)
    assert (live.table_name("t1"), live.table_name("t2")) == ("Falls", "Beds")


def test_diagrams_of_a_task_stand_in_the_order_of_the_tables():
    """A first table's second diagram, added last, comes before the next table's first."""
    live = living("Falls", "Beds", "Wards")
    add_second(live, "t3", "d00000003")
    add_second(live, "t1")
    writes(live, SECOND, type="diagram.rename", title="Second")

    found = live.of_task("innovation")

    assert [one.table for one in found] == ["t1", "t1", "t2", "t3", "t3"]
    assert [one.name for one in found] == ["Falls", "Falls", "Beds", "Wards", "Wards"]
    assert [one.diagram.title for one in found] == ["", "Second", "", "", ""]


def test_ten_tables_and_more_stand_in_their_order():
    """By place and not by the letters of an id: t10 comes after t2."""
    live = living(*[""] * 12)

    assert [one.table for one in live.of_task("innovation")] == [f"t{n}" for n in range(1, 13)]


@pytest.mark.parametrize("task", task_ids())
def test_a_task_has_its_own_diagrams_only(task):
    assert [one.diagram.task for one in living().of_task(task)] == [task, task]


def test_a_diagram_without_its_room_is_left_out():
    """Between the entry that adds it and its room, a picture of the others can be drawn."""
    live = living()
    goes(live, type="diagram.add", diagram=SECOND, table="t1", task="innovation")

    assert [one.table for one in live.of_task("innovation")] == ["t1", "t2"]


def test_people_are_here_and_not_sockets():
    """Two pages of one person are one; who has not said hello, a wall and a desk are nobody."""
    live = living("Falls", "Beds", "Wards")
    for who in (seated("p1"), seated("p1"), seated("p2", letter="B"), seated("p3", table="t2")):
        enter(live, who)
    enter(live, seated("p4", table="t2"), greeted=False)
    enter(live, seated("p5", table="t3"), greeted=False)
    enter(live, screen("wall"))
    enter(live, screen("facilitator"))

    assert live.here() == {"t1": 2, "t2": 1}


def test_somebody_is_here_while_one_of_their_pages_is():
    """A page that is on its way does not hide the one that said hello."""
    live = living()
    enter(live, seated("p1"), greeted=False)
    page = enter(live, seated("p1"))

    assert live.here() == {"t1": 1}
    del live.connections[page]
    assert live.here() == {}


def test_each_stream_has_one_lock():
    """The same for who asks twice, another for another stream."""
    live = living()
    one, other = diagram_of(live), diagram_of(live, "t2")

    assert live.lock(one) is live.lock(one)
    assert live.lock(one) is not live.lock(other)


def test_a_retired_session_is_settled_when_every_lock_was_free():
    """What holds any stream is waited for; then nothing is on its way to the store."""

    async def talk():
        live = living()
        held = [live.lock("d1"), live.lock("d2")]
        for lock in held:
            await lock.acquire()
        live.retired = True
        waiting = asyncio.create_task(live.settled())
        states = []
        for lock in held:
            for _ in range(5):
                await asyncio.sleep(0)
            states.append(waiting.done())
            lock.release()
        await asyncio.wait_for(waiting, 10)
        return states

    assert asyncio.run(talk()) == [False, False]


def test_a_session_that_goes_on_is_never_settled():
    with pytest.raises(AssertionError, match="ops may still begin"):
        asyncio.run(living().settled())


def test_watchers_are_told_with_their_views_in_the_order_they_came():
    live = living()
    stream = diagram_of(live)
    wall, ann, other = (enter(live, who) for who in (screen(), seated("p1"), seated("p2")))
    watch(ann, stream, "outline", "data")
    watch(wall, stream, "picture")
    watch(other, diagram_of(live, "t2"), "picture")

    found = list(live.watchers(stream))

    assert found == [(wall, {"picture"}), (ann, {"outline", "data"})]


def test_what_is_drawn_is_kept_only_when_it_was_kept():
    """A drawing that somebody threw away leaves nothing behind (R17)."""
    live = living()
    add_second(live, "t2")
    before = live.drawn(SECOND)
    drawn = before.holding(live.diagrams[SECOND].state, ["picture"])

    assert (before.subject.heading, before.subject.number) == ("Beds", 2)
    assert not live.drawn(SECOND).kept
    live.keep_drawn(drawn)
    assert live.drawn(SECOND) is drawn
    assert not live.drawn(diagram_of(live)).kept
