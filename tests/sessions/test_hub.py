"""The hub when things happen at once, or go wrong: nothing lost, nobody left behind."""

import asyncio
import contextlib
import threading

import pytest
from talking import add, serving

from diagrams.ops import OP
from sessions.errors import StoreError
from sessions.hub import DRAWERS
from sessions.store import Store


class HeldStore(Store):
    """A real store that waits, where a test says so, before it begins to write."""

    def __init__(self, engine):
        super().__init__(engine)
        self.asked = threading.Event()
        self.let = threading.Event()
        self.let.set()
        self.disk_is_full = False

    @contextlib.contextmanager
    def held(self):
        self.asked.clear()
        self.let.clear()
        try:
            yield
        finally:
            self.let.set()

    async def waiting(self):
        assert await asyncio.to_thread(self.asked.wait, 10), "something is to be written"

    def append(self, batch):
        self._wait()
        if self.disk_is_full:
            raise StoreError("The disk is full.")
        return super().append(batch)

    def add_participant(self, record, digest):
        self._wait()
        super().add_participant(record, digest)

    def _wait(self):
        self.asked.set()
        assert self.let.wait(10), "the test lets it begin"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "workshop.db"


async def a_moment():
    """Let everything go as far as it can without a thread."""
    for _ in range(20):
        await asyncio.sleep(0)


def retire(place):
    place.hub.retire(place.hub.live_sessions[place.made.session])


def test_R15_what_the_disk_does_not_take_changes_nothing(path):
    """The sender is told, nobody sees it, and the same op is taken once there is room."""

    async def talk():
        async with serving(path, store=HeldStore) as place:
            await place.start()
            socket, wall = await place.socket(), await place.socket("desk")
            stream = place.diagram()
            await wall.watch(stream, "data")
            place.hub.store.disk_is_full = True
            full = list(await socket.op(stream, ref="r", **add("n1")))
            wall.read()
            seen = list(wall.follower.seen[stream])
            place.hub.store.disk_is_full = False
            again = await socket.op(stream, ref="r", **add("n1"))
            wall.read()
            return full, seen, again[1:], wall.follower.seen[stream]

    assert asyncio.run(talk()) == (["not_saved"], [], ["known"], [1])


def test_R13_who_comes_while_an_entry_is_on_its_way_sees_it(path):
    """A session that is loaded again waits for what was on its way to the disk before."""

    async def talk():
        async with serving(path, store=HeldStore) as place:
            await place.start()
            socket, stream = await place.socket(), place.diagram()
            with place.hub.store.held():
                writing = asyncio.create_task(socket.op(stream, **add("n1")))
                await place.hub.store.waiting()
                retire(place)
                coming = asyncio.create_task(place.socket("desk"))
                # Longer than loading takes when it does not wait.
                done, _ = await asyncio.wait([coming], timeout=0.5)
                assert not done
            wall = await coming
            await writing
            return (await wall.watch(stream, "data"))["seq"]

    assert asyncio.run(talk()) == 1


def test_R20_what_waits_while_a_session_is_forgotten_is_told_to_try_again(path):
    """It was planned for a room that nobody is in any more; sent again, it is stored once."""

    async def talk():
        async with serving(path, store=HeldStore) as place:
            await place.start()
            ann, bob = await place.socket(), await place.socket()
            who, stream = bob.conversation.connection.who, place.diagram()
            with place.hub.store.held():
                first = asyncio.create_task(ann.op(stream, **add("n1")))
                await place.hub.store.waiting()
                asked = OP.validate_python(add("n2"))
                second = asyncio.create_task(place.hub.submit(who, stream, "r2", asked))
                await a_moment()
                retire(place)
            await first
            refused = await second
            accepted = await place.hub.submit(who, stream, "r2", asked)
            return refused.code, accepted.seq, place.hub.store.load(stream).record.seq

    assert asyncio.run(talk()) == ("not_saved", 2, 2)


def test_somebody_who_sits_down_while_a_session_is_loaded_gets_in(path):
    """Their key is stored, so it opens, whatever the room in memory knew of them."""

    async def talk():
        async with serving(path, store=HeldStore) as place:
            hub, made = place.hub, place.made
            with hub.store.held():
                joining = asyncio.create_task(hub.join(code=made.code, table="t1", name="Ann"))
                await hub.store.waiting()
                retire(place)
                await hub.live(made.session)
            joined = await joining
            return (await hub.who(made.session, "table", joined.key)).name

    assert asyncio.run(talk()) == "Ann"


def test_drawing_holds_up_nobody_else(path):
    """While every drawer is busy, the clock starts, people join, and nobody's line is cut."""

    async def talk():
        async with serving(path) as place:
            desk = await place.start()
            socket, other, wall = [await place.socket(door) for door in ("table", "table", "desk")]
            stream = place.diagram()
            await other.op(stream, **add("n1"))
            await other.op(stream, **add("n2"))
            link = {"type": "link.add", "link": "l1", "ends": {"source": "n1", "target": "n2"}}
            await other.op(stream, **link)
            await wall.watch(stream, "picture")
            busy = threading.Event()
            for _ in range(DRAWERS):
                place.hub.drawers.submit(busy.wait, 10)
            writing = asyncio.create_task(other.op(stream, **add("n3")))
            await a_moment()
            watching = asyncio.create_task(socket.watch(stream, "picture"))
            await a_moment()
            paused = await desk.op(place.made.session, type="clock.pause")
            late = await place.socket()
            pong = await late.send(type="ping")
            drawn = writing.done() or watching.done()
            busy.set()
            return paused, pong["type"], drawn, await writing, (await watching)["seq"]

    paused, *rest = asyncio.run(talk())
    assert len(paused) == 1
    assert rest == ["pong", False, ["known"], 4]


def test_R17_who_leaves_while_a_picture_is_drawn_leaves_no_trace(path):
    """The others' picture goes on from where it was."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            ann, wall, stream = await place.socket(), await place.socket("desk"), place.diagram()
            await wall.watch(stream, "picture")
            busy = threading.Event()
            for _ in range(DRAWERS):
                place.hub.drawers.submit(busy.wait, 10)
            leaving = asyncio.create_task(ann.watch(stream, "picture", "outline"))
            await a_moment()
            leaving.cancel()
            await asyncio.wait([leaving])
            busy.set()
            bob = await place.socket()
            answers = [await bob.op(stream, **add(f"n{at}")) for at in range(3)]
            wall.read()
            return answers, wall.follower.seqs[stream], wall.closed

    assert asyncio.run(talk()) == ([["known"]] * 3, 3, None)


def test_ops_on_streams_that_are_not_there_leave_nothing_behind(path):
    """Names that anybody can make up cost no memory."""

    async def talk():
        async with serving(path) as place:
            await place.start()
            socket = await place.socket()
            locks = place.hub.live_sessions[place.made.session].locks
            before = len(locks)
            answers = [await socket.op(f"d{number:08}", **add("n1")) for number in range(9)]
            return answers, len(locks) - before

    assert asyncio.run(talk()) == ([["no_stream"]] * 9, 0)
