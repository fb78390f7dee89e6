"""What stands around the notes: title band, frames, zones, arrows, captions, legend."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import svg

from diagrams.cards import outline
from diagrams.geometry import BAND, Arrow, Caption, Cell, Frame
from diagrams.headings import LEVEL, PROMPT, draw, draw_tag
from diagrams.ink import (
    INK,
    LEADING,
    PAPER,
    QUIET,
    baseline,
    bent,
    head,
    mixed,
    number,
    paragraph,
    words,
)
from diagrams.layout import Layout, Rect
from diagrams.measure import MARGIN, balanced, lines, width
from diagrams.template import Template, Zone

_EDGE = 40
_TITLE_SIZES = (34, 30, 26, 22)
_FRAME_LINE = "#768692"
_NAME = 20


@dataclass(frozen=True, slots=True)
class Title:
    """The title band: ``lines`` of ``text`` in type of ``size``, ``grown`` taller than usual."""

    text: str
    lines: tuple[str, ...]
    size: int
    note: str
    grown: float
    canvas: float


@lru_cache(maxsize=1_000)
def title(text: str, note: str, canvas: float) -> Title:
    """Fit ``text`` beside ``note``: smaller type, then more lines, then a taller band."""
    room = canvas - 2 * _EDGE - width(note, _NAME) * MARGIN - 40
    for size in _TITLE_SIZES:
        broken = lines(text, size, room, bold=True)
        if len(broken) == 1:
            return Title(text, broken, size, note, 0, canvas)
    tall = LEADING[22] * len(broken) + 24
    return Title(text, broken, 22, note, max(0, tall - BAND), canvas)


def title_band(title: Title) -> list[svg.Element]:
    high = BAND + title.grown
    top = (high - LEADING[title.size] * len(title.lines)) / 2
    right = title.canvas - _EDGE
    return [
        svg.Rect(width=number(title.canvas), height=number(high), fill=INK),
        paragraph(
            title.text, title.lines, _EDGE, top, size=title.size, fill="#FFFFFF", bold=True,
        ),
        words(
            title.note, right, high / 2 + 7, size=_NAME, fill="#D8DDE0", anchor="end",
        ),
    ]  # fmt: skip


@lru_cache(maxsize=2_000)
def box(cell: Cell, zone: Zone, rect: Rect, empty: bool) -> tuple[svg.Element, ...]:
    """Return a cell without its notes."""
    if cell.look == "open" and not empty:
        return ()
    if cell.look in ("open", "strip"):
        return tuple(draw_tag(cell, zone, rect.x, rect.y))
    bridge = cell.look == "bridge"
    border = svg.Rect(
        x=number(rect.x),
        y=number(rect.y),
        width=number(rect.w),
        height=number(rect.h),
        rx=52 if bridge else 16,
        fill=mixed(zone.colour, 0.07),
        stroke=zone.colour,
        stroke_width=2.5,
        stroke_dasharray=[10, 6] if bridge else None,
    )
    return (border, *draw(cell, zone, rect.x, rect.y))


def frame(frame: Frame, name: str, rect: Rect) -> list[svg.Element]:
    """Return a nested rectangle with its name on its top edge."""
    wide = width(name, LEVEL, bold=True) * MARGIN
    gap = svg.Rect(
        x=number(frame.label_x - 7),
        y=number(rect.y - 9),
        width=number(wide + 14),
        height=18,
        rx=9,
        fill=frame.fill,
    )
    border = svg.Rect(
        x=number(rect.x),
        y=number(rect.y),
        width=number(rect.w),
        height=number(rect.h),
        rx=22,
        fill=frame.fill,
        stroke=INK if frame.solid else _FRAME_LINE,
        stroke_width=2.5 if frame.solid else 1.5,
        stroke_dasharray=None if frame.solid else [8, 6],
    )
    ink = INK if frame.solid else QUIET
    label = words(name, frame.label_x, rect.y + 5, size=LEVEL, fill=ink, bold=True)
    return [border, gap, label]


def caption(caption: Caption, zone: Zone, y: float) -> svg.Element:
    text = (zone.outside_prompt or zone.prompt) if caption.outside else zone.prompt
    broken = balanced(text, PROMPT, caption.w)
    return paragraph(text, broken, caption.x, y, size=PROMPT, fill=QUIET)


def arrow(arrow: Arrow, placed: Layout) -> list[svg.Element]:
    points = [(x, placed.shifted(y)) for x, y in arrow.points]
    (ax, ay), (bx, by) = points[-2:]
    length = abs(bx - ax) + abs(by - ay)
    dx, dy = (bx - ax) / length, (by - ay) / length
    size = 15
    # The line ends inside the head, or its square end would show beside the tip.
    points[-1] = (bx - dx * (size - 3), by - dy * (size - 3))
    line = svg.Path(
        d=bent(points, 18),  # type: ignore[arg-type] # a path as written
        stroke=INK,
        stroke_width=4 if arrow.dotted else 5,
        stroke_dasharray=[0.1, 8] if arrow.dotted else None,
        stroke_linecap="round" if arrow.dotted else None,
        fill="none",
    )
    return [line, head(bx, by, dx, dy, size)]


_LEGEND = (("people", "People"), ("organisation", "Organisation"), ("thing", "Thing"))


def legend(template: Template, x: float, y: float) -> Iterator[svg.Element]:
    """Say what the outlines mean, in one row around height ``y``."""

    def entry(kind: str, name: str, dashed: bool) -> Iterator[svg.Element]:
        nonlocal x
        sample = outline(kind, 36, 20, QUIET, dashed=dashed)
        place = f"translate({number(x)} {number(y - 10)})"
        yield svg.G(elements=[sample], transform=place)  # type: ignore[arg-type] # as written
        yield words(name, x + 44, y - 8.5 + baseline(14), size=14, fill=QUIET)
        x += 44 + width(name, 14) * MARGIN + 28

    for kind, name in _LEGEND:
        yield from entry(kind, name, dashed=False)
    yield from entry("people", "Potential (dashed)", dashed=True)


def ground(template: Template, at: Layout) -> Iterator[tuple[str, str, list[svg.Element]]]:
    """Yield (layer, name, drawing) of all that is neither zone nor note."""
    shape = template.picture
    names = {level.id: level.title for level in template.levels}
    high = at.shifted(shape.height) - BAND
    paper = svg.Rect(y=BAND, width=number(shape.width), height=number(high), fill=PAPER)
    yield "page", "paper", [paper]
    for one in shape.frames:
        rect = at.stretched(one.x, one.y, one.w, one.h)
        yield "frames", f"frame-{one.level}", frame(one, names[one.level], rect)
    for index, one_caption in enumerate(shape.captions):
        drawn = caption(one_caption, template.zone(one_caption.zone), at.shifted(one_caption.y))
        yield "labels", f"caption-{index}", [drawn]
    if shape.legend_y is not None:
        left = shape.frames[-1].label_x
        yield "frames", "legend", list(legend(template, left, at.shifted(shape.legend_y)))
    for one_arrow in shape.arrows:
        yield "arrows", f"arrow-{one_arrow.id}", arrow(one_arrow, at)
