"""What stands around the notes: title band, frames, zones, arrows, captions, legend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    head,
    mixed,
    number,
    paragraph,
    words,
)
from diagrams.measure import MARGIN, balanced, lines, width
from diagrams.pieces import Bent, Moved, Piece, Spanning, Still, Tall
from diagrams.template import Template, Zone

EDGE = 40
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


def title(text: str, note: str, canvas: float) -> Title:
    """Fit ``text`` beside ``note``: smaller type, then more lines, then a taller band."""
    room = canvas - 2 * EDGE - width(note, _NAME) * MARGIN - 40
    for size in _TITLE_SIZES:
        broken = lines(text, size, room, bold=True)
        if len(broken) == 1:
            return Title(text, broken, size, note, 0, canvas)
    tall = LEADING[22] * len(broken) + 24
    return Title(text, broken, 22, note, max(0, tall - BAND), canvas)


def title_band(title: Title) -> list[svg.Element]:
    high = BAND + title.grown
    top = (high - LEADING[title.size] * len(title.lines)) / 2
    right = title.canvas - EDGE
    return [
        svg.Rect(width=number(title.canvas), height=number(high), fill=INK),
        paragraph(
            title.text, title.lines, EDGE, top, size=title.size, fill="#FFFFFF", bold=True,
        ),
        words(
            title.note, right, high / 2 + 7, size=_NAME, fill="#D8DDE0", anchor="end",
        ),
    ]  # fmt: skip


def zone_name(zone: Zone) -> str:
    return f"z-{zone.id}"


def cell_name(cell: Cell) -> str:
    return f"{cell.zone}-{cell.level}" if cell.level else cell.zone


def zone(zone: Zone) -> Piece:
    """Return what holds the cells of a zone."""
    return Still(zone_name(zone), "zones", "g", f' data-zone="{zone.id}"></g>')


def cell(cell: Cell, zone: Zone) -> Iterator[Piece]:
    """Yield a cell without its notes: what stands in its zone, then what stands in that."""
    name, parent = f"b-{cell_name(cell)}", zone_name(zone)
    if cell.look in ("open", "strip"):
        yield _group(name, parent, draw_tag(cell, zone, 0, 0), cell.x, cell.y)
        return
    bridge = cell.look == "bridge"
    border = svg.Rect(
        width=number(cell.w),
        rx=52 if bridge else 16,
        fill=mixed(zone.colour, 0.07),
        stroke=zone.colour,
        stroke_width=2.5,
        stroke_dasharray=[10, 6] if bridge else None,
    )
    yield _group(name, parent, [], cell.x, cell.y)
    yield Tall(f"r-{cell_name(cell)}", name, "rect", _rest(border), cell.y, cell.h)
    yield Still(f"h-{cell_name(cell)}", name, "g", _inside(draw(cell, zone, 0, 0)))


def is_shown(cell: Cell, *, is_empty: bool) -> bool:
    """Say whether anything shows a cell besides its notes: an open one only marks its place."""
    return is_empty or cell.look != "open"


def _group(name: str, parent: str, inside: Sequence[svg.Element], x: float, y: float) -> Moved:
    return Moved(name, parent, "g", _inside(inside), x, y)


def _inside(drawn: Sequence[svg.Element]) -> str:
    return f">{''.join(one.as_str() for one in drawn)}</g>"


def _rest(one: svg.Element) -> str:
    """Return the markup after the element's name, with an end of its own."""
    tag, _, rest = one.as_str().removesuffix("/>").partition(" ")
    return f" {rest}></{tag[1:]}>"


def _spanning(name: str, parent: str, border: svg.Rect, y: float, h: float) -> Piece:
    return Spanning(name, parent, "rect", _rest(border), y, h)


def _frame(frame: Frame, name: str) -> Iterator[Piece]:
    """Yield a nested rectangle, and its name on its top edge."""
    border = svg.Rect(
        x=number(frame.x),
        width=number(frame.w),
        rx=22,
        fill=frame.fill,
        stroke=INK if frame.solid else _FRAME_LINE,
        stroke_width=2.5 if frame.solid else 1.5,
        stroke_dasharray=None if frame.solid else [8, 6],
    )
    wide = width(name, LEVEL, bold=True) * MARGIN
    gap = svg.Rect(x=-7, y=-9, width=number(wide + 14), height=18, rx=9, fill=frame.fill)
    ink = INK if frame.solid else QUIET
    label = words(name, 0, 5, size=LEVEL, fill=ink, bold=True)
    yield _spanning(f"frame-{frame.level}", "frames", border, frame.y, frame.h)
    yield _group(f"level-{frame.level}", "frames", [gap, label], frame.label_x, frame.y)


def _caption(index: int, caption: Caption, zone: Zone) -> Piece:
    text = (zone.outside_prompt or zone.prompt) if caption.outside else zone.prompt
    broken = balanced(text, PROMPT, caption.w)
    drawn = paragraph(text, broken, 0, 0, size=PROMPT, fill=QUIET)
    return _group(f"caption-{index}", "labels", [drawn], caption.x, caption.y)


def _arrow(arrow: Arrow) -> Iterator[Piece]:
    points = list(arrow.points)
    (ax, ay), (bx, by) = points[-2:]
    length = abs(bx - ax) + abs(by - ay)
    dx, dy = (bx - ax) / length, (by - ay) / length
    size = 15
    # The line ends inside the head, or its square end would show beside the tip.
    points[-1] = (bx - dx * (size - 3), by - dy * (size - 3))
    line = svg.Path(
        stroke=INK,
        stroke_width=4 if arrow.dotted else 5,
        stroke_dasharray=[0.1, 8] if arrow.dotted else None,
        stroke_linecap="round" if arrow.dotted else None,
        fill="none",
    )
    yield Bent(f"arrow-{arrow.id}", "arrows", "path", _rest(line), tuple(points), 18)
    yield _group(f"head-{arrow.id}", "arrows", [head(0, 0, dx, dy, size)], bx, by)


_LEGEND = (("people", "People"), ("organisation", "Organisation"), ("thing", "Thing"))


def _legend() -> Iterator[svg.Element]:
    """Say what the outlines mean, in one row."""
    x = 0.0

    def entry(kind: str, name: str, dashed: bool) -> Iterator[svg.Element]:
        nonlocal x
        sample = outline(kind, 36, 20, QUIET, dashed=dashed)
        place = f"translate({number(x)} -10)"
        yield svg.G(elements=[sample], transform=place)  # type: ignore[arg-type] # as written
        yield words(name, x + 44, baseline(14) - 8.5, size=14, fill=QUIET)
        x += 44 + width(name, 14) * MARGIN + 28

    for kind, name in _LEGEND:
        yield from entry(kind, name, dashed=False)
    yield from entry("people", "Potential (dashed)", dashed=True)


def ground(template: Template) -> Iterator[Piece]:
    """Yield all that is neither title, zone nor note, in the order of each layer."""
    shape = template.picture
    names = {level.id: level.title for level in template.levels}
    paper = svg.Rect(width=number(shape.width), fill=PAPER)
    yield _spanning("paper", "page", paper, BAND, shape.height - BAND)
    for frame in shape.frames:
        yield from _frame(frame, names[frame.level])
    for index, caption in enumerate(shape.captions):
        yield _caption(index, caption, template.zone(caption.zone))
    if shape.legend_y is not None:
        left = shape.frames[-1].label_x
        yield _group("legend", "frames", list(_legend()), left, shape.legend_y)
    for arrow in shape.arrows:
        yield from _arrow(arrow)
