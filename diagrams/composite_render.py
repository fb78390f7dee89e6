"""The combined picture of all tables, in the template's own shape."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from math import ceil

import svg

from diagrams import page, threads
from diagrams.admission import Overview, admitted
from diagrams.composite import Group, Join, Said
from diagrams.geometry import BAND
from diagrams.group_id import group_id
from diagrams.ink import INK, PAPER, QUIET, group, number
from diagrams.ink import words as ink_words
from diagrams.joined import led
from diagrams.layout import Layout, Placed
from diagrams.measure import MARGIN, width
from diagrams.model import Link
from diagrams.remark import Remark
from diagrams.render import background, link_elements, picture, zones
from diagrams.room_shape import HEIGHT, TITLE, WIDTH
from diagrams.scene import Element, Scene
from diagrams.shortening import shortened
from diagrams.svg_file import layer, standing_alone
from diagrams.tail import sections


def title_of(heading: str, tables: int) -> str:
    many = "1 table" if tables == 1 else f"All {tables} tables" if tables else "No tables yet"
    return " · ".join(part for part in (heading, many) if part)


# So many links at most: more lines than these hide each other, and what they join.
_MOST_LINKS = 8
# Links of a single table are drawn, quietly, while there are no more of them than this.
_MOST_THREADS = 6
# In a room of more tables a link of two is still one of many.
_SHARE = 0.05


def scene(said: Said, *, prefix: str) -> Scene:
    """Return the overview: as much of what all tables said as a wall shows in large type."""
    title = _title(said)
    overview = admitted(said)
    template, placed = overview.template, arranged(overview)
    drawn = _drawn(said, placed)
    ways = led(template, placed, drawn)
    elements = [
        *background(template, title, placed, prefix),
        *zones(template, placed, prefix),
        *chain.from_iterable(
            link_elements(way, prefix, *_ink(len(join.tables), said.tables))
            for way, (_, join) in zip(ways, drawn, strict=True)
        ),
        *_more_links(len(said.joins) - len(drawn), prefix),
        *(_group(one, prefix) for one in placed.placed.values()),
    ]
    return picture(prefix, WIDTH, HEIGHT, elements)


def _drawn(said: Said, placed: Layout) -> list[tuple[Link, Join]]:
    """Return the links between shown groups that most tables drew."""
    ends = [
        (link, join)
        for link, join in zip(_links(said.groups, said.joins), said.joins, strict=True)
        if link.source in placed.placed and link.target in placed.placed
    ]
    least = max(2, ceil(_SHARE * said.tables))
    shared = [one for one in ends if len(one[1].tables) >= least]
    threads = [one for one in ends if len(one[1].tables) == 1]
    return shared[:_MOST_LINKS] + (threads if len(threads) <= _MOST_THREADS else [])


def _more_links(many: int, prefix: str) -> Iterator[Element]:
    """Say in the corner how many links are only listed below."""
    if many:
        name = f"{prefix}-more-links"
        text = f"and {many} more links" if many > 1 else "and 1 more link"
        drawn = ink_words(text, WIDTH - 20, HEIGHT - 5, size=14, fill=QUIET, anchor="end")
        yield Element(name, layer(prefix, "labels"), group(name, [drawn], {}))


def _title(said: Said) -> page.Title:
    """Return the title in one line: the file says all of it."""
    note = f"Task {said.template.order} — {said.template.name}"
    known = page.title(title_of(said.heading, said.tables), note, WIDTH)
    room = WIDTH - 2 * page.EDGE - width(note, 20) * MARGIN - 40
    lines = shortened(known.text, known.size, room, 1, bold=True)
    return replace(known, lines=lines, grown=TITLE - BAND)


def arranged(overview: Overview) -> Layout:
    """Return where everything stands."""
    still = Layout(0, ((0, TITLE - BAND),), {}, {})
    cells = {
        cell: still.stretched(cell.x, cell.y, cell.w, cell.h)
        for cell in overview.template.picture.cells
    }
    placed = {
        content.id: Placed(
            content, cell, spot.type_size, spot.column,
            spot.rect.moved(cells[cell].x, cells[cell].y),
        )
        for cell, filled in overview.fills.items()
        for content, spot in zip(overview.contents[cell], filled.spots, strict=True)
    }  # fmt: skip
    return Layout(HEIGHT, still.grown, cells, placed)


def _label(join: Join) -> str:
    many = len(join.tables)
    return " · ".join(part for part in (join.label, f"{many} tables") if part) if many > 1 else ""


def _links(groups: Sequence[Group], joins: Sequence[Join]) -> list[Link]:
    ids = [group_id(one) for one in groups]
    return [
        Link(
            id=f"{ids[join.source]}--{ids[join.target]}--{index}",
            source=ids[join.source],
            target=ids[join.target],
            label=_label(join),
            author="",
            letter="",
        )
        for index, join in enumerate(joins)
    ]


@lru_cache(maxsize=5_000)
def _group(placed: Placed, prefix: str) -> Element:
    rect, is_remark = placed.rect, isinstance(placed.content, Remark)
    name = f"{prefix}-{'m' if is_remark else 'g'}-{placed.content.id}"
    drawn = placed.content.draw(placed.column, rect.w, rect.h, placed.type_size)
    data = {"zone": placed.cell.zone}
    if not is_remark:
        data["group"] = placed.content.id
    place = f"translate({number(rect.x)} {number(rect.y)})"
    return Element(name, layer(prefix, "notes"), group(name, drawn, data, place))


def _ink(count: int, tables: int) -> tuple[float, str]:
    """Return how thick a link of ``count`` tables is, by its share of the room, and its colour."""
    if count == 1:
        return 1.2, threads.INK
    return 1.4 + 3.6 * min(1, count / max(4, tables)), INK


def tail_scene(said: Said, *, prefix: str) -> Scene:
    """Return everything that was said, in columns."""
    elements, high = _tail(said, prefix, 0)
    return picture(prefix, WIDTH, high, elements)


def _with_tail(overview: Scene, said: Said) -> Scene:
    elements, high = _tail(said, overview.root, HEIGHT)
    return picture(overview.root, WIDTH, high, [*overview.elements.values(), *elements])


def _tail(said: Said, prefix: str, top: float) -> tuple[list[Element], float]:
    """Return the sections as elements from ``top`` down, and where they end."""
    found, y = [], top
    for one in sections(said, title_of(said.heading, said.tables), WIDTH):
        name = f"{prefix}-tail-{one.name}"
        drawn = group(name, one.drawn, {}, f"translate(0 {number(y)})")
        found.append(Element(name, layer(prefix, "notes"), drawn))
        y += one.height
    paper = svg.Rect(y=number(top), width=WIDTH, height=number(y - top), fill=PAPER)
    name = f"{prefix}-tail"
    return [Element(name, layer(prefix, "page"), group(name, [paper], {})), *found], y


def words(said: Said) -> str:
    """Return the combined picture in plain words."""
    told = []
    for zone in said.template.zones:
        inside = [one for one in said.groups if one.zone == zone.id]
        each = [f"{one.text} ({len(one.tables)} of {said.tables})" for one in inside]
        told.append(f"{zone.title}: {'; '.join(each) if each else 'empty'}.")
    return " ".join(told)


def file_svg(said: Said, *, prefix: str) -> str:
    """Return the combined picture as a file that stands on its own and can be read back."""
    written = {
        "task": said.template.id,
        "tables": said.tables,
        "groups": [
            {
                "zone": one.zone,
                "level": one.level if said.template.levels else None,
                "text": one.text,
                "words": [
                    {"table": word.table, "name": word.name, "note": word.note, "text": word.text}
                    for word in one.words
                ],
            }
            for one in said.groups
        ],
    }
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    drawn = _with_tail(scene(said, prefix=prefix), said)
    return standing_alone(drawn, title_of(said.heading, said.tables), words(said), data)
