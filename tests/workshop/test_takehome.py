"""Taking a bundle home from the database alone."""

import contextlib
import io
import sqlite3
import zipfile

import httpx
import pytest

from workshop.takehome import TakeHomeError, take_home


def url(server):
    return f"sqlite:///{server.folder / 'data' / 'workshop.db'}"


def begin(server, title):
    body = {"title": title, "tables": ["Falls car"], "minutes": 10}
    return httpx.post(f"{server.origin}/api/sessions", json=body, trust_env=False).json()


def bundle_of(server, made):
    cookie = {"Cookie": f"workshop={made['desk_key']}"}
    path = f"{server.origin}/s/{made['session']}/desk/export.zip"
    return httpx.get(path, headers=cookie, trust_env=False).content


def epoch(server):
    file = server.folder / "data" / "workshop.db"
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()


def test_it_is_the_bundle_of_the_desk(server, tmp_path):
    """By code, in any writing, or by id: byte for byte what the facilitator's button gives."""
    made = begin(server, "A day")
    before = epoch(server)

    for wanted in (made["code"], made["code"].lower(), made["session"]):
        said = take_home(url(server), wanted, tmp_path / "day.zip")

        assert "'A day' is in" in said
        assert (tmp_path / "day.zip").read_bytes() == bundle_of(server, made)
    assert epoch(server) == before


def test_with_several_one_must_be_named(server, tmp_path):
    """Without a name, or with a wrong one, the sessions are listed and nothing is written."""
    made = [begin(server, title) for title in ("Monday", "Tuesday")]

    for wanted in (None, "ZZZZZZ"):
        with pytest.raises(TakeHomeError) as caught:
            take_home(url(server), wanted, tmp_path / "day.zip")

        assert all(one["code"] in str(caught.value) for one in made)
        assert "Tuesday" in str(caught.value)
    assert not (tmp_path / "day.zip").exists()


def test_no_database_is_told_and_none_is_made(tmp_path):
    """A wrong folder must not leave an empty database behind."""
    with pytest.raises(TakeHomeError, match="There is no database at"):
        take_home(f"sqlite:///{tmp_path / 'workshop.db'}", None, tmp_path / "day.zip")

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(server, tmp_path):
    """The place was wrong, not the session."""
    made = begin(server, "A day")

    with pytest.raises(TakeHomeError, match="cannot be written"):
        take_home(url(server), made["code"], tmp_path / "nowhere" / "day.zip")


def test_one_session_needs_no_name(server, tmp_path, tmp_path_factory):
    """After an event there is usually one."""
    lone = type(server)(tmp_path_factory.mktemp("lone"))
    lone.start()
    try:
        begin(lone, "The only day")
    finally:
        lone.stop()

    said = take_home(url(lone), None, tmp_path / "day.zip")

    assert "The only day" in said
    names = zipfile.ZipFile(io.BytesIO((tmp_path / "day.zip").read_bytes())).namelist()
    assert "data/notes.csv" in names
