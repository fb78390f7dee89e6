"""The part below the overview: everything that was said, by zone, in columns like a newspaper.

Nothing is left out here: every wording, by whom, and every link.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import svg

from diagrams.composite import Group, Said
from diagrams.ink import (
    INK,
    LEADING,
    PAPER,
    QUIET,
    disc,
    number,
    paragraph,
    words,
)
from diagrams.measure import lines
from diagrams.newspaper import columns
from diagrams.tail_entry import Entry, joined, once, shared
from diagrams.template import Zone

_EDGE = 40
_COLUMNS, _GAP = 4, 28
_BETWEEN, _AFTER = 12, 36
_TITLE, _ZONE, _PART, _PROMPT, _SMALL = 30, 22, 18, 16, 14


@dataclass(frozen=True, slots=True)
class Section:
    """Something drawn from its own top: ``name`` tells it from the others of the picture."""

    name: str
    drawn: tuple[svg.Element, ...]
    height: float


@dataclass(slots=True)
class _Page:
    """What is being set, from the top down."""

    width: float
    y: float = 0
    drawn: list[svg.Element] = field(default_factory=list)

    def put(self, text: str, size: int, fill: str = INK, *, bold: bool = False) -> None:
        broken = lines(text, size, self.width - 2 * _EDGE, bold)
        right = self.width - _EDGE
        self.drawn.append(
            paragraph(text, broken, _EDGE, self.y, size=size, fill=fill, bold=bold, right=right)
        )
        self.y += LEADING[size] * len(broken)

    def rule(self, colour: str, heavy: float) -> None:
        y, left, right = number(self.y), number(_EDGE), number(self.width - _EDGE)
        self.drawn.append(
            svg.Line(x1=left, x2=right, y1=y, y2=y, stroke=colour, stroke_width=heavy)
        )

    def set(self, entries: Sequence[Entry]) -> None:
        room = (self.width - 2 * _EDGE + _GAP) / _COLUMNS - _GAP
        found = columns([one.height(room) for one in entries], _COLUMNS, _BETWEEN)
        for one, (column, top) in zip(entries, found.spots, strict=True):
            self.drawn += one.draw(_EDGE + column * (room + _GAP), self.y + top, room)
        self.y += found.height

    def section(self, name: str) -> Section:
        return Section(name, tuple(self.drawn), self.y)


def sections(said: Said, heading: str, wide: float) -> Iterator[Section]:
    """Yield all sections, top to bottom."""
    yield _opening(said, heading, wide)
    for zone in said.template.zones:
        yield _zone(said, zone, wide)
    if said.joins:
        page = _Page(wide)
        page.rule(INK, 2)
        page.y += 12
        page.put("Links", _ZONE, bold=True)
        page.y += 10
        page.set([joined(said, join) for join in said.joins])
        page.y += _AFTER
        yield page.section("links")


def _opening(said: Said, heading: str, wide: float) -> Section:
    page = _Page(wide, 28)
    page.put("Everything that was said", _TITLE, bold=True)
    page.y += 4
    page.put(heading, _PART)
    page.put(_counted(said.groups), _PROMPT, QUIET)
    page.y += _AFTER
    return page.section("opening")


def _counted(groups: Sequence[Group]) -> str:
    alone = sum(len(one.tables) == 1 for one in groups)
    many = "1 statement" if len(groups) == 1 else f"{len(groups)} statements"
    return f"{many}, {alone} of them from one table" if groups else "No table wrote here"


def _zone(said: Said, zone: Zone, wide: float) -> Section:
    page = _Page(wide)
    groups = [one for one in said.groups if one.zone == zone.id]
    _zone_heading(page, zone, groups)
    names: list[tuple[str | None, str]] = [(one.id, one.title) for one in said.template.levels]
    for level, name in names or [(None, "")]:
        here = [one for one in groups if level is None or one.level == level]
        if not here:
            continue
        if name:
            page.put(name, _PART, zone.colour, bold=True)
            page.y += 8
        several = [one for one in here if len(one.tables) > 1]
        alone = [one for one in here if len(one.tables) == 1]
        if several:
            page.set([shared(one, said.tables, zone.colour) for one in several])
            page.y += 20
        if alone:
            page.put("Said once", _PROMPT, QUIET, bold=True)
            page.y += 8
            page.set([once(one) for one in alone])
            page.y += 24
    page.y += _AFTER - 24
    return page.section(zone.id)


def _zone_heading(page: _Page, zone: Zone, groups: Sequence[Group]) -> None:
    page.rule(zone.colour, 2)
    page.y += 14
    middle = page.y + 16
    x = _EDGE + 44
    page.drawn.append(
        disc(zone.letter, _EDGE + 16, middle, 16, size=18, fill=zone.colour, ink=PAPER)
    )
    page.drawn.append(words(zone.title, x, middle + 8, size=_ZONE, fill=zone.colour, bold=True))
    right = page.width - _EDGE
    page.drawn.append(
        words(_counted(groups), right, middle + 6, size=_PROMPT, fill=QUIET, anchor="end")
    )
    page.y += 42
    asked = [text for text in (zone.prompt, zone.outside_prompt) if text]
    for text in asked:
        page.put(text, _PROMPT, QUIET)
    page.y += 14
