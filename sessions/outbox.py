"""What waits for one socket: bounded by bytes, so that a slow reader costs only itself."""

import asyncio
from collections import deque
from dataclasses import dataclass

# A participant's page watches one table: up to three diagrams, 1.4 MB each when 500 notes of 200
# Latin letters are in them. A wall begins with sixty pictures, some 70 KB each with 45 long notes.
PARTICIPANT_BYTES = 5_000_000
SCREEN_BYTES = 16_000_000


@dataclass(frozen=True, slots=True)
class Close:
    """The socket is to be closed with this code (PROTOCOL.md) and reason; nothing follows."""

    code: int
    reason: str


SLOW_READER = Close(4413, "not reading fast enough")


@dataclass(frozen=True, slots=True)
class Frame:
    """One encoded message, made once for all who get it.

    ``passing`` marks what may be dropped, as the next of its kind replaces it.
    """

    text: str
    size: int
    passing: bool


def frame(text: str, *, passing: bool = False) -> Frame:
    return Frame(text, len(text.encode(errors="surrogatepass")), passing)


class Outbox:
    """A queue with one reader. When it is full, presence goes first, then the connection.

    What finds it empty is taken at any size: a table that wrote more than the bound, in a script
    of many bytes a letter, would else be cut off each time it comes back.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._waiting: deque[Frame] = deque()
        self._bytes = 0
        self._close: Close | None = None
        self._more = asyncio.Event()

    @property
    def closed(self) -> bool:
        return self._close is not None

    def put(self, item: Frame) -> None:
        """Queue ``item``. Never waits; past the bound, the queue empties itself and closes."""
        if self._close is not None:
            return
        self._waiting.append(item)
        self._bytes += item.size
        if self._is_over():
            self._drop_passing()
        if self._is_over():
            self._waiting.clear()
            self._bytes = 0
            self.close(SLOW_READER)
        self._more.set()

    def close(self, close: Close) -> None:
        """Close after what is queued; the first reason stays."""
        self._close = self._close or close
        self._more.set()

    async def get(self) -> str | Close:
        """Return the oldest text, or the close once everything before it was returned."""
        while not self._waiting:
            if self._close is not None:
                return self._close
            self._more.clear()
            await self._more.wait()
        item = self._waiting.popleft()
        self._bytes -= item.size
        return item.text

    def _is_over(self) -> bool:
        return len(self._waiting) > 1 and self._bytes > self._max_bytes

    def _drop_passing(self) -> None:
        self._waiting = deque(item for item in self._waiting if not item.passing)
        self._bytes = sum(item.size for item in self._waiting)
