"""The process as a host meets it: how it starts, what it says, how it ends."""

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest
from serving import running
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from workshop.server import (
    BACKLOG,
    MAX_FRAME_BYTES,
    USER_TIMEOUT_MS,
    CannotStartError,
    announcement,
    config,
    listen,
)
from workshop.settings import load
from workshop.spawn import Server


def run(**environ):
    """Start the server with a setting that stops it, and return how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "workshop", "serve"],
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("WORKSHOP_LOG_LEVEL", "loud"),
        ("WORKSHOP_HOST", "no.such.host.invalid"),
        ("WORKSHOP_DATABASE_URL", "mysql://h/n"),
    ],
)
def test_a_wrong_setting_ends_the_start(tmp_path, name, value):
    """Exit code 2, one line with the name and the value, no traceback."""
    ended = run(**{"WORKSHOP_DATA_DIR": str(tmp_path), "PORT": "0", name: value})

    assert ended.returncode == 2
    assert f"{name}={value!r}" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_database_that_does_not_answer_ends_the_start(tmp_path):
    """A sentence, and not the password that was given with it."""
    url = "postgresql://ann:geheim@127.0.0.1:1/none"

    ended = run(WORKSHOP_DATABASE_URL=url, PORT="0")

    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "geheim" not in ended.stderr + ended.stdout


def test_a_port_in_use_ends_the_start(tmp_path):
    """It says which port, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        ended = run(PORT=port, WORKSHOP_HOST="127.0.0.1", WORKSHOP_DATA_DIR=str(tmp_path))

    assert ended.returncode == 2
    assert port in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_listening_socket_frees_the_silent():
    """Connections inherit the time after which Linux gives up on who acknowledges nothing."""
    with listen("127.0.0.1", 0) as listening:
        address = listening.getsockname()
        with socket.create_connection(address):
            listening.setblocking(True)
            accepted, _ = listening.accept()
            with accepted:
                got = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)

    assert got == USER_TIMEOUT_MS


def test_a_download_nobody_reads_is_freed(tmp_path, monkeypatch):
    """Who asks for pages and reads none of them is let go after that time."""
    monkeypatch.setattr("workshop.server.USER_TIMEOUT_MS", 1_000)
    request = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with running(tmp_path) as here, socket.create_connection(("127.0.0.1", here.port)) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.settimeout(10)
        deaf.sendall(request)
        # It answers, so it is held; on a busy machine it may be freed before the flood has ended.
        assert deaf.recv(12) == b"HTTP/1.1 200"
        deaf.settimeout(0.5)
        with contextlib.suppress(OSError):
            for _ in range(3_000):
                deaf.sendall(request)

        ends_at = time.monotonic() + 20
        while here.connections:
            assert time.monotonic() < ends_at, "it is still held"
            httpx.get(f"{here.origin}/healthz", headers={"Connection": "close"}, trust_env=False)


def test_an_address_of_somebody_else_cannot_be_listened_on():
    """One sentence with what was set."""
    with pytest.raises(CannotStartError, match=r"8000 on 203\.0\.113\.1"):
        listen("203.0.113.1", 8000)


def test_the_web_server_is_set_up_as_promised():
    """Each of these was a decision; a library's default must not undo it."""

    async def app(scope, receive, send): ...

    made = config(app)

    assert made.ws_max_size == MAX_FRAME_BYTES > 65_536
    assert not made.ws_per_message_deflate
    assert not made.proxy_headers
    assert not made.server_header
    assert not made.access_log
    assert made.date_header
    assert made.backlog == BACKLOG


def test_the_terminal_shows_where_to_open_it():
    """The address here, the address in the room, and a QR code of that."""
    here = announcement(load(host="127.0.0.1"), 8000)
    public = announcement(load(public_url="https://workshop.example.org"), 8000)

    assert "http://localhost:8000" in here
    assert "Only this computer" in here
    assert "https://workshop.example.org" in public
    assert "█" in public


def test_it_starts_says_so_and_stops(tmp_path):
    """From the first request to the last: ready, used, ended in order."""
    server = Server(tmp_path)
    server.start()
    made = httpx.post(
        f"{server.origin}/api/sessions", json={"title": "x", "tables": 1}, trust_env=False
    ).json()
    with connect(
        f"ws://127.0.0.1:{server.port}/s/{made['session']}/desk/socket",
        origin=server.origin,
        additional_headers={"Cookie": f"workshop={made['desk_key']}"},
        proxy=None,
    ) as link:
        assert not link.protocol.extensions, "compression is off"
        server.stop()
        closed = link.protocol.close_rcvd
        link.recv_messages.close()

    assert server.process.returncode in (0, -signal.SIGTERM)
    assert closed is None or closed.code in (1001, 1012)
    assert re.search(r"http://localhost:\d+", server.log)
    assert "Traceback" not in server.log


CANARIES = (
    "Geheimtitel",
    "Stationsname",
    "Kanarienvogel",
    "Beobachtung",
    "Verbindungswort",
    "Diagrammname",
    "Fragezettel",
    "Irrweg",
    "Notizblatt",
    "127.0.0.1",
)


def test_nothing_of_people_is_in_the_log(tmp_path):
    """Titles, names, notes, labels, codes, keys, tokens, addresses: none, at the noisiest level."""
    server = Server(tmp_path, settings={"WORKSHOP_LOG_LEVEL": "debug"})
    server.start()
    try:
        with httpx.Client(base_url=server.origin, trust_env=False) as client:
            secrets = _a_session_with_everything(server, client)
    finally:
        server.stop()

    written = server.log.split("Stop it with Ctrl+C.")[1]
    for event in ("session created", "participant joined", "refused: ", "socket closed"):
        assert event in written, event
    assert "ERROR" not in written
    for secret in (*CANARIES, *secrets):
        assert secret not in written, secret


def _a_session_with_everything(server, client):
    """Let people write and go wrong in every way there is; return what must stay secret."""
    body = {"title": "Geheimtitel", "tables": ["Stationsname"]}
    made = client.post("/api/sessions", json=body).json()
    session = made["session"]
    seat = {"table": "t1", "name": "Kanarienvogel"}
    joined = client.post("/api/join", json={"code": made["code"], **seat}).json()
    client.post("/api/join", json={"code": made["code"], **seat, "Notizblatt": 1})
    client.post("/sessions", data={"title": "Geheimtitel" * 20})
    client.post("/api/door", json={"token": made["join_token"] + "x"})
    client.get(f"/s/{session}/desk?note=Fragezettel#{made['desk_key']}")
    client.get("/Irrweg", headers={"Host": "Irrweg.example"})
    client.get("/Irrweg")

    def socket(door, key):
        return connect(
            f"ws://127.0.0.1:{server.port}/s/{session}/{door}/socket?note=Fragezettel",
            origin=server.origin,
            additional_headers={"Cookie": f"workshop={key}"},
            proxy=None,
        )

    with pytest.raises(InvalidStatus):
        socket("desk", joined["key"])
    with socket("desk", made["desk_key"]) as desk, socket("table", joined["key"]) as phone:
        _tell(desk, type="hello", protocol=1)
        _tell(phone, type="hello", protocol=1)
        watched = _tell(desk, "state", type="watch", stream=session)
        diagram = watched["session"]["diagrams"][0]["id"]
        go = {"type": "phase.go", "phase": "work-innovation", "start": True}
        _tell(desk, "applied", type="op", stream=session, ref="r1", op=go)
        for number, op in enumerate(WRITTEN):
            _tell(phone, "known", type="op", stream=diagram, ref=f"r{number}", op=op)
        lost = {"type": "note.remove", "note": "Notizblatt"}
        _tell(phone, "rejected", type="op", stream=diagram, ref="no", op=lost)
        for _ in range(25):
            phone.send('{"type":"Notizblatt"}')
        with pytest.raises(ConnectionClosed):
            _tell(phone, "never", type="ping")
    cookie = {"Cookie": f"workshop={made['desk_key']}"}
    assert client.get(f"/s/{session}/desk/export.zip", headers=cookie).status_code == 200
    keys = ("code", "join_token", "desk_key", "wall_key")
    return [session, diagram, joined["participant"], joined["key"], *(made[key] for key in keys)]


WRITTEN = (
    {"type": "note.add", "note": "n1", "place": {"zone": "need"}, "text": "Beobachtung eins"},
    {"type": "note.add", "note": "n2", "place": {"zone": "need"}, "text": "Beobachtung zwei"},
    {
        "type": "link.add",
        "link": "l1",
        "ends": {"source": "n1", "target": "n2"},
        "label": "Verbindungswort",
    },
    {"type": "diagram.rename", "title": "Diagrammname"},
)


def _tell(link, answered="welcome", **message):
    link.send(json.dumps(message))
    while True:
        heard = json.loads(link.recv(timeout=10))
        if heard["type"] == answered:
            return heard
