"""Rooms of any size, made of the words of the rehearsal workshop, to draw and to time.

Few statements are shared by most tables and most by a single one, as in a real room. The same
size always gives the same room.
"""

from itertools import cycle, islice
from random import Random

from gallery import diagram, note, sample_tables

from diagrams.composite import Said, TableDiagram, gather
from diagrams.model import Diagram, Link, Note
from diagrams.template import template

# How much likelier a statement is than the next one in its zone: so some are shared by two thirds
# of sixty tables, and about three hundred are said once.
_STEEP = 1.35
# Of ten notes, so many are put in a table's own way.
_OWN_WAY = 2
_PLACES = ("here", "on nights", "in town", "on ward 4", "at weekends", "in winter", "since May")
_NAMES = ("Angels", "Rovers", "Beacons", "Larks", "Millers", "Anchors", "Lanterns", "Herons")


def names(many: int) -> list[str]:
    """Return ``many`` names of tables, none twice."""
    turns = (f"{name} {turn}" if turn else name for turn in range(many) for name in _NAMES)
    return list(islice(turns, many))


def room(task: str, many: int, notes: int = 20) -> Said:
    """Return what ``many`` tables of ``notes`` notes each said in one task."""
    return gather(
        template(task), tables(task, many, notes), heading="Northern managers", tables=many
    )


def tables(task: str, many: int, notes: int = 20) -> list[TableDiagram]:
    at = 1 if task == "innovation" else 2
    known: list[Diagram] = [row[at] for row in sample_tables()]
    said: dict[str, list[Note]] = {}
    for one in known:
        for zone in one.order:
            said.setdefault(zone, []).extend(one.in_zone(zone))
    rng = Random(f"{task} {many}")
    return [
        TableDiagram(f"t{number}", name, _table(task, said, rng, notes))
        for number, name in enumerate(names(many), 1)
    ]


def _table(task: str, said: dict[str, list[Note]], rng: Random, many: int) -> Diagram:
    zones = [zone.id for zone in template(task).zones if said.get(zone.id)]
    written: dict[tuple[str, str], Note] = {}
    for zone in islice(cycle(zones), many):
        one = _one(said[zone], rng, [of for of in written.values() if of.zone == zone])
        written[zone, _worded(one.text, rng)] = one
    made = [
        note(f"n{at}", zone, text, "ABCDEF"[at % 6],
             level=one.level, kind=one.kind, potential=one.potential)
        for at, ((zone, text), one) in enumerate(written.items())
    ]  # fmt: skip
    return diagram(task, "", made, _links(task, made, rng))


def _one(some: list[Note], rng: Random, but: list[Note]) -> Note:
    weights = [0 if one in but else 1 / rank**_STEEP for rank, one in enumerate(some, 1)]
    return rng.choices(some, weights if any(weights) else None)[0]


def _worded(text: str, rng: Random) -> str:
    if rng.randrange(10) >= _OWN_WAY:
        return text
    return f"{text} {rng.choice(_PLACES)}, {rng.randrange(2, 99)} of us"


def _links(task: str, made: list[Note], rng: Random) -> list[Link]:
    """Link the first notes of neighbouring zones, as tables do, and one pair at random."""
    labels = template(task).link_labels
    firsts = {one.zone: one for one in reversed(made)}
    pairs = list(zip(list(firsts.values()), list(firsts.values())[1:], strict=False))
    if len(made) < 2 or not labels:
        return []
    chosen = [pair for pair in pairs if rng.randrange(2)] + [tuple(rng.sample(made, 2))]
    return [
        Link(f"k{at}", source.id, target.id, labels[at % len(labels)], "p", "A")
        for at, (source, target) in enumerate(chosen)
    ]
