"""The combined picture of all tables, in the template's own shape."""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from diagrams import links, page
from diagrams.composite import Group, Join, Said
from diagrams.geometry import Cell
from diagrams.group_card import GroupCard
from diagrams.group_id import group_id
from diagrams.ink import group, number
from diagrams.layout import Content, Layout, Placed
from diagrams.model import Link
from diagrams.once_line import OnceLine
from diagrams.render import background, link_elements, picture, zones
from diagrams.room_width import fitted
from diagrams.scene import Element, Scene
from diagrams.svg_file import layer, standing_alone
from diagrams.template import Template
from diagrams.threads import draw_thread


def title_of(heading: str, tables: int) -> str:
    many = "1 table" if tables == 1 else f"All {tables} tables" if tables else "No tables yet"
    return " · ".join(part for part in (heading, many) if part)


def scene(said: Said, *, prefix: str) -> Scene:
    """Return the picture of what all tables said."""
    joins, tables = said.joins, said.tables
    note = f"Task {said.template.order} — {said.template.name}"
    known = page.title(title_of(said.heading, tables), note, said.template.picture.width)
    shown = contents(said.template, said.groups, tables)
    template, placed = fitted(said.template, shown, known.grown)
    # A wider band may need fewer lines, but what is placed stays placed.
    title = replace(known, canvas=template.picture.width)
    ends = _links(said.groups, joins)
    shared = [one for one, join in zip(ends, joins, strict=True) if len(join.tables) > 1]
    drawn = {one.link.id: one for one in links.place(template, placed, shared)}
    elements = [
        *background(template, title, placed, prefix),
        *zones(template, placed, prefix),
        *(_thread(one, placed, prefix) for one in ends if one.id not in drawn),
        *chain.from_iterable(
            link_elements(drawn[one.id], prefix, _heavy(len(join.tables), tables))
            for one, join in zip(ends, joins, strict=True)
            if one.id in drawn
        ),
        *(_group(one, prefix) for one in placed.placed.values()),
    ]
    return picture(prefix, template.picture.width, placed.height, elements)


def _card(template: Template, one: Group, tables: int) -> GroupCard | OnceLine:
    zone, actor = template.zone(one.zone), template.picture.note == "actor"
    if len(one.tables) > 1:
        return GroupCard(one, tables, zone.letter, zone.colour, actor)
    return OnceLine(one, zone.colour, actor)


def contents(
    template: Template, groups: Sequence[Group], tables: int
) -> dict[Cell, tuple[Content, ...]]:
    """Return what stands in each cell: a card where several tables said it, else a line."""
    found: dict[tuple[str, str], list[Content]] = {}
    for one in groups:
        level = one.level if template.levels else ""
        found.setdefault((one.zone, level), []).append(_card(template, one, tables))
    return {
        cell: tuple(found.get((cell.zone, cell.level or ""), ())) for cell in template.picture.cells
    }


def _links(groups: Sequence[Group], joins: Sequence[Join]) -> list[Link]:
    ids = [group_id(one) for one in groups]
    return [
        Link(
            id=f"{ids[join.source]}--{ids[join.target]}--{index}",
            source=ids[join.source],
            target=ids[join.target],
            label=join.label,
            author="",
            letter="",
        )
        for index, join in enumerate(joins)
    ]


@lru_cache(maxsize=5_000)
def _group(placed: Placed, prefix: str) -> Element:
    name, rect = f"{prefix}-g-{placed.content.id}", placed.rect
    drawn = placed.content.draw(placed.column, rect.w, rect.h, placed.type_size)
    data = {"group": placed.content.id, "zone": placed.cell.zone}
    place = f"translate({number(rect.x)} {number(rect.y)})"
    return Element(name, layer(prefix, "notes"), group(name, drawn, data, place))


def _heavy(count: int, tables: int) -> float:
    """Return how thick a link of ``count`` tables is: by the share of the room that drew it."""
    return 1.4 + 3.6 * min(1, count / max(4, tables))


def _thread(link: Link, placed: Layout, prefix: str) -> Element:
    rects = (placed.placed[link.source].rect, placed.placed[link.target].rect)
    name = f"{prefix}-p-{link.id}"
    return Element(
        name, layer(prefix, "links"), group(name, draw_thread(*rects), {"link": link.id})
    )


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
    drawn = scene(said, prefix=prefix)
    return standing_alone(drawn, title_of(said.heading, said.tables), words(said), data)
