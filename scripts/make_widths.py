"""Writes ``diagrams/data/widths.json``: advance widths and kerning of an Arial-compatible font.

Run as ``python scripts/make_widths.py``; needs fonttools and Liberation Sans, which ``fc-match``
must find. What that font lacks is measured in those of ``diagrams/data/fonts``. Pictures are
measured on the server with these widths, so they are kept in the project and change only when
someone runs this.
"""

import json
import subprocess
import unicodedata
from collections.abc import Iterator, Set
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

FAMILY = "Liberation Sans"
DATA = Path(__file__).parent.parent / "diagrams" / "data"
OUT = DATA / "widths.json"
FONTS = DATA / "fonts"
# Past these the table would hold mostly the Latin the whole world never types: the Latin, Greek,
# Cyrillic, Hebrew, Vietnamese and punctuation blocks are here, everything else is guessed.
FIRST, LAST = 0x20, 0x2BFF
# In these DejaVu, which most Linux machines fall back on, is so much wider.
WIDER = {"lao": 1.15, "armenian": 1.08, "extended": 1.05, "arabic": 1.03}
# Has a width in the font, and none where a line does not break at it.
SOFT_HYPHEN = 0xAD


def font_file(style: str) -> Path:
    found = subprocess.run(  # noqa: S603 # fixed words, no shell
        ["fc-match", "--format=%{family}\t%{file}", f"{FAMILY}:{style}"],  # noqa: S607 # from PATH
        capture_output=True,
        text=True,
        check=True,
    )
    family, file = found.stdout.split("\t")
    assert FAMILY in family, f"{FAMILY} is not installed: the nearest is {family}"
    return Path(file)


def version(file: Path) -> str:
    """Return the font's name and version: another one may kern otherwise."""
    names = TTFont(file)["name"]
    return f"{names.getDebugName(1)}, {names.getDebugName(5)}"


def measures(file: Path) -> dict[str, list[list[int | str]]]:
    """Return widths and kerning, in units of a 2048th of the type's size."""
    font = TTFont(file)
    assert font["head"].unitsPerEm == 2048, "widths are kept in 2048ths"
    points = points_in(font)
    wide = {point: font["hmtx"][glyph][0] for point, glyph in points.items()}
    return {"widths": runs(wide), "kerning": kerning(font, points)}


def points_in(font: TTFont) -> dict[int, str]:
    return {
        point: glyph
        for point, glyph in font.getBestCmap().items()
        if FIRST <= point <= LAST and point != SOFT_HYPHEN
    }


def runs(wide: dict[int, int]) -> list[list[int | str]]:
    """Return ``[first code point, width, width ...]`` for each unbroken run of code points."""
    keyed = groupby(enumerate(sorted(wide)), lambda pair: pair[1] - pair[0])
    found = [[point for _, point in group] for _, group in keyed]
    return [[run[0], *(wide[point] for point in run)] for run in found]


def kerning(font: TTFont, points: dict[int, str]) -> list[list[int | str]]:
    """Return ``[letter, letters that may follow, by how much they stand apart]``."""
    characters: dict[str, list[str]] = {}
    for point, glyph in sorted(points.items()):
        characters.setdefault(glyph, []).append(chr(point))
    found: dict[tuple[str, int], list[str]] = {}
    for left, right, value in pairs(font, characters.keys()):
        for first in characters[left]:
            found.setdefault((first, value), []).extend(characters[right])
    return [
        [first, "".join(sorted(after)), value] for (first, value), after in sorted(found.items())
    ]


def pairs(font: TTFont, glyphs: Set[str]) -> Iterator[tuple[str, str, int]]:
    """Yield (first glyph, second glyph, by how much they stand apart), as GPOS has it."""
    seen = set()
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            part = getattr(part, "ExtSubTable", part)
            assert type(part).__name__ == "PairPos", "kerning is all that this font places"
            for left, right, value in listed(part, glyphs):
                # The first table that names a pair is the one that counts.
                if value and (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right, value


def listed(part: otTables.PairPos, glyphs: Set[str]) -> Iterator[tuple[str, str, int]]:
    firsts = part.Coverage.glyphs
    if part.Format == 1:
        for left, following in zip(firsts, part.PairSet, strict=True):
            for pair in following.PairValueRecord:
                if left in glyphs and pair.SecondGlyph in glyphs:
                    yield left, pair.SecondGlyph, getattr(pair.Value1, "XAdvance", 0)
        return
    for left in glyphs & set(firsts):
        row = part.Class1Record[part.ClassDef1.classDefs.get(left, 0)].Class2Record
        for right in glyphs:
            value = row[part.ClassDef2.classDefs.get(right, 0)].Value1
            yield left, right, getattr(value, "XAdvance", 0)


def table() -> str:
    """Return the whole table as it is written."""
    styles = [f'"font": {json.dumps(version(font_file("regular")))}']
    for style in ("regular", "bold"):
        found = measures(font_file(style))
        parts = [f"{json.dumps(name)}: {rows(runs)}" for name, runs in found.items()]
        styles.append(f"{json.dumps(style)}: {{" + ",\n".join(parts) + "}")
    styles.append('"others": ' + rows(others()))
    return "{" + ",\n".join(styles) + "}\n"


def rows(found: list[list[int | str]]) -> str:
    return "[\n" + ",\n".join(map(json.dumps, found)) + "\n]"


def others() -> list[list[int | str]]:
    """Return runs of what Liberation Sans lacks, as wide as in the fonts of outlines."""
    own = points_in(TTFont(font_file("regular")))
    wide: dict[int, int] = {}
    for file in sorted(FONTS.glob("*.ttf")):
        font = TTFont(file)
        ems = WIDER.get(file.stem, 1) * 2048 / font["head"].unitsPerEm
        for point, glyph in font.getBestCmap().items():
            if point not in own and takes_room(chr(point)):
                wide[point] = round(font["hmtx"][glyph][0] * ems)
    return runs(wide)


def takes_room(character: str) -> bool:
    """Say whether a letter is measured: marks, controls and wide characters are not."""
    if unicodedata.east_asian_width(character) in "WF":
        return False
    return unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cc", "Zs")


if __name__ == "__main__":
    OUT.write_text(table())
