"""What stands around every route: headers, host, origin, size."""

import asyncio
import json
import logging

import httpx
import pytest
from serving import cookie
from websockets.exceptions import InvalidStatus

from web.security import BODY_TIMEOUT_S, CSP, MAX_BODY_BYTES, SVG_CSP, Guard
from web.trust import trust

ALWAYS = {
    "content-security-policy": CSP,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def assert_guarded(headers, **other):
    for name, value in (ALWAYS | other).items():
        assert headers[name] == value, name
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


def static_path(here):
    page = here.get("/").text
    return page.split('rel="stylesheet" href="')[1].split('"')[0]


@pytest.mark.parametrize(
    ("method", "path", "status", "more"),
    [
        ("GET", "/", 200, {}),
        ("HEAD", "/", 200, {}),
        ("GET", "/nothing", 404, {}),
        ("GET", "/docs", 404, {}),
        ("GET", "/openapi.json", 404, {}),
        ("DELETE", "/", 405, {}),
        ("OPTIONS", "/api/door", 405, {}),
        ("POST", "/api/door", 404, {"json": {"code": "AAAAAA"}}),
        ("POST", "/api/door", 422, {"json": {}}),
        ("POST", "/api/door", 413, {"content": b"x" * (MAX_BODY_BYTES + 1)}),
        ("POST", "/api/door", 403, {"headers": {"Origin": "http://evil.example"}}),
        ("GET", "/", 400, {"headers": {"Host": "evil.example"}}),
        ("GET", "/healthz", 200, {}),
    ],
)
def test_every_answer_carries_the_headers(here, method, path, status, more):
    """Pages, JSON and refusals alike: nothing runs, frames or leaks what is not ours."""
    answer = here.ask(method, path, **more)

    assert answer.status_code == status
    assert_guarded(answer.headers)
    assert answer.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in answer.headers


def test_static_files_may_be_kept_for_ever(here):
    """Their address changes when they do."""
    answer = here.get(static_path(here))

    assert answer.status_code == 200
    assert_guarded(answer.headers)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_refused_handshake_carries_the_headers(here):
    """A refusal before the socket is open is an answer like any other."""
    made = here.create()

    with pytest.raises(InvalidStatus) as refused:
        here.socket(made["session"], "desk", made["desk_key"], origin="http://evil.example")

    assert refused.value.response.status_code == 403
    assert_guarded({k.lower(): v for k, v in refused.value.response.headers.raw_items()})


@pytest.mark.parametrize("path", ["/nothing", "/s/x/kitchen/socket", "/s/x%2Fy/desk/socket", "/"])
def test_a_socket_to_nowhere_carries_the_headers(here, path):
    """Where no socket is, the answer is ours and not one that the server makes by itself."""
    answer = here.get(path, headers=UPGRADE | {"Origin": here.origin})

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"
    assert_guarded(answer.headers)


def test_https_is_remembered(start):
    """Only an answer to https says to come back by https."""
    site = start(public_url="https://workshop.example.org")
    host = {"Host": "workshop.example.org"}

    assert "max-age" in site.get("/", headers=host).headers["strict-transport-security"]
    assert "strict-transport-security" not in site.get("/").headers


def test_a_picture_can_run_nothing(here):
    """An SVG opened on its own has its own policy: a sandbox."""
    made = here.create()
    path = f"/s/{made['session']}/desk/qr.svg"

    answer = here.get(path, headers=cookie(made["desk_key"]))

    assert answer.status_code == 200
    assert_guarded(answer.headers, **{"content-security-policy": SVG_CSP})


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
    ],
)
def test_r2_a_post_from_elsewhere_is_refused(here, headers):
    """A page of another site cannot change anything here."""
    answer = here.post("/api/sessions", json={"title": "x", "tables": 1}, headers=headers)

    assert answer.status_code == 403
    assert answer.json()["code"] == "wrong_origin"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "{origin}"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "{origin}"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_r2_a_post_from_here_or_from_no_browser_passes(here, headers):
    """The same request from our own page, a reload of it, or a program."""
    said = {name: value.format(origin=here.origin) for name, value in headers.items()}

    answer = here.post("/api/sessions", json={"title": "x", "tables": 1}, headers=said)

    assert answer.status_code == 201


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_r2_a_socket_needs_its_origin(here):
    """No Origin, no socket: what is no browser can say one."""
    made = here.create()
    path = f"/s/{made['session']}/desk/socket"

    assert here.get(path, headers=UPGRADE | cookie(made["desk_key"])).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "a b", ""])
def test_a_foreign_host_is_refused(here, host):
    """What reaches us under somebody else's name gets a sentence and nothing else."""
    answer = here.get("/", headers={"Host": host, "Accept": "application/json"})

    assert answer.status_code == 400
    if answer.headers["content-type"].startswith("application/json"):
        assert answer.json()["code"] == "wrong_host"


def test_a_foreign_host_gets_no_socket(here):
    """The guard stands before sockets too, even when origin and host agree."""
    made = here.create()
    path = f"/s/{made['session']}/desk/socket"
    foreign = {"Host": "evil.example", "Origin": "http://evil.example"}

    answer = here.get(path, headers=UPGRADE | foreign | cookie(made["desk_key"]))

    assert answer.status_code == 400


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY_BYTES, 422), (MAX_BODY_BYTES + 1, 413)])
@pytest.mark.parametrize("announced", [True, False])
def test_a_body_is_counted_as_it_comes(here, size, status, announced):
    """At the limit it is read, one byte past it is refused, whatever Content-Length says."""
    body = b"x" * size
    content = body if announced else iter([body[:1000], body[1000:]])

    answer = here.post("/api/door", content=content, headers={"Content-Type": "application/json"})

    assert answer.status_code == status
    assert answer.json()["code"] == ("bad_form" if status == 422 else "too_large")


def test_a_huge_body_is_answered(here):
    """Who sends megabytes still gets to read why that is too much."""
    answer = here.post("/join", content=b"x" * 3_000_000)

    assert answer.status_code == 413


async def never():
    await asyncio.Event().wait()


def run(app, scope, receive=never):
    """Ask an ASGI app once and return what it sent."""
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


def asked(method="GET", path="/", kind="http", **headers):
    pairs = [(b"host", b"127.0.0.1:8000")]
    pairs += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scheme = "http" if kind == "http" else "ws"
    scope = {"type": kind, "scheme": scheme, "method": method, "path": path, "headers": pairs}
    return {**scope, "client": ("127.0.0.1", 9), "extensions": {}}


async def crashing(scope, receive, send):
    raise ValueError("Ann wrote: the minutes of the board")


@pytest.fixture
def guard():
    return lambda app: Guard(app, trust("x", [], None, []))


def test_a_crash_is_an_answer_without_its_reason(guard, caplog):
    """A bug gives 500 and a sentence; no traceback, no path, nothing of the exception."""
    first, *rest = run(guard(crashing), asked(accept="text/html"))
    page = b"".join(message["body"] for message in rest)

    assert first["status"] == 500
    assert_guarded(httpx.Headers(first["headers"]))
    assert b"went wrong" in page
    assert b"Ann" not in page
    assert b"Traceback" not in page
    assert b".py" not in page
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_crash_is_json_for_programs(guard):
    """The same, as R4 promises it."""
    first, second = run(guard(crashing), asked(path="/api/door"))

    assert first["status"] == 500
    assert json.loads(second["body"])["code"] == "broken"


def test_a_crash_halfway_ends_the_answer(guard):
    """Half an answer must not look like a whole one."""

    async def begins(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError

    sent = run(guard(begins), asked())

    assert [message["type"] for message in sent] == ["http.response.start"]


def test_a_crash_behind_an_open_socket_closes_it(guard):
    """1011 tells the client that the server broke, so it comes back."""

    async def opens(scope, receive, send):
        await send({"type": "websocket.accept"})
        raise ValueError

    sent = run(guard(opens), asked(kind="websocket", origin="http://127.0.0.1:8000"))

    assert sent[-1] == {"type": "websocket.close", "code": 1011}


def test_a_body_that_never_comes_is_given_up(guard, monkeypatch):
    """A connection is not held open for a body that trickles."""
    monkeypatch.setattr("web.security.BODY_TIMEOUT_S", 0.01)

    first, second = run(guard(crashing), asked("POST", "/api/door"))

    assert BODY_TIMEOUT_S >= 10, "people on slow networks have that long"
    assert first["status"] == 408
    assert json.loads(second["body"])["code"] == "too_slow"


def test_half_a_form_does_nothing(guard):
    """Who goes away before the end of a body has asked for nothing."""
    came = iter(
        [
            {"type": "http.request", "body": b"title=Spring", "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive():
        return next(came)

    assert run(guard(crashing), asked("POST", "/sessions"), receive) == []
