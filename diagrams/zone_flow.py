"""Blocks into columns and pages: the only place that decides what of a zone stands on which page.

Rule 1. Blocks stay in order, down each column, then across, then on the next page.
Rule 2. A block is cut only where it is taller than a column, and then stays on one page if one
page holds it.
Rule 3. The columns of a page are as even as whole blocks allow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from diagrams.zone_block import Block

Column = tuple[Block, ...]
Page = tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What a page offers: so many ``columns`` of this ``height``, blocks ``gap`` apart."""

    columns: int
    height: float
    gap: float


def flow(blocks: Iterable[Block], room: Room) -> tuple[Page, ...]:
    """Return the pages that hold the blocks; one empty page when there are none."""
    columns: list[list[Block]] = [[]]
    for block in blocks:
        if block.h <= room.height:
            if not _has_room(columns[-1], block, room):
                columns.append([])
            columns[-1].append(block)
            continue
        parts = _parts(block, room.height)
        if columns[-1]:
            columns.append([])
        left = room.columns - (len(columns) - 1) % room.columns
        if left < len(parts) <= room.columns:
            columns.extend([] for _ in range(left))
        columns[-1:] = [[part] for part in parts]
    return tuple(
        _even([block for column in columns[at : at + room.columns] for block in column], room)
        for at in range(0, len(columns), room.columns)
    )


def fits(pages: Iterable[Page], room: Room) -> bool:
    """Say whether all columns are within the page: a note may be too tall in large type."""
    return all(_height(column, room.gap) <= room.height for page in pages for column in page)


def _has_room(column: Sequence[Block], block: Block, room: Room) -> bool:
    return _height(column, room.gap) + bool(column) * room.gap + block.h <= room.height


def _height(column: Sequence[Block], gap: float) -> float:
    return sum(block.h for block in column) + gap * max(0, len(column) - 1)


def _parts(block: Block, height: float) -> list[Block]:
    """Cut a block into as few parts as fit; each but the first says what it continues."""
    parts: list[Block] = []
    rest = block
    while rest.h > height:
        tall = list(accumulate(piece.h for piece in rest.pieces))
        # Better after a piece that does not need the next one below it.
        fits = [at for at in range(1 + bool(parts), len(rest.pieces)) if tall[at - 1] <= height]
        free = [at for at in fits if not rest.pieces[at - 1].keeps]
        if not fits:
            break  # One piece alone is too tall: no cut would help.
        at = max(free or fits)
        parts.append(replace(rest, pieces=rest.pieces[:at], part=len(parts)))
        rest = replace(rest, pieces=(block.continued, *rest.pieces[at:]))
    return [*parts, replace(rest, part=len(parts))]


def _even(blocks: Sequence[Block], room: Room) -> Page:
    """Put the blocks of one page into columns no longer than they must be."""
    low, high = max((block.h for block in blocks), default=0.0), room.height
    while high - low > 1:
        middle = (low + high) / 2
        if len(_packed(blocks, replace(room, height=middle))) <= room.columns:
            high = middle
        else:
            low = middle
    packed = _packed(blocks, replace(room, height=max(low, high)))
    return tuple(tuple(column) for column in packed)


def _packed(blocks: Sequence[Block], room: Room) -> list[list[Block]]:
    columns: list[list[Block]] = [[]]
    for block in blocks:
        if columns[-1] and not _has_room(columns[-1], block, room):
            columns.append([])
        columns[-1].append(block)
    return columns
