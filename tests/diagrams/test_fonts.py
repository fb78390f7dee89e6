"""The fonts that ship: they are there, they may be, and they hold what people type."""

from pathlib import Path

import pytest
import uharfbuzz as hb

import diagrams
from diagrams import fonts
from diagrams.fonts import Font, font_for, latin, plainer
from diagrams.measure import width

FOLDER = Path(diagrams.__file__).parent / "data" / "fonts"
# A little of every script that people in a workshop here may write in.
SCRIPTS = {
    "latin": "Discharge £€ – “nurse” ŁódźÑçß Ελλάδα Привет שלום",
    "arabic": "اجتماع پگی ٣٤٪",
    "devanagari": "नमस्तेदुनिया।",
    "bengali": "বাংলা",
    "gurmukhi": "ਪੰਜਾਬੀ",
    "gujarati": "ગુજરાતી",
    "tamil": "தமிழ்",
    "telugu": "తెలుగు",
    "kannada": "ಕನ್ನಡ",
    "malayalam": "മലയാളം",
    "sinhala": "සිංහල",
    "thai": "สวัสดี",
    "georgian": "ქართული",
    "armenian": "Հայերեն",
    "ethiopic": "አማርኛ",
    "cjk": "每周三患者さんの한국어。、",
    "emoji": "🎉☕👍",
}


def test_they_come_with_their_licences():
    """Both licences are there in full, and the list names every font and who made it."""
    shipped = {path.stem for path in FOLDER.glob("*.ttf")}
    told = (FOLDER / "README.md").read_text("utf-8")

    assert shipped == {*fonts._SHIPPED, "latin", "latin-bold"}
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    assert "Apache License" in (FOLDER / "Apache-2.0.txt").read_text("utf-8")
    for named in ("Liberation Sans", "Noto Emoji", "Droid Sans Fallback", "Noto Sans"):
        assert named in told


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.stem)
def test_no_font_carries_a_reserved_name(path):
    """The OFL asks that what was changed is called otherwise."""
    family = hb.Face(hb.Blob.from_file_path(str(path))).get_name(1)

    assert family == f"Workshop Picture {path.stem}"


def test_they_stay_small():
    """They are in every installation."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 7_000_000


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_has_its_font(name):
    """From the font that was made for it."""
    for character in SCRIPTS[name].replace(" ", ""):
        found = font_for(character, False)

        assert found is not None
        assert found.name == name


@pytest.mark.parametrize("bold", [False, True])
def test_latin_is_as_wide_as_it_is_measured(bold):
    """One table of widths holds for live text and for outlines."""
    shaper = latin(bold).shaper
    for point in (*range(0x20, 0x7F), *range(0xA1, 0xAC), *range(0xC0, 0x17F), 0x2014, 0x20AC):
        advance = shaper.get_glyph_h_advance(shaper.get_nominal_glyph(point))

        assert advance / 2048 == width(chr(point), 1, bold)


@pytest.mark.parametrize("cluster", ["👩‍⚕️", "👨‍👩‍👧‍👦", "❤️", "1️⃣", "🇬🇧", "👍🏽", "↔️", "©️"])
def test_a_joined_emoji_has_one_font(cluster):
    """Also where its first sign is an ordinary digit or symbol."""
    assert font_for(cluster, False) == Font("emoji", False)


def test_there_is_a_character_no_font_has():
    """Then there is no font, not a wrong one; a styled letter has a plain one behind it."""
    assert font_for("\u0378", False) is None
    assert font_for("𝗯", False) is None or font_for("𝗯", False).name.startswith("/")
    assert plainer("𝗯") == "b"


def test_a_font_is_opened_once():
    """And only when something asks for it."""
    assert Font("thai", False).shaper is Font("thai", False).shaper
