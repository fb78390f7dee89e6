"""Inkscape, with which people edit and convert our files, shows and keeps what is in them."""

import subprocess

import pytest
from fills import FILLS, HOSTILE, filled
from pictures import local, parsed
from rasters import PICTURES, assert_alike, compared, drawn, shown

from diagrams.template import task_ids
from diagrams.text import clean

pytestmark = [pytest.mark.soak, pytest.mark.browser]


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    yield page
    page.close()


def converted(svg, folder, kind, *how):
    """Return what Inkscape makes of a file; where there is no Inkscape this fails."""
    source, made = folder / "source.svg", folder / f"made.{kind}"
    source.write_text(svg, "utf-8")
    command = ["inkscape", str(source), *how, f"--export-filename={made}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return made.read_bytes()


@pytest.mark.parametrize("name", PICTURES)
def test_a_converted_picture_has_everything_in_its_place(page, name, tmp_path):
    """Every line of text and every shape stands where Chromium shows it, to two pixels."""
    shot, boxes = shown(page, PICTURES[name])

    image = converted(PICTURES[name], tmp_path, "png")
    found = compared(page, shot, image, boxes)

    assert_alike(found)


def words(svg):
    return ["".join(one.itertext()) for one in parsed(svg).iter() if local(one.tag) == "text"]


@pytest.mark.parametrize("task", task_ids())
@pytest.mark.parametrize("fill", [*FILLS, *HOSTILE])
def test_a_saved_picture_keeps_every_word(task, fill, tmp_path):
    """Opened and saved again, all scripts and all hostile texts are there as they were."""
    texts = FILLS.get(fill, (clean(HOSTILE.get(fill, "")),))
    svg = drawn(filled(task, texts))

    saved = converted(svg, tmp_path, "svg", "--export-plain-svg")

    assert words(saved) == words(svg)
