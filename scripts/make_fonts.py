"""Writes ``diagrams/data/fonts/``: what outlines and images of a picture are drawn with.

Run as ``python scripts/make_fonts.py FOLDER ...``; needs fonttools. The folders hold, at any
depth, the font files named below: Debian's fonts-liberation2, fonts-noto-core, fonts-noto-ui-core
and fonts-droid-fallback, and ``files/`` of npm's @fontsource/noto-emoji.

Shipped as files rather than asked for as packages: no package on PyPI holds all of these, those
that hold some bring five times the bytes, and a picture must not change when one is updated.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).parent.parent / "diagrams" / "data" / "fonts"
# Reserved font names may not name what was changed (OFL 1.1, section 3).
FAMILY = "Workshop Picture"


@dataclass(frozen=True)
class Source:
    """``name`` is the file written; of ``file``, ``within`` a range, all is kept that no font
    above has, or all that is there.
    """

    name: str
    file: str
    above: bool = True
    # Pairs that the version which ``make_widths.py`` measures does not kern, though this one does:
    # a line of outlines is as wide as it was measured.
    unkerned: tuple[str, ...] = ()
    within: range = range(0x110000)


# In the order in which fonts are asked. Interface cuts, where there are any: they keep to the
# line height of Latin.
SOURCES = (
    Source("latin", "LiberationSans-Regular.ttf", above=False, unkerned=("11",)),
    Source("latin-bold", "LiberationSans-Bold.ttf", above=False, unkerned=("11",)),
    *(
        Source(script.lower(), f"NotoSans{script}UI-Regular.ttf")
        for script in (
            "Arabic",
            "Devanagari",
            "Bengali",
            "Gurmukhi",
            "Gujarati",
            "Oriya",
            "Tamil",
            "Telugu",
            "Kannada",
            "Malayalam",
            "Sinhala",
            "Thai",
            "Lao",
            "Khmer",
            "Myanmar",
        )
    ),
    *(
        Source(script.lower(), f"NotoSans{script}-Regular.ttf")
        for script in ("Armenian", "Georgian", "Ethiopic", "Thaana")
    ),
    # All of it: a digit or a sign that latin has too is part of a joined emoji here.
    Source("emoji", "noto-emoji-emoji-400-normal.woff", above=False),
    Source("extended", "NotoSans-Regular.ttf"),
    Source("symbols", "NotoSansSymbols-Regular.ttf"),
    # Arrows to dingbats: what people put before a line. Past them are chess and dominoes.
    Source("dingbats", "NotoSansSymbols2-Regular.ttf", within=range(0x2190, 0x2C00)),
    Source("cjk", "DroidSansFallback.ttf"),
)
# What a script's font shares with others and shapes together with its own letters.
SHARED = {0x20, 0xA0, 0x200C, 0x200D, 0x25CC}


def found(name: str, folders: Iterable[Path]) -> Path:
    for folder in folders:
        for path in sorted(folder.rglob(name)):
            return path
    raise SystemExit(f"{name} is in none of the folders")


def subset(path: Path, kept: Iterable[int], family: str) -> TTFont:
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    # FFTM is when an editor saved it; the others lay out menus and vertical lines.
    options.drop_tables += ["FFTM", "STAT", "vhea", "vmtx", "DSIG", "gasp", "BASE", "meta"]
    cutter = Subsetter(options)
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = family
    font.flavor = None
    return font


def without_kerning(font: TTFont, pair: str) -> None:
    first, after = (font.getBestCmap()[ord(character)] for character in pair)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            if table.LookupType == 2 and table.Format == 1 and first in table.Coverage.glyphs:
                pairs = table.PairSet[table.Coverage.glyphs.index(first)]
                kept = [one for one in pairs.PairValueRecord if one.SecondGlyph != after]
                pairs.PairValueRecord, pairs.PairValueCount = kept, len(kept)


def main(folders: list[Path]) -> None:
    taken: set[int] = set()
    OUT.mkdir(parents=True, exist_ok=True)
    for source in SOURCES:
        path = found(source.file, folders)
        has = {point for point in TTFont(path).getBestCmap() if point in source.within}
        kept = (has - taken) | (has & SHARED) if source.above else has
        font = subset(path, kept, f"{FAMILY} {source.name}")
        for pair in source.unkerned:
            without_kerning(font, pair)
        font.save(OUT / f"{source.name}.ttf")
        taken |= kept - SHARED
        version = font["name"].getDebugName(5)
        size = (OUT / f"{source.name}.ttf").stat().st_size
        print(f"{source.name}: {len(kept)} characters, {size} bytes, {source.file}, {version}")


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
