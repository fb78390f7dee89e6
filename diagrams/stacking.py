"""How notes fill a cell: the only place that chooses their type, columns and places.

Rule 1: A note goes below the last one in the shortest column of its cell, the leftmost on a tie;
so a new note moves none that is there.
Rule 2: Type shrinks first (also where a word would break that need not), then the cell takes
more columns, and at last the cell is too full and its row grows. A cell chooses by the height it
has in the empty picture, so a neighbour's notes never restyle it.
Rule 3: Where notes stand depends on them alone. What is known from before only saves work: a
way of standing is left as soon as the notes so far are too much for it, since more notes, or
taller ones, never need less room in columns that are filled like this.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from typing import NamedTuple, Protocol

import svg

from diagrams.geometry import MIN_COLUMN, Cell
from diagrams.headings import pad
from diagrams.ink import LEADING

SIZES = (18, 16, 14)
# Below the last note of a cell.
FOOT = {"box": 14, "bridge": 26, "open": 0, "strip": 0}


class Content(Hashable, Protocol):
    """What stands in a cell: it knows its own size for a column's width and a type size."""

    @property
    def id(self) -> str: ...

    @property
    def largest(self) -> int: ...

    def size(self, column: float, type_size: int) -> tuple[float, float]: ...

    def cuts_words(self, column: float, type_size: int) -> bool: ...

    def draw(self, column: float, w: float, h: float, type_size: int) -> list[svg.Element]: ...


class Way(NamedTuple):
    """One way in which notes may stand: in type of a size, in columns so wide, so far apart."""

    type_size: int
    columns: int
    column: float
    between: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A cell as what takes notes; ``ways`` are from the most generous to the tightest."""

    left: float
    top: float
    foot: float
    limit: float
    gap: float
    ways: tuple[Way, ...]
    least: Mapping[int, float]

    def left_of(self, way: Way, column: int) -> float:
        return self.left + column * (way.column + self.gap)

    def overflows(self, way: Way, count: int) -> bool:
        """Say whether so many notes are too much even if each has one line."""
        highest = -(-count // way.columns)
        least = self.least[way.type_size] + way.between
        return self.top + highest * least - way.between + self.foot > self.limit


def hold(cell: Cell, top: float, largest: int, least: Mapping[int, float] = LEADING) -> Hold:
    """Return ``cell``, whose heading ends at ``top``, for notes in type of ``largest`` at most.

    In each type a note is as high as ``least`` says, or higher.
    """
    room = cell.w - 2 * pad(cell)

    def way(type_size: int, columns: int) -> Way:
        wide = (room - cell.gap * (columns - 1)) / columns
        return Way(type_size, columns, wide, 8 if type_size == SIZES[0] else 6)

    ways = [way(type_size, cell.columns) for type_size in SIZES if type_size <= largest]
    more = (way(SIZES[-1], columns) for columns in range(cell.columns + 1, cell.most_columns + 1))
    ways += [one for one in more if one.column >= MIN_COLUMN]
    return Hold(pad(cell), top, FOOT[cell.look], cell.h, cell.gap, tuple(ways), least)


Size = tuple[float, float]
Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Stack:
    """Notes that stand in one way: their sizes, and each one's column and top.

    Where they do not fit, ``contents`` ends with the first that is too much.
    """

    contents: tuple[Content, ...]
    sizes: tuple[Size, ...] = ()
    places: tuple[Place, ...] = ()
    fits: bool = True

    def ends(self, hold: Hold, way: Way, count: int) -> list[float]:
        """Return where the columns end after ``count`` notes: where the next may start."""
        ends: list[float | None] = [None] * way.columns
        missing = way.columns
        for at in range(count - 1, -1, -1):
            column, top = self.places[at]
            if ends[column] is None:
                ends[column] = top + (self.sizes[at][1] + way.between)
                missing -= 1
                if not missing:
                    break
        return [hold.top if end is None else end for end in ends]


_NOTHING = Stack(())


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled cell: the way its notes stand, and what is known of the ways that did not do."""

    stacks: tuple[Stack, ...]
    chosen: int
    needs: float

    @property
    def stack(self) -> Stack:
        return self.stacks[self.chosen]


EMPTY = Filled((_NOTHING,), 0, 0)


def filled(hold: Hold, contents: tuple[Content, ...], before: Filled = EMPTY) -> Filled:
    """Place ``contents``; ``before`` is how the same cell was filled, which saves work."""
    if not contents:
        return EMPTY
    stacks = [*before.stacks, *[_NOTHING] * (len(hold.ways) - len(before.stacks))]
    # More columns than notes would only make the notes narrower.
    most = max(len(contents), hold.ways[0].columns)
    last = sum(way.columns <= most for way in hold.ways) - 1
    for at, way in enumerate(hold.ways[: last + 1]):
        if at < last and hold.overflows(way, len(contents)):
            continue
        attempt = _Attempt(hold, way, contents, stacks[at])
        if at == last or attempt.may_fit():
            stack = stacks[at] = attempt.made(bounded=at < last)
            if stack.fits:
                break
    ends = stack.ends(hold, way, len(contents))
    return Filled(tuple(stacks), at, max(ends) - way.between + hold.foot)


class _Attempt:
    """One attempt to fill a cell in one way, starting with what is known of an earlier one.

    The first ``start`` and the last ``end`` notes are those of before. ``sizes`` are of the notes
    after the start, None where they are not known.
    """

    def __init__(self, hold: Hold, way: Way, contents: tuple[Content, ...], old: Stack) -> None:
        self.hold, self.way, self.contents, self.old = hold, way, contents, old
        # A column that ends lower is too full.
        self.most = hold.limit + way.between - hold.foot
        self.start, end = shared(contents, old.contents)
        self.end = end if old.fits else 0
        changed = slice(self.start, len(old.contents) - self.end)
        known = dict(zip(map(id, old.contents[changed]), old.sizes[changed], strict=False))
        now = contents[self.start : len(contents) - self.end]
        self.sizes = [
            *map(known.get, map(id, now)),
            *old.sizes[len(old.contents) - self.end :],
        ]

    def may_fit(self) -> bool:
        """Say whether they may fit, before anything is measured: that costs the most."""
        if not self.old.fits and self.start == len(self.old.contents):
            return False
        ends = self.old.ends(self.hold, self.way, self.start)
        if max(ends) > self.most:
            return False
        least = (0, self.hold.least[self.way.type_size])
        for size in self.sizes:
            lowest = min(ends)
            end = lowest + ((size or least)[1] + self.way.between)
            if end > self.most:
                return False
            ends[ends.index(lowest)] = end
        return True

    def made(self, bounded: bool) -> Stack:
        way, old, contents = self.way, self.old, self.contents
        sizes, places = list(old.sizes[: self.start]), list(old.places[: self.start])
        ends = old.ends(self.hold, way, self.start)
        tail = len(contents) - self.end
        # Where the columns ended there before: when they do again, the rest stands as it stood.
        meeting = old.ends(self.hold, way, len(old.contents) - self.end) if self.end else None
        for at in range(self.start, len(contents)):
            if at == tail and ends == meeting:
                sizes += old.sizes[-self.end :]
                places += old.places[-self.end :]
                break
            size = self.sizes[at - self.start] or self._measured(contents[at], bounded)
            if size is None:
                return Stack(contents[: at + 1], tuple(sizes), tuple(places), fits=False)
            top = min(ends)
            column = ends.index(top)
            sizes.append(size)
            places.append((column, top))
            ends[column] = top + (size[1] + way.between)
            if bounded and ends[column] > self.most:
                return Stack(contents[: at + 1], tuple(sizes), tuple(places), fits=False)
        return Stack(contents, tuple(sizes), tuple(places))

    def _measured(self, content: Content, bounded: bool) -> Size | None:
        """Return the size, None where a word would break that need not."""
        way = self.way
        if bounded and content.cuts_words(way.column, way.type_size):
            return None
        return content.size(way.column, way.type_size)


def shared(some: Sequence[object], others: Sequence[object]) -> tuple[int, int]:
    """Return how many at the start and, of the rest, at the end are the same objects."""
    shorter = min(len(some), len(others))
    # An edit looks at every note of its cell: in C that costs less than one note drawn.
    start = next(compress(count(), map(is_not, some, others)), shorter)
    end = next(compress(count(), map(is_not, reversed(some), reversed(others))), shorter)
    return start, min(end, shorter - start)
