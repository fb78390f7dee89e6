"""Who is shown in the overview: as many groups as a wall can hold, those of most tables first.

Rule 1: Every cell with words shows at least what most tables said there.
Rule 2: Before a group is left to the part below, names, other wordings and prompts are.
Rule 3: What is not shown is counted where it would stand.
Rule 4: All is decided from what was said alone, so the same room always gives the same picture.
Rule 5: Groups keep their order, ties as first said: one table more moves a group up past those of
fewer tables, and each of these by one place. Rows and columns move only by whole steps, when what
is shown in them needs more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from diagrams.composite import Group, Said
from diagrams.geometry import Cell
from diagrams.group_card import Detail, GroupCard
from diagrams.layout import Content, Fill
from diagrams.lowering import Stretch
from diagrams.measure import width
from diagrams.once_line import OnceLine
from diagrams.remark import more, nobody
from diagrams.room_cell import beside_title, fill
from diagrams.room_shape import (
    HEIGHT,
    WIDTH,
    bands_of,
    heights,
    shaped,
    sideways,
    without_prompts,
)
from diagrams.template import Template

Place = tuple[str, str]
Filled = tuple[tuple[Content, ...], Fill]
Counts = dict[Place, int]
# A template as wide as the overview, and what its bands get of the height.
Shape = tuple[Template, tuple[Stretch, ...]]


@dataclass(frozen=True, slots=True)
class Style:
    """How much the picture tells: ``prompts`` in all zones, in the empty ones, or in none."""

    detail: Detail
    prompts: Literal["all", "empty", "none"] = "empty"


# From the most generous to the tightest: those that show everything, then those that leave out
# groups, with fewer lines of each only where even the first of every cell would not fit.
_FULL, _PLAIN = Detail(14), Detail(14, names=False, wordings=False)
_WHOLE = (
    Style(_FULL, "all"), Style(_FULL), Style(_PLAIN),
    Style(replace(_PLAIN, smaller=4)), Style(replace(_PLAIN, smaller=8)),
)  # fmt: skip
_TIGHTEST: tuple[tuple[int, int, Literal["empty", "none"]], ...] = (
    (4, 4, "empty"), (4, 4, "none"), (4, 10, "none"), (3, 10, "none"), (2, 10, "none"),
    (1, 10, "none"),
)  # fmt: skip
_PARTIAL = tuple(
    Style(replace(_PLAIN, most_lines=lines, smaller=smaller), prompts)
    for lines, smaller, prompts in _TIGHTEST
)
# What a cell tells once it is known how high it is: the first for which it has the room.
_RICHER = (Detail(18), Detail(16), _FULL, replace(_FULL, wordings=False), _PLAIN)
# What stands beside the others has their height: words need not be shortened there.
_MOST_BESIDE = 5
_ALIKE: Mapping[Place, Detail] = {}
_NO_ROWS: tuple[Stretch, ...] = ()
# A group of this share of the room keeps its lines everywhere.
_HEAVY = 1 / 8
# An empty place without a border still has its tag.
_TAG = 24
# No picture holds more words than these, in units of area: its canvas without headings.
_CANVAS = 0.75 * WIDTH * HEIGHT
# What a cell holds is counted up to here when widths are shared, and in steps.
_MOST_WANTED, _COARSE = 12, 10_000


@dataclass(frozen=True, slots=True)
class Overview:
    """A template of the overview's size with what stands in each of its cells."""

    template: Template
    contents: Mapping[Cell, tuple[Content, ...]]
    fills: Mapping[Cell, Fill]


def place_of(cell: Cell) -> Place:
    return cell.zone, cell.level or ""


def admitted(said: Said) -> Overview:
    """Return what the overview shows of what was said."""
    return _Room(said).overview()


class _Room:
    """One room's groups by place, and the tries to show them."""

    def __init__(self, said: Said) -> None:
        self._said = said
        self._groups: dict[Place, list[Group]] = {
            place_of(cell): [] for cell in said.template.picture.cells
        }
        for one in said.groups:
            self._groups[one.zone, one.level if said.template.levels else ""].append(one)
        self._order = sorted(
            (-len(one.tables), rank, at, place)
            for at, (place, some) in enumerate(self._groups.items())
            for rank, one in enumerate(some)
        )
        self._wide = sideways(said.template, tuple(self._wants()))
        self._bands = bands_of(said.template)
        self._known: dict[tuple[Place, str, Detail, int], Filled] = {}

    def _wants(self) -> Iterator[tuple[Cell, float]]:
        for cell in self._said.template.picture.cells:
            areas = (_area(one) for one in self._groups[place_of(cell)][:_MOST_WANTED])
            if steps := round(sum(areas) / _COARSE):
                yield cell, steps * _COARSE

    def overview(self) -> Overview:
        everything = {place: len(some) for place, some in self._groups.items()}
        if sum(_area(one) for one in self._said.groups) <= _CANVAS:
            for style in _WHOLE:
                if shape := self._fitted(style, everything):
                    return self._named(shape, style, everything)
        for style in _PARTIAL:
            if self._fitted(style, self._counts(0)):
                return self._fullest(style)
        raise AssertionError("one line in every cell fits the overview")

    def _named(self, shape: Shape, style: Style, counts: Counts) -> Overview:
        """Give those of most tables room for names and other wordings where it is to spare."""
        told: dict[Place, Detail] = {}
        for detail in (replace(_FULL, wordings=False), _FULL):
            richer = replace(detail, smaller=style.detail.smaller)
            for place in dict.fromkeys(place for _, _, _, place in self._order):
                if wider := self._fitted(style, counts, {**told, place: richer}):
                    shape, told[place] = wider, richer
        return self._told(shape, style, counts)

    def _counts(self, many: int) -> Counts:
        """Return how many groups each place shows: the first, and ``many`` by their tables."""
        counts = {place: min(1, len(some)) for place, some in self._groups.items()}
        for _, rank, _, place in self._order[:many]:
            counts[place] = max(counts[place], rank + 1)
        return counts

    def _fullest(self, style: Style) -> Overview:
        """Show as many as fit by their tables, then whatever of the next still has room."""
        areas = accumulate(_area(self._groups[place][rank]) for _, rank, _, place in self._order)
        low, high = 0, sum(area <= _CANVAS for area in areas)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fitted(style, self._counts(middle)):
                low = middle
            else:
                high = middle - 1
        counts, full = self._counts(low), set()
        shape = self._fitted(style, counts)
        for _, rank, _, place in self._order[low:]:
            if place in full or rank < counts[place]:
                continue
            if wider := self._fitted(style, {**counts, place: rank + 1}):
                shape, counts[place] = wider, rank + 1
            else:
                full.add(place)
            if len(full) == len(counts):
                break
        assert shape, "what was tried is found again"
        return self._told(shape, style, counts)

    def _fitted(
        self, style: Style, counts: Counts, told: Mapping[Place, Detail] = _ALIKE
    ) -> Shape | None:
        """Return a shape with room for all that ``counts`` say, if there is one.

        ``told`` is what some places tell beyond the style.
        """
        template, rows = self._wide, _NO_ROWS
        if style.prompts != "all":
            cells = template.picture.cells
            filled = frozenset(
                cell for cell in cells if counts[place_of(cell)] or style.prompts == "none"
            )
            template, rows = without_prompts(template, filled)
        needs = [
            self._filled(cell, told.get(place_of(cell), style.detail), counts)[1].needs
            for cell in template.picture.cells
        ]
        moved = heights(template, self._bands, needs, rows)
        return (template, moved) if moved else None

    def _told(self, shape: Shape, style: Style, counts: Counts) -> Overview:
        """Let every cell tell as much of what it shows as its height allows."""
        template = shaped(*shape)
        found = {cell: self._richest(cell, style, counts) for cell in template.picture.cells}
        return Overview(
            template,
            {cell: contents for cell, (contents, _) in found.items()},
            {cell: filled for cell, (_, filled) in found.items()},
        )

    def _richest(self, cell: Cell, style: Style, counts: Counts) -> Filled:
        for detail in _RICHER:
            # What one table said is never larger than what several did.
            if style.detail.smaller and detail.once > _PLAIN.once:
                continue
            richer = replace(detail, smaller=style.detail.smaller)
            contents, filled = self._filled(cell, richer, counts)
            cut = detail.once > _PLAIN.once and any(
                one.cuts_words(spot.column, detail.once)
                for one, spot in zip(contents, filled.spots, strict=True)
            )
            if filled.needs <= cell.h and not cut:
                return contents, filled
        return self._filled(cell, style.detail, counts)

    def _filled(self, cell: Cell, detail: Detail, counts: Counts) -> Filled:
        """Return what stands in a cell, and where; its height plays no part."""
        place = place_of(cell)
        known = (place, cell.prompt, detail, counts[place])
        if known not in self._known:
            contents = self._contents(cell, detail, counts[place])
            filled = fill(cell, self._said.template.zone(cell.zone), contents)
            if not contents and cell.look == "open":
                filled = replace(filled, needs=_TAG)
            self._known[known] = contents, filled
        return self._known[known]

    def _contents(self, cell: Cell, detail: Detail, many: int) -> tuple[Content, ...]:
        groups, total = self._groups[place_of(cell)], self._said.tables
        zone = self._said.template.zone(cell.zone)
        actor = self._said.template.picture.note == "actor"
        name = "-".join(part for part in place_of(cell) if part)
        found: list[Content] = [
            GroupCard(one, total, zone.colour, actor, self._kept(cell, one, detail))
            if len(one.tables) > 1
            else OnceLine(one, zone.colour, actor, self._kept(cell, one, detail))
            for one in groups[:many]
        ]
        if hidden := groups[many:]:
            once = sum(len(one.tables) == 1 for one in hidden)
            found.append(more(name, len(hidden), once))
        if not groups and self._said.groups and cell.look in ("box", "bridge"):
            remark = nobody(name)
            # A question without words below it says the same, where there is no room for both.
            asks = cell.prompt in ("below", "under")
            if not asks or remark.size(WIDTH, 14)[0] <= beside_title(cell, zone):
                found.append(remark)
        return tuple(found)

    def _kept(self, cell: Cell, one: Group, detail: Detail) -> Detail:
        """Return how many lines a group keeps where not everything can be shown."""
        if detail.most_lines == Detail().most_lines or cell.look in ("box", "bridge"):
            return detail
        few = _MOST_BESIDE
        if cell.look == "open":
            # Many rows of such cells share the height: in them few tables have one line.
            is_heavy = len(one.tables) >= _HEAVY * self._said.tables and len(one.tables) > 1
            few = max(1, detail.most_lines - 1) if is_heavy else 1
        return replace(detail, most_lines=few)


def _area(one: Group) -> float:
    """Return the least room the words of a group can take."""
    return (width(one.text, _PLAIN.once) + 20) * 20
