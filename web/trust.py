"""Whose word is taken: the only place that decides on hosts, origins and proxies. Pure.

Rule 1. A page of ours is reached by an IP address, by this machine's own name, or by a name
        the host of the server gave us. Any other name may be somebody else's that was pointed
        here (DNS rebinding), and is refused.
Rule 2. The origin of a request is compared as a whole: scheme, host and port (R2).
Rule 3. Forwarded headers count only when the connection itself comes from a trusted proxy.
Rule 4. A request for the host of the public address was made the way that address says: a proxy
        that ends TLS and says nothing about it is the usual case.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_HOST = re.compile(
    r"(?P<name>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?)"
    r"(?::(?P<port>[0-9]{1,5}))?"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SECURE = {"http": "http", "ws": "http", "https": "https", "wss": "https"}


@dataclass(frozen=True, slots=True)
class Host:
    """The ``Host`` of a request, lower case; ``port`` is None when it was not said."""

    name: str
    port: int | None

    @property
    def address(self) -> Address | None:
        return address_of(self.name.strip("[]"))

    @property
    def is_loopback(self) -> bool:
        address = self.address
        return self.name == "localhost" or (address is not None and address.is_loopback)


def host_of(value: str) -> Host | None:
    """Read a ``Host`` header; None when it is not one."""
    found = _HOST.fullmatch(value)
    if found is None:
        return None
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 0 < port < 65536:
        return None
    name = found["name"].lower().removesuffix(".")
    return Host(name, port)


def address_of(text: str) -> Address | None:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def header(scope: Scope, name: bytes) -> str | None:
    """Return the one value of a header; None when it is absent or said more than once."""
    values: list[bytes] = [value for key, value in scope["headers"] if key == name]
    return values[0].decode("latin-1") if len(values) == 1 else None


def has_header(scope: Scope, name: bytes) -> bool:
    return any(key == name for key, _ in scope["headers"])


def scheme_of(scope: Scope) -> str:
    """Return ``http`` or ``https``, for sockets too."""
    return _SECURE[scope["scheme"]]


def origin_of(scope: Scope) -> str | None:
    """Return the origin a browser names when it asks for this from a page of ours."""
    host = host_of(header(scope, b"host") or "")
    return None if host is None else origin(scheme_of(scope), host)


def origin(scheme: str, host: Host) -> str:
    port = "" if host.port in (None, _DEFAULT_PORTS[scheme]) else f":{host.port}"
    return f"{scheme}://{host.name}{port}"


@dataclass(frozen=True, slots=True)
class Trust:
    """``names`` are hosts that are ours besides addresses; ``public_origin`` is where people
    find us when a proxy stands before us; ``proxies`` are the networks of such proxies.
    """

    names: frozenset[str]
    public_origin: str | None
    proxies: tuple[Network, ...]

    def is_ours(self, host: Host) -> bool:
        return host.address is not None or host.name in self.names

    def is_own_origin(self, scope: Scope, claimed: str) -> bool:
        return claimed in {origin_of(scope), self.public_origin} - {None}

    def as_sent(self, scope: Scope) -> Scope:
        """Return the request as its sender made it, before proxies passed it on."""
        client = scope.get("client")
        if self.proxies and client is not None and self._is_proxy(client[0]):
            scope = self._before_proxy(scope)
        if self.public_origin is None:
            return scope
        public = urlsplit(self.public_origin)
        told = host_of(header(scope, b"host") or "")
        if told is not None and origin(public.scheme, told) == self.public_origin:
            return _with_scheme(scope, public.scheme)
        return scope

    def _before_proxy(self, scope: Scope) -> Scope:
        changed = dict(scope)
        sender = self._sender(header(scope, b"x-forwarded-for") or "")
        if sender is not None:
            changed["client"] = (sender, 0)
        scheme = _last(header(scope, b"x-forwarded-proto"))
        if scheme in _DEFAULT_PORTS:
            changed = dict(_with_scheme(changed, scheme))
        host = _last(header(scope, b"x-forwarded-host"))
        if host_of(host) is not None:
            kept = [pair for pair in scope["headers"] if pair[0] != b"host"]
            changed["headers"] = [*kept, (b"host", host.encode("latin-1"))]
        return changed

    def _sender(self, forwarded_for: str) -> str | None:
        """Return the nearest sender that is no proxy of ours: all before it is hearsay."""
        for hop in reversed([hop.strip() for hop in forwarded_for.split(",")]):
            if address_of(hop) is None:
                return None
            if not self._is_proxy(hop):
                return hop
        return None

    def _is_proxy(self, text: str) -> bool:
        address = address_of(text)
        return address is not None and any(
            address.version == network.version and address in network for network in self.proxies
        )


def _with_scheme(scope: Scope, scheme: str) -> Scope:
    is_socket = scope["type"] == "websocket"
    return {**scope, "scheme": scheme.replace("http", "ws") if is_socket else scheme}


def _last(value: str | None) -> str:
    return (value or "").rpartition(",")[2].strip()


def trust(
    machine: str, allowed_hosts: Iterable[str], public_url: str | None, proxies: Iterable[Network]
) -> Trust:
    """Return whom to trust on the machine named ``machine`` with these settings."""
    own = machine.lower().partition(".")[0]
    names = {"localhost", machine.lower(), own, f"{own}.local"}
    names |= {name.lower().removesuffix(".") for name in allowed_hosts}
    public = urlsplit(public_url) if public_url else None
    public_host = host_of(public.netloc) if public else None
    if public is None or public_host is None:
        return Trust(frozenset(names - {"", ".local"}), None, tuple(proxies))
    names.add(public_host.name)
    return Trust(
        frozenset(names - {"", ".local"}), origin(public.scheme, public_host), tuple(proxies)
    )
