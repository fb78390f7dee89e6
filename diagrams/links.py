"""Links as drawn: line, arrowhead, and the label on a white plate where there is room for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import svg

from diagrams.geometry import BAND, WIDTH, Cell
from diagrams.headings import LEVEL, PROMPT, heading, pad
from diagrams.ink import HAIRLINE, INK, LEADING, PAPER, bent, head, number, paragraph
from diagrams.layout import Layout, Rect
from diagrams.measure import MARGIN, balanced, width
from diagrams.model import Link
from diagrams.routes import Ground, Path, Router
from diagrams.template import Template

SIZE = 14
_ROOMS = (170, 96)
_HEAD = 10
_STEP = 12
# From here on a place costs so much that it covers something.
_COVERS = 1_000
_RINGS = tuple((dx, dy) for dx in range(-240, 241, 24) for dy in range(-120, 121, 12))


@dataclass(frozen=True, slots=True)
class Plate:
    """A label on white: its lines and where they stand."""

    rect: Rect
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link with its way and, when it has a label, the label's plate."""

    link: Link
    way: Path
    plate: Plate | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a label keeps clear of: notes and words, other labels, other links' lines."""

    ground: Ground
    plates: Sequence[Rect]
    lines: Sequence[Rect]
    height: float


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
        width=WIDTH,
    )
    return _place(tuple(placed.placed), ground, tuple(links), placed.height)


def _borders(template: Template, placed: Layout) -> Iterator[Rect]:
    for frame in template.picture.frames:
        yield placed.stretched(frame.x, frame.y, frame.w, frame.h)
    yield from (rect for cell, rect in placed.cells.items() if cell.look in ("box", "bridge"))


@lru_cache(maxsize=1_000)
def _place(
    names: tuple[str, ...], ground: Ground, links: tuple[Link, ...], height: float
) -> tuple[Drawn, ...]:
    rects = dict(zip(names, ground.notes, strict=True))
    router = Router(ground)
    ways = [router.find(rects[link.source], rects[link.target]) for link in links]
    plates: list[Rect] = []
    drawn = []
    for link, way in zip(links, ways, strict=True):
        plate = None
        if link.label:
            lines = [_thin(a, b) for other in ways if other is not way for a, b in pairwise(other)]
            plate = _plate(link.label, way, Taken(ground, plates, lines, height))
            plates.append(plate.rect)
        drawn.append(Drawn(link, way, plate))
    return tuple(drawn)


def words_of(template: Template, placed: Layout, filled: frozenset[Cell]) -> Iterator[Rect]:
    """Yield what else is written in a picture: titles, prompts, tags, captions."""
    yield Rect(0, 0, WIDTH, placed.shifted(BAND))
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


def _plate(label: str, way: Path, taken: Taken) -> Plate:
    """Return the best place for a label: whole, else narrower, else somewhere near its line."""
    for room in _ROOMS:
        broken = balanced(label, SIZE, room)
        w = max(width(line, SIZE) for line in broken) * MARGIN + 14
        h = LEADING[SIZE] * len(broken) + 5
        tip = _thin(way[-1], way[-1])
        cost, rect = _cheapest(_spots(way, w, h), w, h, taken, tip)
        if cost < _COVERS:
            return Plate(rect, broken)
    # Away from its own line a label must not come near another's.
    wary = replace(taken, lines=[line.grown(8) for line in taken.lines])
    around = (
        (cost + 3 * (abs(dx) + abs(dy)), x + dx, y + dy)
        for cost, x, y in _corners(way)
        for dx, dy in _RINGS
    )
    return Plate(_cheapest(around, w, h, wary, tip)[1], broken)


def _corners(way: Path) -> Iterator[tuple[float, float, float]]:
    for a, b in pairwise(way):
        yield 0, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _cheapest(
    spots: Iterable[tuple[float, float, float]], w: float, h: float, taken: Taken, tip: Rect
) -> tuple[float, Rect]:
    best, least = Rect(0, 0, w, h), float("inf")
    for cost, x, y in sorted(spots):
        if cost >= least:
            break
        plate = Rect(x - w / 2, y - h / 2, w, h)
        cost += 2 * _COVERS * sum(plate.meets(note, 1) for note in taken.ground.notes)
        cost += _COVERS * sum(plate.meets(word, 1) for word in taken.ground.words)
        cost += 3 * _COVERS * sum(plate.meets(other, 3) for other in taken.plates)
        cost += 150 * sum(plate.meets(line) for line in taken.lines)
        cost += 400 * plate.meets(tip, _HEAD)
        if plate.x < 4 or plate.right > taken.ground.width - 4 or plate.bottom > taken.height:
            cost += 10 * _COVERS
        if cost < least:
            best, least = plate, cost
    return least, best


def _spots(way: Path, w: float, h: float) -> Iterator[tuple[float, float, float]]:
    """Yield (cost, x, y) along the way: the middle of the longest line is cheapest.

    A label sits on its line, or with one edge on it where there is no room on both sides.
    """
    longest = max(_length(a, b) for a, b in pairwise(way))
    for a, b in pairwise(way):
        long = _length(a, b)
        aside = (0.0, h / 2 - 1) if a[1] == b[1] else (w / 2 - 1, 0.0)
        steps = max(2, int(long / _STEP))
        for step in range(1, steps):
            share = step / steps
            x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            cost = (longest - long) * 0.3 + abs(share - 0.5) * long * 0.2
            yield cost, x, y
            yield cost + 40, x + aside[0], y + aside[1]
            yield cost + 40, x - aside[0], y - aside[1]


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _thin(a: tuple[float, float], b: tuple[float, float]) -> Rect:
    return Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


def draw(drawn: Drawn, heavy: float = 1.8, ink: str = INK) -> list[svg.Element]:
    way = list(drawn.way)
    (ax, ay), (bx, by) = way[-2:]
    length = _length(way[-2], way[-1]) or 1
    dx, dy = (bx - ax) / length, (by - ay) / length
    way[-1] = (bx - dx * (_HEAD - 2), by - dy * (_HEAD - 2))
    elements: list[svg.Element] = [
        # A white edge keeps crossing links and frames apart.
        svg.Path(d=bent(way, 9), stroke=PAPER, stroke_width=number(heavy + 3), fill="none"),  # type: ignore[arg-type] # a path as written
        svg.Path(d=bent(way, 9), stroke=ink, stroke_width=number(heavy), fill="none"),  # type: ignore[arg-type] # as above
        head(bx, by, dx, dy, _HEAD, ink),
    ]
    if drawn.plate is not None:
        elements.extend(_label(drawn.link.label, drawn.plate.rect, drawn.plate.lines))
    return elements


def _label(label: str, plate: Rect, broken: Sequence[str]) -> Iterator[svg.Element]:
    yield svg.Rect(
        x=number(plate.x), y=number(plate.y), width=number(plate.w), height=number(plate.h),
        rx=5, fill=PAPER, stroke=HAIRLINE,
    )  # fmt: skip
    left, right = plate.x + 7, plate.right - 7
    yield paragraph(label, broken, left, plate.y + 2.5, size=SIZE, right=right)
