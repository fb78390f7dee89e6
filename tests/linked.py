"""Diagrams with many links, as people and chance make them, and claims about how they are led."""

import json
import random
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

from pictures import HOSTILE, a_diagram, a_note

from diagrams.layout import Layout, Rect, layout
from diagrams.links import Drawn, place
from diagrams.model import KINDS, LEVELS, Diagram, Link, Version
from diagrams.template import template

_TABLES = json.loads(
    (Path(__file__).parent.parent / "workshop/data/rehearsal.json").read_text("utf-8")
)["tables"]
_NOTES = [note["text"] for table in _TABLES for note in table["innovation"]["notes"]]
_ACTORS = [actor["text"] for table in _TABLES for actor in table["organisation"]["actors"]]
_LABELS = [link["label"] for table in _TABLES for link in table["organisation"]["links"]]


def rehearsed() -> list[Diagram]:
    """Return what eight tables drew, with the links they made."""
    return [
        a_diagram(
            "organisation",
            *(
                a_note(
                    one["id"],
                    one["role"],
                    one["text"],
                    one["author"],
                    level=one["level"],
                    kind=one["kind"],
                    potential=one["potential"],
                )
                for one in table["organisation"]["actors"]
            ),
            links=tuple(
                Link(f"k{at}", one["from"], one["to"], one["label"], "p", one["author"])
                for at, one in enumerate(table["organisation"]["links"])
            ),
        )
        for table in _TABLES
    ]


def linked(task: str, notes: int, links: int, seed: int, hostile: float = 0) -> Diagram:
    """Return a diagram of so many notes and links; a share of the texts is hostile."""
    chance = random.Random(seed)
    texts = _ACTORS if task == "organisation" else _NOTES
    zones = [zone.id for zone in template(task).zones]
    made = [
        a_note(
            f"n{at}",
            chance.choice(zones),
            chance.choice(HOSTILE if chance.random() < hostile else texts),
            chance.choice("ABCDEF"),
            level=chance.choice(LEVELS if chance.random() < 0.5 else LEVELS[:2]),
            kind=chance.choice(KINDS),
            potential=chance.random() < 0.2,
        )
        for at in range(notes)
    ]
    joins = (a_link(chance, f"k{at}", [note.id for note in made]) for at in range(links))
    return a_diagram(task, *made, links=tuple(joins))


def a_link(chance: random.Random, id: str, notes: list[str]) -> Link:
    source, target = chance.sample(notes, 2)
    return Link(id, source, target, chance.choice((*_LABELS, *_LABELS, "")), "p", "A")


def reworded(diagram: Diagram, chance: random.Random, id: str) -> Diagram:
    """Return the diagram with another wording of one note."""
    texts = _ACTORS if diagram.task == "organisation" else _NOTES
    note = replace(diagram.notes[id], versions=(Version(chance.choice(texts), 1, "p", "A"),))
    return replace(diagram, notes={**diagram.notes, id: note})


def edited(diagram: Diagram, chance: random.Random, id: str) -> Diagram:
    """Return the diagram after one edit of those that people make: a note, a link, a label."""
    notes, links = dict(diagram.notes), dict(diagram.links)
    texts = _ACTORS if diagram.task == "organisation" else _NOTES
    one = chance.choice(list(notes))
    match chance.choice(("reword", "reword", "add", "remove", "join", "part", "relabel")):
        case "reword":
            notes = dict(reworded(diagram, chance, one).notes)
        case "add":
            zone = chance.choice(template(diagram.task).zones).id
            notes[id] = a_note(id, zone, chance.choice(texts), level=chance.choice(LEVELS))
        case "remove" if len(notes) > 2:
            del notes[one]
        case "join":
            links[id] = a_link(chance, id, list(notes))
        case "part" if links:
            del links[chance.choice(list(links))]
        case "relabel" if links:
            link = chance.choice(list(links.values()))
            links[link.id] = replace(link, label=chance.choice(_LABELS))
    standing = (link for link in links.values() if {link.source, link.target} <= notes.keys())
    return a_diagram(diagram.task, *notes.values(), links=tuple(standing))


def drawn(diagram: Diagram) -> tuple[Layout, tuple[Drawn, ...]]:
    placed = layout(template(diagram.task), diagram)
    return placed, tuple(place(template(diagram.task), placed, diagram.standing_links()))


def strokes(way) -> list[Rect]:
    return [
        Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for a, b in pairwise(way)
    ]


def run_over(found, rects: list[Rect]) -> list[tuple[str, Rect]]:
    """Return which links run over which rectangles, but for their edges."""
    return [
        (one.link.id, rect)
        for one in found
        for line in strokes(one.way)
        for rect in rects
        if line.meets(rect, -0.1)
    ]


def alongside(found) -> list[tuple[str, str]]:
    """Return the pairs of links that share a line for a while."""
    return [
        (one.link.id, other.link.id)
        for one, other in combinations(found, 2)
        for a in strokes(one.way)
        for b in strokes(other.way)
        if (a.w == 0) == (b.w == 0) and a.meets(b, 1)
    ]
