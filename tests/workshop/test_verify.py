"""Judging an export: each kind of fault in it must be found."""

import csv
import io
import json
import zipfile
from html import escape

import pytest

from workshop.playfile import Workshop
from workshop.script import scripts
from workshop.verify import Where, verify

FILE = {
    "title": "A day",
    "tables": [
        {
            "name": 'The "Quiet" <Table> & co',
            "innovation": {
                "title": "Falls car",
                "notes": [
                    {"zone": "need", "text": "=1+1 falls", "author": "A", "at": 1},
                    {"zone": "need", "text": "said twice", "author": "A", "at": 2},
                    {"zone": "need", "text": "said twice", "author": "B", "at": 3},
                    {"zone": "context", "text": "'tis <b>late</b> 👩‍⚕️", "author": "B", "at": 4},
                ],
            },
            "organisation": {
                "title": "",
                "actors": [
                    {"id": "x", "role": "sponsor", "text": "CCG", "author": "A", "at": 1},
                    {
                        "id": "y",
                        "role": "broker",
                        "text": "AHSN",
                        "author": "A",
                        "at": 2,
                        "level": "regional",
                        "kind": "organisation",
                        "potential": True,
                    },
                ],
                "links": [{"from": "x", "to": "y", "label": "-pays", "author": "A", "at": 3}],
            },
        },
        {"name": "Table by the door"},
    ],
}
PLAN = scripts(Workshop.model_validate(FILE))
WHERE = Where(["t1", "t2"], {(script.place, script.task): f"d{n}" for n, script in enumerate(PLAN)})
FORMULA = ("=", "+", "-", "@")


def cell(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case str() if value.startswith(FORMULA):
            return f"'{value}"
        case _:
            return value


class Bundle:
    """An export as the server should write it; ``edit`` spoils one of its files."""

    def __init__(self):
        self.files = {"README.txt": "what is in here"}
        for script in PLAN:
            stream = WHERE.diagrams[script.place, script.task]
            self.files[f"diagrams/{script.task}/table-{script.place}.svg"] = self.svg(
                script, stream
            )
        self.files["data/notes.csv"] = self.csv(self.notes())
        self.files["data/links.csv"] = self.csv(self.links())
        self.files["data/notes.json"] = self.json()

    def svg(self, script, stream):
        heading = " · ".join(filter(None, (script.table, script.title)))
        notes = "".join(
            f'<g data-note="{line.note}" data-zone="{line.zone}"><text>A</text><text>'
            + "".join(f"<tspan>{escape(word)}</tspan>" for word in line.text.split(" "))
            + "</text></g>"
            for line in script.lines
        )
        links = "".join(
            f'<g data-link="{tie.link}"><path/></g><g data-link="{tie.link}">'
            f"<text><tspan>{escape(tie.label)}</tspan></text></g>"
            for tie in script.ties
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{stream}">'
            f"<title>{escape(heading)}</title>{notes}{links}</svg>"
        )

    def place(self, script):
        return {"task": script.task, "table": script.table, "diagram": 1} | {
            "table_id": WHERE.tables[script.place]
        }

    def notes(self):
        return [
            self.place(script)
            | {"zone": line.zone, "text": line.text, "level": line.level}
            | {"kind": line.kind, "potential": line.potential}
            for script in PLAN
            for line in script.lines
        ]

    def links(self):
        rows = []
        for script in PLAN:
            texts = {line.note: line.text for line in script.lines}
            for tie in script.ties:
                ends = {"source": texts[tie.source], "target": texts[tie.target]}
                rows.append(self.place(script) | ends | {"label": tie.label})
        return rows

    def csv(self, rows):
        file = io.StringIO(newline="")
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        for row in rows:
            writer.writerow({name: cell(value) for name, value in row.items()})
        return "\ufeff" + file.getvalue()

    def json(self):
        diagrams = [self.place(script) | {"title": script.title} for script in PLAN]
        return json.dumps({"diagrams": diagrams, "notes": self.notes(), "links": self.links()})

    def edit(self, name, old, new, count=1):
        assert old in self.files[name], f"{old!r} is what the test wants to spoil"
        self.files[name] = self.files[name].replace(old, new, count)
        return self

    def judged(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in self.files.items():
                archive.writestr(name, content)
        return verify(PLAN, WHERE, buffer.getvalue())


def test_a_faithful_export_differs_in_nothing():
    """Awkward names, formulas, doubles, emoji and an empty table are all no difference."""
    report = Bundle().judged()

    assert report.differences == ()
    assert report.counts[0, "innovation"].notes == (4, 4, 4, 4)
    assert report.counts[0, "organisation"].links == (1, 1, 1, 1)
    assert report.totals == (6, 6, 6, 6, 1, 1, 1, 1)


INNOVATION = "diagrams/innovation/table-0.svg"
ORGANISATION = "diagrams/organisation/table-0.svg"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (INNOVATION, "<tspan>said</tspan>", "<tspan>sad</tspan>", "'need / saidtwice' is missing"),
        (INNOVATION, 'data-note="n2"', 'data-nothing="n2"', "is missing"),
        (INNOVATION, 'data-zone="context"', 'data-zone="need"', "is there and should not be"),
        (INNOVATION, 'id="d0"', 'id="d2"', "two pictures"),
        (INNOVATION, "· Falls car", "· Falls", "it is called"),
        (INNOVATION, "</svg>", "", "cannot be read (ParseError)"),
        (ORGANISATION, "<tspan>-pays</tspan>", "", "link '' is there and should not be"),
        (ORGANISATION, "<path/>", "<text>-pays</text>", "link '-pays' is there and should not"),
        (ORGANISATION, "-pays", "-paid", "link '-paid' is there and should not be"),
        ("data/notes.csv", "'=1+1", "=1+1", "a spreadsheet would calculate"),
        ("data/notes.csv", "AHSN,regional", "AHSN,local", "csv: note 'broker / AHSN / regional"),
        ("data/notes.csv", "AHSN", "AHSN 2", "csv: note 'broker / AHSN / regional"),
        ("data/notes.csv", "t1", "t3", "t3/innovation/1 is no diagram of this file"),
        ("data/notes.csv", "zone", "zones", "cannot be read (KeyError)"),
        ("data/links.csv", "CCG", "AHSN", "link 'CCG / -pays / AHSN' is missing"),
        ("data/notes.json", '"potential": true', '"potential": false', "json: note 'broker"),
        ("data/notes.json", "Table by the door", "Table by the bar", "it is called"),
        ("data/notes.json", "said twice", "said thrice", "json: note 'need / said thrice' is"),
        ("data/notes.json", '"notes"', '"note"', "cannot be read (KeyError)"),
    ],
)
def test_a_fault_is_found(name, old, new, said):
    """Lost, doubled, altered, misplaced or unguarded: each is a difference."""
    report = Bundle().edit(name, old, new).judged()

    assert any(said in difference for difference in report.differences), report.differences


def test_a_picture_that_is_missing_is_found():
    """An empty diagram is part of what people take home, too."""
    bundle = Bundle()
    del bundle.files["diagrams/organisation/table-1.svg"]

    assert bundle.judged().differences == (
        "Table by the door, organisation, svg: there is no such diagram",
    )


def test_what_is_no_zip_is_found():
    """An error page in place of a bundle is a difference, not a crash."""
    report = verify(PLAN, WHERE, b"<html>")

    assert "cannot be read (BadZipFile)" in report.differences[0]
    assert report.totals == (6, 0, 0, 0, 1, 0, 0, 0)
