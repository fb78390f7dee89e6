"""Compares an export with the workshop file it was played from: the only place that judges.

Reads the bundle as a stranger would, with an XML parser, a CSV reader and a JSON reader.
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workshop.copies import Copy, Fact, bare, data_name, read_csv, read_json, read_pictures
from workshop.script import Line, Script

MEDIA = ("svg", "csv", "json")


@dataclass(frozen=True)
class Where:
    """What the server called things: ``tables`` in the file's order, ``diagrams`` by script."""

    tables: Sequence[str]
    diagrams: Mapping[tuple[int, str], str]

    def name(self, script: Script, medium: str) -> str:
        """Return what the diagram of a script goes by in a form of the export."""
        if medium == "svg":
            return self.diagrams[script.place, script.task]
        return data_name(self.tables[script.place], script.task, 1)


@dataclass(frozen=True)
class Counts:
    """How many there are in the file and in each form of the export, of one table and task."""

    notes: tuple[int, ...]
    links: tuple[int, ...]


@dataclass(frozen=True)
class Report:
    counts: Mapping[tuple[int, str], Counts]
    differences: tuple[str, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        rows = [(*counts.notes, *counts.links) for counts in self.counts.values()]
        return tuple(sum(column) for column in zip(*rows, strict=True))


def verify(plan: Sequence[Script], where: Where, bundle: bytes) -> Report:
    """Return what is where, and everything that is missing, extra or in the wrong place."""
    differences: list[str] = []
    found = {medium: Copy() for medium in MEDIA}
    try:
        with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
            found["svg"] = read_pictures(archive)
            found["csv"] = read_csv(archive)
            found["json"] = read_json(archive)
    except (
        zipfile.BadZipFile,
        LookupError,
        TypeError,
        ValueError,
        SyntaxError,
        csv.Error,
    ) as error:
        # What came cannot be read: a finding about the export, not a fault of this program.
        differences.append(f"The export cannot be read ({type(error).__name__}): {error}")
    counts = {}
    for script in plan:
        named = {medium: where.name(script, medium) for medium in MEDIA}
        for medium, name in named.items():
            differences += _differences(script, medium, found[medium], name)
        counts[script.place, script.task] = Counts(
            (len(script.lines), *(found[m].notes[named[m]].total() for m in MEDIA)),
            (len(script.ties), *(found[m].links[named[m]].total() for m in MEDIA)),
        )
    for medium, copy in found.items():
        wanted = {where.name(script, medium) for script in plan}
        strange = (copy.notes.keys() | copy.links.keys() | copy.headings.keys()) - wanted
        differences += [f"{medium}: {name} is no diagram of this file" for name in sorted(strange)]
        differences += copy.faults
    return Report(counts, tuple(differences))


def _differences(script: Script, medium: str, copy: Copy, name: str) -> Iterator[str]:
    who = f"{script.table}, {script.task}, {medium}"
    wanted = _heading(script, medium)
    # The rows of a table are its notes: a diagram without any has no row to bear its name.
    found = copy.headings.get(name, wanted if medium == "csv" and not script.lines else None)
    if found is None:
        yield f"{who}: there is no such diagram"
        return
    if found != wanted:
        yield f"{who}: it is called {' / '.join(found)!r}, not {' / '.join(wanted)!r}"
    yield from _unequal(f"{who}: note", _notes(script, medium), copy.notes[name])
    yield from _unequal(f"{who}: link", _links(script, medium), copy.links[name])


def _unequal(what: str, wanted: Counter[Fact], found: Counter[Fact]) -> Iterator[str]:
    for fact, times in (wanted - found).items():
        yield f"{what} {' / '.join(fact)!r} is missing{_times(times)}"
    for fact, times in (found - wanted).items():
        yield f"{what} {' / '.join(fact)!r} is there and should not be{_times(times)}"


def _times(times: int) -> str:
    return f" ({times} times)" if times > 1 else ""


def _heading(script: Script, medium: str) -> Fact:
    match medium:
        case "svg":
            return (" · ".join(part for part in (script.table, script.title) if part),)
        case "csv":
            return (script.table,)
        case _:
            return (script.table, script.title)


def _notes(script: Script, medium: str) -> Counter[Fact]:
    """A picture shows words in a zone; data says everything about a note."""
    if medium == "svg":
        return Counter((line.zone, bare(line.text)) for line in script.lines)
    return Counter((line.zone, line.text, *_described(line)) for line in script.lines)


def _described(line: Line) -> Fact:
    if line.level is None:
        return ()
    return (line.level, line.kind or "", "potential" if line.potential else "")


def _links(script: Script, medium: str) -> Counter[Fact]:
    if medium == "svg":
        return Counter((bare(tie.label),) for tie in script.ties)
    texts = {line.note: line.text for line in script.lines}
    return Counter((texts[tie.source], tie.label, texts[tie.target]) for tie in script.ties)
