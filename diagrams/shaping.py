"""A line of text as glyphs in their places: the only place that shapes.

HarfBuzz joins Arabic, forms conjuncts, places marks and kerns, as every viewer of live text does:
a line is as wide as it was measured.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

import uharfbuzz as hb

from diagrams import bidi
from diagrams.fonts import Font, font_for, latin, plainer
from diagrams.text import graphemes

# The box for a character that no font has: its width, in em.
_BOX = 0.8


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of a font, or a box that says ``missing``; ``x`` and ``y`` are in em, y upwards."""

    font: Font
    id: int
    missing: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs from left to right, ``width`` em wide."""

    glyphs: tuple[Glyph, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Run:
    """What is shaped at once: one font (none has it: None), one direction, one script."""

    text: str
    level: int
    font: Font | None


@lru_cache(maxsize=5_000)
def shaped(line: str, right_to_left: bool, bold: bool) -> Line:
    """Return one line of text; browsers too find each line's directions by itself in SVG."""
    clusters = graphemes(line)
    levels = bidi.levels(tuple(clusters), right_to_left)
    return _line(list(_runs(clusters, _trailing(clusters, levels, right_to_left), bold)), bold)


def _trailing(line: Sequence[str], levels: Sequence[int], base: bool) -> list[int]:
    """Spaces that end a line stand at its end, whatever direction they were between (L1)."""
    kept = len(line)
    while kept and line[kept - 1] == " ":
        kept -= 1
    return [*levels[:kept], *[int(base)] * (len(line) - kept)]


def _runs(line: Sequence[str], levels: Sequence[int], bold: bool) -> Iterator[_Run]:
    parts = [
        (part, level, font)
        for cluster, level in zip(line, levels, strict=True)
        for part, font in _drawable(cluster, bold)
    ]
    for (level, font), run in groupby(parts, key=lambda part: part[1:]):
        text = "".join(part[0] for part in run)
        yield _Run(text, level, font)


def _drawable(cluster: str, bold: bool) -> Iterator[tuple[str, Font | None]]:
    """Find a font for a grapheme, for the plain letters behind it, or for each character."""
    for wording in (cluster, plainer(cluster)):
        font = font_for(wording, bold)
        if font is not None:
            yield wording, font
            return
    for character in cluster:
        yield character, font_for(character, bold)


def _line(runs: Sequence[_Run], bold: bool) -> Line:
    glyphs: list[Glyph] = []
    x = 0.0
    for place in bidi.visual([run.level for run in runs]):
        run = runs[place]
        part = _boxes(run.text, bold) if run.font is None else _glyphs(run, run.font)
        glyphs.extend(Glyph(g.font, g.id, g.missing, g.x + x, g.y) for g in part.glyphs)
        x += part.width
    return Line(tuple(glyphs), x)


def _glyphs(run: _Run, font: Font) -> Line:
    buffer: Any = hb.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    # Said, since HarfBuzz would ask the machine, and a picture is the same on every one.
    buffer.language = "en"
    buffer.guess_segment_properties()
    if buffer.script is None:
        # Figures and signs alone: beside letters they would be kerned as these are.
        buffer.script = "Latn"
    hb.shape(font.shaper, buffer)
    glyphs, x, em = [], 0, font.em
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        at = (x + place.x_offset) / em
        glyphs.append(Glyph(font, info.codepoint, "", at, place.y_offset / em))
        x += place.x_advance
    return Line(tuple(glyphs), x / em)


def _boxes(text: str, bold: bool) -> Line:
    """One box for each character, which says its number."""
    glyphs = tuple(
        Glyph(latin(bold), 0, f"{ord(character):04X}", at * _BOX, 0)
        for at, character in enumerate(text)
    )
    return Line(glyphs, len(glyphs) * _BOX)
