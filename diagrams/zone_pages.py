"""One zone at a time: every table's words in it, in type that the last row can read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams.cards import outline
from diagrams.composite import Group, Said
from diagrams.ink import LEADING, PAPER, QUIET, disc, group, mixed, number, paragraph, words
from diagrams.measure import MARGIN, balanced, lines, width
from diagrams.render import picture
from diagrams.scene import Element, Scene
from diagrams.svg_file import layer, standing_alone
from diagrams.template import Zone
from diagrams.wall_page import HIGH, WIDE, cut, element, of, tables, title_of
from diagrams.zone_block import SMALLEST, Block, Setting, block, cuts, draw
from diagrams.zone_flow import Page, Room, fits, flow

EDGE = 48
_GUTTER = 48
# Type and columns, smallest first: larger type while the pages stay as few.
_SETTINGS = ((28, 3), (32, 3), (36, 2), (40, 2), (44, 2), (48, 2), (48, 1))
# A longer line than this nobody finds the next one from.
_WIDEST = 1400
_TITLES = (48, 40, 36)
_PROMPTS = (36, 32, 28)
_TITLE_ROOM, _COUNT_ROOM = 700, 290
_FOOT = 60
_NOBODY = "No table has written here yet"


@dataclass(frozen=True, slots=True)
class Plan:
    """A zone's pages: ``setting`` is the same on all, ``top`` where their columns start."""

    pages: tuple[Page, ...]
    setting: Setting
    gap: float
    top: float


def _inside(said: Said, zone: str) -> tuple[Group, ...]:
    """Return the zone's groups: those of most tables first, whatever their level."""
    inside = [one for one in said.groups if one.zone == zone]
    return tuple(sorted(inside, key=lambda one: -len(one.tables)))


def _blocks(said: Said, groups: tuple[Group, ...], setting: Setting) -> Iterator[Block]:
    titles = {level.id: level.title for level in said.template.levels}
    before = ""
    for one in groups:
        once = len(one.tables) == 1
        heading = "Said by one table" if once and before == "several" else ""
        before = "once" if once else "several"
        yield block(one, titles.get(one.level, ""), setting, heading)


def _plan(said: Said, zone: Zone) -> Plan:
    groups, top = _inside(said, zone.id), _header_height(zone) + 28
    best: Plan | None = None
    for size, columns in _SETTINGS:
        w = min(_WIDEST, (WIDE - 2 * EDGE - (columns - 1) * _GUTTER) / columns)
        actor = said.template.picture.note == "actor"
        setting = Setting(size, w, said.tables, zone.colour, actor)
        if best and any(cuts(one, setting) for one in groups):
            continue
        room = Room(columns, HIGH - _FOOT - top, size * 0.8)
        found = flow(_blocks(said, groups, setting), room)
        if best and (len(found) > len(best.pages) or not fits(found, room)):
            break
        best = Plan(found, setting, room.gap, top)
    assert best is not None, "the smallest type is always set"
    return best


def pages(said: Said, zone: str) -> int:
    """Return how many pages a zone fills, at least 1.

    Raises:
        DiagramError: ``no_zone``.
    """
    return len(_plan(said, said.template.zone(zone)).pages)


def scene(said: Said, *, zone: str, page: int, prefix: str) -> Scene:
    """Return page ``page`` of a zone, from 1; beyond the last one, the last."""
    shown = said.template.zone(zone)
    plan = _plan(said, shown)
    at = min(max(page, 1), len(plan.pages))
    return picture(prefix, WIDE, HIGH, [*_page(said, shown, plan, at, prefix)])


def _page(
    said: Said, zone: Zone, plan: Plan, page: int, prefix: str, before: str = "", y: float = 0
) -> Iterator[Element]:
    """Yield one page that starts at ``y``; ``before`` tells its ids from other pages'."""
    made = f"{prefix}-{before}paper"
    paper = svg.Rect(y=number(y), width=WIDE, height=HIGH, fill=PAPER)
    yield Element(made, layer(prefix, "page"), group(made, [paper], {}))
    yield element(prefix, f"{before}head", _header(zone), (0, y))
    counts = _counts(said, zone, page, len(plan.pages))
    yield element(prefix, f"{before}count", list(counts), (0, y))
    columns = plan.pages[page - 1]
    shapes = plan.setting.actor and any(columns)
    yield element(prefix, f"{before}foot", list(_footer(said, shapes)), (0, y))
    if not any(columns):
        nobody = words(_NOBODY, EDGE + 84, HIGH / 2, size=48, fill=QUIET)
        yield element(prefix, f"{before}nobody", [nobody], (0, y))
    for across, column in enumerate(columns):
        x, down = EDGE + across * (plan.setting.w + _GUTTER), y + plan.top
        for one in column:
            drawn = draw(one, plan.setting)
            yield element(prefix, f"{before}{one.name}", drawn, (x, down))
            down += one.h + plan.gap


@dataclass(frozen=True, slots=True)
class Header:
    """How a zone's title and prompts are set beside each other."""

    title: tuple[str, ...]
    size: int
    prompts: tuple[tuple[str, tuple[str, ...]], ...]
    prompt_size: int
    x: float
    h: float


@lru_cache(maxsize=200)
def _set_header(zone: Zone) -> Header:
    for size in _TITLES:
        title = lines(zone.title, size, _TITLE_ROOM, bold=True)
        if len(title) == 1:
            break
    x = EDGE + 84 + max(width(line, size, bold=True) for line in title) * MARGIN + 36
    room = WIDE - EDGE - _COUNT_ROOM - x
    asked = [text for text in (zone.prompt, zone.outside_prompt) if text]
    for prompt_size in _PROMPTS:
        prompts = tuple((text, balanced(text, prompt_size, room)) for text in asked)
        many = sum(len(broken) for _, broken in prompts)
        if many == 1:
            break
    h = max(112, many * LEADING[prompt_size] + 40, len(title) * LEADING[size] + 40)
    return Header(title, size, prompts, prompt_size, x, h)


def _header_height(zone: Zone) -> float:
    return _set_header(zone).h


@lru_cache(maxsize=200)
def _header(zone: Zone) -> tuple[svg.Element, ...]:
    known = _set_header(zone)
    middle = known.h / 2
    drawn: list[svg.Element] = [
        svg.Rect(width=WIDE, height=number(known.h), fill=mixed(zone.colour, 0.07)),
        svg.Rect(y=number(known.h - 4), width=WIDE, height=4, fill=zone.colour),
        disc(zone.letter, EDGE + 32, middle, 32, size=40, fill=zone.colour, ink="#FFF"),
        paragraph(
            zone.title, known.title, EDGE + 84,
            middle - LEADING[known.size] * len(known.title) / 2, size=known.size, bold=True,
        ),
    ]  # fmt: skip
    leading = LEADING[known.prompt_size]
    y = middle - leading * sum(len(broken) for _, broken in known.prompts) / 2
    for text, broken in known.prompts:
        drawn.append(paragraph(text, broken, known.x, y, size=known.prompt_size, fill=QUIET))
        y += leading * len(broken)
    return tuple(drawn)


def _counts(said: Said, zone: Zone, page: int, many: int) -> Iterator[svg.Element]:
    wrote = frozenset[str]().union(*(one.tables for one in _inside(said, zone.id)))
    told = [(f"{len(wrote)} {of(said.tables)}", True)]
    if many > 1:
        told.append((f"page {page} of {many}", False))
    y = _header_height(zone) / 2 - len(told) * LEADING[SMALLEST] / 2
    for at, (text, bold) in enumerate(told):
        down = y + at * LEADING[SMALLEST] + 27
        yield words(text, WIDE - EDGE, down, size=SMALLEST, bold=bold, anchor="end")


_LEGEND = (
    ("people", "People", False),
    ("organisation", "Organisation", False),
    ("thing", "Thing", False),
    ("people", "Potential", True),
)


def _footer(said: Said, shapes: bool) -> Iterator[svg.Element]:
    """Yield whose words these are and, where there are ``shapes``, what they mean."""
    y, x = HIGH - 20, float(EDGE)
    for kind, name, dashed in _LEGEND if shapes else ():
        shape = outline(kind, 36, 24, QUIET, dashed=dashed, heavy=2.2)
        place = f"translate({number(x)} {number(y - 22)})"
        yield svg.G(elements=[shape], transform=place)  # type: ignore[arg-type] # as written
        yield words(name, x + 48, y, size=SMALLEST, fill=QUIET)
        x += 48 + width(name, SMALLEST) * MARGIN + 32
    text = cut(said.heading, SMALLEST, WIDE - EDGE - x)
    yield words(text, WIDE - EDGE, y, size=SMALLEST, fill=QUIET, anchor="end")


def words_of(said: Said, zone: Zone) -> str:
    """Return everything in the zone in plain words."""
    told = [
        f"{one.text}, {tables(len(one.tables))}: "
        + "; ".join(f"{word.name} “{word.text}”" for word in one.words)
        + "."
        for one in _inside(said, zone.id)
    ]
    return " ".join([zone.prompt, *(told or [f"{_NOBODY}."])])


def file_svg(said: Said, *, zone: str, prefix: str) -> str:
    """Return all pages of a zone, one below the other, as a file that stands on its own."""
    shown = said.template.zone(zone)
    plan = _plan(said, shown)
    many = len(plan.pages)
    elements = [
        one
        for page in range(1, many + 1)
        for one in _page(said, shown, plan, page, prefix, f"p{page}-", (page - 1) * HIGH)
    ]
    titles = {level.id: level.title for level in said.template.levels}
    written = {
        "task": said.template.id,
        "zone": zone,
        "tables": said.tables,
        "groups": [
            {
                "text": one.text,
                "level": one.level if titles else None,
                "words": [
                    {"table": word.table, "name": word.name, "note": word.note, "text": word.text}
                    for word in one.words
                ],
            }
            for one in _inside(said, zone)
        ],
    }
    data = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    drawn = picture(prefix, WIDE, many * HIGH, elements)
    return standing_alone(drawn, title_of(said, shown.title), words_of(said, shown), data)
