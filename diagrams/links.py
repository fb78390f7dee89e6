"""Links as drawn: line, arrowhead, and the label on a white plate where there is room for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import svg

from diagrams.gutters import Gutter, gutter
from diagrams.headings import pad
from diagrams.ink import HAIRLINE, INK, PAPER, bent, head, number, paragraph
from diagrams.label_track import SIZE, Plate
from diagrams.layout import FOOT, Layout, Placed
from diagrams.model import Link
from diagrams.near import CLEAR, Box, Ground, around, box_of
from diagrams.plates import Board, find_plate
from diagrams.routes import FOLLOWED, Found, Router
from diagrams.shapes import End
from diagrams.taken import Lines, Path, ends, strokes
from diagrams.template import Template
from diagrams.written import Scenery, scenery

# An arrowhead; smaller only where its last line is shorter than that.
_HEAD, _LEAST_HEAD = 10, 5
# Between the last note of a titled cell and its edge.
_FOOT = FOOT["box"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link with its way and, when it has a label, the label's plate."""

    link: Link
    way: Path
    plate: Plate | None


@dataclass(frozen=True, slots=True)
class _Step:
    """A link as drawn, and what decided its way and the place of its label."""

    drawn: Drawn
    found: Found
    near_plate: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Led:
    """The links of a picture as drawn, and what the next picture needs to lead few of them."""

    template: Template
    grown: tuple[tuple[float, float], ...]
    scenery: Scenery | None = None
    ground: Ground | None = None
    steps: tuple[_Step, ...] = ()

    def __iter__(self) -> Iterator[Drawn]:
        return (step.drawn for step in self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def helps(self, template: Template, placed: Layout, links: Sequence[Link]) -> bool:
        """Say whether what is known holds for another picture: one as high, of the same task.

        Past those that are followed, how a link is led depends on how many come before it.
        """
        return (
            self.template is template
            and self.grown == placed.grown
            and self.ground is not None
            and (
                max(len(links), len(self.steps)) <= FOLLOWED
                or [link.id for link in links] == [step.drawn.link.id for step in self.steps]
            )
        )


def place(
    template: Template, placed: Layout, links: Sequence[Link], previous: Led | None = None
) -> Led:
    """Find every link's way and the place of its label, in the order they were made.

    ``previous`` is what was returned for a picture like this one: what it says still holds where
    nothing changed that decided it. The result is the same without it, only later.
    """
    if not links:
        return Led(template, placed.grown)
    if previous is None or not previous.helps(template, placed, links):
        previous = Led(template, placed.grown)
    scene = previous.scenery or scenery(template, placed)
    notes = _notes(placed, scene)
    ground, changed = _renewed(previous.ground, notes, scene, placed)
    joined = [(_end(placed, link.source), _end(placed, link.target)) for link in links]
    leading = _Leading(ground, scene, previous.steps, changed)
    ways = leading.ways(links, joined)
    return Led(template, placed.grown, scene, ground, leading.labelled(links, ways))


def _notes(placed: Layout, scene: Scenery) -> tuple[tuple[Box, ...], ...]:
    """Return by cell what stands in it: its notes, or its tag while it has none."""
    boxes: dict[int, list[Box]] = {id(cell): [] for cell in placed.cells}
    by = CLEAR
    for one in placed.placed.values():
        x, y, rect = one.rect.x, one.rect.y, one.rect
        boxes[id(one.cell)].append((x - by, y - by, x + rect.w + by, y + rect.h + by))
    return tuple(
        tuple(inside) or scene.tags.get(at, ()) for at, inside in enumerate(boxes.values())
    )


def _renewed(
    ground: Ground | None, notes: tuple[tuple[Box, ...], ...], scene: Scenery, placed: Layout
) -> tuple[Ground, list[Box]]:
    """Return the ground with these notes, and the boxes in which it differs."""
    if ground is None:
        band = scene.words[0][3]
        return Ground(notes, scene.words, scene.width, band, placed.height), []
    changed = [
        around(tuple(set(old) ^ set(new)) or new)
        for old, new in zip(ground.notes, notes, strict=True)
        if old != new
    ]
    return (ground.after(notes, changed) if changed else ground), changed


def _end(placed: Layout, id: str) -> End:
    one = placed.placed[id]
    cell = box_of(placed.cells[one.cell])
    gaps = _gaps(one, placed)
    foot = (gutter(cell[3] - _FOOT, cell[3], cell[0], cell[2]),) if gaps else ()
    return End(box_of(one.rect), cell, gaps, foot)


def _gaps(one: Placed, placed: Layout) -> tuple[Gutter, ...]:
    """Return the gaps to the columns beside a note's own."""
    cell, inside, between = placed.cells[one.cell], pad(one.cell), one.cell.gap
    column = one.column
    if column + between > cell.w - 2 * inside:
        return ()
    left = round(one.rect.x - between, 2)
    right = round(one.rect.x + column, 2)
    return tuple(
        gutter(start, start + between, cell.y, cell.bottom)
        for start in (left, right)
        if cell.x + inside <= start and start + between <= cell.right - inside
    )


class _Leading:
    """Leads links and places their labels, as few as may have changed."""

    def __init__(
        self, ground: Ground, scene: Scenery, before: Sequence[_Step], changed: Sequence[Box]
    ) -> None:
        self._ground, self._scene, self._changed = ground, scene, changed
        self._before = {step.drawn.link.id: step for step in before}
        self._moved: list[Box] = []
        self._moved_plates: list[Box] = []

    def ways(self, links: Sequence[Link], joined: Sequence[tuple[End, End]]) -> list[Found]:
        self._forget(links)
        ways: list[Found] = []
        router: Router | None = None
        for link, (source, target) in zip(links, joined, strict=True):
            step = self._before.get(link.id)
            if step is not None and self._holds(step.found, source, target):
                found = step.found
            else:
                router = router or _router(self._ground, self._scene, ways)
                found = router.find(source, target)
                self._note_move(step.found.way if step else (), found.way)
            if router is not None:
                router.keep(found)
            ways.append(found)
        return ways

    def _forget(self, links: Sequence[Link]) -> None:
        """Drop what was known about links that went; drop all where the order changed."""
        ids = [link.id for link in links]
        there = set(ids)
        kept = [id for id in self._before if id in there]
        if kept != [id for id in ids if id in self._before]:
            self._before = {}
        for id in [id for id in self._before if id not in there]:
            step = self._before.pop(id)
            self._note_move(step.found.way, ())
            self._note_plates(step.drawn.plate, None)

    def _holds(self, found: Found, source: End, target: End) -> bool:
        return (
            found.source == source
            and found.target == target
            and not _meet(found.written, self._changed)
            and not _meet(found.lines, self._moved)
        )

    def _note_move(self, old: Path, new: Path) -> None:
        if old != new:
            for way in (old, new):
                if way:
                    self._moved += (*strokes(way), *ends(way))

    def _note_plates(self, old: Plate | None, new: Plate | None) -> None:
        if old != new:
            self._moved_plates += [one.reach for one in (old, new) if one is not None]

    def labelled(self, links: Sequence[Link], ways: Sequence[Found]) -> tuple[_Step, ...]:
        steps: list[_Step] = []
        board: Board | None = None
        for link, found in zip(links, ways, strict=True):
            step = self._before.get(link.id)
            if step is None or not self._stays(step, link, found):
                board = board or self._board(ways, steps)
                plate, near = self._plate(link, found, board, hasty=len(steps) >= FOLLOWED)
                self._note_plates(step.drawn.plate if step else None, plate)
                step = _Step(Drawn(link, found.way, plate), found, near)
            elif step.found is not found:
                step = replace(step, found=found)
            if board is not None and step.drawn.plate is not None:
                board.keep(step.drawn.plate)
            steps.append(step)
        return tuple(steps)

    def _plate(
        self, link: Link, found: Found, board: Board, hasty: bool
    ) -> tuple[Plate | None, tuple[Box, ...]]:
        if not link.label:
            return None, ()
        return find_plate(link.label, found.way, board, hasty=hasty)

    def _stays(self, step: _Step, link: Link, found: Found) -> bool:
        return (
            step.drawn.way == found.way
            and step.drawn.link == link
            and not _meet(step.near_plate, self._changed)
            and not _meet(step.near_plate, self._moved)
            and not _meet(step.near_plate, self._moved_plates)
        )

    def _board(self, ways: Sequence[Found], steps: Sequence[_Step]) -> Board:
        lines = Lines()
        for found in ways:
            lines.add_link(found.way)
        board = Board(self._ground, lines, self._scene.streets.edges)
        for step in steps:
            if step.drawn.plate is not None:
                board.keep(step.drawn.plate)
        return board


def _router(ground: Ground, scene: Scenery, ways: Sequence[Found]) -> Router:
    router = Router(ground, scene.streets)
    for found in ways:
        router.keep(found)
    return router


def _meet(some: Sequence[Box], others: Sequence[Box]) -> bool:
    return any(
        True in [a <= x2 and x1 <= c and b <= y2 and y1 <= d for a, b, c, d in some]
        for x1, y1, x2, y2 in others
    )


def draw_line(drawn: Drawn, heavy: float = 1.8, ink: str = INK) -> list[svg.Element]:
    way = list(drawn.way)
    (ax, ay), (bx, by) = way[-2:]
    length = abs(bx - ax) + abs(by - ay) or 1
    dx, dy = (bx - ax) / length, (by - ay) / length
    size = max(_LEAST_HEAD, min(_HEAD, length - 2))
    way[-1] = (bx - dx * (size - 2), by - dy * (size - 2))
    return [
        # A white edge keeps crossing links and frames apart.
        svg.Path(d=bent(way, 9), stroke=PAPER, stroke_width=number(heavy + 3), fill="none"),  # type: ignore[arg-type] # a path as written
        svg.Path(d=bent(way, 9), stroke=ink, stroke_width=number(heavy), fill="none"),  # type: ignore[arg-type] # as above
        head(bx, by, dx, dy, size, ink),
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
