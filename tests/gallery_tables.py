"""Pictures of single tables for the gallery: every fill, script, kind of trouble and link."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, cycle, islice
from random import Random

from fills import FILLS, HOSTILE, SCRIPTS, SHORT, cells, contested, filled
from gallery import sample_tables
from pictures import a_diagram, a_note

from diagrams.model import Diagram, Link
from diagrams.render import file_svg
from diagrams.template import task_ids, template
from diagrams.text import clean


@dataclass(frozen=True)
class Figure:
    """One picture to look at: ``name`` is its file, with ``.svg`` or ``.png``."""

    name: str
    caption: str
    drawn: str | bytes


@dataclass(frozen=True)
class Section:
    title: str
    words: str
    figures: tuple[Figure, ...]
    columns: int = 2


def figure(name: str, caption: str, diagram: Diagram, heading: str = "Table 4") -> Figure:
    svg = file_svg(template(diagram.task), diagram, heading=heading, prefix=name)
    return Figure(f"{name}.svg", caption, svg)


def _said(task: str, many: int) -> Diagram:
    """Return a diagram with the first ``many`` notes of all tables of the rehearsal, as one."""
    tables = [row[1 if task == "innovation" else 2] for row in sample_tables()]
    notes = [note for table in tables for note in table.notes.values()]
    turns = [replace(note, id=f"n{at}") for at, note in enumerate(islice(cycle(notes), many))]
    return a_diagram(task, *turns, title=tables[0].title)


def _filled() -> Iterator[Figure]:
    """Yield each fill for both tasks: of the whole table, and of a single zone."""
    for fill in ("empty", "one", "200 graphemes", "unbroken"):
        for task in task_ids():
            drawn = filled(task, FILLS[fill])
            yield figure(f"fill-{fill.split()[0]}-{task}", f"{fill}, in every zone", drawn)
    for many in (15, 45, 150):
        for task in task_ids():
            yield figure(f"fill-{many}-{task}", f"{many} notes", _said(task, many))
    for many in ("15", "45"):
        for task in task_ids():
            zone, level = cells(task)[3]
            drawn = filled(task, FILLS[many], only=(zone, level))
            yield figure(f"zone-{many}-{task}", f"{many} notes in one zone, {zone}", drawn)


def _scripts() -> Iterator[Figure]:
    for script in SCRIPTS:
        for task in task_ids():
            yield figure(f"script-{script}-{task}", script, filled(task, FILLS[script]))


def _hostile() -> Iterator[Figure]:
    for at, (kind, text) in enumerate(HOSTILE.items(), 1):
        task = task_ids()[at % 2]
        kept = clean(text)
        zones = [zone.id for zone in template(task).zones][:4]
        notes = [a_note(f"n{at}", zone, kept, "A") for at, zone in enumerate(zones)]
        links = (Link("k", "n0", "n1", kept[:60], "p", "A"),)
        drawn = a_diagram(task, *notes, links=links, title=kept[:80])
        yield figure(f"hostile-{at}", kind, drawn, kept[:40])


def _details() -> Iterator[Figure]:
    for task in task_ids():
        zones = [zone.id for zone in template(task).zones]
        notes = [contested(f"n{at}", zone) for at, zone in enumerate(zones[:4])]
        yield figure(f"contested-{task}", "several wordings side by side", a_diagram(task, *notes))
    for name, letter in (("no-letters", ""), ("two-letters", "AM")):
        for task in task_ids():
            zones = [zone.id for zone in template(task).zones]
            notes = [
                a_note(f"n{at}", zone, SHORT[at % len(SHORT)], letter)
                for at, zone in enumerate(zones)
            ]
            yield figure(f"{name}-{task}", name.replace("-", " "), a_diagram(task, *notes))
    titles = {
        "long": "How the falls car came to be, was stopped, and came back under another name",
        "unbroken": "W" * 120,
        "right-to-left": "שירות נפילות לבתי אבות",
        "markup": "<b>&\"' falls car</b>",
    }
    for at, (name, title) in enumerate(titles.items()):
        drawn = replace(a_diagram(task_ids()[at % 2]), title=title)
        long = "The table by the window that has the longest name of all the tables"
        yield figure(f"title-{name}", f"title: {name}", drawn, long if at == 0 else "Table 4")


def _linked(task: str, many: int) -> Diagram:
    """Return a table's diagram with ``many`` links between notes all over it."""
    drawn = sample_tables()[0][1 if task == "innovation" else 2]
    ids = sorted(drawn.notes)
    pairs = Random(many).sample(list(combinations(range(len(ids)), 2)), many)
    labels = (*template("organisation").link_labels, "")
    links = (
        Link(f"k{at}", ids[a], ids[b], labels[at % len(labels)], "p", "A")
        for at, (a, b) in enumerate(pairs)
    )
    return replace(drawn, links={link.id: link for link in links})


def _links() -> Iterator[Figure]:
    for many in (0, 1, 5, 10, 20):
        for task in task_ids():
            yield figure(f"links-{many}-{task}", f"{many} links", _linked(task, many))


def _rehearsed() -> Iterator[Figure]:
    for at, (name, innovation, organisation) in enumerate(sample_tables(), 1):
        yield figure(f"table-{at}-innovation", name, innovation, name)
        yield figure(f"table-{at}-organisation", name, organisation, name)


def sections() -> Iterator[Section]:
    """Yield the parts of the gallery that show one table."""
    yield Section("Fills", "From the empty sheet to more than anybody writes.", tuple(_filled()))
    yield Section("Scripts", "The same note in every zone and level.", tuple(_scripts()))
    yield Section("Details", "Wordings, authors' letters and titles.", tuple(_details()))
    yield Section(
        "Hostile text", "Twelve kinds, in notes, labels, title and name.", tuple(_hostile()), 3
    )
    yield Section("Links", "A rehearsed table with more and more of them.", tuple(_links()))
    yield Section("Tables", "The eight tables of the rehearsal.", tuple(_rehearsed()))
