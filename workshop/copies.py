"""What an export says, read back from each of its forms without any code of the server.

A diagram has a name in each form: in a picture the id of its root, in data
``table/task/number``.
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any  # JSON and CSV as they come, read as the export's README.txt says
from xml.etree import ElementTree

Fact = tuple[str, ...]

_SVG = "{http://www.w3.org/2000/svg}"
_PICTURE = re.compile(r"^diagrams/.+\.svg$")
_FORMULA = frozenset("=+-@\t\r\n")


def _facts() -> defaultdict[str, Counter[Fact]]:
    return defaultdict(Counter)


@dataclass
class Copy:
    """Notes and links by diagram, each with how often it is there.

    ``headings`` are the words a diagram goes by; ``faults`` what no reader should meet.
    """

    notes: defaultdict[str, Counter[Fact]] = field(default_factory=_facts)
    links: defaultdict[str, Counter[Fact]] = field(default_factory=_facts)
    headings: dict[str, Fact] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def data_name(table: str, task: str, number: int | str) -> str:
    return f"{table}/{task}/{number}"


def bare(text: str) -> str:
    """Return a text without white space: a picture breaks it into lines where it likes."""
    return "".join(text.split())


def read_pictures(archive: zipfile.ZipFile) -> Copy:
    """Return what can be seen in the diagrams' pictures; a heading is one line."""
    copy = Copy()
    for member in archive.namelist():
        if not member.endswith(".svg"):
            continue
        # From the server that was just played against; and the standard parser loads nothing.
        root = ElementTree.fromstring(archive.read(member))  # noqa: S314 # see above
        if not _PICTURE.match(member):
            continue
        name = root.get("id", member)
        if name in copy.headings:
            copy.faults.append(f"svg: there are two pictures of {name}")
        copy.headings[name] = (root.findtext(f"{_SVG}title", ""),)
        for group in root.iterfind(f".//{_SVG}g[@data-note]"):
            copy.notes[name][group.get("data-zone", ""), _words(group)] += 1
        copy.links[name].update(_links(root))
    return copy


def _links(root: ElementTree.Element) -> Iterator[Fact]:
    """Yield the label of each link. Its line and its label may be drawn in two places."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for group in root.iterfind(f".//{_SVG}g[@data-link]"):
        words = _words(group)
        said[group.get("data-link", "")] += [words] if words else []
    for labels in said.values():
        for label in labels or [""]:
            yield (label,)


def _words(group: ElementTree.Element) -> str:
    """Return what a note or link says. Its letter and badge are texts of their own, and short.

    A text in lines is the words; where nothing is in lines, the longest text is.
    """
    texts = [(text.find(f"{_SVG}tspan") is not None, text) for text in group.iter(f"{_SVG}text")]
    said = [(has_lines, bare("".join(text.itertext()))) for has_lines, text in texts]
    return max(said, key=lambda one: (one[0], len(one[1])), default=(False, ""))[1]


def read_csv(archive: zipfile.ZipFile) -> Copy:
    """Return the rows of the tables; a heading is the table's name."""
    copy = Copy()
    for row in _rows(archive, "data/notes.csv", copy):
        name = data_name(row["table_id"], row["task"], row["diagram"])
        copy.headings[name] = (row["table"],)
        fact: Fact = (row["zone"], row["text"])
        if row["level"]:
            potential = "potential" if row["potential"] == "true" else ""
            fact += (row["level"], row["kind"], potential)
        copy.notes[name][fact] += 1
    for row in _rows(archive, "data/links.csv", copy):
        name = data_name(row["table_id"], row["task"], row["diagram"])
        copy.links[name][row["source"], row["label"], row["target"]] += 1
    return copy


def _rows(archive: zipfile.ZipFile, member: str, copy: Copy) -> Iterator[Mapping[str, str]]:
    text = io.StringIO(archive.read(member).decode("utf-8-sig"), newline="")
    for row in csv.DictReader(text, strict=True):
        if any(_calculates(cell) for cell in row.values()):
            copy.faults.append(f"csv: a spreadsheet would calculate a cell of {row['table']!r}")
        yield {column: _unguarded(cell) for column, cell in row.items()}


def _calculates(cell: str) -> bool:
    is_number = re.fullmatch(r"-?[0-9]+", cell) is not None
    return unicodedata.normalize("NFKC", cell[:1])[:1] in _FORMULA and not is_number


def _unguarded(cell: str) -> str:
    """Take away the ``'`` that keeps a spreadsheet from calculating."""
    return cell[1:] if cell.startswith("'") and _calculates(cell[1:]) else cell


def read_json(archive: zipfile.ZipFile) -> Copy:
    """Return what is in the data for programs; a heading is the table's name and the title."""
    copy = Copy()
    data: Mapping[str, Any] = json.loads(archive.read("data/notes.json"))
    for diagram in data["diagrams"]:
        copy.headings[_name(diagram)] = (diagram["table"], diagram["title"])
    for note in data["notes"]:
        fact: Fact = (note["zone"], note["text"])
        if note["level"] is not None:
            fact += (note["level"], note["kind"], "potential" if note["potential"] else "")
        copy.notes[_name(note)][fact] += 1
    for link in data["links"]:
        copy.links[_name(link)][link["source"], link["label"], link["target"]] += 1
    return copy


def _name(row: Mapping[str, Any]) -> str:
    return data_name(row["table_id"], row["task"], row["diagram"])
