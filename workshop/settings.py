"""What a host may set: the only place that reads the environment.

Read once, checked as a whole, and refused at start with the name and the bad value.
"""

import os
from collections.abc import Mapping, Sequence
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from web.trust import Network, host_of

PREFIX = "WORKSHOP_"
DATABASE_FILE = "workshop.db"
# What can be wrong with a setting, by the name pydantic has for it.
_SAYINGS: Mapping[str, str] = {
    "value_error": "{error}",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "literal_error": "must be one of {expected}",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long",
    "path_type": "must be a folder",
    "extra_forbidden": "is not a setting",
}
_HIDDEN = "***"


class SettingsError(Exception):
    """Settings that cannot be used; ``lines`` name each one and its value."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _host_name(text: str) -> str:
    host = host_of(text)
    if host is None or host.port is not None:
        raise ValueError("must be host names without a port, with commas between them")
    return host.name


def _network(value: object) -> Network:
    try:
        return ip_network(str(value), strict=False)
    except ValueError:
        raise ValueError(
            "must be addresses or networks like 10.0.0.0/8, with commas between them"
        ) from None


def _public_url(text: str | None) -> str | None:
    if text is None:
        return None
    problem = ValueError("must be an address like https://workshop.example.org, without a path")
    try:
        parts = urlsplit(text)
    except ValueError:
        raise problem from None
    is_bare = parts.path in ("", "/") and not parts.query and not parts.fragment
    if parts.scheme not in ("http", "https") or host_of(parts.netloc) is None or not is_bare:
        raise problem
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _database_url(text: str) -> str:
    try:
        backend = make_url(text).get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return text


def _file_in(checked: Mapping[str, Any]) -> str:  # Any: the fields before this one
    return f"sqlite:///{(Path(checked['data_dir']) / DATABASE_FILE).as_posix()}"


class Settings(BaseSettings):
    """Each field is ``WORKSHOP_`` and its name in capitals; ``PORT`` works too."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        frozen=True,
        populate_by_name=True,
        extra="forbid",
    )

    # The address to listen on; 0.0.0.0 is every network this machine is in.
    host: Annotated[str, Field(min_length=1, max_length=255)] = "0.0.0.0"  # noqa: S104 # phones must get in
    # The port to listen on; 0 lets the system choose one.
    port: Annotated[
        int, Field(ge=0, le=65535, validation_alias=AliasChoices("WORKSHOP_PORT", "PORT"))
    ] = 8000
    # Where the database file is kept when ``database_url`` is not set.
    data_dir: Path = Path("data")
    # Another database than the file in ``data_dir``: sqlite:///... or postgresql://...
    # It may hold a password: show it only ``masked``.
    database_url: Annotated[
        str, AfterValidator(_database_url), Field(repr=False, default_factory=_file_in)
    ]
    # Where people find this server when a proxy stands before it.
    public_url: Annotated[str | None, AfterValidator(_public_url)] = None
    # Further host names this server answers to.
    allowed_hosts: Annotated[
        tuple[Annotated[str, AfterValidator(_host_name)], ...], NoDecode, BeforeValidator(_split)
    ] = ()
    # Proxies whose X-Forwarded headers are believed.
    trusted_proxies: Annotated[
        tuple[Annotated[Network, BeforeValidator(_network)], ...],
        NoDecode,
        BeforeValidator(_split),
    ] = ()
    # How much is written to the log.
    log_level: Literal["debug", "info", "warning", "error"] = "info"


def load(**given: Any) -> Settings:  # Any: what a command line gave, checked like the environment
    """Return the settings of the environment, with those ``given`` (and not None) before them.

    Raises:
        SettingsError: one or more of them are wrong.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        wrong = error.errors(include_url=False)
        # What only follows from another wrong setting is not said.
        lines = [_line(one) for one in wrong if one["type"] != "default_factory_not_called"]
        raise SettingsError(list(dict.fromkeys(lines))) from None


def _line(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    name = name if name.isupper() else PREFIX + name.upper()
    if name == "WORKSHOP_PORT" and name not in os.environ and "PORT" in os.environ:
        name = "PORT"
    value = str(error["input"])
    said = _SAYINGS.get(error["type"], "cannot be used")
    shown = masked(value) if name.endswith("_URL") else value
    return f"{name}={shown!r} {said.format(**error.get('ctx', {}))}"


def masked(url: str) -> str:
    """Return ``url`` fit for a terminal or a log: without its password, in whatever place."""
    before, at, after = url.rpartition("@")
    if at:
        scheme, marks, person = before.partition("://")
        user = person.partition(":")[0] if marks else ""
        before = f"{scheme if marks else ''}{marks}{user}:{_HIDDEN}"
    address, question, _ = after.partition("?")
    return before + at + address + (question and f"?{_HIDDEN}")
