"""Guessing join codes: failures wait, nobody else does."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import SessionError
from web.forms import Proof
from web.guesses import MAX_ADDRESSES, MAX_WAIT_S, MAX_WAITING, Guesses

CODE, TOKEN = Proof(code="ABCDEF"), Proof(token="t" * 22)


class Clock:
    """Time that passes only by waiting; ``waits`` are the waits asked for."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    async def sleep(self, seconds):
        self.waits.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def guesses(clock):
    return Guesses(lambda: clock.now, clock.sleep)


async def attempt(guesses, code="not_open", client="10.0.0.1", proof=CODE):
    """Try to get in; ``code`` None means that it works."""
    try:
        async with guesses.attempt(proof, {"client": (client, 1)}):
            if code:
                raise SessionError(code, "No.")
    except SessionError as error:
        return error.code


def test_r5_success_never_waits(guesses, clock):
    """Whatever their neighbours typed, who has the right code gets in at once."""

    async def room():
        for _ in range(50):
            await attempt(guesses)
        clock.waits.clear()
        await attempt(guesses, code=None)

    asyncio.run(room())

    assert clock.waits == []


def test_r5_failures_wait_longer_and_longer(guesses, clock):
    """One mistake costs nothing to speak of; a program soon waits seconds."""

    async def program():
        for _ in range(200):
            assert await attempt(guesses) == "not_open"

    asyncio.run(program())

    assert clock.waits[0] < 0.1
    assert clock.waits == sorted(clock.waits)
    assert clock.waits[-1] == MAX_WAIT_S


def test_failures_are_forgotten(guesses, clock):
    """Who comes back after a while starts afresh."""

    async def twice():
        for _ in range(100):
            await attempt(guesses)
        clock.now += 3_600
        await attempt(guesses)

    asyncio.run(twice())

    assert clock.waits[-1] == clock.waits[0]


def test_one_room_does_not_slow_another(guesses, clock):
    """Failures count for the address they came from."""

    async def rooms():
        for _ in range(100):
            await attempt(guesses, client="10.0.0.1")
        await attempt(guesses, client="10.0.0.2")

    asyncio.run(rooms())

    assert clock.waits[-1] == clock.waits[0]


def test_an_ipv6_network_is_one_address(guesses, clock):
    """Whoever has one IPv6 address has 2^64 of them."""

    async def program():
        for number in range(1, 100):
            await attempt(guesses, client=f"2001:db8::{number:x}")

    asyncio.run(program())

    assert clock.waits[-1] > 40 * clock.waits[0]


@pytest.mark.parametrize("code", ["no_table", "table_full", "name_too_long"])
def test_only_a_wrong_code_is_a_failure(guesses, clock, code):
    """Who is in the right session and chose a full table has guessed nothing."""
    asyncio.run(attempt(guesses, code=code))

    assert clock.waits == []


def test_a_wrong_token_does_not_wait(guesses, clock):
    """128 bits are not guessed: an old card is told so at once."""
    asyncio.run(attempt(guesses, proof=TOKEN))

    assert clock.waits == []


@given(st.integers(1, 40))
def test_attempts_in_flight_are_bounded(more):
    """Past the bound the next attempt queues before it is looked at."""
    tried = 0

    async def flood():
        nonlocal tried
        forever = asyncio.Event()
        guesses = Guesses(lambda: 0.0, lambda _: forever.wait())

        async def one():
            nonlocal tried
            async with guesses.attempt(CODE, {"client": ("10.0.0.1", 1)}):
                tried += 1
                raise SessionError("not_open", "No.")

        tasks = [asyncio.create_task(one()) for _ in range(MAX_WAITING + more)]
        for _ in range(5):
            await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(flood())

    assert tried == MAX_WAITING


def test_remembered_addresses_are_bounded(guesses):
    """A town full of attackers costs us a thousand entries and no more."""

    async def town():
        for number in range(MAX_ADDRESSES + 50):
            await attempt(guesses, client=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    asyncio.run(town())

    assert len(guesses._senders) == MAX_ADDRESSES
