"""Hosts, origins and proxies: whose word is taken."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.trust import Host, address_of, header, host_of, origin_of, trust


def asked(host="192.168.1.5:8000", scheme="http", kind="http", client="203.0.113.9", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    pairs = [(name.encode(), value.encode()) for name, value in {"host": host, **named}.items()]
    return {"type": kind, "scheme": scheme, "headers": pairs, "client": (client, 5)}


@pytest.fixture
def plain():
    return trust("Laptop-7", [], None, [])


@pytest.mark.parametrize(
    "name",
    ["192.168.1.5", "[fe80::1]", "127.0.0.1", "localhost", "laptop-7", "LAPTOP-7.local", "[::1]"],
)
def test_addresses_and_own_names_are_ours(plain, name):
    """A phone in the room gets in by what a terminal, a router or a neighbour calls us."""
    assert plain.is_ours(host_of(name))
    assert plain.is_ours(host_of(f"{name}:8000"))


@pytest.mark.parametrize("name", ["evil.example", "laptop-7.evil.example", "127.0.0.1.nip.io"])
def test_foreign_names_are_not_ours(plain, name):
    """A name that somebody else points at us (DNS rebinding) is refused."""
    assert not plain.is_ours(host_of(name))


def test_set_names_are_ours():
    """What the host of the server allows, and the host of the public address, are ours."""
    allowing = trust("x", ["Boards.Example."], "https://workshop.example.org", [])

    assert allowing.is_ours(host_of("boards.example"))
    assert allowing.is_ours(host_of("workshop.example.org"))


@pytest.mark.parametrize(
    "value", ["", "a b", "a/b", "user@host", "host:", "host:0", "host:99999", "[::1", "http://x"]
)
def test_what_is_no_host_is_none(value):
    """A Host header that could be read in two ways is not read at all."""
    assert host_of(value) is None


@given(st.text(max_size=40))
def test_reading_a_host_never_fails(value):
    """Whatever a stranger sends as a Host is a host or is none."""
    found = host_of(value)

    assert found is None or isinstance(found, Host)


def test_a_repeated_header_counts_as_none():
    """Two Hosts are a trick: proxies and servers disagree about which one holds."""
    scope = asked()
    scope["headers"].append((b"host", b"evil.example"))

    assert header(scope, b"host") is None


@pytest.mark.parametrize(
    ("host", "scheme", "origin"),
    [
        ("192.168.1.5:8000", "http", "http://192.168.1.5:8000"),
        ("192.168.1.5:80", "http", "http://192.168.1.5"),
        ("workshop.example.org", "https", "https://workshop.example.org"),
        ("workshop.example.org:443", "wss", "https://workshop.example.org"),
        ("[::1]:8000", "ws", "http://[::1]:8000"),
    ],
)
def test_r2_origin_is_scheme_host_and_port(host, scheme, origin):
    """The origin is written as a browser writes it, the default port left out."""
    assert origin_of(asked(host, scheme)) == origin


@pytest.mark.parametrize(
    "claimed",
    [
        "null",
        "https://192.168.1.5:8000",
        "http://192.168.1.5",
        "http://192.168.1.5:8001",
        "http://192.168.1.50:8000",
        "http://192.168.1.5:8000.evil.example",
        "http://evil.example",
    ],
)
def test_r2_other_origins_are_not_own(plain, claimed):
    """One difference in scheme, host or port is another origin."""
    assert plain.is_own_origin(asked(), "http://192.168.1.5:8000")
    assert not plain.is_own_origin(asked(), claimed)


def test_forwarded_headers_of_strangers_are_ignored():
    """Anybody can write these headers; only a trusted proxy is believed."""
    scope = asked(x_forwarded_for="1.2.3.4", x_forwarded_proto="https", x_forwarded_host="a.b")

    seen = trust("x", [], None, [ip_network("10.0.0.0/8")]).as_sent(scope)

    assert seen == scope


def test_forwarded_headers_of_a_proxy_are_believed():
    """Behind a trusted proxy the request is the one the browser made."""
    proxies = [ip_network("10.0.0.0/8")]
    scope = asked(
        client="10.0.0.2",
        kind="websocket",
        scheme="ws",
        x_forwarded_for="6.6.6.6, 203.0.113.7, 10.0.0.3",
        x_forwarded_proto="https",
        x_forwarded_host="workshop.example.org",
    )

    seen = trust("x", [], None, proxies).as_sent(scope)

    assert seen["client"][0] == "203.0.113.7", "what stands before the nearest stranger is hearsay"
    assert origin_of(seen) == "https://workshop.example.org"
    assert seen["scheme"] == "wss"


@pytest.mark.parametrize("value", ["javascript", "", "ftp", "https, gopher"])
def test_a_forwarded_scheme_is_http_or_https(value):
    """A proxy that says nonsense is not believed about the scheme."""
    scope = asked(client="10.0.0.2", x_forwarded_proto=value)

    assert trust("x", [], None, [ip_network("10.0.0.0/8")]).as_sent(scope)["scheme"] == "http"


def test_the_public_address_says_its_scheme():
    """A proxy that ends TLS and says nothing about it is the usual case."""
    public = trust("x", [], "https://workshop.example.org", [])

    assert public.as_sent(asked("workshop.example.org"))["scheme"] == "https"
    assert public.as_sent(asked("workshop.example.org", "ws", "websocket"))["scheme"] == "wss"
    assert public.as_sent(asked("192.168.1.5:8000"))["scheme"] == "http"


def test_an_address_in_ipv6_clothes_is_itself():
    """A dual-stack listener reports ::ffff:10.0.0.2, which is the proxy 10.0.0.2."""
    assert str(address_of("::ffff:10.0.0.2")) == "10.0.0.2"
