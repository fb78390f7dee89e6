"""Group commit: the only place that hands appends to the store while people are writing.

What all rooms have planned while one transaction runs goes into the next one: a commit costs
about the same for one entry and for a hundred.
"""

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from sessions.entry import Append
from sessions.errors import StoreError
from sessions.store import Store

# Sixty tables in one hall, several halls: more at once would make the first of them wait for
# the last. The rest goes into the next transaction.
MAX_APPENDS: Final = 500

_STOPPED: Final = "The server is stopping. Nothing changed; please try again."


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    append: Append
    stored: asyncio.Future[bool]


class Writer:
    """Owns one worker thread, the only one in which entries are stored.

    The caller

    - keeps ``run`` going in a task of its own, and cancels it to stop;
    - has at most one append waiting for each stream (its room's lock sees to that), which
      also bounds what can wait here.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: deque[_Waiting] = deque()
        self._filled = asyncio.Event()
        self._stopped = False

    async def append(self, append: Append) -> bool:
        """Return True when ``append`` is durable, False when its stream was behind.

        A caller that is cancelled before the store has it takes it back. Afterwards its fate is
        the store's: then this returns that fate as usual, and the cancellation arrives at the
        caller's next await, so that nobody forgets an entry that is on disk.

        Raises:
            StoreError: it was not stored.
        """
        if self._stopped:
            raise StoreError(_STOPPED)
        waiting = _Waiting(append, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        self._filled.set()
        cancelled = False
        while not waiting.stored.done():
            try:
                await asyncio.wait([waiting.stored])
            except asyncio.CancelledError:
                if waiting in self._queue:
                    self._queue.remove(waiting)
                    raise
                cancelled = True
        if cancelled:
            _cancel_at_next_await()
        return waiting.stored.result()

    async def run(self) -> None:
        """Store what arrives until cancelled; then finish what the store has, refuse the rest."""
        try:
            with ThreadPoolExecutor(1, thread_name_prefix="writer") as thread:
                while True:
                    await self._filled.wait()
                    self._filled.clear()
                    while self._queue:
                        await self._write(thread)
        finally:
            self._stopped = True
            while self._queue:
                self._queue.popleft().stored.set_exception(StoreError(_STOPPED))

    async def _write(self, thread: ThreadPoolExecutor) -> None:
        """Store one batch and tell everybody who waits for it."""
        batch = [self._queue.popleft() for _ in range(min(len(self._queue), MAX_APPENDS))]
        appends = [waiting.append for waiting in batch]
        work = asyncio.get_running_loop().run_in_executor(thread, self._store.append, appends)
        cancelled = False
        while not work.done():
            try:
                await asyncio.wait([work])
            except asyncio.CancelledError:
                cancelled = True
        error = work.exception()
        for waiting in batch:
            if error is not None:
                # Also a bug of ours: it belongs to those who wait, and the next batch goes on.
                waiting.stored.set_exception(error)
            else:
                waiting.stored.set_result(waiting.append.stream not in work.result())
        if cancelled:
            raise asyncio.CancelledError


def _cancel_at_next_await() -> None:
    task = asyncio.current_task()
    assert task is not None, "append is awaited in a task"
    # The request was taken back from the count first: timeouts and task groups count them.
    task.uncancel()
    task.cancel()
