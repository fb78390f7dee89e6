"""The addresses people open, type and scan: the only place that makes them and their QR codes."""

import io
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address

import ifaddr
import segno
from markupsafe import Markup
from starlette.types import Scope

from web.trust import Host, header, host_of, origin, scheme_of

# Interfaces of containers, virtual machines and tunnels: their addresses lead no phone here.
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "vethernet", "utun", "zt", "lo")
# An address that is documentation only (RFC 5737): asking for the way there sends nothing.
_SOMEWHERE = ("192.0.2.1", 9)
# Four modules of white around the code, as its standard asks for.
_QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class Links:
    """Where people find this server: ``public_origin`` when set, else where they asked.

    ``find_lan`` returns this machine's address for others, None when it has none. It is asked
    each time: a laptop is started at a desk and carried to the room.
    """

    public_origin: str | None
    find_lan: Callable[[], str | None]

    def origin_for(self, scope: Scope) -> str:
        """Return the origin to hand out to somebody who is not on this machine."""
        if self.public_origin is not None:
            return self.public_origin
        host = host_of(header(scope, b"host") or "")
        assert host is not None, "the guard lets no request through without a host"
        lan = self.find_lan() if host.is_loopback else None
        if lan is not None:
            host = Host(lan, host.port)
        return origin(scheme_of(scope), host)


def address(found_at: str) -> str:
    """Return what people type: without the scheme that their browser adds by itself."""
    return found_at.removeprefix("http://").removeprefix("https://")


def join_url(found_at: str, token: str, table: str | None = None) -> str:
    """The token is in the fragment: it never travels in a request line, a log or a Referer."""
    return f"{found_at}/join#{token}" + (f".{table}" if table else "")


def door_url(found_at: str, session: str, door: str, key: str) -> str:
    return f"{found_at}{door_path(session, door)}#k={key}"


def door_path(session: str, door: str) -> str:
    return f"/s/{session}/{door}"


def qr_svg(url: str) -> Markup:
    """Draw ``url`` for scanning from paper or the back of a room, in black on white."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=_QUIET_ZONE,
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        nl=False,
    )
    return Markup(drawn.getvalue().decode())  # noqa: S704 # made by segno from a url of ours


def qr_rows(url: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code's rows, dark is true, without its white edge."""
    code = segno.make(url, error="m", micro=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def qr_text(url: str) -> str:
    """Draw ``url`` with half blocks, for a terminal of either colour."""
    drawn = io.StringIO()
    segno.make(url, error="l", micro=False).terminal(drawn, border=2, compact=True)
    return drawn.getvalue()


def lan_addresses() -> list[str]:
    """Return this machine's IPv4 addresses for others in the room, the likeliest first."""
    here = {
        ip.ip
        for adapter in ifaddr.get_adapters()
        if not adapter.nice_name.lower().startswith(_VIRTUAL)
        for ip in adapter.ips
        if isinstance(ip.ip, str)
    }
    return by_likelihood(here, _way_out())


def likeliest_lan_address() -> str | None:
    return next(iter(lan_addresses()), None)


def by_likelihood(addresses: Iterable[str], way_out: str | None) -> list[str]:
    """Order ``addresses`` by how likely a phone in the room reaches them."""
    usable = [
        one
        for one in map(IPv4Address, addresses)
        if not (one.is_loopback or one.is_link_local or one.is_unspecified)
    ]
    homes = ("192.168.", "10.", "172.")

    def rank(one: IPv4Address) -> tuple[bool, bool, int, IPv4Address]:
        home = next((n for n, start in enumerate(homes) if str(one).startswith(start)), len(homes))
        return (str(one) != way_out, not one.is_private, home, one)

    return [str(one) for one in sorted(usable, key=rank)]


def _way_out() -> str | None:
    """Return the address this machine would send from; without a network there is none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_SOMEWHERE)
        found: str = probe.getsockname()[0]
        return found
    return None
