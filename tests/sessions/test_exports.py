"""The bundle: everything of a session in one zip, once, and the same bytes every time."""

import csv
import io
import itertools
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace

import pytest
from images import size
from pictures import all_text

from diagrams import render
from diagrams.apply import Stamp, apply
from diagrams.composite import TableDiagram
from diagrams.glossary_rows import Row
from diagrams.model import Diagram
from diagrams.model_json import data
from diagrams.ops import OP
from diagrams.template import task_ids, template
from sessions.entry import Entry, StreamLog, StreamRecord
from sessions.export_names import diagram_name
from sessions.export_readme import readme
from sessions.exports import DiagramCopy, Snapshot, bundle
from sessions.flavours import Flavour
from sessions.room_views import draw, file_name, gather, views_of
from sessions.rules import SessionRules
from sessions.shows import WholeTask

HOSTILE = ["../../x", "CON", "gpj\u202egvs", "Ward " * 40, "Falls", "FALLS", "=1+1", "😇"]
START_MS = 1_790_000_000_000


def session_log(title: str, tables: list[str], *later: dict[str, object]) -> StreamLog:
    opened = {
        "type": "session.open",
        "title": title,
        "code": "ABC234",
        "tables": tables,
        "minutes": 10,
        "tasks": [{"task": task, "short": template(task).short} for task in task_ids()],
    }
    entries = tuple(
        Entry(seq, "desk", "", f"r{seq}", "", op, None, START_MS + seq * 1_000)
        for seq, op in enumerate([opened, *later], start=1)
    )
    return StreamLog(StreamRecord("s1", "s1", "session", None, None, len(entries)), entries)


def written(id: str, table: str, task: str, number: int, *ops: dict[str, object]) -> DiagramCopy:
    """A diagram as it is after ``ops``, a second apart."""
    diagram = Diagram(task=task)
    entries = []
    for seq, op in enumerate(ops, start=1):
        diagram = apply(template(task), diagram, OP.validate_python(op), Stamp(seq, "p1", "A"))
        at_ms = START_MS + 60_000 + seq * 1_000
        entries.append(Entry(seq, "p1", "A", f"r{seq}", "", op, None, at_ms))
    return DiagramCopy(id, table, "", task, number, diagram, tuple(entries))


def add(note: str, zone: str, text: str) -> dict[str, object]:
    place = {"zone": zone, "before": None}
    return {"type": "note.add", "note": note, "place": place, "text": text}


def link(id: str, source: str, target: str) -> dict[str, object]:
    ends = {"source": source, "target": target}
    return {"type": "link.add", "link": id, "ends": ends, "label": "sponsors"}


def snapshot(tables: list[str], *copies: DiagramCopy, title: str = "Leeds, June") -> Snapshot:
    log = session_log(
        title, tables, {"type": "phase.go", "phase": "work-innovation", "start": True}
    )
    rules = SessionRules()
    session = rules.empty()
    for entry in log.entries:
        session = rules.apply(session, rules.read(entry), entry)
    names = {table.id: table.name for table in session.tables}
    named = tuple(
        DiagramCopy(
            copy.id,
            copy.table,
            names[copy.table],
            copy.task,
            copy.number,
            copy.diagram,
            copy.entries,
        )
        for copy in copies
    )
    return Snapshot(session, log, named)


def filled() -> Snapshot:
    """Two tables, one of them with two innovations, each note of another text."""
    words = (f"Note number {number}" for number in itertools.count(1))
    zones = [zone.id for zone in template("innovation").zones]
    roles = [zone.id for zone in template("organisation").zones]

    def notes(places: list[str]) -> list[dict[str, object]]:
        return [add(f"n{number}", zone, next(words)) for number, zone in enumerate(places * 2)]

    return snapshot(
        ["Falls car", ""],
        written("d11111111", "t1", "innovation", 1, *notes(zones)),
        written("d22222222", "t2", "innovation", 1, *notes(zones)),
        written("d33333333", "t1", "organisation", 1, *notes(roles), link("l1", "n0", "n1")),
        written("d44444444", "t1", "innovation", 2, *notes(zones)),
        written("d55555555", "t2", "organisation", 1),
    )


def opened(content: Snapshot, flavour: Flavour = "text") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(bundle(content, flavour)))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_bundle_has_every_file_and_no_other():
    """Issue 1, line 8: every diagram, every view of the room, the notes as CSV and JSON."""
    zones = {
        task: [f"combined/{task}-zones/{zone.id}.svg" for zone in template(task).zones]
        for task in task_ids()
    }

    assert list(opened(filled())) == [
        "README.txt",
        "diagrams/innovation/table-01-falls-car.svg",
        "diagrams/innovation/table-01-falls-car-2.svg",
        "diagrams/innovation/table-02.svg",
        "diagrams/organisation/table-01-falls-car.svg",
        "diagrams/organisation/table-02.svg",
        "combined/innovation.svg",
        "combined/innovation-gaps.svg",
        *zones["innovation"],
        "combined/organisation.svg",
        "combined/organisation-matrix.svg",
        "combined/organisation-overlap.svg",
        "combined/organisation-gaps.svg",
        *zones["organisation"],
        "data/notes.csv",
        "data/links.csv",
        "data/notes.json",
        "data/glossary.csv",
        "data/suggestions.csv",
        "data/groups.csv",
        "data/decisions.csv",
        "data/votes.csv",
    ]


def test_a_session_in_which_nobody_wrote_can_be_exported():
    """At any moment means also before the first note, and before the first diagram."""
    files = opened(snapshot(["", ""]))

    assert "combined/innovation.svg" in files
    assert rows(files["data/notes.csv"]) == []


def test_every_note_is_once_in_the_data():
    """What people wrote is there, in the CSV and in the JSON, and nothing twice."""
    content = filled()
    files = opened(content)
    wrote = sorted(note.text for copy in content.diagrams for note in copy.diagram.notes.values())

    assert len(wrote) == len(set(wrote)) > 60
    assert sorted(row["text"] for row in rows(files["data/notes.csv"])) == wrote
    assert sorted(note["text"] for note in json.loads(files["data/notes.json"])["notes"]) == wrote


def test_every_note_is_once_in_its_own_picture():
    """Each picture has the notes of its diagram, and of no other."""
    content = filled()
    files = opened(content)

    for copy in content.diagrams:
        name = diagram_name(copy.table, copy.table_name, copy.number)
        root = ElementTree.fromstring(files[f"diagrams/{copy.task}/{name}.svg"])
        drawn = [element.get("data-note") for element in root.iter() if element.get("data-note")]
        assert sorted(drawn) == sorted(copy.diagram.notes)
        metadata = root.find("{http://www.w3.org/2000/svg}metadata")
        assert json.loads(metadata.text) == data(copy.diagram)


def test_a_link_is_in_the_tables():
    """With what it joins in words."""
    found = rows(opened(filled())["data/links.csv"])

    assert [(row["label"], row["source_note"], row["target_note"]) for row in found] == [
        ("sponsors", "n0", "n1")
    ]


def test_seconds_count_from_the_start_of_the_task():
    """The task's clock started with the second entry of the session."""
    first, second = rows(opened(filled())["data/notes.csv"])[:2]

    assert first["seconds_from_task_start"] == "59"
    assert int(second["seconds_from_task_start"]) > 59


def test_a_task_that_never_started_has_no_seconds():
    """Unknown is empty, not zero."""
    found = rows(opened(filled())["data/notes.csv"])

    assert {row["seconds_from_task_start"] for row in found if row["task"] == "organisation"} == {
        ""
    }


def test_the_same_session_gives_the_same_bytes():
    """Two exports can be compared, and a third party can check one."""
    assert b"".join(bundle(filled())) == b"".join(bundle(filled()))


def test_the_order_in_which_diagrams_were_made_does_not_matter():
    """Files and rows follow the tasks and tables of the session."""
    content = filled()
    turned = Snapshot(content.session, content.session_log, content.diagrams[::-1])

    assert b"".join(bundle(content)) == b"".join(bundle(turned))


def test_the_bundle_comes_file_by_file():
    """A large session is never in memory as a whole."""
    parts = list(bundle(filled()))

    assert len(parts) == len(opened(filled())) + 1
    assert all(parts)


def test_pictures_can_be_outlines():
    """The same files, and no word in any picture that asks for a font."""
    text, outlines = opened(filled()), opened(filled(), "outlines")

    assert list(outlines) == list(text)
    for path, content in outlines.items():
        if path.endswith(".svg"):
            assert b"<text" in text[path]
            assert b"<text" not in content
        elif path != "README.txt":
            assert content == text[path]


def test_pictures_can_be_images():
    """One for each picture, under the same name; all else is the same."""
    few = snapshot(["Falls car"], written("d11111111", "t1", "innovation", 1))
    text, images = opened(few), opened(few, "png")

    assert [path.replace(".png", ".svg") for path in images] == list(text)
    assert size(images["diagrams/innovation/table-01-falls-car.png"]) == (3200, 1800)
    assert images["data/notes.json"] == text["data/notes.json"]


@pytest.mark.parametrize(
    ("flavour", "said"),
    [("text", "text that you can edit"), ("outlines", "Their words are shapes"), ("png", "PNG")],
)
def test_the_readme_says_which_pictures_these_are(flavour: Flavour, said: str):
    """Whoever opens the folder later did not choose them."""
    assert said in readme("Leeds", [], 0, flavour).decode()


@pytest.mark.parametrize("task", ["innovation", "organisation"])
def test_no_table_can_write_outside_the_folder(task: str):
    """Whatever tables call themselves, their files are apart and stay where they belong."""
    names = [name[:40] for name in HOSTILE]
    copies = [
        written(f"d{number:08}", f"t{number}", task, 1) for number in range(1, len(names) + 1)
    ]
    paths = [name for name in opened(snapshot(names, *copies)) if name.startswith("diagrams/")]

    assert len({path.casefold() for path in paths}) == len(names)
    for path in paths:
        folder, name = path.rsplit("/", 1)
        assert folder == f"diagrams/{task}"
        assert name.startswith("table-")
        assert name.endswith(".svg")
        assert ".." not in name
        assert "\\" not in name
        assert name.isprintable()
        assert len(name.encode()) <= 80


def test_the_pictures_of_the_room_are_those_on_the_wall():
    """What hangs in the room and what is taken home are drawn by the same code."""
    content = filled()
    files = opened(content)

    for task in task_ids():
        tables = [
            TableDiagram(copy.table, copy.table_name, copy.diagram, copy.id)
            for copy in sorted(content.diagrams, key=lambda copy: (copy.table, copy.number))
            if copy.task == task
        ]
        said = gather(content.session, task, tables)
        for view in views_of(task):
            drawn, file = draw(said, view).scene, files[f"combined/{file_name(view)}.svg"].decode()
            # A file may go on where the wall has no room: with further pages, or every word.
            assert all_text(file).startswith(all_text(render.live_svg(drawn)))
        wall = draw(said, WholeTask(mode="composite", task=task)).scene
        for element in wall.elements.values():
            assert element.markup.removesuffix("</g>") in files[f"combined/{task}.svg"].decode()
    assert any("-links" in element.parent for element in wall.elements.values())


def test_words_that_are_markup_stay_words():
    """What looks like SVG, CSV or a path in a note is drawn and written as text."""
    nasty = '<script>alert("1")</script> & ]]> \\"'
    content = snapshot(
        ["<b>"], written("d11111111", "t1", "innovation", 1, add("n", "need", nasty))
    )
    files = opened(content)

    for path in ("diagrams/innovation/table-01-b.svg", "combined/innovation.svg"):
        root = ElementTree.fromstring(files[path])
        assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert rows(files["data/notes.csv"])[0]["text"] == nasty


def test_the_readme_says_what_is_here():
    """In plain words, with the counts and the schema version; Notepad shows its lines."""
    text = opened(filled())["README.txt"].decode()

    assert text.startswith("Leeds, June\r\n")
    assert "2 tables, 5 diagrams, 74 notes, 1 link." in text
    assert "Schema version 1." in text
    assert "\n" not in text.replace("\r\n", "")


def test_the_readme_explains_every_column():
    """Whoever opens a table a year later finds each of its columns described."""
    files = opened(filled())
    text = files["README.txt"].decode()

    for table in ("notes", "links", "suggestions", "groups", "decisions", "votes"):
        for column in files[f"data/{table}.csv"].decode("utf-8-sig").splitlines()[0].split(","):
            assert column in text


def test_a_title_with_braces_is_only_a_title():
    """A readme is made of people's words, not by running them."""
    text = opened(snapshot([""], title="{version} {0} %s"))["README.txt"].decode()

    assert text.startswith("{version} {0} %s\r\n")


def test_the_glossary_and_the_suggestions_are_those_of_the_session():
    """Its own rows count in both, as they do in the combined pictures."""
    rows_of = {"alias": "TLC", "canonical": "Tees Care", "kind": "", "level": "", "note": ""}
    content = snapshot(
        ["Falls", "Beds"],
        *(
            written(f"d{table * 8}", f"t{table}", "innovation", 1, add("n1", "need", text))
            for table, text in (("1", "dieticians"), ("2", "dietitians"))
        ),
    )
    own = replace(content, session=replace(content.session, glossary=(Row(**rows_of),)))
    joined = {**rows_of, "alias": "dieticians", "canonical": "dietitians"}
    files, after = (
        opened(own),
        opened(replace(content, session=replace(content.session, glossary=(Row(**joined),)))),
    )

    assert rows(files["data/glossary.csv"])[0] == {**rows_of, "source": "session"}
    assert [row["other_text"] for row in rows(files["data/suggestions.csv"])] == ["dietitians"]
    assert rows(after["data/suggestions.csv"]) == []
