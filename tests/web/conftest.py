"""Servers for the tests of the web side."""

import contextlib
import socket

import pytest
from serving import running


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """One server for the tests of a file."""
    with running(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture
def start(tmp_path):
    """Start a server of this test's own, with other settings or less patience."""
    with contextlib.ExitStack() as stack:
        yield lambda **given: stack.enter_context(running(tmp_path, **given))


@pytest.fixture
def raw():
    """Open a bare TCP connection, for what no honest client would send."""
    with contextlib.ExitStack() as stack:
        yield lambda port: stack.enter_context(
            contextlib.closing(socket.create_connection(("127.0.0.1", port), timeout=10))
        )
