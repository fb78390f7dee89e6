"""What a host may set, and what is said when it is wrong."""

from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.settings import SettingsError, load, masked


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """An environment that sets nothing of ours."""
    for name in ("PORT", "WORKSHOP_PORT", "WORKSHOP_DATA_DIR", "WORKSHOP_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_everything_has_a_default():
    """A fresh clone starts without any configuration."""
    settings = load()

    assert (settings.host, settings.port) == ("0.0.0.0", 8000)
    assert settings.data_dir == Path("data")
    assert settings.database_url == "sqlite:///data/workshop.db"
    assert (settings.allowed_hosts, settings.trusted_proxies) == ((), ())


def test_the_environment_is_read(environment):
    """Every setting is WORKSHOP_ and its name; lists have commas."""
    environment.setenv("WORKSHOP_DATA_DIR", "/srv/boards")
    environment.setenv("WORKSHOP_PUBLIC_URL", "https://Workshop.Example.org/")
    environment.setenv("WORKSHOP_ALLOWED_HOSTS", "boards.example, b.example ,")
    environment.setenv("WORKSHOP_TRUSTED_PROXIES", "10.0.0.0/8,192.168.1.1,fd00::/8")

    settings = load()

    assert settings.database_url == "sqlite:////srv/boards/workshop.db"
    assert settings.public_url == "https://workshop.example.org"
    assert settings.allowed_hosts == ("boards.example", "b.example")
    assert settings.trusted_proxies == tuple(
        ip_network(text) for text in ("10.0.0.0/8", "192.168.1.1/32", "fd00::/8")
    )


@pytest.mark.parametrize(
    ("environ", "port"),
    [
        ({"PORT": "9000"}, 9000),
        ({"PORT": "9000", "WORKSHOP_PORT": "9001"}, 9001),
        ({"PORT": ""}, 8000),
    ],
)
def test_the_port_has_two_names(environment, environ, port):
    """PORT is what platforms set; ours is more exact and goes before it."""
    for name, value in environ.items():
        environment.setenv(name, value)

    assert load().port == port


def test_a_command_line_goes_before_the_environment(environment):
    """What was typed last counts; what was not typed does not."""
    environment.setenv("PORT", "9000")

    assert load(port="9002", host=None).port == 9002
    assert load(port=None).port == 9000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "70000"),
        ("WORKSHOP_PORT", "-1"),
        ("WORKSHOP_PUBLIC_URL", "workshop.example.org"),
        ("WORKSHOP_PUBLIC_URL", "https://workshop.example.org/path"),
        ("WORKSHOP_PUBLIC_URL", "https://"),
        ("WORKSHOP_ALLOWED_HOSTS", "http://workshop.example.org"),
        ("WORKSHOP_TRUSTED_PROXIES", "proxy"),
        ("WORKSHOP_TRUSTED_PROXIES", "10.0.0.0/64"),
        ("WORKSHOP_LOG_LEVEL", "loud"),
        ("WORKSHOP_DATABASE_URL", "mysql://host/name"),
        ("WORKSHOP_DATABASE_URL", "nonsense"),
    ],
)
def test_a_wrong_value_is_said_with_its_name(environment, name, value):
    """One line: which variable, what it is, what it should be."""
    environment.setenv(name, value)

    with pytest.raises(SettingsError) as wrong:
        load()

    assert len(wrong.value.lines) == 1
    assert wrong.value.lines[0].startswith(f"{name}='")
    assert value in wrong.value.lines[0]
    assert "must" in wrong.value.lines[0]


def test_all_wrong_values_are_said_at_once(environment):
    """Nobody wants to start a server five times to find five mistakes."""
    environment.setenv("PORT", "eight")
    environment.setenv("WORKSHOP_LOG_LEVEL", "loud")

    with pytest.raises(SettingsError) as wrong:
        load()

    assert len(wrong.value.lines) == 2


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ann:geheim@host/name",
        "mysql://ann:ge@heim@host/name",
        "mysql://host/name?user=ann&password=geheim",
        "ann:geheim@host",
    ],
)
def test_a_password_is_never_said(environment, url):
    """Neither when the address is wrong, nor in a repr."""
    environment.setenv("WORKSHOP_DATABASE_URL", url)

    with pytest.raises(SettingsError) as wrong:
        load()

    assert "heim" not in str(wrong.value)
    assert "heim" not in repr(load(database_url="postgresql://ann:geheim@host/name"))


@given(st.text(st.characters(blacklist_characters="@?"), min_size=3), st.sampled_from(["@", "?"]))
def test_masking_leaves_nothing_of_a_password(password, mark):
    """Whatever characters a password has, its mask does not have it."""
    before, after = ("postgresql://ann:", "@h/n") if mark == "@" else ("postgresql://h/n?p=", "")

    shown = masked(f"{before}{password}{after}")

    assert shown == ("postgresql://ann:***@h/n" if mark == "@" else "postgresql://h/n?***")


def test_settings_do_not_change():
    """They are read once; what runs and what was checked are the same."""
    with pytest.raises(ValueError):
        load().port = 1
