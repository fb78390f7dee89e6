import json
from itertools import pairwise

import pytest
from hypothesis import given
from pictures import ALLOWED, all_text, local, parsed
from seen import assert_legible, seen
from walls import (
    INNOVATION,
    ORGANISATION,
    awkward,
    of_the_third,
    rooms,
    said,
    sample,
    told,
    written,
)

from diagrams.ink import INK, QUIET
from diagrams.matrix import file_svg, numbers, scene, shade
from diagrams.model import LEVELS
from diagrams.scene import changes
from diagrams.svg_file import document
from diagrams.template import template

ROLES = [zone.id for zone in template(ORGANISATION).zones]


def drawn(room):
    return document(scene(room, prefix="m"))


def spoken(room):
    return " ".join(all_text(drawn(room)).split())


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_counts_are_those_of_the_workshop_file():
    """Tables and notes per level and role, counted again from the rehearsal's own file."""
    tables = written(ORGANISATION)
    cells = {(cell["level"], cell["zone"]): cell for cell in numbers(sample(ORGANISATION))["cells"]}

    for level in LEVELS:
        for role in ROLES:
            inside = [
                sum((one["level"], one["role"]) == (level, role) for one in table)
                for table in tables
            ]
            cell = cells[level, role]
            assert (cell["tables"], cell["notes"]) == (sum(map(bool, inside)), sum(inside))


def test_the_totals_are_those_of_the_workshop_file():
    """A table that named somebody at two levels counts once in the total of a role."""
    tables, data = written(ORGANISATION), numbers(sample(ORGANISATION))

    for row in data["zones"]:
        assert row["tables"] == sum(
            any(one["role"] == row["zone"] for one in table) for table in tables
        )
    for row in data["levels"]:
        assert row["notes"] == sum(one["level"] == row["level"] for t in tables for one in t)
    assert (data["all"]["tables"], data["all"]["notes"]) == (8, 186)


def test_a_cell_says_how_many_tables_in_how_many_notes_named_whom():
    room = said(
        ORGANISATION,
        told(ORGANISATION, ("sponsor", "CQC", "national"), ("sponsor", "NHS England", "national")),
        told(ORGANISATION, ("sponsor", "CQC", "national")),
        tables=8,
    )
    cell = scene(room, prefix="m").elements["m-c-national-sponsor"].markup

    assert [line for line in all_text(f"<svg>{cell}</svg>").split("\n") if line] == [
        "2", "of 8", "3 notes", "CQC", "NHS England",
    ]  # fmt: skip


def test_what_is_counted_is_said_on_the_picture():
    assert "how many of 8 tables named somebody" in spoken(sample(ORGANISATION))


def test_an_empty_cell_says_nobody_on_white():
    markup = scene(said(ORGANISATION, tables=8), prefix="m").elements["m-c-local-broker"].markup

    assert "nobody" in markup
    assert 'fill="none"' in markup


@pytest.mark.parametrize("count", range(1, 61))
def test_words_stand_out_from_every_shade(count):
    """WCAG asks for 4.5:1, on the darkest shade as well."""
    assert contrast(INK, shade(count, 60)) >= 4.5
    assert contrast(QUIET, "#FFFFFF") >= 4.5


def test_more_tables_are_darker_also_in_grey():
    shades = [luminance(shade(count, 8)) for count in range(1, 9)]

    assert all(more < less - 0.02 for less, more in pairwise(shades))


def test_names_of_most_tables_come_first_and_the_rest_are_counted():
    some = [("needer", f"Body {at}", "local") for at in range(9)]
    room = said(ORGANISATION, told(ORGANISATION, *some), told(ORGANISATION, some[8]))
    markup = scene(room, prefix="m").elements["m-c-local-needer"].markup
    words = all_text(f"<svg>{markup}</svg>")

    assert words.index("Body 8") < words.index("Body 0") < words.index("and 7 more")


@pytest.mark.parametrize(
    "room",
    [
        sample(ORGANISATION), sample(INNOVATION), awkward(ORGANISATION), of_the_third(),
        said(ORGANISATION, tables=8), said(ORGANISATION, tables=1),
    ],
    ids=["sample", "without levels", "awkward", "third", "empty", "nobody"],
)  # fmt: skip
def test_all_words_are_legible_from_the_back(room):
    assert_legible(drawn(room), 20)


@pytest.mark.parametrize("room", [sample(ORGANISATION), awkward(ORGANISATION), of_the_third()])
def test_no_word_leaves_its_cell(room):
    for id, one in scene(room, prefix="m").elements.items():
        if id.startswith("m-c-"):
            markup = one.markup.replace("transform=", "data-was=")
            cell = next(iter(parsed(f"<svg>{markup}</svg>").iter("rect")))
            assert all(
                word.box.x >= 0 and word.box.right <= float(cell.get("width"))
                and word.box.bottom <= float(cell.get("height"))
                for word in seen(f"<svg>{markup}</svg>")
            )  # fmt: skip


def test_a_long_name_is_cut_where_its_cell_ends():
    room = said(ORGANISATION, told(ORGANISATION, ("needer", "a very long name " * 8, "local")))
    markup = scene(room, prefix="m").elements["m-c-local-needer"].markup

    assert markup.count("<tspan") == 3
    assert "…" in markup


@given(rooms(ORGANISATION))
def test_any_room_is_legible_and_safe(room):
    svg = drawn(room)

    assert_legible(svg, 20)
    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED


def test_the_file_holds_every_name_and_every_figure():
    svg = parsed(file_svg(sample(ORGANISATION), prefix="m"))
    data = json.loads(next(one.text for one in svg if local(one.tag) == "metadata"))

    names = {name for cell in data["cells"] for name in cell["names"]}
    assert names == {group.text for group in sample(ORGANISATION).groups}
    assert data == numbers(sample(ORGANISATION))


def test_the_file_says_it_in_plain_words():
    svg = parsed(file_svg(sample(ORGANISATION), prefix="m"))
    words = next(one.text for one in svg if local(one.tag) == "desc")

    assert "Our organisation, Needers: nobody." in words
    assert "National, Brokers: 2 of 8 tables, 2 notes: Health Foundation" in words


def test_one_more_note_changes_its_cell_and_its_totals_only():
    old = scene(said(ORGANISATION, told(ORGANISATION, ("needer", "A", "local"))), prefix="m")
    more = told(ORGANISATION, ("needer", "A", "local"), ("broker", "B", "national"))
    new = scene(said(ORGANISATION, more), prefix="m")

    assert {part.id for part in changes(old, new)} == {
        "m-c-national-broker", "m-r-national", "m-z-broker", "m-all",
    }  # fmt: skip


def test_the_same_room_gives_the_same_bytes():
    assert file_svg(sample(ORGANISATION), prefix="m") == file_svg(sample(ORGANISATION), prefix="m")
