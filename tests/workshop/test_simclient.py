"""A simulated device, against a server that behaves as the test says."""

import asyncio
import contextlib
import json

import pytest
from websockets.asyncio.server import serve

from workshop.simclient import Device, Door, RefusedError

STATE = {"type": "state", "stream": "d1", "epoch": "e", "seq": 3}
WELCOME = {"type": "welcome", "epoch": "e"}


class Scripted:
    """A server that does with its n-th connection what the n-th script says."""

    def __init__(self, *scripts):
        self.scripts = list(scripts)
        self.heard = []

    async def __call__(self, socket):
        heard = []
        self.heard.append(heard)
        script = self.scripts[len(self.heard) - 1]
        with contextlib.suppress(Exception):
            await script(Line(socket, heard))
        # Until the device leaves: a closed socket would be another connection.
        if script.stays:
            await socket.wait_closed()


class Line:
    def __init__(self, socket, heard):
        self.socket = socket
        self.heard = heard

    async def hear(self, kind):
        while True:
            message = json.loads(await self.socket.recv())
            self.heard.append(message)
            if message["type"] == kind:
                return message

    async def say(self, **message):
        await self.socket.send(json.dumps(message))

    async def greet(self, **start):
        await self.hear("hello")
        await self.say(**WELCOME)
        await self.hear("watch")
        await self.say(**{**STATE, **start})


def stays(script):
    script.stays = True
    return script


def leaves(script):
    script.stays = False
    return script


def met(server, act):
    """Run ``act(device)`` against the server; return the faults the device found."""

    async def meet():
        faults = []
        async with serve(server, "127.0.0.1", 0) as listening:
            port = listening.sockets[0].getsockname()[1]
            door = Door(f"http://127.0.0.1:{port}", "s1", "table", "secret")
            device = Device(door, {"d1": ()}, lambda: None, faults.append)
            running = asyncio.create_task(device.run())
            try:
                async with asyncio.timeout(20):
                    await asyncio.wait(
                        [running, acting := asyncio.create_task(act(device))],
                        return_when=asyncio.FIRST_COMPLETED,
                    )
                    if running.done():
                        acting.cancel()
                        running.result()
                    await acting
            finally:
                running.cancel()
        return faults

    return asyncio.run(meet())


async def add(device):
    assert await device.submit("d1", {"type": "note.add"}) == 4


def test_R21_an_op_is_sent_again_after_a_lost_connection():
    """The same ref, in the order made, on the connection that comes next."""

    @leaves
    async def loses(line):
        await line.greet()
        await line.hear("op")
        await line.hear("op")

    @stays
    async def answers(line):
        await line.greet()
        for _ in range(2):
            op = await line.hear("op")
            await line.say(type="known", stream="d1", ref=op["ref"], seq=op["op"]["n"])

    async def act(device):
        submitted = [device.submit("d1", {"n": n}) for n in (1, 2)]
        assert await asyncio.gather(*submitted) == [1, 2]

    server = Scripted(loses, answers)

    assert met(server, act) == []
    ops = [[m["ref"] for m in heard if m["type"] == "op"] for heard in server.heard]
    assert ops[0] == ops[1]
    assert server.heard[1][1] == {
        "type": "watch",
        "stream": "d1",
        "views": [],
        "epoch": "e",
        "seq": 3,
    }


def test_R23_slow_down_is_not_wrong():
    """Sent again after the time asked for, with the same ref."""

    @stays
    async def slows(line):
        await line.greet()
        first = await line.hear("op")
        no = {"code": "slow_down", "message": "Slowly.", "retry_ms": 1}
        await line.say(type="rejected", stream="d1", ref=first["ref"], **no)
        again = await line.hear("op")
        assert again == first
        await line.say(type="applied", stream="d1", ref=again["ref"], seq=4, op={})

    assert met(Scripted(slows), add) == []


def test_a_refusal_is_raised_with_its_code():
    """What does not fit is told to who asked."""

    @stays
    async def refuses(line):
        await line.greet()
        op = await line.hear("op")
        no = {"code": "no_zone", "message": "There is no such zone.", "retry_ms": None}
        await line.say(type="rejected", stream="d1", ref=op["ref"], **no)

    with pytest.raises(RefusedError, match="There is no such zone") as caught:
        met(Scripted(refuses), add)

    assert caught.value.code == "no_zone"


@pytest.mark.parametrize(("seq", "fault"), [(6, "entry 6 came"), (3, "entry 3 came")])
def test_R13_a_gap_and_a_double_are_faults(seq, fault):
    """Each seq once, in order, none left out."""

    @stays
    async def jumps(line):
        await line.greet()
        op = await line.hear("op")
        await line.say(type="applied", stream="d1", ref="another", seq=seq, op={})
        await line.say(type="known", stream="d1", ref=op["ref"], seq=4)

    assert fault in met(Scripted(jumps), add)[0]


def test_R12_resuming_without_all_that_was_missed_is_a_fault():
    """Three entries missed and one sent: two are lost."""

    @leaves
    async def loses(line):
        await line.greet()

    @stays
    async def forgets(line):
        await line.greet(type="resumed", seq=6, entries=[{"seq": 4}])
        op = await line.hear("op")
        await line.say(type="known", stream="d1", ref=op["ref"], seq=4)

    assert "R12: resumed at 6" in met(Scripted(loses, forgets), add)[0]


def test_a_key_that_is_gone_ends_the_device():
    """4401 means: do not come back."""

    @stays
    async def closes(line):
        await line.greet()
        await line.socket.close(4401, "the key is no longer valid")

    with pytest.raises(RefusedError, match="the key is no longer valid") as caught:
        met(Scripted(closes), add)

    assert caught.value.code == "closed_4401"
