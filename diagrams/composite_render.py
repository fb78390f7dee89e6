"""The combined picture of all tables, in the template's own shape."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from diagrams import links, page
from diagrams.composite import Group, Join
from diagrams.geometry import Cell
from diagrams.group_card import GroupCard
from diagrams.ink import INK, group, number
from diagrams.layout import Content, Placed, arrange
from diagrams.model import Link
from diagrams.once_line import OnceLine
from diagrams.render import background, link_elements, picture, zones
from diagrams.scene import Element, Scene
from diagrams.svg_file import layer, standing_alone
from diagrams.template import Template

# The colour of a line that a single table drew: there, but behind what several agree on.
ONCE = "#7A868E"


def title_of(heading: str, tables: int) -> str:
    many = "1 table" if tables == 1 else f"All {tables} tables" if tables else "No tables yet"
    return " · ".join(part for part in (heading, many) if part)


def scene(
    template: Template,
    groups: Sequence[Group],
    *,
    heading: str,
    tables: int,
    prefix: str,
    joins: Sequence[Join] = (),
) -> Scene:
    """Return the picture of what all tables said; ``tables`` is how many there are.

    ``joins`` name their ends by their place in ``groups``.
    """
    title = page.title(title_of(heading, tables), f"Task {template.order} — {template.name}")
    cards = _cards(template, groups, tables)
    placed = arrange(template, _by_cell(template, cards), title.grown)
    drawn = links.place(template, placed, _links(cards, joins))
    elements = [
        *background(template, title, placed, prefix),
        *zones(template, placed, prefix),
        *chain.from_iterable(
            _weighed(one, len(join.tables), prefix) for one, join in zip(drawn, joins, strict=True)
        ),
        *(_group(one, prefix) for one in placed.placed.values()),
    ]
    return picture(prefix, placed.height, elements)


Card = GroupCard | OnceLine


def _cards(template: Template, groups: Sequence[Group], tables: int) -> list[Card]:
    actor = template.picture.note == "actor"
    found: list[Card] = []
    for one in groups:
        zone = template.zone(one.zone)
        if len(one.tables) > 1:
            found.append(GroupCard(one, tables, zone.letter, zone.colour, actor))
        else:
            found.append(OnceLine(one, zone.colour, actor))
    return found


def _by_cell(template: Template, cards: Sequence[Card]) -> dict[Cell, tuple[Content, ...]]:
    found: dict[Cell, tuple[Content, ...]] = {}
    for cell in template.picture.cells:
        found[cell] = tuple(
            card
            for card in cards
            if card.group.zone == cell.zone and cell.level in (None, card.group.level)
        )
    return found


def _links(cards: Sequence[Card], joins: Sequence[Join]) -> list[Link]:
    return [
        Link(
            id=f"{cards[join.source].id}--{cards[join.target].id}--{index}",
            source=cards[join.source].id,
            target=cards[join.target].id,
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


def _weighed(drawn: links.Drawn, tables: int, prefix: str) -> tuple[Element, ...]:
    # The line of one table is thin; each further table adds to it.
    ink = INK if tables > 1 else ONCE
    return link_elements(drawn, prefix, min(5, 0.6 + 0.7 * tables), ink)


def words(template: Template, groups: Sequence[Group], tables: int) -> str:
    """Return the combined picture in plain words."""
    said = []
    for zone in template.zones:
        inside = [one for one in groups if one.zone == zone.id]
        each = [f"{one.text} ({len(one.tables)} of {tables})" for one in inside]
        said.append(f"{zone.title}: {'; '.join(each) if each else 'empty'}.")
    return " ".join(said)


def file_svg(
    template: Template,
    groups: Sequence[Group],
    *,
    heading: str,
    tables: int,
    prefix: str,
    joins: Sequence[Join] = (),
) -> str:
    """Return the combined picture as a file that stands on its own and can be read back."""
    drawn = scene(template, groups, heading=heading, tables=tables, prefix=prefix, joins=joins)
    written = {
        "task": template.id,
        "tables": tables,
        "groups": [
            {
                "zone": one.zone,
                "level": one.level if template.levels else None,
                "text": one.text,
                "words": [
                    {"table": word.table, "name": word.name, "note": word.note, "text": word.text}
                    for word in one.words
                ],
            }
            for one in groups
        ],
    }
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return standing_alone(drawn, title_of(heading, tables), words(template, groups, tables), data)
