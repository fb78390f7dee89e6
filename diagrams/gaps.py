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
    name_lines,
    of,
    some_of,
    tables,
    task_of,
    title_of,
    top,
)

VIEW = "What tables left empty"
_BADGE, _TEXT, _DOTS, _NAMES = 20, 100, 800, 1280
_DOTS_WIDE, _NAMES_WIDE, _TEXT_WIDE = 450, 600, 680
_LARGEST_DOT = 36
_TALLEST, _BETWEEN = 96, 28
_SIZES = (28, 26, 24, 22, 20)
_NAME_SIZE = 22
# More names than these in the sentence at the top would hide what it says.
_MOST_WAITING = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Which of the tables that started wrote nothing in one place.

    ``wrote`` has one member a table, in the order of the room; ``names`` are of those without.
    ``longest`` is the longest sentence the place could have in a room of so many tables;
    ``badge`` and ``colour`` are empty for a level.
    """

    id: str
    sentence: str
    longest: str
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
    # So that the type does not change as tables write.
    counts = {0, max(1, len(started) - 1), len(started)}
    longest = max((say(title, one, len(started)) for one in counts), key=len)
    return Gap(
        id, sentence, longest, badge, colour, tuple(table in has for table in started), names
    )


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


def waiting(said: Said, most: int | None = None) -> str:
    """Say which tables wrote nothing at all, at most so many by name; empty when all did."""
    started = _started(said)
    many = said.tables - len(started)
    if many <= 0:
        return ""
    told = f"{tables(many)} {'has' if many == 1 else 'have'} not started"
    names = list(
        {one.table: one.name for one in said.diagrams if one.table not in started}.values()
    )
    names = [name for name in names if name]
    if len(names) != many or (most is not None and many > most):
        return f"{told}."
    return f"{told}: {listed(names)}."


def _lead(said: Said) -> str:
    if not _started(said):
        return "No table has written anything in this task yet."
    told = "One dot for each table, always in the same order. A ring wrote nothing there."
    return f"{told} {waiting(said, _MOST_WAITING)}".strip()


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
        size = _type_size([*zones, *levels])
        elements += _rows(zones, prefix, start, h, size)
        elements += _rows(levels, prefix, start + len(zones) * h + _BETWEEN, h, size)
    return picture(prefix, WIDE, HIGH, elements)


def _type_size(found: Sequence[Gap]) -> int:
    """Return the one size in which every sentence has one line, if there is one."""
    longest = [one.longest for one in found]
    for size in _SIZES:
        if all(len(lines(text, size, _TEXT_WIDE, bold=True)) == 1 for text in longest):
            return size
    return _SIZES[-1]


def _rows(found: Sequence[Gap], prefix: str, y: float, h: float, size: int) -> Iterator[Element]:
    for at, one in enumerate(found):
        yield element(prefix, one.id, _row(one, h, size), (0, y + at * h))


@lru_cache(maxsize=2_000)
def _row(gap: Gap, h: float, size: int) -> tuple[svg.Element, ...]:
    """Return one row: what is missing in words, a dot for each table, the names of the empty."""
    middle = h / 2
    drawn: list[svg.Element] = [
        svg.Line(x1=EDGE, x2=WIDE - EDGE, y1=0, y2=0, stroke=HAIRLINE, stroke_width=1)
    ]
    if gap.badge:
        x = EDGE + _BADGE
        drawn.append(disc(gap.badge, x, middle, _BADGE, size=24, fill=gap.colour, ink="#FFF"))
    broken = lines(gap.sentence, size, _TEXT_WIDE, bold=True)
    y = middle - LEADING[size] * len(broken) / 2
    fill = INK if gap.missing else QUIET
    bold = bool(gap.missing)
    drawn.append(paragraph(gap.sentence, broken, _TEXT, y, size=size, fill=fill, bold=bold))
    drawn += _dots(gap, h)
    drawn += _names(gap, h)
    return tuple(drawn)


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
    most = int((h - 8) // LEADING[_NAME_SIZE])
    low, high = 0, len(gap.names)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(_listed(gap.names, middle)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    # Not one name fits, though they are counted in the sentence.
    if not low:
        return
    shown = _listed(gap.names, low)
    y = h / 2 - LEADING[_NAME_SIZE] * len(shown) / 2
    yield paragraph(
        listed(some_of(gap.names, low)), shown, _NAMES, y,
        size=_NAME_SIZE, fill=QUIET, right=_NAMES + _NAMES_WIDE,
    )  # fmt: skip


def _listed(names: Sequence[str], most: int) -> tuple[str, ...]:
    return name_lines(some_of(names, most), _NAME_SIZE, _NAMES_WIDE)


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
