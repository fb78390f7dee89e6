"""The shape of the overview: the template's own, always as large as a wall shows it.

Rule 1: The canvas never changes. On a wall of 1920 by 1080, below its strip of 48, a unit is
1.43 pixels: type of 14, the smallest there is, is read at 20.
Rule 2: Cells share its width and height by what they hold; while all have room, as the template
has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from diagrams.geometry import BAND, Caption, Cell, Picture
from diagrams.headings import pad, title_right
from diagrams.lowering import Stretch, closed, lowered, spanned, stretches
from diagrams.template import Template
from diagrams.widening import widened

WIDTH, HEIGHT = 1344, 722
# The title band: lower than on a table's diagram, where there is height enough.
TITLE = 48
# No column of words is narrower: most words are whole in it.
_STRIP = 130
# Below the outermost frame once the legend is gone.
_FOOT = 22
# What stays between rows once room is needed.
_CLOSE = 14
# Heights come in steps, or every word would move everything below it a little.
_STEP = 3


@lru_cache(maxsize=200)
def sideways(template: Template, wants: tuple[tuple[Cell, float], ...]) -> Template:
    """Return the template as wide as the overview; ``wants`` is about what each cell holds."""
    own = template.picture
    titles = {
        cell: max(_STRIP, title_right(cell, template.zone(cell.zone)) + pad(cell))
        for cell in own.cells
    }
    wide = widened(own, WIDTH / own.width, dict(wants), titles)
    # Beside the frames there is no row for a long question; it is asked below the overview.
    inside = tuple(one for one in wide.captions if not one.outside)
    picture = wide.model_copy(update={"captions": inside})
    return template.model_copy(update={"picture": picture})


@lru_cache(maxsize=200)
def without_prompts(
    template: Template, filled: frozenset[Cell]
) -> tuple[Template, tuple[Stretch, ...]]:
    """Return the template with prompts only where nobody wrote, and the rows this leaves.

    What the zones ask is known by then, and the room is needed for answers.
    """
    picture = template.picture
    cells = tuple(
        cell.model_copy(update={"prompt": "tight"})
        if cell in filled and cell.look != "open"
        else cell
        for cell in picture.cells
    )
    rows = {
        caption: row
        for caption in picture.captions
        if not _is_needed(template, caption, filled) and (row := closed(picture, caption.y))
    }
    captions = tuple(one for one in picture.captions if _is_needed(template, one, filled))
    changed = picture.model_copy(update={"cells": cells, "captions": captions, "legend_y": None})
    closing = (*rows.values(), *_legend(picture), *_between(picture))
    return template.model_copy(update={"picture": changed}), closing


def _between(picture: Picture) -> Iterator[Stretch]:
    """Yield what lies between rows that frames divide, closer together: there are many."""
    if not picture.frames:
        return
    ordered = sorted(stretches(picture).values(), key=lambda one: one.start)
    for above, below in pairwise(ordered):
        gap = below.start - above.end
        # On its top edge a frame has its name.
        named = any(above.end < frame.y < below.start for frame in picture.frames)
        if not named and gap > _CLOSE:
            yield Stretch(above.end, below.start, _CLOSE - gap)


def _legend(picture: Picture) -> Iterator[Stretch]:
    """Yield the row that the legend leaves: what it says is said below the overview as well."""
    if picture.legend_y is not None:
        end = max(frame.y + frame.h for frame in picture.frames)
        yield Stretch(end, picture.height, -(picture.height - end - _FOOT))


def _is_needed(template: Template, caption: Caption, filled: frozenset[Cell]) -> bool:
    """Say whether a zone that the caption speaks for is empty."""
    prompt = template.zone(caption.zone).prompt
    return any(
        cell.prompt == "none" and cell not in filled
        for cell in template.picture.cells
        if template.zone(cell.zone).prompt == prompt
    )


@dataclass(frozen=True, slots=True)
class Bands:
    """What gives and takes height in a template: ``spans`` are the bands of each of its cells."""

    given: Mapping[str, Stretch]
    spans: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=20)
def bands_of(template: Template) -> Bands:
    """Return the bands of a template; however wide it is made, they are the same."""
    picture = template.picture
    given = stretches(picture)
    spans = (
        tuple(band for band in spanned(picture, cell) if band in given) for cell in picture.cells
    )
    return Bands(given, tuple(spans))


def heights(
    template: Template,
    bands: Bands,
    needs: Sequence[float],
    rows: tuple[Stretch, ...],
    height: float = HEIGHT,
) -> tuple[Stretch, ...] | None:
    """Return what every band gets of ``height``, or None when that is not enough.

    Args:
        template: as wide as the overview.
        bands: its own.
        needs: the height that each cell needs, in their order.
        rows: what is closed.
        height: of the whole canvas.
    """
    picture = template.picture
    budget = height - picture.height - (TITLE - BAND) - sum(row.extra for row in rows)
    least = {band: one.start - one.end for band, one in bands.given.items()}
    tall = []
    for cell, need, spans in zip(picture.cells, needs, bands.spans, strict=True):
        if len(spans) == 1:
            more = _STEP * ceil(need / _STEP) - cell.h
            least[spans[0]] = max(least[spans[0]], more)
        else:
            grows = cell.grows if cell.grows in spans else spans[-1] if spans else ""
            tall.append((need - cell.h - _closed_in(cell, rows), spans, grows))
    # Each round helps the one that lacks most, and with it the others in its bands.
    for _ in tall:
        extras = _shared(bands.given, least, budget)
        if extras is None:
            return None
        lack, spans, band = max(
            (more - sum(extras[name] for name in spans), spans, grows)
            for more, spans, grows in tall
        )
        if lack <= 0:
            break
        if not band:
            return None
        # What the others have they keep, or they would give way to the one that grows.
        least |= {name: extras[name] for name in spans}
        least[band] += ceil(lack)
    extras = _shared(bands.given, least, budget)
    if extras is None:
        return None
    return (*(replace(one, extra=extras[band]) for band, one in bands.given.items()), *rows)


@lru_cache(maxsize=200)
def shaped(template: Template, moved: tuple[Stretch, ...]) -> Template:
    """Return the template with its cells as high as ``heights`` says."""
    return template.model_copy(update={"picture": lowered(template.picture, moved)})


def _closed_in(cell: Cell, rows: tuple[Stretch, ...]) -> float:
    return sum(row.moves(cell.y + cell.h) - row.moves(cell.y) for row in rows)


def _shared(
    given: Mapping[str, Stretch], least: Mapping[str, float], budget: float
) -> dict[str, float] | None:
    """Share the height: all bands shrink or grow alike, but none below its least."""
    if sum(least.values()) > budget:
        return None
    owns = {band: one.end - one.start for band, one in given.items()}
    free = dict(owns)
    while True:
        fixed = sum(least[band] for band in owns if band not in free)
        grows = (budget - fixed) / sum(free.values()) if free else 0
        short = [band for band, own in free.items() if grows * own < least[band]]
        if not short:
            break
        for band in short:
            del free[band]
    whole = {
        band: float(floor(grows * own)) if band in free else least[band]
        for band, own in owns.items()
    }
    # What whole units leave over goes where it shows least.
    widest = max(free or owns, key=lambda band: owns[band])
    whole[widest] += budget - sum(whole.values())
    return whole
