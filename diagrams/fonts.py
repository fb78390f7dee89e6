"""The fonts that pictures without text are drawn with: the only place that opens one.

They ship with the program (``data/fonts``, written by ``scripts/make_fonts.py``), so that a
picture is the same on a machine that has none. A font is opened when the first letter needs it,
and stays: all of them are some 6 MB of files, mapped and not read.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import regex
import uharfbuzz as hb

_FOLDER = Path(__file__).parent / "data" / "fonts"
# In the order in which they are asked; the last one is by far the largest.
_SHIPPED = (
    *("arabic", "devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu"),
    *("kannada", "malayalam", "sinhala", "thai", "lao", "khmer", "myanmar", "armenian"),
    *("georgian", "ethiopic", "thaana", "extended", "dingbats", "symbols", "emoji", "cjk"),
)
# Past the shipped ones, what most machines have that is wide of reach. A list and not a search:
# reading every font of a machine takes seconds, and some of them are broken.
_OF_THE_MACHINE = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/unifont/unifont.otf",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "/System/Library/Fonts/Apple Symbols.ttf",
    "C:/Windows/Fonts/seguisym.ttf",
    "C:/Windows/Fonts/seguihis.ttf",
    "C:/Windows/Fonts/simsunb.ttf",
)
# Of the type's size, about what browsers add to a font that has no bold.
_EMBOLDENED = 0.03
# These say how the letters beside them look and are none themselves.
_UNSEEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")
_AS_EMOJI = regex.compile(r"\uFE0F|\u20E3|\p{Emoji_Presentation}|\p{Emoji}\p{Emoji_Modifier}")


@dataclass(frozen=True, slots=True)
class Font:
    """One font in one weight; equal when it is the same file."""

    name: str
    bold: bool

    @property
    def shaper(self) -> Any:
        return _opened(self.name, self.bold)

    @property
    def em(self) -> int:
        return int(self.shaper.face.upem)

    def draws(self, text: str) -> bool:
        """Say whether every character of ``text`` that shows something has a glyph."""
        return all(_has(self.name, character) for character in _UNSEEN.sub("", text))


def latin(bold: bool) -> Font:
    """Return the font whose measures are those of ``measure``."""
    return Font("latin-bold" if bold else "latin", False)


@cache
def _opened(name: str, bold: bool) -> Any:
    path = Path(name) if "/" in name else _FOLDER / f"{name}.ttf"
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    if bold:
        font.synthetic_bold = (_EMBOLDENED, _EMBOLDENED, True)
    return font


@lru_cache(maxsize=10_000)
def _has(name: str, character: str) -> bool:
    return bool(_opened(name, False).get_nominal_glyph(ord(character)))


@cache
def _of_the_machine() -> tuple[str, ...]:
    return tuple(name for name in _OF_THE_MACHINE if Path(name).is_file())


@lru_cache(maxsize=10_000)
def font_for(cluster: str, bold: bool) -> Font | None:
    """Return the first font that has all of a grapheme, None when none has."""
    usual = latin(bold)
    if _AS_EMOJI.search(cluster) and Font("emoji", False).draws(cluster):
        return Font("emoji", bold)
    if usual.draws(cluster):
        return usual
    for name in (*_SHIPPED, *_of_the_machine()):
        if Font(name, False).draws(cluster):
            return Font(name, bold)
    return None


def plainer(cluster: str) -> str:
    """Return the plain letters behind a styled one, as some paste for bold; maybe the same."""
    return unicodedata.normalize("NFKC", cluster)
