"""A glyph as the commands of a path."""

import re

import pytest

from diagrams.fonts import latin
from diagrams.glyph_paths import drawing, hundredths
from diagrams.shaping import shaped


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (5, ".05"), (-50, "-.5"), (100, "1"), (-1234, "-12.34"), (1000, "10"), (-100, "-1")],
)
def test_numbers_are_written_short(value, written):
    """Hundredths, without zeros that say nothing."""
    assert hundredths(value) == written


def test_a_straight_letter_is_where_the_font_has_it():
    """An L is six corners: its stem stands on the baseline and is as tall as capitals are."""
    font = latin(False)
    found = drawing(font, font.shaper.get_nominal_glyph(ord("L")), "", 20.48, 1)

    # In the font: from (168, 0) up to (168, 1409), then right, down, right, down.
    assert (found.x, found.y) == (168, 0)
    assert found.commands == "v-14.09h1.91v12.53h7.12v1.56z"


def test_a_letter_can_be_squeezed():
    """Narrower, and as tall."""
    font = latin(False)
    found = drawing(font, font.shaper.get_nominal_glyph(ord("L")), "", 20.48, 0.5)

    assert (found.x, found.y) == (84, 0)
    assert found.commands.startswith("v-14.09h.9")


def test_a_space_has_no_drawing():
    """And leaves no empty command behind."""
    font = latin(False)

    assert drawing(font, font.shaper.get_nominal_glyph(ord(" ")), "", 18, 1) is None


def test_the_box_of_a_missing_character_says_which():
    """Two that are missing look different, as their numbers do."""
    boxes = {
        missing: drawing(latin(False), 0, missing, 18, 1).commands
        for missing in ("1E000", "1E001", "0378")
    }

    assert len(set(boxes.values())) == 3
    # Frame, hole, and at least one line for each digit.
    assert all(len(re.findall("z", drawn)) >= 2 + len(name) for name, drawn in boxes.items())


def test_bold_of_a_font_without_bold_is_bolder():
    """The outline grows; where the next letter stands does not change."""
    plain, bold = shaped("ع", True, False), shaped("ع", True, True)
    drawn = [drawing(line.glyphs[0].font, line.glyphs[0].id, "", 18, 1) for line in (plain, bold)]

    assert plain.width == bold.width
    assert drawn[0] != drawn[1]
