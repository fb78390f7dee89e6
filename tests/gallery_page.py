"""Writes every kind of picture into ``output/gallery``, side by side: ``make gallery``."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

import gallery_rooms  # noqa: E402
import gallery_tables  # noqa: E402
import gallery_walls  # noqa: E402
from gallery_tables import Figure, Section  # noqa: E402

from diagrams.markup import escape  # noqa: E402

OUT = ROOT / "output" / "gallery"
SIZE = re.compile(r'<svg\b[^>]*? viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"')
# Taller pictures are shown by their top, and whole when they are opened.
TALLEST = 1.25
STYLE = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fbfaf7; color: #212b32;
  font: 16px/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; }
header, section { max-width: 1880px; margin: 0 auto; padding: 0 32px; }
header { padding-top: 48px; }
h1 { font-size: 36px; line-height: 1.15; margin: 0 0 8px; }
h2 { font-size: 28px; line-height: 1.15; margin: 0; padding-top: 72px; }
p { margin: 8px 0 0; color: #4c5b66; }
nav { position: sticky; top: 0; z-index: 1; background: #fbfaf7f2; border-bottom: 1px solid #d9dde0;
  margin-top: 24px; }
nav div { max-width: 1880px; margin: 0 auto; padding: 12px 32px; display: flex; flex-wrap: wrap;
  gap: 4px 24px; }
a { color: #0b4f9e; text-underline-offset: 3px; }
nav a { text-decoration: none; }
.figures { display: grid; gap: 32px 24px; margin-top: 24px; align-items: start; }
.of-2 { grid-template-columns: repeat(2, 1fr); }
.of-3 { grid-template-columns: repeat(3, 1fr); }
@media (max-width: 900px) { .figures { grid-template-columns: 1fr; } }
figure { margin: 0; }
figure a { display: block; overflow: hidden; background: #fff; border: 1px solid #d9dde0;
  border-radius: 10px; }
img { display: block; width: 100%; height: auto; }
figcaption { margin-top: 8px; font-size: 14px; color: #4c5b66; }
footer { height: 96px; }
"""


def size(drawn: str | bytes) -> tuple[float, float]:
    """Return the width and height of a picture, of an image in its own pixels."""
    if isinstance(drawn, bytes):
        return int.from_bytes(drawn[16:20], "big"), int.from_bytes(drawn[20:24], "big")
    found = SIZE.search(drawn)
    assert found is not None, "every picture has a size"
    return float(found[1]), float(found[2])


def shown(figure: Figure) -> str:
    wide, high = size(figure.drawn)
    clipped = f' style="aspect-ratio: 1 / {TALLEST}"' if high > wide * TALLEST else ""
    return (
        f'<figure><a href="{escape(figure.name)}"{clipped}>'
        f'<img src="{escape(figure.name)}" width="{wide:g}" height="{high:g}" loading="lazy" '
        f'decoding="async" alt="{escape(figure.caption)}"></a>'
        f"<figcaption>{escape(figure.caption)} · {wide:g} × {high:g}"
        f"{', its top' if clipped else ''}</figcaption></figure>"
    )


def part(at: int, section: Section) -> str:
    figures = "".join(map(shown, section.figures))
    return (
        f'<section id="part-{at}"><h2>{escape(section.title)}</h2><p>{escape(section.words)}</p>'
        f'<div class="figures of-{section.columns}">{figures}</div></section>'
    )


def page(sections: list[Section]) -> Iterator[str]:
    many = sum(len(section.figures) for section in sections)
    yield '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style><header><h1>Gallery</h1>"
    yield f"<p>{many} pictures, as they leave the server. Each opens in full.</p></header>"
    yield "<nav><div>"
    for at, section in enumerate(sections):
        yield f'<a href="#part-{at}">{escape(section.title)}</a>'
    yield "</div></nav>"
    for at, section in enumerate(sections):
        yield part(at, section)
    yield "<footer></footer></html>\n"


def write(folder: Path) -> int:
    """Write the gallery afresh into ``folder``; return how many pictures it has."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sections = [
        *gallery_tables.sections(),
        *gallery_rooms.sections(),
        *gallery_walls.sections(),
    ]
    figures = [figure for section in sections for figure in section.figures]
    assert len({figure.name for figure in figures}) == len(figures), "a file each"
    for figure in figures:
        drawn = figure.drawn.encode() if isinstance(figure.drawn, str) else figure.drawn
        (folder / figure.name).write_bytes(drawn)
    (folder / "index.html").write_text("".join(page(sections)), "utf-8")
    return len(figures)


if __name__ == "__main__":
    print(f"{write(OUT)} pictures: {OUT / 'index.html'}")
