"""What everybody said, in full: the entries of the part below the overview."""

from collections.abc import Sequence
from dataclasses import dataclass

import svg

from diagrams.composite import Group, Join, Said
from diagrams.group_id import dotted
from diagrams.ink import INK, LEADING, QUIET, paragraph
from diagrams.measure import lines

_HEADLINE, _SMALL = 16, 14


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an entry."""

    text: str
    size: int = _SMALL
    fill: str = INK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Paragraphs one below the other, as wide as a column."""

    lines: tuple[Line, ...]

    def height(self, room: float) -> float:
        return sum(LEADING[one.size] * len(_broken(one, room)) for one in self.lines)

    def draw(self, x: float, y: float, room: float) -> list[svg.Element]:
        drawn: list[svg.Element] = []
        for one in self.lines:
            broken = _broken(one, room)
            drawn.append(
                paragraph(
                    one.text, broken, x, y,
                    size=one.size, fill=one.fill, bold=one.bold, right=x + room,
                )
            )  # fmt: skip
            y += LEADING[one.size] * len(broken)
        return drawn


def _broken(line: Line, room: float) -> Sequence[str]:
    return lines(line.text, line.size, room, line.bold)


def shared(one: Group, total: int, colour: str) -> Entry:
    """Return a group of several tables: every wording of it, and who wrote it so."""
    found = [
        Line(one.text, _HEADLINE, bold=True),
        Line(f"{len(one.tables)} of {total} tables{dotted(one)}", fill=colour, bold=True),
    ]
    for text, names in _wordings(one).items():
        if text != one.text:
            found.append(Line(f"“{text}”"))
        if names:
            found.append(Line(" · ".join(names), fill=QUIET))
    return Entry(tuple(found))


def once(one: Group) -> Entry:
    """Return what a single table said, in all its words."""
    found = [Line(one.name, bold=True)] if one.name else []
    found += [Line(f"“{text}”" if one.name else text) for text in one.texts]
    return Entry((*found, Line(f"{one.words[0].name}{dotted(one)}", fill=QUIET)))


def _wordings(one: Group) -> dict[str, list[str]]:
    """Return who wrote each wording, that of the headline first, each table once."""
    found: dict[str, list[str]] = {one.text: []}
    for word in one.words:
        names = found.setdefault(word.text, [])
        if word.name not in names:
            names.append(word.name)
    return found


def joined(said: Said, join: Join) -> Entry:
    """Return a link between two groups, and who drew it."""
    source, target = said.groups[join.source], said.groups[join.target]
    names = {one.table: one.name for one in said.diagrams}
    many = f"{len(join.tables)} of {said.tables} tables"
    found = [Line(f"{source.text} → {target.text}", bold=True)]
    found += [Line(join.label)] if join.label else []
    found += [Line(many, fill=QUIET)] if len(join.tables) > 1 else []
    drew = " · ".join(name for id, name in names.items() if id in join.tables)
    return Entry((*found, Line(drew, fill=QUIET)))
