import json
from dataclasses import replace

import pytest
from hypothesis import given
from pictures import ALLOWED, all_text, local, parsed
from seen import assert_legible
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

from diagrams.composite import gather
from diagrams.gaps import file_svg, gaps, scene, waiting
from diagrams.scene import changes
from diagrams.svg_file import document
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def drawn(room):
    return document(scene(room, prefix="g"))


def sentences(room):
    return {one.id: one.sentence for inside in gaps(room) for one in inside}


def room_of(task, *zones, tables=None):
    """Return tables that each wrote one note in the zones named."""
    return said(
        task, *(told(task, *((zone, "A") for zone in some)) for some in zones), tables=tables
    )


@tasks
def test_the_counts_are_those_of_the_workshop_file(task):
    """Which tables have nothing, counted again from the rehearsal's own file."""
    found = {one.id: one for one in gaps(sample(task))[0]}

    for zone in template(task).zones:
        without = [not any(one["zone"] == zone.id for one in table) for table in written(task)]
        assert [not one for one in found[f"zone-{zone.id}"].wrote] == without


def test_the_levels_are_counted_as_well():
    found = {one.id: one.missing for one in gaps(sample(ORGANISATION))[1]}

    for level in template(ORGANISATION).levels:
        without = [all(one["level"] != level.id for one in t) for t in written(ORGANISATION)]
        assert found[f"level-{level.id}"] == sum(without)
    assert not gaps(sample(INNOVATION))[1]


@pytest.mark.parametrize(
    ("some", "sentence"),
    [
        ((["broker"], ["broker"], ["broker"]), "Every table named brokers"),
        ((["broker"], ["broker"], ["needer"]), "1 of 3 tables named no brokers"),
        ((["broker"], ["needer"], ["needer"]), "2 of 3 tables named no brokers"),
        ((["needer"], ["needer"], ["needer"]), "No table named brokers"),
        ((["broker"],), "The one table named brokers"),
        ((["needer"],), "The one table named no brokers"),
    ],
)
def test_absence_is_said_in_a_natural_sentence(some, sentence):
    assert sentences(room_of(ORGANISATION, *some))["zone-broker"] == sentence


@pytest.mark.parametrize(
    ("some", "sentence"),
    [
        ((["novel"], ["novel"]), "Every table wrote something under Novel"),
        ((["novel"], ["need"], ["need"]), "2 of 3 tables wrote nothing under Novel"),
        ((["need"], ["need"]), "No table wrote something under Novel"),
        ((["novel"],), "The one table wrote something under Novel"),
        ((["need"],), "The one table wrote nothing under Novel"),
    ],
)
def test_a_task_without_names_asks_what_was_written(some, sentence):
    assert sentences(room_of(INNOVATION, *some))["zone-novel"] == sentence


def test_an_abbreviation_keeps_its_capitals_within_a_sentence():
    assert sentences(of_the_third())["zone-z0"].startswith("Every table named NHS bodies")


def test_the_largest_gap_comes_first_and_equals_in_reading_order():
    room = room_of(ORGANISATION, ["needer", "sponsor"], ["needer", "broker"], ["needer"])

    assert [one.id for one in gaps(room)[0]] == [
        "zone-responder", "zone-beneficiary", "zone-facility_provider", "zone-stakeholder",
        "zone-sponsor", "zone-broker", "zone-needer",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("some", "tables", "words"),
    [
        ((["need"], []), 2, "1 table has not started: Table 2."),
        ((["need"], [], []), 3, "2 tables have not started: Table 2 · Table 3."),
        ((["need"],), 4, "3 tables have not started."),
        ((["need"], ["novel"]), 2, ""),
    ],
)
def test_tables_that_wrote_nothing_at_all_are_counted_apart(some, tables, words):
    """They have no gap in any zone: they have not begun."""
    room = room_of(INNOVATION, *some, tables=tables)

    assert waiting(room) == words
    assert words in all_text(drawn(room))
    assert {len(one.wrote) for one in gaps(room)[0]} == {len(some) - some.count([])}


def test_two_diagrams_of_one_table_are_one_dot():
    first, second = room_of(INNOVATION, ["need"], ["novel"]).diagrams
    both = [first, replace(second, table=first.table, name=first.name)]
    room = gather(template(INNOVATION), both, heading="", tables=1)

    assert {one.id: one.wrote for one in gaps(room)[0]}["zone-novel"] == (True,)
    assert waiting(room) == ""


def test_the_names_of_those_with_nothing_stand_beside_the_dots():
    markup = scene(sample(ORGANISATION), prefix="g").elements["g-zone-broker"].markup

    assert "Upright Citizens" in markup
    assert markup.count("<circle") == 1 + 8
    assert markup.count('fill="none"') == 1


def test_before_anybody_writes_nothing_is_called_missing():
    room = said(ORGANISATION, tables=8)

    assert "No table has written anything in this task yet." in all_text(drawn(room))
    assert "named no" not in all_text(drawn(room))


@pytest.mark.parametrize(
    "room",
    [
        sample(ORGANISATION), sample(INNOVATION), awkward(ORGANISATION), awkward(INNOVATION),
        of_the_third(), said(INNOVATION, tables=8),
        room_of(INNOVATION, *[["need"]] * 40, *[["novel"]] * 20),
    ],
    ids=["organisation", "innovation", "awkward", "awkward too", "third", "empty", "sixty"],
)  # fmt: skip
def test_all_words_are_legible_from_the_back(room):
    assert_legible(drawn(room), 20)


@given(rooms(ORGANISATION) | rooms(INNOVATION))
def test_any_room_is_legible_and_safe(room):
    svg = drawn(room)

    assert_legible(svg, 20)
    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED


def test_the_file_names_every_table_without():
    svg = parsed(file_svg(room_of(INNOVATION, *[["need"]] * 60), prefix="g"))
    data = json.loads(next(one.text for one in svg if local(one.tag) == "metadata"))

    found = {one["place"]: one["names"] for one in data["gaps"]}
    assert found["zone-novel"] == [f"Table {at}" for at in range(1, 61)]
    assert found["zone-need"] == []


def test_the_file_says_it_in_plain_words():
    svg = parsed(file_svg(sample(ORGANISATION), prefix="g"))
    words = next(one.text for one in svg if local(one.tag) == "desc")

    assert "1 of 8 tables named no brokers: Upright Citizens." in words


def test_a_gap_that_closes_changes_one_row():
    old, new = (
        scene(room_of(ORGANISATION, ["needer"], some), prefix="g")
        for some in (["needer", "broker"], ["needer", "broker", "sponsor"])
    )

    assert "g-zone-needer" not in {part.id for part in changes(old, new)}
    assert "g-zone-sponsor" in {part.id for part in changes(old, new)}


@tasks
def test_the_same_room_gives_the_same_bytes(task):
    assert file_svg(sample(task), prefix="g") == file_svg(sample(task), prefix="g")
