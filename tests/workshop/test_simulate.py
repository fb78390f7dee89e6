"""Playing a workshop file against a real server, and telling what came of it."""

import asyncio
import contextlib
import dataclasses
import io
import json
import sqlite3
import threading
import time
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from workshop import simulate
from workshop.play import play
from workshop.playfile import Workshop, read
from workshop.script import scripts
from workshop.spawn import Server
from workshop.verify import verify

REHEARSAL = Path(simulate.__file__).parent / "data" / "rehearsal.json"
WITHIN_S = 60


def note(zone, text, author, at):
    return {"zone": zone, "text": text, "author": author, "at": at}


def actor(name, role, text, author, at, **more):
    return {"id": name, "role": role, "text": text, "author": author, "at": at, **more}


AWKWARD = {
    "title": "=Awkward <day> & night",
    "tables": [
        {
            "name": '../"Quiet" <Table> 😇',
            "innovation": {
                "title": "Falls & car",
                "notes": [
                    note("need", "=SUM(A1:A9)", "A", 0),
                    note("need", "said twice", "A", 0),
                    note("need", "said twice", "Zoë", 0),
                    note("outcome", "👩‍⚕️ naïve – שלום ]]> &amp; </text>", "Zoë", 600),
                    note("novel", "w" * 200, "AA", 600),
                ],
            },
            "organisation": {
                "title": "",
                "actors": [
                    actor("the CCG!", "sponsor", "CCG", "A", 5),
                    actor("b", "stakeholder", "@home", "B", 5, level="national", kind="thing"),
                    actor("c", "broker", "GPs", "A", 6, level="local", potential=True),
                ],
                "links": [
                    {"from": "b", "to": "the CCG!", "label": "-pays", "author": "A", "at": 5},
                    {"from": "c", "to": "b", "label": "", "author": "G", "at": 600},
                ],
            },
        },
        {"name": "nobody came"},
        {"name": "a title alone", "innovation": {"title": "One GP a home", "notes": []}},
        {"name": "nobody came", "organisation": {"title": "", "actors": [], "links": []}},
    ],
}


def written(folder, content):
    file = folder / "workshop.json"
    file.write_text(json.dumps(content), "utf-8")
    return file


def test_an_awkward_file_arrives_whole(server, tmp_path, capsys):
    """Strange names, formulas, doubles, markup, empty tables: all of it is exported once."""
    out = tmp_path / "out"

    code = simulate.simulate(written(tmp_path, AWKWARD), server.origin, 1000, out)

    said = capsys.readouterr().out
    assert code == simulate.OK, said
    assert said.splitlines()[-1] == "ok"
    pictures = list((out / "export" / "diagrams").rglob("*.svg"))
    assert len(pictures) == 8
    assert all(ET.parse(picture).getroot().tag.endswith("svg") for picture in pictures)
    assert zipfile.is_zipfile(out / "export.zip")


def test_a_workshop_survives_a_server_that_is_killed(tmp_path):
    """Killed twice in the middle and started again: everything is there, once (R15, R20, R21)."""
    server = Server(tmp_path)
    server.start()
    workshop, killing = read(REHEARSAL), []

    def on_created(created):
        killing.append(threading.Thread(target=kill_at, args=(server, (60, 200))))
        killing[0].start()

    try:
        played = asyncio.run(play(workshop, server.origin, 400, on_created))
    finally:
        for thread in killing:
            thread.join()
        server.stop()

    assert played.faults == ()
    assert played.reconnects >= 2 * played.people
    assert verify(scripts(workshop), played.where, played.bundle).differences == ()


@pytest.mark.soak
def test_sixty_tables_survive_a_server_that_keeps_dying(tmp_path):
    """The room at its largest, and a server that is killed every few hundred entries."""
    server = Server(tmp_path)
    server.start()
    tables = json.loads(REHEARSAL.read_text("utf-8"))["tables"]
    tables = [tables[n % len(tables)] | {"name": f"Table {n}"} for n in range(60)]
    workshop, killing = Workshop.model_validate({"title": "Sixty", "tables": tables}), []

    def on_created(created):
        killing.append(threading.Thread(target=kill_at, args=(server, range(400, 2800, 400))))
        killing[0].start()

    try:
        played = asyncio.run(play(workshop, server.origin, 60, on_created))
    finally:
        for thread in killing:
            thread.join()
        server.stop()

    assert played.faults == ()
    assert verify(scripts(workshop), played.where, played.bundle).differences == ()


def kill_at(server, counts):
    """Kill and start the server each time its database holds so many entries."""
    for count in counts:
        ends_at = time.monotonic() + WITHIN_S
        while entries(server) < count and time.monotonic() < ends_at:
            time.sleep(0.01)
        server.kill()
        server.start()


def entries(server):
    file = server.folder / "data" / "workshop.db"
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute("SELECT count(*) FROM entry").fetchone()[0]


def test_a_difference_is_told(server, capsys):
    """An export that lost a note is a difference that is named, and exit code 1."""
    workshop = Workshop.model_validate(AWKWARD)
    played = asyncio.run(play(workshop, server.origin, 1000, lambda created: None))

    code = simulate.tell(workshop, dataclasses.replace(played, bundle=spoiled(played.bundle)))

    said = capsys.readouterr().out
    assert code == simulate.DIFFERENT
    assert "csv: note 'outcome / " in said
    assert said.splitlines()[-1] == "different"


def spoiled(bundle):
    """The same export without one note in its CSV file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "data/notes.csv":
                rows = content.splitlines(keepends=True)
                content = b"".join(row for row in rows if "naïve".encode() not in row)
            new.writestr(name, content)
    return buffer.getvalue()


def test_what_the_server_refuses_is_told(server, tmp_path, capsys):
    """A file that no session can be made of is no difference: exit code 2, and why."""
    file = written(tmp_path, {"title": "A day", "tables": [{"name": "long " * 100}]})

    assert simulate.simulate(file, server.origin, 1000, None) == simulate.CANNOT
    assert "more than" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "address", "said"),
    [
        ("nowhere.json", "http://127.0.0.1:9", "cannot be read"),
        ("workshop.json", "http://127.0.0.1:9", "No server answers at http://127.0.0.1:9."),
        ("workshop.json", "ftp://somewhere", "is not an address"),
        ("workshop.json", "http://:80", "is not an address"),
        ("workshop.json", "http://a:b", "is not an address"),
    ],
)
def test_what_cannot_be_played_is_told(tmp_path, capsys, file, address, said):
    """No file, no server, no address: a sentence and exit code 2."""
    written(tmp_path, {"title": "A day", "tables": [{"name": "Falls car"}]})

    assert simulate.simulate(tmp_path / file, address, 20, None) == simulate.CANNOT
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("http://localhost:8000", "http://localhost:8000"),
        ("localhost:8000/", "http://localhost:8000"),
        ("https://Workshop.example.org:443/s/x", "https://workshop.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_becomes_an_origin(given, origin):
    """A socket must name exactly scheme, host and port (R2), however they were typed."""
    assert simulate.origin_of(given) == origin


def test_wide_letters_take_two_columns():
    """The table of counts stays a table under names in other scripts."""
    assert [simulate.columns(text) for text in ("abc", "東京", "😇", "é")] == [3, 4, 2, 1]
