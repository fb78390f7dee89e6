"""Databases for tests of what is stored: every test of the contract runs on both kinds."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sessions.store import Store
from workshop.database import open_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workshop.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def open_store() -> Iterator[Callable[..., Store]]:
    """Opens a store on an address; everything it opened is closed after the test."""
    engines: list[Engine] = []

    def opened(url: str, **arguments: object) -> Store:
        engine = open_database(url)
        engines.append(engine)
        return Store(engine, **arguments)

    yield opened
    for engine in engines:
        engine.dispose()


@pytest.fixture
def store(database_url: str, open_store: Callable[..., Store]) -> Store:
    return open_store(database_url)
