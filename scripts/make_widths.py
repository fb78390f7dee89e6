"""Writes ``diagrams/data/widths.json``: advance widths of an Arial-compatible font.

Run as ``python scripts/make_widths.py``; needs fonttools and Liberation Sans, which ``fc-match``
must find. The picture is measured on the server with these widths, so they are kept in the
project and change only when someone runs this.
"""

import json
import subprocess
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Liberation Sans"
OUT = Path(__file__).parent.parent / "diagrams" / "data" / "widths.json"
# Past these the table would hold mostly the Latin the whole world never types: the Latin, Greek,
# Cyrillic, Hebrew, Vietnamese and punctuation blocks are here, everything else is guessed.
LAST = 0x2BFF


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


def widths(file: Path) -> dict[int, int]:
    """Return width by code point, in units of a 2048th of the type's size."""
    font = TTFont(file)
    assert font["head"].unitsPerEm == 2048, "widths are kept in 2048ths"
    metrics = font["hmtx"].metrics
    return {
        point: metrics[glyph][0] for point, glyph in font.getBestCmap().items() if point <= LAST
    }


def runs(table: dict[int, int]) -> list[list[int]]:
    """Return ``[first code point, width, width ...]`` for each unbroken run of code points."""
    points = sorted(table)
    keyed = groupby(enumerate(points), lambda pair: pair[1] - pair[0])
    found = [[point for _, point in group] for _, group in keyed]
    return [[run[0], *(table[point] for point in run)] for run in found]


def main() -> None:
    tables = {style: runs(widths(font_file(style))) for style in ("regular", "bold")}
    lines = [
        f"{json.dumps(style)}: [\n" + ",\n".join(json.dumps(run) for run in table) + "\n]"
        for style, table in tables.items()
    ]
    OUT.write_text("{" + ",\n".join(lines) + "}\n")


if __name__ == "__main__":
    main()
