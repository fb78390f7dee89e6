"""Who was named where: levels by roles, each cell by how many tables named somebody there."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams import page
from diagrams.composite import Group, Said
from diagrams.ink import HAIRLINE, INK, LEADING, QUIET, disc, mixed, number, paragraph, words
from diagrams.measure import MARGIN, lines, width
from diagrams.render import picture
from diagrams.scene import Element, Scene
from diagrams.svg_file import standing_alone
from diagrams.template import Zone
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
_FIGURE, _SMALL = 48, 20
_GAP, _PAD = 6, 12
_SIDE, _TOTAL, _HEAD = 190, 150, 68
_LAST = 96
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
    canvas: float


def _grid(said: Said, start: float) -> Grid:
    columns, rows = len(said.template.zones), len(said.template.levels)
    rest = WIDE - 2 * EDGE - _SIDE - _TOTAL - 12
    w = max(_NARROWEST, rest / columns - _GAP)
    first = EDGE + _SIDE
    xs = [first + at * (w + _GAP) for at in range(columns)]
    y = start + _HEAD
    h = (HIGH - 32 - y - _LAST - 12) / max(1, rows) - _GAP
    ys = [y + at * (h + _GAP) for at in range(rows)]
    last_x, last_y = first + columns * (w + _GAP) + 12, y + (rows * (h + _GAP)) + 12 * bool(rows)
    return Grid((*xs, last_x), (*ys, last_y), w, h, max(WIDE, last_x + _TOTAL + EDGE))


def _lead(said: Said) -> str:
    return (
        f"The large figure is how many {of(said.tables)} named somebody or something there. "
        "The more tables, the darker."
    )


def scene(said: Said, *, prefix: str) -> Scene:
    """Return the heat matrix of all levels and roles."""
    lead = _lead(said)
    title = page.title(title_of(said, VIEW), task_of(said), WIDE)
    grid = _grid(said, top(title, lead))
    elements = [
        *heading(prefix, title, lead, HIGH),
        *_labels(said, grid, prefix),
        *_cells(said, grid, prefix),
        *_totals(said, grid, prefix),
    ]
    return picture(prefix, grid.canvas, HIGH, elements)


def _labels(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    for zone, x in zip(said.template.zones, grid.xs, strict=False):
        yield element(prefix, f"col-{zone.id}", _role(zone, grid.w), (x, grid.ys[0] - _HEAD))
    for level, y in zip(said.template.levels, grid.ys, strict=False):
        yield element(prefix, f"row-{level.id}", _label(level.title, grid.h), (EDGE, y))
    yield element(prefix, "row", _label("All levels", _LAST), (EDGE, grid.ys[-1]))
    all_roles = [words("All roles", 0, 42, size=22, bold=True)]
    yield element(prefix, "col", all_roles, (grid.xs[-1], grid.ys[0] - _HEAD))


@lru_cache(maxsize=200)
def _role(zone: Zone, w: float) -> tuple[svg.Element, ...]:
    room = w - 42
    size = next((one for one in (22, 20) if len(lines(zone.title, one, room, True)) == 1), 20)
    broken = lines(zone.title, size, room, bold=True)[:2]
    y = 34 - LEADING[size] * len(broken) / 2
    return (
        disc(zone.letter, 16, 34, 16, size=20, fill=zone.colour, ink="#FFF"),
        paragraph(zone.title, broken, 42, y, size=size, bold=True),
    )


@lru_cache(maxsize=200)
def _label(title: str, h: float) -> tuple[svg.Element, ...]:
    broken = lines(title, 22, _SIDE - 16, bold=True)
    y = h / 2 - LEADING[22] * len(broken) / 2
    return (paragraph(title, broken, 0, y, size=22, bold=True),)


def _cells(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    for level, y in zip(said.template.levels, grid.ys, strict=False):
        for zone, x in zip(said.template.zones, grid.xs, strict=False):
            held = count([g for g in said.groups if g.zone == zone.id and g.level == level.id])
            drawn = _cell(held, said.tables, grid.w, grid.h)
            yield element(prefix, f"c-{level.id}-{zone.id}", drawn, (x, y))


def _totals(said: Said, grid: Grid, prefix: str) -> Iterator[Element]:
    x, y = grid.xs[-1], grid.ys[-1]
    for level, at in zip(said.template.levels, grid.ys, strict=False):
        held = count([one for one in said.groups if one.level == level.id])
        drawn = _total(held, said.tables, _TOTAL, grid.h)
        yield element(prefix, f"all-roles-{level.id}", drawn, (x, at))
    for zone, at in zip(said.template.zones, grid.xs, strict=False):
        held = count([one for one in said.groups if one.zone == zone.id])
        drawn = _total(held, said.tables, grid.w, _LAST)
        yield element(prefix, f"all-levels-{zone.id}", drawn, (at, y))
    yield element(prefix, "all", _total(count(said.groups), said.tables, _TOTAL, _LAST), (x, y))


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
        *_figure(held, total, _PAD),
        *_names(held, w, h),
    )


def _figure(held: Count, total: int, y: float) -> Iterator[svg.Element]:
    """Yield the figure, and beside it what it is out of and in how many notes."""
    x = _PAD + width(str(held.tables), _FIGURE, bold=True) * MARGIN + 8
    yield words(str(held.tables), _PAD, y + 41, size=_FIGURE, bold=True)
    yield words(of(total), x, y + 18, size=_SMALL)
    yield words(notes(held.notes), x, y + 41, size=_SMALL)


def _names(held: Count, w: float, h: float) -> Iterator[svg.Element]:
    """Yield as many names as there are lines for, and how many more there are."""
    y = _PAD + 52
    room = int((h - y - 8) // LEADING[_SMALL])
    if room < 1:
        return
    shown = list(held.names[: room if len(held.names) <= room else room - 1])
    if len(shown) < len(held.names):
        more = len(held.names) - len(shown)
        shown.append(f"and {more} more" if shown else f"{more} names")
    for at, name in enumerate(shown):
        text = cut(name, _SMALL, w - 2 * _PAD)
        line = y + at * LEADING[_SMALL]
        yield paragraph(text, [text], _PAD, line, size=_SMALL, right=w - _PAD)


@lru_cache(maxsize=500)
def _total(held: Count, total: int, w: float, h: float) -> tuple[svg.Element, ...]:
    rule = svg.Rect(width=number(w), height=number(h), rx=8, fill="none", stroke=INK)
    return (rule, *_figure(held, total, h / 2 - 27))


def words_of(said: Said) -> str:
    """Return the matrix in plain words."""
    told = [f"{_lead(said)}"]
    for level in said.template.levels:
        for zone in said.template.zones:
            held = count([g for g in said.groups if g.zone == zone.id and g.level == level.id])
            names = f"{held.tables} {of(said.tables)}, {notes(held.notes)}: {listed(held.names)}"
            told.append(f"{level.title}, {zone.title}: {names if held.notes else 'nobody'}.")
    return " ".join(told)


def file_svg(said: Said, *, prefix: str) -> str:
    """Return the matrix as a file that stands on its own; its data holds every name."""
    data = json.dumps(numbers(said), ensure_ascii=False, separators=(",", ":"))
    return standing_alone(scene(said, prefix=prefix), title_of(said, VIEW), words_of(said), data)


def numbers(said: Said) -> dict[str, object]:
    """Return what the matrix shows as data."""
    groups = said.groups

    def row(inside: Sequence[Group], **place: str) -> dict[str, object]:
        held = count(inside)
        return {**place, "tables": held.tables, "notes": held.notes, "names": list(held.names)}

    levels, zones = said.template.levels, said.template.zones
    return {
        "task": said.template.id,
        "tables": said.tables,
        "cells": [
            row([g for g in groups if (g.zone, g.level) == (z.id, v.id)], level=v.id, zone=z.id)
            for v in levels
            for z in zones
        ],
        "levels": [row([g for g in groups if g.level == v.id], level=v.id) for v in levels],
        "zones": [row([g for g in groups if g.zone == z.id], zone=z.id) for z in zones],
        "all": row(groups),
    }
