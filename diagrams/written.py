"""What is written in a picture beside its notes, and where links can run: all but the notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from diagrams.geometry import BAND, Cell, Picture
from diagrams.gutters import Gap, flat, gutter, upright
from diagrams.headings import LEVEL, PROMPT, heading, pad
from diagrams.ink import LEADING
from diagrams.layout import Layout, Rect
from diagrams.measure import balanced, width
from diagrams.near import CLEAR_OF_WORDS, Box, box_of, grown
from diagrams.shapes import Streets
from diagrams.taken import Lines
from diagrams.template import Template


@dataclass(frozen=True, slots=True)
class Scenery:
    """``tags`` stand in open cells while these are empty; a cell is named by its place."""

    width: float
    words: tuple[Box, ...]
    tags: Mapping[int, tuple[Box, ...]]
    streets: Streets


@dataclass(frozen=True, slots=True)
class _Plan:
    """The gaps between the cells of an empty picture, in order; notes only move them down."""

    lanes: tuple[Gap, ...]
    rows: tuple[Gap, ...]


# Few tasks have templates, but every combined picture is as wide as it needs.
@lru_cache(maxsize=50)
def _plan(picture: Picture) -> _Plan:
    cells = [(one.x, one.y, one.x + one.w, one.y + one.h) for one in picture.cells]
    sides = [x for one in picture.frames for x in (one.x, one.x + one.w)]
    steps = [step for arrow in picture.arrows for step in pairwise(arrow.points)]
    sides += [x for (x, _), (other, _) in steps if x == other]
    tops = [y for one in picture.frames for y in (one.y, one.y + one.h)]
    return _Plan(
        tuple(upright(cells, sides, picture.width)),
        tuple(flat(cells, tops, BAND, picture.height)),
    )


def scenery(template: Template, placed: Layout) -> Scenery:
    """Return what stays as it is while the picture keeps its size."""
    words = [grown(box_of(rect), CLEAR_OF_WORDS) for rect in words_of(template, placed)]
    tags = {
        at: (grown(box_of(_tag(cell, rect)), CLEAR_OF_WORDS),)
        for at, (cell, rect) in enumerate(placed.cells.items())
        if cell.look == "open"
    }
    return Scenery(template.picture.width, tuple(words), tags, _streets(template, placed))


def _streets(template: Template, placed: Layout) -> Streets:
    picture, shifted = template.picture, placed.shifted
    frames = [box_of(placed.stretched(one.x, one.y, one.w, one.h)) for one in picture.frames]
    titled = [box_of(rect) for cell, rect in placed.cells.items() if cell.look in ("box", "bridge")]
    edges = Lines()
    for x1, y1, x2, y2 in (*frames, *titled):
        edges.add(((x1, y1), (x2, y1), (x2, y2), (x1, y2), (x1, y1)))
    for arrow in picture.arrows:
        edges.add([(x, shifted(y)) for x, y in arrow.points])
    plan = _plan(picture)
    return Streets(
        lanes=tuple(gutter(a, b, shifted(top), shifted(end)) for a, b, top, end in plan.lanes),
        rows=tuple(gutter(shifted(a), shifted(b), left, end) for a, b, left, end in plan.rows),
        boxes=tuple(titled),
        edges=edges,
    )


def words_of(template: Template, placed: Layout) -> Iterator[Rect]:
    """Yield what is written but for notes and the tags of open cells."""
    yield Rect(0, 0, template.picture.width, placed.shifted(BAND))
    for cell, rect in placed.cells.items():
        if cell.look == "open":
            continue
        if cell.look == "strip":
            yield _tag(cell, rect)
            continue
        zone = template.zone(cell.zone)
        spot = heading(cell, zone)
        title = pad(cell) + 44 + width(zone.title, 22, bold=True)
        yield Rect(rect.x + pad(cell), rect.y + spot.middle - 16, title - pad(cell), 32)
        if spot.prompt:
            wide = max(width(line, PROMPT) for line in spot.prompt)
            high = LEADING[PROMPT] * len(spot.prompt)
            yield Rect(rect.x + spot.prompt_x, rect.y + spot.prompt_y, wide, high)
    yield from _around_cells(template, placed)


def _around_cells(template: Template, placed: Layout) -> Iterator[Rect]:
    picture = template.picture
    names = {level.id: level.title for level in template.levels}
    for frame in picture.frames:
        wide = width(names[frame.level], LEVEL, bold=True)
        yield Rect(frame.label_x - 4, placed.shifted(frame.y) - 9, wide + 8, 18)
    for caption in picture.captions:
        zone = template.zone(caption.zone)
        text = (zone.outside_prompt or zone.prompt) if caption.outside else zone.prompt
        broken = balanced(text, PROMPT, caption.w)
        wide = max(width(line, PROMPT) for line in broken)
        yield Rect(caption.x, placed.shifted(caption.y), wide, LEADING[PROMPT] * len(broken))
    if picture.legend_y is not None:
        yield Rect(picture.frames[-1].label_x, placed.shifted(picture.legend_y) - 12, 560, 24)


def _tag(cell: Cell, rect: Rect) -> Rect:
    return Rect(rect.x, rect.y, 28 + width(cell.tag, 14), 24)
