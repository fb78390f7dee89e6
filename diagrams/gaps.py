"""What tables left empty: for each zone, and each level, which tables wrote nothing there.

Only tables that wrote something in the task are counted; the others are named apart.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams import page
from diagrams.composite import Group, Said
from diagrams.ink import HAIRLINE, INK, LEADING, QUIET, disc, number, paragraph
from diagrams.measure import lines
from diagrams.render import picture
from diagrams.scene import Element, Scene
from diagrams.svg_file import standing_alone
from diagrams.wall_page import (
    EDGE,
    HIGH,
    WIDE,
    element,
    heading,
    listed,
    of,
    some_of,
    tables,
    task_of,
    title_of,
    top,
)

VIEW = "What tables left empty"
_BADGE, _TEXT, _DOTS, _NAMES = 20, 100, 770, 1250
_DOTS_WIDE, _NAMES_WIDE, _TEXT_WIDE = 450, 630, 640
_LARGEST_DOT = 36
_TALLEST, _BETWEEN = 96, 28
_SIZES = (28, 24, 20)


@dataclass(frozen=True, slots=True)
class Gap:
    """Which of the tables that started wrote nothing in one place.

    ``wrote`` has one member a table, in the order of the room; ``names`` are of those without.
    ``badge`` and ``colour`` are empty for a level.
    """

    id: str
    sentence: str
    badge: str
    colour: str
    wrote: tuple[bool, ...]
    names: tuple[str, ...]

    @property
    def missing(self) -> int:
        return len(self.names)


def _starts_small(title: str) -> str:
    """Return a title as it stands within a sentence: an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _named(title: str, missing: int, started: int) -> str:
    thing = _starts_small(title)
    if started == 1:
        return f"The one table named {'no ' if missing else ''}{thing}"
    if missing in (0, started):
        return f"{'No' if missing else 'Every'} table named {thing}"
    return f"{missing} {of(started)} named no {thing}"


def _wrote(title: str, missing: int, started: int) -> str:
    if started == 1:
        return f"The one table wrote {'nothing' if missing else 'something'} under {title}"
    if missing in (0, started):
        return f"{'No' if missing else 'Every'} table wrote something under {title}"
    return f"{missing} {of(started)} wrote nothing under {title}"


def _started(said: Said) -> dict[str, str]:
    """Return the names of the tables that wrote something, by id, in the order of the room."""
    wrote = frozenset[str]().union(*(one.tables for one in said.groups))
    return {one.table: one.name for one in said.diagrams if one.table in wrote}


def _gap(said: Said, inside: Sequence[Group], place: tuple[str, str, str, str]) -> Gap:
    started = _started(said)
    has = frozenset[str]().union(*(one.tables for one in inside))
    names = tuple(name for table, name in started.items() if table not in has)
    id, title, badge, colour = place
    say = _named if said.template.levels and badge else _wrote
    sentence = say(title, len(names), len(started))
    return Gap(id, sentence, badge, colour, tuple(table in has for table in started), names)


def gaps(said: Said) -> tuple[tuple[Gap, ...], tuple[Gap, ...]]:
    """Return the gaps of the zones and of the levels, the largest first."""
    zones = [
        _gap(
            said,
            [group for group in said.groups if group.zone == one.id],
            (f"zone-{one.id}", one.title, one.letter, one.colour),
        )
        for one in said.template.zones
    ]
    levels = [
        _gap(
            said,
            [group for group in said.groups if group.level == one.id],
            (f"level-{one.id}", one.title, "", ""),
        )
        for one in said.template.levels
    ]
    return _sorted(zones), _sorted(levels)


def _sorted(found: Sequence[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(found, key=lambda one: -one.missing))


def waiting(said: Said) -> str:
    """Say which tables wrote nothing at all; empty when all wrote something."""
    started = _started(said)
    many = said.tables - len(started)
    if many <= 0:
        return ""
    names = list(dict.fromkeys(one.name for one in said.diagrams if one.table not in started))
    if many > len(names):
        names.append(f"and {many - len(names)} more") if names else None
    verb = "has" if many == 1 else "have"
    return f"{tables(many)} {verb} not started" + (f": {listed(names)}." if names else ".")


def _lead(said: Said, most: int = 6) -> str:
    started = len(_started(said))
    if not started:
        return "No table has written anything in this task yet."
    rest = said.tables - started
    apart = f" {tables(rest)} {'has' if rest == 1 else 'have'} not started." if rest > 0 else ""
    return f"One dot a table, always in the same order: a ring wrote nothing there.{apart}"


def scene(said: Said, *, prefix: str) -> Scene:
    """Return all gaps, one row each."""
    lead = _lead(said)
    title = page.title(title_of(said, VIEW), task_of(said), WIDE)
    start = top(title, lead)
    zones, levels = gaps(said)
    many = len(zones) + len(levels)
    room = HIGH - 24 - start - (_BETWEEN if levels else 0)
    h = min(_TALLEST, room / many)
    elements = [*heading(prefix, title, lead, HIGH)]
    if _started(said):
        elements += _rows(zones, prefix, start, h)
        elements += _rows(levels, prefix, start + len(zones) * h + _BETWEEN, h)
    return picture(prefix, WIDE, HIGH, elements)


def _rows(found: Sequence[Gap], prefix: str, y: float, h: float) -> Iterator[Element]:
    for at, one in enumerate(found):
        yield element(prefix, one.id, _row(one, h), (0, y + at * h))


@lru_cache(maxsize=2_000)
def _row(gap: Gap, h: float) -> tuple[svg.Element, ...]:
    """Return one row: what is missing in words, a dot for each table, the names of the empty."""
    middle = h / 2
    drawn: list[svg.Element] = [
        svg.Line(x1=EDGE, x2=WIDE - EDGE, y1=0, y2=0, stroke=HAIRLINE, stroke_width=1)
    ]
    if gap.badge:
        x = EDGE + _BADGE
        drawn.append(disc(gap.badge, x, middle, _BADGE, size=24, fill=gap.colour, ink="#FFF"))
    size, broken = _fitted(gap.sentence, h)
    y = middle - LEADING[size] * len(broken) / 2
    fill = INK if gap.missing else QUIET
    bold = bool(gap.missing)
    drawn.append(paragraph(gap.sentence, broken, _TEXT, y, size=size, fill=fill, bold=bold))
    drawn += _dots(gap, h)
    drawn += _names(gap, h)
    return tuple(drawn)


def _fitted(sentence: str, h: float) -> tuple[int, tuple[str, ...]]:
    for size in _SIZES:
        broken = lines(sentence, size, _TEXT_WIDE, bold=True)
        if len(broken) * LEADING[size] <= h - 8 and (len(broken) == 1 or size < _SIZES[0]):
            break
    return size, broken


def _dots(gap: Gap, h: float) -> Iterator[svg.Element]:
    """Yield the dots, as large as so many can be, in rows of equal length."""
    many = len(gap.wrote)
    pitch, across = max(
        (min(_LARGEST_DOT, _DOTS_WIDE / -(-many // rows), (h - 8) / rows), -(-many // rows))
        for rows in range(1, many + 1)
    )
    down = -(-many // across)
    r, colour = pitch * 0.36, gap.colour or QUIET
    for at, wrote in enumerate(gap.wrote):
        x = _DOTS + (at % across + 0.5) * pitch
        y = h / 2 + (at // across + 0.5 - down / 2) * pitch
        yield svg.Circle(
            cx=number(x), cy=number(y), r=number(r if wrote else r - 1),
            fill=colour if wrote else "none",
            stroke=None if wrote else colour, stroke_width=None if wrote else 2,
        )  # fmt: skip


def _names(gap: Gap, h: float) -> Iterator[svg.Element]:
    """Yield the names of the tables that wrote nothing there, as many as the row has room for."""
    if not gap.names or all(not one for one in gap.wrote):
        return
    size = 20
    most = int((h - 8) // LEADING[size])

    def broken(many: int) -> tuple[str, ...]:
        return lines(some_of(gap.names, many), size, _NAMES_WIDE)

    low, high = 0, len(gap.names)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(broken(middle)) <= most else (low, middle - 1)
    text = some_of(gap.names, low) if low else tables(len(gap.names))
    shown = lines(text, size, _NAMES_WIDE)
    y = h / 2 - LEADING[size] * len(shown) / 2
    yield paragraph(text, shown, _NAMES, y, size=size, fill=QUIET, right=_NAMES + _NAMES_WIDE)


def words_of(said: Said) -> str:
    """Return the gaps in plain words."""
    if not _started(said):
        return _lead(said)
    told = [
        f"{one.sentence}{': ' + listed(one.names) if one.names else ''}."
        for inside in gaps(said)
        for one in inside
    ]
    return " ".join([*told, waiting(said)]).strip()


def file_svg(said: Said, *, prefix: str) -> str:
    """Return the gaps as a file that stands on its own; its data holds every name."""
    started = _started(said)
    written = {
        "task": said.template.id,
        "tables": said.tables,
        "started": list(started.values()),
        "gaps": [
            {"place": one.id, "missing": one.missing, "names": list(one.names)}
            for inside in gaps(said)
            for one in inside
        ],
    }
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return standing_alone(scene(said, prefix=prefix), title_of(said, VIEW), words_of(said), data)
