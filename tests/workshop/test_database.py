"""Opening databases: the schema, the pragmas, and what the person who starts the server is told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from sessions.rows import Row
from sessions.transactions import READS_ONLY
from workshop.database import DatabaseError, make_engine, migrate, open_database

PROJECT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/workshop.db"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def engine(url: str):
    engine = open_database(url)
    yield engine
    engine.dispose()


def ask(engine: Engine, question: str) -> object:
    with engine.connect() as connection:
        return connection.execute(text(question)).scalar_one()


def test_the_migrated_database_is_what_the_rows_say(engine: Engine):
    """The steps written by hand and the rows in the code describe one schema."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []


def test_constraints_have_the_names_the_rows_give_them(engine: Engine):
    """A later step can name what it changes, on every database (alembic does not compare these)."""
    inspector = inspect(engine)

    for table in Row.metadata.sorted_tables:
        found = {
            inspector.get_pk_constraint(table.name)["name"],
            *(unique["name"] for unique in inspector.get_unique_constraints(table.name)),
            *(foreign["name"] for foreign in inspector.get_foreign_keys(table.name)),
        }
        assert found == {constraint.name for constraint in table.constraints}, table.name
        for foreign in inspector.get_foreign_keys(table.name):
            assert foreign["options"] == {"ondelete": "CASCADE"}


def test_opening_again_changes_nothing(engine: Engine, url: str):
    """A database of this version is opened as it is."""
    epoch = ask(engine, "SELECT value FROM meta WHERE name = 'epoch'")
    migrate(engine)

    assert ask(engine, "SELECT value FROM meta WHERE name = 'epoch'") == epoch
    assert ask(engine, "SELECT version_num FROM alembic_version") == "0002"


def test_a_newer_database_is_left_alone(engine: Engine, url: str):
    """An older program says so in one sentence instead of guessing at a schema it does not know."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseError, match="newer version"):
        open_database(url)

    assert ask(engine, "SELECT version_num FROM alembic_version") == "9999"


def test_a_step_that_fails_leaves_nothing_behind(url: str, monkeypatch: pytest.MonkeyPatch):
    """A database is never half migrated: after the cause is gone, the next start succeeds."""
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE entry (in_the_way INTEGER)"))

    with pytest.raises(DatabaseError):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"entry"}
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE entry"))
    migrate(engine)

    assert set(Row.metadata.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


STARTED = """
import sys
from workshop.database import open_database

print("ready", flush=True)
sys.stdin.readline()
open_database(sys.argv[1])
"""


def test_servers_that_start_together_migrate_once(url: str):
    """The others wait for the first, and find its work done."""
    servers = [
        subprocess.Popen(
            [sys.executable, "-c", STARTED, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        for _ in range(3)
    ]
    for server in servers:
        assert server.stdout.readline().strip() == b"ready"
    for server in servers:
        server.stdin.write(b"\n")
        server.stdin.flush()
    for server in servers:
        server.communicate(timeout=30)

    assert [server.returncode for server in servers] == [0, 0, 0]


def test_a_file_is_opened_for_durability(tmp_path: Path):
    """Promise 1 rests on these: WAL, and synchronous=FULL (2)."""
    engine = open_database(f"sqlite:///{tmp_path}/workshop.db")

    for options in ({}, {READS_ONLY: True}):
        opened = engine.execution_options(**options)
        assert ask(opened, "PRAGMA journal_mode") == "wal"
        assert ask(opened, "PRAGMA synchronous") == 2
        assert ask(opened, "PRAGMA fullfsync") == 1
        assert ask(opened, "PRAGMA foreign_keys") == 1
        assert ask(opened, "PRAGMA secure_delete") == 1
        assert ask(opened, "PRAGMA query_only") == len(options)
    engine.dispose()


def test_a_server_commits_for_good_even_where_its_default_does_not(postgres_url: str):
    """Promise 1: a host that switched synchronous_commit off does not switch it off for us."""
    engine = make_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(
            text(f"ALTER DATABASE {engine.url.database} SET synchronous_commit = off")
        )
    engine.dispose()

    assert ask(engine, "SHOW synchronous_commit") == "on"
    engine.dispose()


def test_the_folder_is_made(tmp_path: Path):
    """A first start needs no preparation."""
    open_database(f"sqlite:///{tmp_path}/data/here/workshop.db").dispose()

    assert (tmp_path / "data" / "here" / "workshop.db").exists()


def test_a_plain_postgresql_address_means_psycopg_3(postgres_url: str):
    """The address a host hands out works as it is."""
    assert postgres_url.startswith("postgresql://")
    assert make_engine(postgres_url).url.drivername == "postgresql+psycopg"
    assert make_engine("postgres://u@h/d").url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "address",
    ["", "workshop.db", "mysql://u@h/d", "sqlite://", "sqlite:///:memory:", "nonsense://x"],
)
def test_an_address_that_cannot_work_is_a_sentence(address: str):
    """Whoever starts the server reads what to write instead, not a traceback."""
    with pytest.raises(DatabaseError, match=r"The database (address )?must"):
        make_engine(address)


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path):
    """What is there is not touched."""
    path = tmp_path / "workshop.db"
    path.write_text("Minutes of the last meeting\n" * 40)

    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_database(f"sqlite:///{path}")

    assert path.read_text().startswith("Minutes")


def test_a_server_that_does_not_answer_is_a_sentence(tmp_path: Path):
    """No server behind the address: said at start, not at the first note."""
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_database(f"postgresql://u@/d?host={tmp_path}")
