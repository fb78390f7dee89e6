"""Rooms for the tests of the views of a room: said by hand, by the rehearsal, or by nobody."""

import json
from collections.abc import Iterable
from pathlib import Path

from gallery import SAMPLE, sample_tables
from hypothesis import strategies as st
from pictures import HOSTILE, a_diagram, a_note, diagrams

from diagrams.composite import Said, TableDiagram, gather
from diagrams.model import KINDS, LEVELS, Diagram
from diagrams.template import TEMPLATES, Template, template

ORGANISATION, INNOVATION = "organisation", "innovation"
LONG = ("W" * 200, "w" * 60, "🎉" * 200, "a word and another " * 10, "患者さんのための" * 25)


def said(task: str, *diagrams: Diagram, tables: int | None = None, names: Iterable[str] = ()):
    """Return what tables 1, 2, 3 ... said in one task."""
    named = dict(enumerate(names, 1))
    rows = [
        TableDiagram(f"t{at}", named.get(at, f"Table {at}"), one)
        for at, one in enumerate(diagrams, 1)
    ]
    return gather(template(task), rows, heading="Room", tables=tables or len(rows))


def told(task: str, *notes: tuple[str, ...]) -> Diagram:
    """Return a diagram of (zone, text) or (zone, text, level)."""
    return a_diagram(
        task,
        *(
            a_note(f"n{at}", zone, text, **({"level": level[0]} if level else {}))
            for at, (zone, text, *level) in enumerate(notes)
        ),
    )


def sample(task: str) -> Said:
    """Return the rehearsal workshop's eight tables."""
    at = 1 if task == INNOVATION else 2
    rows = sample_tables()
    return said(task, *(row[at] for row in rows), names=[row[0] for row in rows])


def written(task: str) -> list[list[dict[str, object]]]:
    """Return the notes of each table of the rehearsal as its file has them, each with a zone."""
    part, zone = ("innovation", "zone") if task == INNOVATION else ("organisation", "role")
    listed = "notes" if task == INNOVATION else "actors"
    tables = json.loads(Path(SAMPLE).read_bytes())["tables"]
    return [[one | {"zone": one[zone]} for one in table[part][listed]] for table in tables]


def awkward(task: str) -> Said:
    """Return a room whose words are hostile and long, and so are the names of its tables."""
    zones = [zone.id for zone in template(task).zones]
    texts = [*HOSTILE, *LONG]
    rows = [
        a_diagram(
            task,
            *(
                a_note(f"{at}-{turn}", zone, text,
                       level=LEVELS[at % 4], kind=KINDS[at % 3], potential=at % 2 == 0)
                for at, text in enumerate(texts)
                for turn, zone in enumerate((zones[0], zones[(at + number) % len(zones)]))
            ),
        )
        for number in range(4)
    ]  # fmt: skip
    return said(task, *rows, tables=8, names=["Table 1", "שולחן שלוש " * 5, "W" * 60, "<b>&\"4'"])


def third() -> Template:
    """Return a template that no code knows: two levels, three zones, one with a long title."""
    known = json.loads((TEMPLATES / "organisation.json").read_text())
    zones = [one | {"id": f"z{at}"} for at, one in enumerate(known["zones"][:3])]
    zones[0]["title"] = "NHS bodies and everybody who works with them in the region"
    ids = {one["id"]: f"z{at}" for at, one in enumerate(known["zones"][:3])}
    levels, shape = known["levels"][:2], known["picture"]
    kept = {one["id"] for one in levels}
    cells = [
        cell | {"zone": ids[cell["zone"]]}
        for cell in shape["cells"]
        if cell["zone"] in ids and cell["level"] in kept
    ]
    frames = [frame for frame in shape["frames"] if frame["level"] in kept]
    parts = {"cells": cells, "captions": [], "arrows": [], "frames": frames}
    changed = {"id": "third", "order": 3, "zones": zones, "levels": levels}
    return Template.model_validate(known | changed | {"picture": shape | parts})


def of_the_third() -> Said:
    rows = [a_diagram("third", a_note("a", "z0", "Something"), a_note("b", "z2", "something"))] * 2
    named = [TableDiagram(f"t{at}", f"Table {at}", one) for at, one in enumerate(rows)]
    return gather(third(), named, heading="Room", tables=3)


@st.composite
def rooms(draw: st.DrawFn, task: str) -> Said:
    """Draw up to four tables with anything in them, in a room of a few more."""
    some = draw(st.lists(diagrams(task, most=8), max_size=4))
    return said(task, *some, tables=len(some) + draw(st.integers(0, 3)))
