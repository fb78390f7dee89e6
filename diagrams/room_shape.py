"""The shape of the overview: the template's own, always as large as a wall shows it.

Rule 1: The canvas never changes. On a wall of 1920 by 1080, below its strip of 48, a unit is
1.43 pixels: type of 14, the smallest there is, is read at 20.
Rule 2: Cells share its width and height by what they hold; while all have room, as the template
has it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from math import ceil

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
_FOOT = 16
# Heights come in steps, or every word would move everything below it a little.
_STEP = 3

Needs = Mapping[Cell, float]


@lru_cache(maxsize=200)
def sideways(template: Template, wants: tuple[tuple[Cell, float], ...]) -> Template:
    """Return the template as wide as the overview; ``wants`` is about what each cell holds."""
    own = template.picture
    titles = {
        cell: max(_STRIP, title_right(cell, template.zone(cell.zone)) + pad(cell))
        for cell in own.cells
    }
    picture = widened(own, WIDTH / own.width, dict(wants), titles)
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
    return template.model_copy(update={"picture": changed}), (*rows.values(), *_legend(picture))


def _legend(picture: Picture) -> Iterator[Stretch]:
    """Yield the row that the legend leaves: what it says is said below the overview as well."""
    if picture.legend_y is not None:
        end = max(frame.y + frame.h for frame in picture.frames)
        yield Stretch(end, picture.height, -(picture.height - end - _FOOT))


def _is_needed(template: Template, caption: Caption, filled: frozenset[Cell]) -> bool:
    """Say whether all that the caption speaks for outside, or some of it inside, is empty."""
    if caption.outside:
        own = [cell for cell in template.picture.cells if cell.look == "strip"]
        return not any(cell in filled for cell in own)
    prompt = template.zone(caption.zone).prompt
    return any(
        cell.prompt == "none" and cell not in filled
        for cell in template.picture.cells
        if template.zone(cell.zone).prompt == prompt
    )


def fitted(template: Template, needs: Needs, rows: tuple[Stretch, ...]) -> Template | None:
    """Return the template at the overview's height, or None when ``needs`` are more than that."""
    picture = template.picture
    budget = HEIGHT - picture.height - (TITLE - BAND) - sum(row.extra for row in rows)
    given = stretches(picture)
    least = {band: -(one.end - one.start) for band, one in given.items()}
    tall = []
    for cell, need in needs.items():
        bands = spanned(picture, cell)
        if len(bands) == 1:
            steps = _STEP * ceil(need / _STEP)
            least[bands[0]] = max(least[bands[0]], steps - cell.h)
        else:
            tall.append((cell, need, bands))
    for _ in tall:
        extras = _shared(given, least, budget)
        if extras is None:
            return None
        worst = max(
            (
                need - cell.h - sum(extras[band] for band in bands) - _closed_in(cell, rows),
                cell.grows,
            )
            for cell, need, bands in tall
        )
        if worst[0] <= 0:
            break
        least[worst[1]] = extras[worst[1]] + ceil(worst[0])
    extras = _shared(given, least, budget)
    if extras is None:
        return None
    moved = [replace(one, extra=extras[band]) for band, one in given.items()]
    return _at(template, (*moved, *rows))


@lru_cache(maxsize=200)
def _at(template: Template, moved: tuple[Stretch, ...]) -> Template:
    return template.model_copy(update={"picture": lowered(template.picture, moved)})


def _closed_in(cell: Cell, rows: tuple[Stretch, ...]) -> float:
    return sum(row.moves(cell.y + cell.h) - row.moves(cell.y) for row in rows)


def _shared(
    given: Mapping[str, Stretch], least: Mapping[str, float], budget: float
) -> dict[str, float] | None:
    """Share the height: all bands shrink or grow alike, but none below its least."""
    if sum(least.values()) > budget:
        return None

    def extras(scale: float) -> dict[str, float]:
        return {
            band: max(least[band], (scale - 1) * (one.end - one.start))
            for band, one in given.items()
        }

    low, high = 0.0, 9.0
    for _ in range(40):
        middle = (low + high) / 2
        if sum(extras(middle).values()) > budget:
            high = middle
        else:
            low = middle
    whole = {band: float(ceil(extra - 0.999)) for band, extra in extras(low).items()}
    # What whole units leave over goes where it shows least.
    widest = max(given, key=lambda band: given[band].end - given[band].start)
    whole[widest] += budget - sum(whole.values())
    return whole
