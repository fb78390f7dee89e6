"""Group commit: what waits is stored together, and nobody is told anything untrue."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sessions.entry import Append, Entry, NewSession, SessionRecord, StreamLog, StreamRecord
from sessions.errors import StoreError
from sessions.store import Store
from sessions.writer import MAX_APPENDS, Writer

STREAMS = 8


def append(stream: int, seq: int) -> Append:
    entry = Entry(seq, "p1", "A", f"r{seq}", "ab" * 32, {"text": "Long waits"}, None, seq)
    return Append(f"d{stream}", seq - 1, (entry,))


class SlowStore(Store):
    """A real store whose transactions wait, where a test says so, until it lets them begin."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.batches: list[list[str]] = []
        self.threads: set[str] = set()
        self.begun = threading.Event()
        self.let = threading.Event()
        self.let.set()

    def append(self, batch: Sequence[Append]) -> frozenset[str]:
        self.batches.append([append.stream for append in batch])
        self.threads.add(threading.current_thread().name)
        self.begun.set()
        assert self.let.wait(10), "the test lets it begin"
        return super().append(batch)

    def hold(self) -> None:
        self.begun.clear()
        self.let.clear()

    async def holding(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, 10), "a transaction was begun"


def begin(store: Store, streams: int = STREAMS) -> None:
    diagrams = [
        StreamRecord(f"d{number}", "s1", "diagram", "innovation", "t1", 0)
        for number in range(streams)
    ]
    store.create_session(
        NewSession(
            SessionRecord("s1", "ABC234", "token", "Leeds", 1),
            (),
            tuple(StreamLog(record, ()) for record in diagrams),
        )
    )


@pytest.fixture
def store(database_url: str, open_store: Callable[..., Store]) -> SlowStore:
    store = SlowStore(open_store(database_url)._transactions._engine)
    begin(store)
    return store


def running(store: Store, scenario: Callable[[Writer], object]) -> None:
    """Run ``scenario`` beside a writer, then stop the writer."""

    async def together() -> None:
        writer = Writer(store)
        work = asyncio.create_task(writer.run())
        try:
            async with asyncio.timeout(20):
                await scenario(writer)
        finally:
            work.cancel()
            await asyncio.wait([work])
        assert work.cancelled(), "the writer ends only when it is cancelled"

    asyncio.run(together())


def test_an_append_is_stored_when_it_returns(store: SlowStore):
    """R15: What was answered is on disk."""

    async def scenario(writer: Writer) -> None:
        assert await writer.append(append(0, 1))
        assert store.load("d0").record.seq == 1

    running(store, scenario)


def test_what_waits_goes_into_one_transaction(store: SlowStore):
    """However many rooms plan while a transaction runs, one more stores them all."""

    async def scenario(writer: Writer) -> None:
        store.hold()
        first = asyncio.create_task(writer.append(append(0, 1)))
        await store.holding()
        others = [asyncio.create_task(writer.append(append(n, 1))) for n in range(1, STREAMS)]
        await asyncio.sleep(0)
        store.let.set()
        assert all(await asyncio.gather(first, *others))

    running(store, scenario)
    assert store.batches == [["d0"], [f"d{number}" for number in range(1, STREAMS)]]
    assert len(store.threads) == 1


def test_a_transaction_is_bounded(database_url: str, open_store: Callable[..., Store]):
    """More than MAX_APPENDS are stored in several transactions, none forgotten."""
    store = SlowStore(open_store(database_url)._transactions._engine)
    begin(store, streams=MAX_APPENDS + 2)

    async def scenario(writer: Writer) -> None:
        waiting = (writer.append(append(number, 1)) for number in range(MAX_APPENDS + 2))
        assert all(await asyncio.gather(*waiting))

    running(store, scenario)
    assert [len(batch) for batch in store.batches] == [MAX_APPENDS, 2]


def test_only_who_was_behind_is_told(store: SlowStore):
    """One stream that moved on does not hold the others up."""
    store.append([append(0, 1)])

    async def scenario(writer: Writer) -> None:
        stored = await asyncio.gather(writer.append(append(0, 1)), writer.append(append(1, 1)))
        assert stored == [False, True]

    running(store, scenario)


def test_a_failing_batch_is_told_to_all_who_wait_and_the_next_is_stored(store: SlowStore):
    """After trouble the writer goes on by itself."""
    clash = Entry(2, "p1", "A", "r1", "cd" * 32, {}, None, 2)

    async def scenario(writer: Writer) -> None:
        assert await writer.append(append(0, 1))
        outcomes = await asyncio.gather(
            writer.append(Append("d0", 1, (clash,))),
            writer.append(append(1, 1)),
            return_exceptions=True,
        )
        assert [type(outcome) for outcome in outcomes] == [StoreError, StoreError]
        assert await writer.append(append(1, 1))

    running(store, scenario)


def test_our_own_mistake_does_not_end_the_writer(store: SlowStore):
    """A bug is raised where the entry was planned; other rooms are stored afterwards."""

    async def scenario(writer: Writer) -> None:
        with pytest.raises(AssertionError):
            await writer.append(Append("d0", 0, ()))
        assert await writer.append(append(0, 1))

    running(store, scenario)


def test_who_gives_up_before_the_store_has_it_takes_it_back(store: SlowStore):
    """A cancelled append that was still waiting is not stored."""

    async def scenario(writer: Writer) -> None:
        store.hold()
        first = asyncio.create_task(writer.append(append(0, 1)))
        await store.holding()
        second = asyncio.create_task(writer.append(append(1, 1)))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.wait([second])
        store.let.set()
        assert await first
        assert second.cancelled()

    running(store, scenario)
    assert store.load("d1").record.seq == 0


def test_who_gives_up_later_still_learns_that_it_is_stored(store: SlowStore):
    """Before a cancelled task ends, it commits to memory what is on disk."""
    committed = []

    async def submit(writer: Writer) -> None:
        committed.append(await writer.append(append(0, 1)))
        await asyncio.sleep(0)
        committed.append("went on after it was cancelled")

    async def scenario(writer: Writer) -> None:
        store.hold()
        task = asyncio.create_task(submit(writer))
        await store.holding()
        task.cancel()
        await asyncio.sleep(0)
        store.let.set()
        await asyncio.wait([task])
        assert task.cancelled()

    running(store, scenario)
    assert committed == [True]


def test_a_time_limit_around_an_append_is_still_a_time_limit(store: SlowStore):
    """Whoever set a timeout gets their TimeoutError, after the fate of the entry is known."""

    async def limited(writer: Writer) -> None:
        async with asyncio.timeout(0.01):
            assert await writer.append(append(0, 1))
            await asyncio.sleep(0)

    async def scenario(writer: Writer) -> None:
        store.hold()
        asyncio.get_running_loop().call_later(0.05, store.let.set)
        with pytest.raises(TimeoutError):
            await limited(writer)

    running(store, scenario)
    assert store.load("d0").record.seq == 1


def test_stopping_finishes_what_the_store_has_and_refuses_the_rest(store: SlowStore):
    """At shutdown everybody who waits gets a true answer."""

    async def scenario() -> None:
        writer = Writer(store)
        work = asyncio.create_task(writer.run())
        store.hold()
        first = asyncio.create_task(writer.append(append(0, 1)))
        await store.holding()
        second = asyncio.create_task(writer.append(append(1, 1)))
        await asyncio.sleep(0)
        work.cancel()
        await asyncio.sleep(0)
        store.let.set()
        assert await first
        with pytest.raises(StoreError):
            await second
        with pytest.raises(StoreError):
            await writer.append(append(2, 1))
        await asyncio.wait([work])

    asyncio.run(scenario())
    assert [store.load(f"d{number}").record.seq for number in range(3)] == [1, 0, 0]


KILLED = """
import asyncio, sys
from sessions.entry import Append, Entry
from sessions.store import Store
from sessions.writer import Writer
from workshop.database import open_database

async def room(writer, stream):
    seq = 0
    while True:
        entry = Entry(seq + 1, "p1", "A", f"r{seq}", "ab" * 32, {"text": "x" * 200}, None, seq)
        assert await writer.append(Append(stream, seq, (entry,)))
        seq += 1
        sys.stdout.write(f"{stream} {seq}\\n")
        sys.stdout.flush()

async def main():
    writer = Writer(Store(open_database(sys.argv[1])))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(writer.run())
        for number in range(8):
            tasks.create_task(room(writer, f"d{number}"))

asyncio.run(main())
"""


def test_nothing_acknowledged_is_lost_to_a_kill(
    database_url: str, open_store: Callable[..., Store]
):
    """Promise 1: Every seq answered before a SIGKILL is there afterwards, no gap, none twice."""
    begin(open_store(database_url))
    answered = dict.fromkeys((f"d{number}" for number in range(STREAMS)), 0)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, database_url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as rooms:
        for number, line in enumerate(rooms.stdout):
            stream, seq = line.split()
            answered[stream] = int(seq)
            if number == 400:
                rooms.send_signal(signal.SIGKILL)
    assert rooms.returncode == -signal.SIGKILL

    store = open_store(database_url)
    logs = {stream: store.load(stream) for stream in answered}
    assert sum(answered.values()) >= 400
    for stream, log in logs.items():
        assert log.record.seq >= answered[stream]
        assert [entry.seq for entry in log.entries] == list(range(1, log.record.seq + 1))
