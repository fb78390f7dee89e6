"""Addresses to type, open and scan."""

import re
import xml.etree.ElementTree as ET

import pytest

from web.links import (
    Links,
    address,
    by_likelihood,
    door_url,
    join_url,
    lan_addresses,
    qr_svg,
    qr_text,
)


def asked(host, scheme="http"):
    return {"type": "http", "scheme": scheme, "headers": [(b"host", host.encode())]}


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_who_is_on_this_machine_hands_out_its_lan_address(host):
    """A link to localhost would open the phone's own nothing."""
    links = Links(None, lambda: "192.168.1.5")

    assert links.origin_for(asked(host)) == "http://192.168.1.5:8000"


@pytest.mark.parametrize("host", ["192.168.1.9:8000", "laptop.local:8000"])
def test_who_came_by_another_name_hands_out_that(host):
    """What worked for them works for their neighbours."""
    assert Links(None, lambda: "192.168.1.5").origin_for(asked(host)) == f"http://{host}"


def test_the_public_address_goes_before_all():
    """When the host of the server set one, that is where people are sent."""
    links = Links("https://workshop.example.org", lambda: "192.168.1.5")

    assert links.origin_for(asked("localhost:8000")) == "https://workshop.example.org"


def test_without_a_network_links_stay_here():
    """One laptop alone still works in its own browser."""
    assert Links(None, lambda: None).origin_for(asked("localhost:80")) == "http://localhost"


def test_secrets_are_in_fragments_only():
    """A fragment is not sent: no log, proxy or Referer ever holds the key."""
    urls = [
        join_url("http://a:1", "TOKEN"),
        join_url("http://a:1", "TOKEN", "t3"),
        door_url("http://a:1", "s1", "desk", "KEY"),
    ]

    assert urls == [
        "http://a:1/join#TOKEN",
        "http://a:1/join#TOKEN.t3",
        "http://a:1/s/s1/desk#k=KEY",
    ]
    assert address("http://192.168.1.5:8000") == "192.168.1.5:8000"


def test_likely_addresses_come_first():
    """The way out first, then home networks; what no phone reaches is left out."""
    given = ["127.0.0.1", "169.254.3.4", "172.17.0.1", "8.8.8.8", "10.1.1.1", "192.168.1.5"]

    assert by_likelihood(given, "10.1.1.1") == ["10.1.1.1", "192.168.1.5", "172.17.0.1", "8.8.8.8"]
    assert by_likelihood(given, None)[0] == "192.168.1.5"


def test_this_machine_can_be_asked():
    """Whatever network this runs in, the answer is a list of addresses that are not loopback."""
    assert all(re.fullmatch(r"[0-9.]+", one) for one in lan_addresses())
    assert "127.0.0.1" not in lan_addresses()


def test_a_qr_code_is_a_plain_picture():
    """Only shapes: nothing in it could run, and it scales with its frame."""
    root = ET.fromstring(qr_svg("http://192.168.1.5:8000/join#" + "x" * 22))

    assert {element.tag.partition("}")[2] for element in root.iter()} == {"svg", "path"}
    assert "viewBox" in root.attrib
    assert "style" not in qr_svg("x")


def test_a_qr_code_fits_a_terminal():
    """Eighty columns are enough for an address in a LAN."""
    lines = qr_text("http://192.168.100.100:8000").splitlines()

    assert max(map(len, lines)) < 60
