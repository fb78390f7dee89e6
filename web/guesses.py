"""Slows down whoever guesses join codes, and nobody else: the only place that counts failures.

Rule 1. A room is one address: nobody is shut out for what their neighbour typed.
Rule 2. A code that is right is answered at once; only failures wait, longer the more there were.
Rule 3. At most ``MAX_WAITING`` attempts of one address are in flight; the next one queues. So
        one address tries about 50 codes a second at most, and one session's code out of 31^6
        takes it half a year on average.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from ipaddress import IPv6Address

from starlette.types import Scope

from sessions.errors import SessionError
from web.forms import Proof
from web.trust import address_of

MAX_WAITING = 256
# Twenty people mistyping within a minute wait a second; a program gets to the longest wait soon.
WAIT_STEP_S = 0.05
MAX_WAIT_S = 5.0
# Failures are forgotten one by one at this pace.
FORGET_ONE_S = 2.0
# One session's room is one address, a town's attackers are thousands: bounded either way.
MAX_ADDRESSES = 1_024


class _Sender:
    def __init__(self) -> None:
        self.slots = asyncio.Semaphore(MAX_WAITING)
        self.failures = 0.0
        self.counted_at = 0.0
        self.in_flight = 0

    def wait_s(self, now: float) -> float:
        forgotten = (now - self.counted_at) / FORGET_ONE_S
        self.failures = max(0.0, self.failures - forgotten) + 1
        self.counted_at = now
        return min(MAX_WAIT_S, self.failures * WAIT_STEP_S)


class Guesses:
    """``now`` is monotonic seconds; ``sleep`` waits. Both are passed in for tests."""

    def __init__(
        self,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._senders: OrderedDict[str, _Sender] = OrderedDict()

    @asynccontextmanager
    async def attempt(self, proof: Proof, scope: Scope) -> AsyncIterator[None]:
        """Run one attempt to get in; when its code opens nothing, wait before saying so."""
        if proof.token is not None:
            # 128 bits: not guessed in the life of the universe, so never slowed down.
            yield
            return
        client = scope.get("client")
        sender = self._sender(_place(client[0] if client else ""))
        sender.in_flight += 1
        try:
            async with sender.slots:
                try:
                    yield
                except SessionError as error:
                    if error.code == "not_open":
                        await self._sleep(sender.wait_s(self._now()))
                    raise
        finally:
            sender.in_flight -= 1

    def _sender(self, place: str) -> _Sender:
        sender = self._senders.setdefault(place, _Sender())
        self._senders.move_to_end(place)
        if len(self._senders) > MAX_ADDRESSES:
            idle = next((key for key, one in self._senders.items() if one.in_flight == 0), None)
            if idle is not None and idle != place:
                del self._senders[idle]
        return sender


def _place(client: str) -> str:
    """Return what counts as one address: of IPv6 the network, of which anybody has 2^64."""
    address = address_of(client)
    if isinstance(address, IPv6Address):
        return str(int(address) >> 64)
    return str(address)
