"""Who was named where: levels by roles, each cell by how many tables named somebody there."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams import page
from diagrams.composite import Group, Said
from diagrams.ink import HAIRLINE, LEADING, QUIET, disc, mixed, number, paragraph, words
from diagrams.measure import MARGIN, cuts_words, lines, width
from diagrams.render import picture
from diagrams.scene import Element, Scene
from diagrams.svg_file import standing_alone
from diagrams.template import Template, Zone
from diagrams.wall_page import (
    EDGE,
    HIGH,
    WIDE,
    cut,
    element,
    heading,
    listed,
    notes,
    of,
    task_of,
    title_of,
    top,
)

VIEW = "Who was named where"
# One hue, for no zone's colour may mean two things. At 0.58 of it dark ink still has 4.5:1, and
# the steps stay apart in grey.
_HUE = "#0B4F9E"
_PALEST, _DEEPEST = 0.1, 0.58
_FIGURES, _SMALL = (48, 36, 28), 20
_GAP, _PAD = 6, 12
_SIDE, _TOTAL = 168, 196
_LAST = 96
# The heads of the columns: the badge beside its title, or above.
_BESIDE, _STACKED, _INDENT = 68, 92, 42
# A narrower cell holds no name: the picture grows wider instead.
_NARROWEST = 150


@dataclass(frozen=True, slots=True)
class Count:
    """How many tables named somebody, in how many notes; ``names`` those of most tables first."""

    tables: int
    notes: int
    names: tuple[str, ...]


def count(groups: Sequence[Group]) -> Count:
    """Return what is counted in these groups together."""
    tables = frozenset[str]().union(*(one.tables for one in groups))
    first = sorted(groups, key=lambda one: -len(one.tables))
    names = tuple(dict.fromkeys(one.text for one in first))
    return Count(len(tables), sum(len(one.words) for one in groups), names)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cells stand: ``xs`` and ``ys`` of all columns and rows, the totals last."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    w: float
    h: float
    head: float


def _column(template: Template) -> tuple[float, float]:
    """Return how wide a cell is, and the canvas."""
    columns, around = len(template.zones), 2 * EDGE + _SIDE + _TOTAL + 2 * _GAP
    w = max(_NARROWEST, (WIDE - around) / columns - _GAP)
    return w, max(WIDE, around + columns * (w + _GAP))


def _rows(template: Template) -> tuple[tuple[str, str], ...]:
    """Return id and title of each row; a task without levels has one row."""
    return tuple((level.id, level.title) for level in template.levels) or (("all", ""),)


def _grid(template: Template, start: float) -> Grid:
    columns, rows = len(template.zones), len(_rows(template))
    w, _ = _column(template)
    head = _STACKED if _is_stacked(template) else _BESIDE
    first, y = EDGE + _SIDE, start + head
    xs = [first + at * (w + _GAP) for at in range(columns)]
    below = _LAST + 2 * _GAP if template.levels else 0
    h = (HIGH - 32 - y - below) / rows - _GAP
    ys = [y + at * (h + _GAP) for at in range(rows)]
    last = first + columns * (w + _GAP) + 2 * _GAP
    return Grid((*xs, last), (*ys, y + rows * (h + _GAP) + 2 * _GAP), w, h, head)


def _is_stacked(template: Template) -> bool:
    """Say whether a badge beside its title would leave too little room for a word."""
    room = _column(template)[0] - _INDENT
    return any(cuts_words(zone.title, 20, room, 8, bold=True) for zone in template.zones)


def _lead(said: Said) -> str:
    return (
        f"The large figure is how many {of(said.tables)} named somebody or something there. "
        "The more tables, the darker."
    )


def scene(said: Said, *, prefix: str) -> Scene:
    """Return the heat matrix of all levels and roles."""
    lead = _lead(said)
    canvas = _column(said.template)[1]
    title = page.title(title_of(said, VIEW), task_of(said), canvas)
    grid = _grid(said.template, top(title, lead))
    elements = [
        *heading(prefix, title, lead, HIGH),
        *_labels(said, grid, prefix),
        *_cells(said, grid, prefix),
        *_totals(said, grid, prefix),
    ]
    return picture(prefix, canvas, HIGH, elements)


def _labels(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    head = grid.ys[0] - grid.head
    for zone, x in zip(said.template.zones, grid.xs, strict=False):
        drawn = _role(zone, grid.w, grid.head == _STACKED)
        yield element(prefix, f"col-{zone.id}", drawn, (x, head))
    for (id, title), y in zip(_rows(said.template), grid.ys, strict=False):
        yield element(prefix, f"row-{id}", _label(title, grid.h), (EDGE, y))
    if said.template.levels:
        yield element(prefix, "row", _label("All levels", _LAST), (EDGE, grid.ys[-1]))
    all_roles = [words("All", 0, grid.head - 26, size=22, bold=True)]
    yield element(prefix, "col", all_roles, (grid.xs[-1], head))


@lru_cache(maxsize=200)
def _role(zone: Zone, w: float, stacked: bool) -> tuple[svg.Element, ...]:
    x, room = (0, w) if stacked else (_INDENT, w - _INDENT)
    size = 20 if cuts_words(zone.title, 22, room, 20, bold=True) else 22
    broken = lines(zone.title, size, room, bold=True)
    middle = 16 if stacked else 34
    y = 36 if stacked else middle - LEADING[size] * len(broken) / 2
    return (
        disc(zone.letter, 16, middle, 16, size=20, fill=zone.colour, ink="#FFF"),
        paragraph(zone.title, broken, x, y, size=size, bold=True),
    )


@lru_cache(maxsize=200)
def _label(title: str, h: float) -> tuple[svg.Element, ...]:
    broken = lines(title, 22, _SIDE - 16, bold=True)
    y = h / 2 - LEADING[22] * len(broken) / 2
    return (paragraph(title, broken, 0, y, size=22, bold=True),)


def _held(said: Said, zone: str | None = None, level: str | None = None) -> Count:
    """Return what is counted in one zone, at one level, or both; None is all of them."""
    levels = said.template.levels
    return count(
        [
            one
            for one in said.groups
            if zone in (None, one.zone) and (level in (None, one.level) or not levels)
        ]
    )


def _cells(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    for (level, _), y in zip(_rows(said.template), grid.ys, strict=False):
        for zone, x in zip(said.template.zones, grid.xs, strict=False):
            drawn = _cell(_held(said, zone.id, level), said.tables, grid.w, grid.h)
            yield element(prefix, f"c-{level}-{zone.id}", drawn, (x, y))


def _totals(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    x, y = grid.xs[-1], grid.ys[-1]
    for (level, _), at in zip(_rows(said.template), grid.ys, strict=False):
        drawn = _total(_held(said, level=level), said.tables, _TOTAL, grid.h)
        yield element(prefix, f"r-{level}", drawn, (x, at))
    if not said.template.levels:
        return
    for zone, at in zip(said.template.zones, grid.xs, strict=False):
        drawn = _total(_held(said, zone.id), said.tables, grid.w, _LAST)
        yield element(prefix, f"z-{zone.id}", drawn, (at, y))
    yield element(prefix, "all", _total(_held(said), said.tables, _TOTAL, _LAST), (x, y))


def shade(tables: int, total: int) -> str:
    """Return the paper of a cell; an empty one has none of the hue."""
    share = min(1, tables / max(1, total))
    return mixed(_HUE, _PALEST + (_DEEPEST - _PALEST) * share)


@lru_cache(maxsize=2_000)
def _cell(held: Count, total: int, w: float, h: float) -> tuple[svg.Element, ...]:
    wide, high = number(w), number(h)
    if not held.notes:
        return (
            svg.Rect(width=wide, height=high, rx=8, fill="none", stroke=HAIRLINE, stroke_width=2),
            words("nobody", w / 2, h / 2 + 7, size=_SMALL, fill=QUIET, anchor="middle"),
        )
    fill = shade(held.tables, total)
    return (
        svg.Rect(width=wide, height=high, rx=8, fill=fill),
        *_figure(held, total, w, _PAD),
        *_names(held, w, h),
    )


def _figure(held: Count, total: int, w: float, y: float) -> Iterator[svg.Element]:
    """Yield the figure, and beside it what it is out of and in how many notes."""
    figure, said = str(held.tables), (f"of {total}", notes(held.notes))
    beside = max(width(text, _SMALL) for text in said) * MARGIN
    for size in _FIGURES:
        x = _PAD + width(figure, size, bold=True) * MARGIN + 8
        if x + beside <= w - 4:
            break
    yield words(figure, _PAD, y + 41, size=size, bold=True)
    yield words(said[0], x, y + 18, size=_SMALL)
    yield words(said[1], x, y + 41, size=_SMALL)


def _names(held: Count, w: float, h: float) -> Iterator[svg.Element]:
    """Yield as many names as there are lines for, and how many more there are."""
    y, room = _PAD + 52.0, w - 2 * _PAD
    free = int((h - y - 8) // LEADING[_SMALL])
    left = len(held.names)
    for name in held.names:
        text, broken = name, lines(name, _SMALL, room)
        # The last line is for how many more there are.
        most = free - (left > 1)
        if len(broken) > most:
            if left < len(held.names) or most < 1:
                break
            last = cut(" ".join(broken[most - 1 :]), _SMALL, room)
            broken = (*broken[: most - 1], last)
            text = " ".join(broken)
        yield paragraph(text, broken, _PAD, y, size=_SMALL, right=w - _PAD)
        y += len(broken) * LEADING[_SMALL]
        free -= len(broken)
        left -= 1
    if 0 < left < len(held.names):
        yield words(f"and {left} more", _PAD, y + 18, size=_SMALL)


@lru_cache(maxsize=500)
def _total(held: Count, total: int, w: float, h: float) -> tuple[svg.Element, ...]:
    plate = svg.Rect(width=number(w), height=number(h), rx=8, fill=mixed(QUIET, 0.08))
    return (plate, *_figure(held, total, w, h / 2 - 27))


def words_of(said: Said) -> str:
    """Return the matrix in plain words."""
    told = [_lead(said)]
    for level, title in _rows(said.template):
        for zone in said.template.zones:
            held = _held(said, zone.id, level)
            place = ", ".join(text for text in (title, zone.title) if text)
            names = f"{held.tables} {of(said.tables)}, {notes(held.notes)}: {listed(held.names)}"
            told.append(f"{place}: {names if held.notes else 'nobody'}.")
    return " ".join(told)


def file_svg(said: Said, *, prefix: str) -> str:
    """Return the matrix as a file that stands on its own; its data holds every name."""
    data = json.dumps(numbers(said), ensure_ascii=False, separators=(",", ":"))
    return standing_alone(scene(said, prefix=prefix), title_of(said, VIEW), words_of(said), data)


def numbers(said: Said) -> dict[str, object]:
    """Return what the matrix shows as data."""

    def row(zone: str | None = None, level: str | None = None) -> dict[str, object]:
        held = _held(said, zone, level)
        place = {"zone": zone, "level": level}
        told = {"tables": held.tables, "notes": held.notes, "names": list(held.names)}
        return {key: value for key, value in place.items() if value} | told

    levels = [level.id for level in said.template.levels]
    zones = [zone.id for zone in said.template.zones]
    return {
        "task": said.template.id,
        "tables": said.tables,
        "cells": [row(zone, level) for level in levels for zone in zones],
        "levels": [row(level=level) for level in levels],
        "zones": [row(zone) for zone in zones],
        "all": row(),
    }
