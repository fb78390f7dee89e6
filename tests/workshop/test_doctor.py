"""Looking at a machine before the room fills."""

import os
import shutil
import socket
import sqlite3

from workshop.doctor import examine
from workshop.spawn import free_port


def look(folder, **more):
    given = {"port": free_port(), "public_url": None, **more}
    url = given.pop("database_url", f"sqlite:///{folder / 'workshop.db'}")
    return {one.about: one for one in examine(data_dir=folder, database_url=url, **given)}


def test_a_sound_machine_is_fit_and_left_alone(tmp_path):
    """Nothing is wrong, and nothing is left behind."""
    found = look(tmp_path)

    assert {one.verdict for one in found.values()} <= {"good", "note"}
    assert {"Program", "Pages", "Port", "Address", "Clock", "Data", "Disk", "Database"} <= set(
        found
    )
    assert list(tmp_path.iterdir()) == []


def test_a_running_server_is_no_fault(server):
    """Asked beside a server that is up: it is ready, and its database is sound."""
    found = look(server.folder / "data", port=server.port)

    assert found["Port"].verdict == "note"
    assert "ready" in found["Port"].sentence
    assert found["Database"].sentence == "The database opens and is sound."


def test_a_taken_port_is_wrong(tmp_path):
    """Another program is where people would come in."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        found = look(tmp_path, port=other.getsockname()[1])

    assert found["Port"].verdict == "wrong"


def test_a_public_address_is_what_people_get(tmp_path):
    """Behind a proxy the machine's own addresses lead nobody here."""
    found = look(tmp_path, public_url="https://workshop.example.org")

    assert found["Address"].sentence == "People are sent to https://workshop.example.org."


def test_a_folder_that_cannot_be_is_wrong(tmp_path):
    """Said before the first note is lost."""
    (tmp_path / "data").write_text("a file, where the folder should be")

    found = look(tmp_path / "data" / "deeper")

    assert found["Data"].verdict == "wrong"
    assert "Disk" not in found


def test_a_full_disk_is_wrong(tmp_path, monkeypatch):
    """Room for a workshop and its exports is asked for."""
    usage = type(shutil.disk_usage(tmp_path))(10**9, 10**9 - 2**20, 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    found = look(tmp_path)

    assert (found["Data"].verdict, "1 MB free" in found["Data"].sentence) == ("wrong", True)


def test_a_damaged_database_is_wrong(tmp_path):
    """A file that is no database any more is told before people come."""
    (tmp_path / "workshop.db").write_bytes(b"SQLite format 3\0" + os.urandom(8192))

    assert look(tmp_path)["Database"].verdict == "wrong"


def test_torn_pages_are_wrong(tmp_path):
    """A database that still opens may be broken inside."""
    file = tmp_path / "workshop.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE t (words TEXT)")
        database.executemany("INSERT INTO t VALUES (?)", [("x" * 500,)] * 100)
        database.execute("CREATE INDEX i ON t (words)")
    database.close()
    content = bytearray(file.read_bytes())
    content[8192:12288] = os.urandom(4096)
    file.write_bytes(content)

    found = look(tmp_path)["Database"]

    assert found.verdict == "wrong"


def test_an_unknown_database_is_wrong(tmp_path):
    """An address that leads to no database is a setting to mend."""
    found = look(tmp_path, database_url="postgresql://nobody@127.0.0.1:9/none?connect_timeout=2")

    assert found["Database"].verdict == "wrong"
