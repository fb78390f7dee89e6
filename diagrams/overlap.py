"""Who was named in more than one role: bodies by roles, whatever level they were named at."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import svg

from diagrams import page
from diagrams.composite import Group, Said
from diagrams.ink import HAIRLINE, INK, LEADING, QUIET, disc, mixed, number, paragraph, words
from diagrams.measure import lines
from diagrams.render import picture
from diagrams.scene import Element, Scene
from diagrams.svg_file import standing_alone
from diagrams.template import Template, Zone
from diagrams.wall_page import (
    EDGE,
    HIGH,
    WIDE,
    element,
    heading,
    of,
    tables,
    task_of,
    title_of,
    top,
)

VIEW = "Named in more than one role"
_NAME, _NAME_SIZE = 470, 24
_BADGE_H, _FOOT = 40, 56
_SUM = 130
_SUMS = ("Tables", "Same table")
_PAD = 8
_MARK_R = 19
# Narrower columns would break every title: the picture grows wider instead.
_NARROWEST = 110


@dataclass(frozen=True, slots=True)
class Role:
    """The tables that named a body in one zone; ``also`` those that named it in another, too."""

    zone: str
    tables: tuple[str, ...]
    also: int


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody or something in several roles; ``tables`` named it, ``both`` of them in several."""

    key: str
    text: str
    roles: tuple[Role, ...]
    tables: int
    both: int

    @property
    def id(self) -> str:
        return "b-" + sha256(self.key.encode()).hexdigest()[:12]

    def role(self, zone: str) -> Role | None:
        return next((one for one in self.roles if one.zone == zone), None)


def bodies(said: Said) -> tuple[Body, ...]:
    """Return all bodies in more than one role: most roles first, then most tables."""
    found: dict[str, list[Group]] = {}
    for one in said.groups:
        found.setdefault(one.key, []).append(one)
    order = {one.id: at for at, one in enumerate(said.template.zones)}
    made = [
        _body(key, groups, order)
        for key, groups in found.items()
        if len({one.zone for one in groups}) > 1
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.roles), -one.tables, -one.both)))


def _body(key: str, groups: Sequence[Group], order: dict[str, int]) -> Body:
    by_zone: dict[str, dict[str, str]] = {}
    for one in groups:
        names = {word.table: word.name for word in one.words}
        by_zone.setdefault(one.zone, {}).update(names)
    everybody = [table for names in by_zone.values() for table in names]
    both = {table for table in everybody if everybody.count(table) > 1}
    roles = tuple(
        Role(zone, tuple(by_zone[zone].values()), len(both & by_zone[zone].keys()))
        for zone in sorted(by_zone, key=lambda zone: order[zone])
    )
    largest = max(groups, key=lambda one: len(one.tables))
    return Body(key, largest.text, roles, len(set(everybody)), len(both))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand: each role's middle, the right ends of the two sums."""

    roles: tuple[float, ...]
    w: float
    sums: tuple[float, float]
    canvas: float


def _columns(template: Template) -> Columns:
    many = len(template.zones)
    w = max(_NARROWEST, (WIDE - 2 * EDGE - _NAME - 2 * _SUM) / many)
    first = EDGE + _NAME
    after = first + many * w
    return Columns(
        tuple(first + (at + 0.5) * w for at in range(many)),
        w,
        (after + _SUM / 2, after + 1.5 * _SUM),
        max(WIDE, after + 2 * _SUM + EDGE),
    )


def _lead(said: Said, found: Sequence[Body]) -> str:
    if not found:
        return "Nobody was named in more than one role yet."
    return (
        f"How many {of(said.tables)} named them in each role. "
        "Filled: the same table named them in another role, too. Open: only other tables did."
    )


def scene(said: Said, *, prefix: str) -> Scene:
    """Return as many bodies as the wall has room for, and how many more there are."""
    return _drawn(said, prefix, HIGH)


def _drawn(said: Said, prefix: str, most: float) -> Scene:
    found = bodies(said)
    lead = _lead(said, found)
    columns = _columns(said.template)
    title = page.title(title_of(said, VIEW), task_of(said), columns.canvas)
    y = top(title, lead) + 8
    start = y
    rows: list[Element] = []
    y += _head_height(said.template, columns)
    for at, one in enumerate(found):
        high = _height(one.text)
        left = len(found) - at
        if rows and y + high + (_FOOT if left > 1 else 0) > most - 16:
            rows.append(_more(prefix, left, y))
            break
        rows.append(element(prefix, one.id, _row(one, columns, said.template, high), (0, y)))
        y += high
    height = max(HIGH, y + 40)
    elements = [*heading(prefix, title, lead, height)]
    if found:
        elements.append(element(prefix, "roles", _head(said.template, columns), (0, start)))
    return picture(prefix, columns.canvas, height, [*elements, *rows])


def _more(prefix: str, many: int, y: float) -> Element:
    text = f"and {many} more, all in the downloaded picture"
    return element(prefix, "more", [words(text, EDGE, y + 34, size=24, fill=QUIET)])


@lru_cache(maxsize=50)
def _head(template: Template, columns: Columns) -> tuple[svg.Element, ...]:
    drawn: list[svg.Element] = []
    for zone, x in zip(template.zones, columns.roles, strict=True):
        drawn.append(disc(zone.letter, x, 16, 16, size=20, fill=zone.colour, ink="#FFF"))
        drawn += _centred(_title(zone.title, columns.w), x)
    for text, x in zip(_SUMS, columns.sums, strict=True):
        drawn += _centred(_title(text, _SUM), x)
    return tuple(drawn)


def _title(text: str, w: float) -> tuple[str, ...]:
    return lines(text, 20, w - 8)


def _centred(broken: Sequence[str], x: float) -> Iterator[svg.Element]:
    for at, line in enumerate(broken):
        yield words(line, x, _BADGE_H + 18 + at * LEADING[20], size=20, anchor="middle")


def _head_height(template: Template, columns: Columns) -> float:
    titles = [*(_title(zone.title, columns.w) for zone in template.zones)]
    titles += [_title(text, _SUM) for text in _SUMS]
    return _BADGE_H + max(len(broken) for broken in titles) * LEADING[20] + 12


@lru_cache(maxsize=5_000)
def _height(text: str) -> float:
    return max(52, len(_broken(text)) * LEADING[_NAME_SIZE] + 2 * _PAD)


def _broken(text: str) -> tuple[str, ...]:
    return lines(text, _NAME_SIZE, _NAME - 24, bold=True)


@lru_cache(maxsize=5_000)
def _row(body: Body, columns: Columns, template: Template, h: float) -> tuple[svg.Element, ...]:
    right = number(columns.canvas - EDGE)
    broken, middle = _broken(body.text), h / 2
    y = middle - LEADING[_NAME_SIZE] * len(broken) / 2
    drawn: list[svg.Element] = [
        svg.Line(x1=EDGE, x2=right, y1=0, y2=0, stroke=HAIRLINE, stroke_width=1),
        paragraph(body.text, broken, EDGE, y, size=_NAME_SIZE, bold=True, right=EDGE + _NAME - 24),
    ]
    for zone, x in zip(template.zones, columns.roles, strict=True):
        role = body.role(zone.id)
        if role:
            drawn.append(_mark(role, zone, x, middle))
    for figure, x in zip((body.tables, body.both), columns.sums, strict=True):
        drawn.append(
            words(
                str(figure or "–"),
                x,
                middle + 8,
                size=24,
                fill=INK if figure else QUIET,
                anchor="middle",
            )
        )
    return tuple(drawn)


def _mark(role: Role, zone: Zone, x: float, y: float) -> svg.Element:
    """Return the mark of a role: filled where a table named the body in another role, too."""
    count = str(len(role.tables))
    ring = svg.Circle(
        cx=number(x), cy=number(y), r=_MARK_R,
        fill=zone.colour if role.also else mixed(zone.colour, 0.07),
        stroke=zone.colour, stroke_width=2,
    )  # fmt: skip
    ink = "#FFFFFF" if role.also else zone.colour
    text = words(count, x, y + 8, size=22, fill=ink, bold=True, anchor="middle")
    return svg.G(elements=[ring, text])


def words_of(said: Said) -> str:
    """Return the overlap in plain words."""
    titles = {one.id: one.title for one in said.template.zones}
    found = bodies(said)
    told = [
        f"{one.text}: "
        + ", ".join(f"{titles[role.zone]} ({tables(len(role.tables))})" for role in one.roles)
        + (f"; {tables(one.both)} in more than one role." if one.both else "; by different tables.")
        for one in found
    ]
    return " ".join(told) if told else _lead(said, found)


def file_svg(said: Said, *, prefix: str) -> str:
    """Return all bodies as a file that stands on its own, as tall as it needs to be."""
    written = {
        "task": said.template.id,
        "tables": said.tables,
        "bodies": [
            {
                "text": one.text,
                "tables": one.tables,
                "in_several": one.both,
                "roles": [
                    {"zone": role.zone, "tables": list(role.tables), "also_elsewhere": role.also}
                    for role in one.roles
                ],
            }
            for one in bodies(said)
        ],
    }
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    drawn = _drawn(said, prefix, float("inf"))
    return standing_alone(drawn, title_of(said, VIEW), words_of(said), data)
