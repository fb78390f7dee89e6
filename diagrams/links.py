"""Links as drawn: line, arrowhead, and the label on a white plate where there is room for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import svg

from diagrams.geometry import BAND, Cell
from diagrams.headings import LEVEL, PROMPT, heading, pad
from diagrams.ink import HAIRLINE, INK, LEADING, PAPER, bent, head, number, paragraph
from diagrams.layout import Layout, Rect
from diagrams.measure import balanced, width
from diagrams.model import Link
from diagrams.near import Boxes
from diagrams.plates import SIZE, Board, Plate, box, find_plate, line, middle_plate
from diagrams.routes import Ground, Path, Router
from diagrams.template import Template
from diagrams.threads import sides

_HEAD = 10
# Leading a link costs more the more notes it has to keep clear of, and every edit leads all of
# them anew. At this product of notes and links a picture takes some 40 ms; a table writes 45
# notes and 8 links. Links beyond it go straight: nobody could follow their ways anyway.
LED = 1_500
# How far beside two notes that stand one above the other a straight way runs.
_BESIDE = 14


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link with its way and, when it has a label, the label's plate."""

    link: Link
    way: Path
    plate: Plate | None


def place(template: Template, placed: Layout, links: Sequence[Link]) -> tuple[Drawn, ...]:
    """Find every link's way and the place of its label, in the order they were made."""
    if not links:
        return ()
    filled = frozenset(one.cell for one in placed.placed.values())
    ground = Ground(
        notes=tuple(one.rect for one in placed.placed.values()),
        words=tuple(words_of(template, placed, filled)),
        cells=tuple(placed.cells.values()),
        borders=tuple(_borders(template, placed)),
        width=template.picture.width,
    )
    return _place(tuple(placed.placed), ground, tuple(links), placed.height)


def _borders(template: Template, placed: Layout) -> Iterator[Rect]:
    for frame in template.picture.frames:
        yield placed.stretched(frame.x, frame.y, frame.w, frame.h)
    yield from (rect for cell, rect in placed.cells.items() if cell.look in ("box", "bridge"))


# One entry a diagram: the newest of sixty tables, with room for some that come and go.
@lru_cache(maxsize=200)
def _place(
    names: tuple[str, ...], ground: Ground, links: tuple[Link, ...], height: float
) -> tuple[Drawn, ...]:
    rects = dict(zip(names, ground.notes, strict=True))
    router = Router(ground)
    led = LED // max(1, len(names))
    ways = [router.find(rects[link.source], rects[link.target]) for link in links[:led]]
    ways += [_straight(rects[link.source], rects[link.target]) for link in links[led:]]
    board = Board(
        notes=Boxes(box(rect, 1) for rect in ground.notes),
        words=Boxes(box(rect, 1) for rect in ground.words),
        width=ground.width,
        height=height,
    )
    drawn = []
    for index, (link, way) in enumerate(zip(links, ways, strict=True)):
        plate = None
        if link.label and index < led:
            lines = [line(a, b) for other in ways if other is not way for a, b in pairwise(other)]
            plate = find_plate(link.label, way, board, lines)
        elif link.label:
            plate = middle_plate(link.label, way)
        drawn.append(Drawn(link, way, plate))
    return tuple(drawn)


def _straight(source: Rect, target: Rect) -> Path:
    """Return the way out of one side, up or down once, and into the other."""
    (leaves, out), (enters, into) = sides(source, target)
    between = (leaves + enters) / 2
    beyond = max(leaves, enters) + _BESIDE if out > 0 else min(leaves, enters) - _BESIDE
    lane = between if out != into else beyond
    start, end = source.y + source.h / 2, target.y + target.h / 2
    return ((leaves, start), (lane, start), (lane, end), (enters, end))


def words_of(template: Template, placed: Layout, filled: frozenset[Cell]) -> Iterator[Rect]:
    """Yield what else is written in a picture: titles, prompts, tags, captions."""
    yield Rect(0, 0, template.picture.width, placed.shifted(BAND))
    for cell, rect in placed.cells.items():
        zone = template.zone(cell.zone)
        if cell.look in ("open", "strip"):
            if cell.look == "strip" or cell not in filled:
                yield Rect(rect.x, rect.y, 28 + width(cell.tag, 14), 24)
            continue
        spot = heading(cell, zone)
        title = pad(cell) + 44 + width(zone.title, 22, bold=True)
        yield Rect(rect.x + pad(cell), rect.y + spot.middle - 16, title - pad(cell), 32)
        if spot.prompt:
            wide = max(width(line, PROMPT) for line in spot.prompt)
            high = LEADING[PROMPT] * len(spot.prompt)
            yield Rect(rect.x + spot.prompt_x, rect.y + spot.prompt_y, wide, high)
    names = {level.id: level.title for level in template.levels}
    for frame in template.picture.frames:
        wide = width(names[frame.level], LEVEL, bold=True)
        yield Rect(frame.label_x - 4, placed.shifted(frame.y) - 9, wide + 8, 18)
    for caption in template.picture.captions:
        zone = template.zone(caption.zone)
        text = (zone.outside_prompt or zone.prompt) if caption.outside else zone.prompt
        broken = balanced(text, PROMPT, caption.w)
        wide = max(width(line, PROMPT) for line in broken)
        y = placed.shifted(caption.y)
        yield Rect(caption.x, y, wide, LEADING[PROMPT] * len(broken))


def draw_line(drawn: Drawn, heavy: float = 1.8, ink: str = INK) -> list[svg.Element]:
    way = list(drawn.way)
    (ax, ay), (bx, by) = way[-2:]
    length = abs(bx - ax) + abs(by - ay) or 1
    dx, dy = (bx - ax) / length, (by - ay) / length
    way[-1] = (bx - dx * (_HEAD - 2), by - dy * (_HEAD - 2))
    return [
        # A white edge keeps crossing links and frames apart.
        svg.Path(d=bent(way, 9), stroke=PAPER, stroke_width=number(heavy + 3), fill="none"),  # type: ignore[arg-type] # a path as written
        svg.Path(d=bent(way, 9), stroke=ink, stroke_width=number(heavy), fill="none"),  # type: ignore[arg-type] # as above
        head(bx, by, dx, dy, _HEAD, ink),
    ]


def draw_label(label: str, plate: Plate) -> list[svg.Element]:
    rect = plate.rect
    left, right = rect.x + 7, rect.right - 7
    return [
        svg.Rect(
            x=number(rect.x), y=number(rect.y), width=number(rect.w), height=number(rect.h),
            rx=5, fill=PAPER, stroke=HAIRLINE,
        ),
        paragraph(label, plate.lines, left, rect.y + 2.5, size=SIZE, right=right),
    ]  # fmt: skip
