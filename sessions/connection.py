"""One socket's side of the protocol: what it watches, what it asked, what waits for it."""

from sessions import protocol
from sessions.access import Who
from sessions.outbox import PARTICIPANT_BYTES, SCREEN_BYTES, Close, Outbox, frame
from sessions.presence import TypingAt
from sessions.protocol import View

# R9. A phone that sends nonsense once is forgiven; a program that does so all the time is not.
MAX_UNREADABLE = 20
BROKEN = Close(4400, "the protocol was broken")
REPLACED = Close(4409, "opened on another page")


class Connection:
    """State of one socket. The hub acts on it; the web layer feeds and drains it.

    ``watching`` maps a stream to its views. ``greeted`` is set by ``hello``.
    """

    def __init__(self, who: Who) -> None:
        self.who = who
        self.greeted = False
        self.watching: dict[str, frozenset[View]] = {}
        self.typing: TypingAt | None = None
        self.outbox = Outbox(PARTICIPANT_BYTES if who.role == "participant" else SCREEN_BYTES)
        self._unreadable = 0

    def tell(self, text: str) -> None:
        self.outbox.put(frame(text))

    def heard(self) -> None:
        self._unreadable = 0

    def misheard(self, problem: protocol.Unreadable) -> None:
        """Answer a message that cannot be read; close after too many in a row."""
        self._unreadable += 1
        if problem.ref is not None:
            self.tell(protocol.rejected(problem.stream, problem.ref, problem.code, problem.message))
        else:
            self.tell(protocol.error(problem.code, problem.message))
        if self._unreadable >= MAX_UNREADABLE:
            self.outbox.close(BROKEN)

    async def outgoing(self) -> str | Close:
        return await self.outbox.get()
