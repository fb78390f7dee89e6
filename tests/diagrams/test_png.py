"""A picture as an image: of the right size, with everything on it, on any machine."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fills import FILLS, SCRIPTS, filled
from images import cut, different, size
from pictures import a_diagram, a_note, crowded

from diagrams import png as module
from diagrams.layout import layout
from diagrams.png import png, scale_for, size_of
from diagrams.render import file_svg
from diagrams.template import task_ids, template
from diagrams.text import count

ROOT = Path(__file__).parents[2]
tasks = pytest.mark.parametrize("task", task_ids())
NAMELESS = "\u0378\u0379\u0380"


def file_of(diagram):
    return file_svg(template(diagram.task), diagram, heading="Falls car", prefix="p1")


@tasks
def test_it_is_twice_the_size(task):
    """Exactly two pixels for each unit."""
    svg = file_of(crowded(task, 12))
    wide, high = size_of(svg)

    assert size(png(svg)) == (2 * wide, 2 * high)


def test_a_very_tall_picture_has_fewer_pixels(monkeypatch):
    """As many as a program can open, in the same shape."""
    svg = file_of(a_diagram("innovation"))
    monkeypatch.setattr(module, "MOST_PIXELS", 400_000)
    wide, high = size(png(svg))

    assert wide * high == pytest.approx(400_000, rel=0.01)
    assert wide / high == pytest.approx(1600 / 900, rel=0.01)
    assert scale_for(svg) == pytest.approx(wide / 1600, rel=0.01)


def test_no_ordinary_picture_is_made_smaller():
    """Four hundred notes of ninety characters still fit."""
    assert scale_for(file_of(crowded("innovation", 60, 200))) == 2


@pytest.mark.parametrize("text", [*SCRIPTS.values(), *FILLS["unbroken"], "x", NAMELESS])
def test_there_is_ink_where_a_note_is(text):
    """In every script, and where no font has the character: the card is not empty."""
    form = template("innovation")
    diagram = a_diagram("innovation", a_note("n", "need", text))
    empty = a_diagram("innovation", a_note("n", "need", text[:0] or "\u00a0"))
    rect = layout(form, diagram).placed["n"].rect
    # Without the mark of who wrote it, and without the card's edge.
    place = (rect.x + 12, rect.y + 3, rect.w - 60, 24)
    written, blank = (png(cut(file_of(one), *place), 1) for one in (diagram, empty))

    # The first line of it, at least: every character covers some ten pixels.
    assert different(written, blank) >= 10 * min(count(text.replace(" ", "")), 10)


def test_two_characters_that_no_font_has_look_different():
    """Each box says which character it stands for."""
    one, other = (
        png(file_of(a_diagram("innovation", a_note("n", "need", text))), 0.5)
        for text in ("\u0378", "\u0379")
    )

    assert different(one, other) > 0


def test_a_machine_without_fonts_draws_the_same(tmp_path):
    """Every script, to the byte, where nothing is installed and no settings can be found."""
    svg = file_of(filled("innovation", tuple(SCRIPTS.values())))
    (tmp_path / "picture.svg").write_text(svg, "utf-8")
    program = (
        "import hashlib, pathlib, sys; from diagrams.png import png;"
        "svg = pathlib.Path(sys.argv[1]).read_text('utf-8');"
        "print(hashlib.sha256(png(svg, 1)).hexdigest())"
    )
    nowhere = {
        **dict.fromkeys(("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_DATA_HOME"), "/nonexistent"),
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C",
    }
    other = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "picture.svg")],
        env=nowhere,
        capture_output=True,
        text=True,
        check=True,
    )

    assert other.stdout.strip() == hashlib.sha256(png(svg, 1)).hexdigest()
