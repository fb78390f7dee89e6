"""The socket's shell, over real sockets: who gets in, and how it ends."""

import asyncio
import contextlib
import json
import socket
import struct
import time

import pytest
from serving import cookie
from talking import serving
from websockets.exceptions import ConnectionClosed, InvalidStatus

from web.front import Patience
from web.sockets import _Ended, _hear

HELLO = json.dumps({"type": "hello", "protocol": 1})
PING = json.dumps({"type": "ping"})


def say(link, **message):
    link.send(json.dumps(message))


def hear(link, kind):
    """Return the next message of this kind."""
    while True:
        message = json.loads(link.recv(timeout=10))
        if message["type"] == kind:
            return message


@contextlib.contextmanager
def greeted(here, session, door, key):
    with here.socket(session, door, key) as link:
        link.send(HELLO)
        hear(link, "welcome")
        yield link


def close_code(link):
    """Read until the server closes; return its code."""
    try:
        while True:
            link.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd and closed.rcvd.code


@pytest.mark.parametrize("door", ["table", "desk", "wall"])
def test_r6_without_a_key_the_handshake_is_403(here, door):
    """No cookie, no socket."""
    made = here.create()

    with pytest.raises(InvalidStatus) as refused:
        here.socket(made["session"], door, None)

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("door", ["table", "wall"])
def test_r1_a_key_opens_only_its_own_door(here, door):
    """The facilitator's key is no participant's and no screen's."""
    made = here.create()

    with pytest.raises(InvalidStatus) as refused:
        here.socket(made["session"], door, made["desk_key"])

    assert refused.value.response.status_code == 403


def test_r1_a_key_opens_only_its_own_session(here):
    """The key of one session is nothing in another."""
    one, other = here.create(), here.create()

    with pytest.raises(InvalidStatus) as refused:
        here.socket(other["session"], "desk", one["desk_key"])

    assert refused.value.response.status_code == 403


def test_r7_hello_is_answered_welcome_with_the_way_in(here):
    """Welcome says who one is and how others join."""
    made = here.create()
    seat = here.join(made, "t2", name="Ann")

    with here.socket(made["session"], "table", seat["key"]) as link:
        link.send(HELLO)
        welcome = hear(link, "welcome")

    assert welcome["session"] == made["session"]
    assert welcome["you"] == {
        "door": "table",
        "role": "participant",
        "participant": seat["participant"],
        "letter": "A",
        "name": "Ann",
        "table": "t2",
    }
    assert welcome["join"] == {
        "code": made["code"],
        "address": f"127.0.0.1:{here.port}",
        "url": made["join_url"],
    }


def test_r7_without_hello_the_socket_is_closed(start):
    """Who connects and says nothing is not kept."""
    here = start(patience=Patience(hello_s=0.2))
    made = here.create()

    with here.socket(made["session"], "desk", made["desk_key"]) as link:
        assert close_code(link) == 4400


def test_r7_nonsense_is_no_hello(start):
    """Saying something else does not extend the time."""
    here = start(patience=Patience(hello_s=0.5))
    made = here.create()

    with here.socket(made["session"], "desk", made["desk_key"]) as link:
        link.send(PING)
        assert hear(link, "error")["code"] == "bad_message"
        assert close_code(link) == 4400


def test_r8_ping_is_answered_pong(here):
    """A client hears at once that the server is there."""
    made = here.create()

    with greeted(here, made["session"], "wall", made["wall_key"]) as link:
        link.send(PING)

        assert hear(link, "pong")["now"] > 0


def test_r8_silence_is_closed_with_4408(start):
    """A socket whose page sleeps is closed, and says so."""
    here = start(patience=Patience(silence_s=0.3))
    made = here.create()

    with greeted(here, made["session"], "wall", made["wall_key"]) as link:
        assert close_code(link) == 4408


def test_r8_who_pings_stays(start):
    """A ping within the time keeps the socket, for as long as it likes."""
    here = start(patience=Patience(silence_s=1.0))
    made = here.create()

    with greeted(here, made["session"], "wall", made["wall_key"]) as link:
        ends_at = time.monotonic() + 2.5
        while time.monotonic() < ends_at:
            link.send(PING)
            hear(link, "pong")
            link.socket.settimeout(None)
            _wait(0.2)


def _wait(seconds):
    asyncio.run(asyncio.sleep(seconds))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("{", "bad_message"),
        ("[]", "bad_message"),
        ('{"type":"dance"}', "bad_message"),
        (b"\x00\x01", "bad_message"),
        ("[" * 5000, "bad_message"),
        ("x" * 65_537, "too_large"),
        ("é" * 40_000, "too_large"),
        ("x" * 200_000, "too_large"),
    ],
)
def test_r9_r10_what_cannot_be_read_is_answered_error(here, sent, code):
    """The sender is told, and the socket goes on."""
    made = here.create()

    with greeted(here, made["session"], "desk", made["desk_key"]) as link:
        link.send(sent)
        assert hear(link, "error")["code"] == code
        link.send(PING)

        assert hear(link, "pong")


def test_r9_twenty_in_a_row_are_closed_with_4400(here):
    """A program that only sends nonsense is let go; bytes count as nonsense too."""
    made = here.create()

    with greeted(here, made["session"], "desk", made["desk_key"]) as link:
        for _ in range(20):
            link.send(b"nonsense")

        assert close_code(link) == 4400


def test_a_fourth_socket_closes_the_oldest(here):
    """A participant's device has a page, a second tab, and one that is about to be found dead."""
    made = here.create()
    seat = here.join(made)

    with contextlib.ExitStack() as stack:
        links = [
            stack.enter_context(greeted(here, made["session"], "table", seat["key"]))
            for _ in range(4)
        ]

        assert close_code(links[0]) == 4409
        links[1].send(PING)
        assert hear(links[1], "pong")


def talking(here, made):
    return len(here.hub.live_sessions[made["session"]].connections)


def eventually(claim, within_s=10):
    ends_at = time.monotonic() + within_s
    while not claim():
        assert time.monotonic() < ends_at, "it did not come to that"
        _wait(0.02)


def test_the_hub_forgets_whoever_leaves(here):
    """However a socket ends, nothing of it stays: closed, reset, or closed by us."""
    made = here.create()
    with greeted(here, made["session"], "desk", made["desk_key"]):
        assert talking(here, made) == 1
    with here.socket(made["session"], "wall", made["wall_key"]) as link:
        # A reset, as when a phone's battery dies.
        link.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        link.socket.close()

    eventually(lambda: talking(here, made) == 0)


def test_a_reader_who_stops_reading_is_freed(start, raw):
    """Its buffers fill, a send waits too long, and it is cut; others notice nothing."""
    here = start(patience=Patience(send_s=0.5, close_s=0.2))
    made = here.create(tables=60)
    deaf = raw(here.port)
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    _shake_hands(deaf, here, made)

    with greeted(here, made["session"], "desk", made["desk_key"]) as link:
        _flood(deaf, made["session"])
        eventually(lambda: talking(here, made) == 1, within_s=15)
        link.send(PING)

        assert hear(link, "pong")
    eventually(lambda: here.connections == 0, within_s=15)


def _shake_hands(deaf, here, made):
    request = [
        f"GET /s/{made['session']}/wall/socket HTTP/1.1",
        f"Host: 127.0.0.1:{here.port}",
        f"Origin: {here.origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *(f"{name}: {value}" for name, value in cookie(made["wall_key"]).items()),
    ]
    deaf.sendall("\r\n".join([*request, "", ""]).encode())
    assert b"101" in deaf.recv(40)
    deaf.sendall(_frame(HELLO))


def _flood(deaf, session):
    """Ask for the whole session again and again without reading any of it."""
    deaf.settimeout(0.2)
    watch = _frame(json.dumps({"type": "watch", "stream": session, "views": ["data"]}))
    with contextlib.suppress(TimeoutError, OSError):
        for _ in range(4000):
            deaf.sendall(watch)


def _frame(text):
    """A masked text frame, the mask being zero."""
    body = text.encode()
    head = bytes([0x81, 0x80 | len(body)]) if len(body) < 126 else b"\x81\xfe"
    size = b"" if len(body) < 126 else struct.pack("!H", len(body))
    return head + size + bytes(4) + body


class Chatterbox:
    """A wire that always has one more message, until it is gone."""

    def __init__(self, messages):
        self.left = messages

    async def receive(self):
        self.left -= 1
        if self.left < 0:
            return {"type": "websocket.disconnect", "code": 1006}
        return {"type": "websocket.receive", "text": HELLO if self.left % 2 else PING}


def test_a_flood_of_messages_lets_others_be_heard(tmp_path):
    """Between two messages of one client, everybody else has a turn."""

    async def talk():
        async with serving(tmp_path / "workshop.db") as place:
            socket = await place.socket("wall")
            turns = []

            async def somebody_else():
                while True:
                    turns.append(1)
                    await asyncio.sleep(0)

            other = asyncio.create_task(somebody_else())
            with contextlib.suppress(_Ended):
                await _hear(Chatterbox(50), socket.conversation, Patience())
            other.cancel()
            return len(turns)

    assert asyncio.run(talk()) >= 50


def test_an_op_comes_back_as_an_entry(here):
    """The whole way: typed at a phone, stored, and seen on the wall."""
    made = here.create()
    seat = here.join(made)
    with (
        greeted(here, made["session"], "desk", made["desk_key"]) as desk,
        greeted(here, made["session"], "table", seat["key"]) as phone,
        greeted(here, made["session"], "wall", made["wall_key"]) as wall,
    ):
        go = {"type": "phase.go", "phase": "work-innovation", "start": True}
        say(desk, type="op", stream=made["session"], ref="r1", op=go)
        hear(desk, "known")
        say(wall, type="watch", stream=made["session"], views=[])
        session = hear(wall, "state")["session"]
        diagram = next(one["id"] for one in session["diagrams"] if one["table"] == "t1")
        say(wall, type="watch", stream=f"screen:{diagram}", views=["picture"])
        hear(wall, "state")
        note = {"type": "note.add", "note": "n1", "place": {"zone": "need"}, "text": "A need"}

        say(phone, type="op", stream=diagram, ref="r1", op=note)

        assert hear(phone, "known")["seq"] == 1
        (part,) = hear(wall, "redrawn")["parts"]["picture"]
        assert "A need" in part["markup"]
