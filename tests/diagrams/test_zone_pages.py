import json

import pytest
from hypothesis import given
from pictures import ALLOWED, a_diagram, a_note, all_text, local, parsed
from seen import assert_legible, seen
from walls import INNOVATION, ORGANISATION, awkward, of_the_third, rooms, said, sample, told

from diagrams import zone_pages
from diagrams.errors import DiagramError
from diagrams.scene import changes
from diagrams.svg_file import document
from diagrams.template import task_ids, template
from diagrams.zone_pages import file_svg, pages, scene

tasks = pytest.mark.parametrize("task", task_ids())


def drawn(room, zone, page=1):
    return document(scene(room, zone=zone, page=page, prefix="w"))


def all_pages(room, zone):
    return [drawn(room, zone, page) for page in range(1, pages(room, zone) + 1)]


def spoken(svgs):
    return " ".join(" ".join(all_text(svg).split()) for svg in svgs)


def lots(task, zone, tables, notes, words="what this table said in its own words, number"):
    """Return a room in which every note differs."""
    return said(
        task,
        *(
            told(task, *((zone, f"{words} {table} and {at}") for at in range(notes)))
            for table in range(1, tables + 1)
        ),
    )


def sizes(svg, words):
    return {one.size for one in seen(svg) if words in one.text}


@tasks
def test_every_wording_and_every_table_is_on_some_page(task):
    """Nothing is dropped, and nobody's words stand without their table."""
    for room in (sample(task), awkward(task)):
        for zone in room.template.zones:
            told = spoken(all_pages(room, zone.id))
            for group in room.groups:
                for word in group.words if group.zone == zone.id else ():
                    assert " ".join(word.text.split()) in told
                    assert " ".join(word.name.split()) in told


@given(rooms(ORGANISATION) | rooms(INNOVATION))
def test_nothing_anybody_wrote_is_dropped(room):
    for zone in room.template.zones:
        told = "".join(spoken(all_pages(room, zone.id)).split())
        inside = [group for group in room.groups if group.zone == zone.id]
        assert all("".join(word.text.split()) in told for group in inside for word in group.words)


@tasks
def test_everything_is_legible_from_the_last_row(task):
    for room in (sample(task), awkward(task), said(task, tables=8)):
        for zone in room.template.zones:
            for svg in all_pages(room, zone.id):
                assert_legible(svg, 28)


@given(rooms(ORGANISATION) | rooms(INNOVATION))
def test_any_room_is_legible_and_safe(room):
    zone = room.template.zones[0].id
    svg = file_svg(room, zone=zone, prefix="w")

    assert_legible(svg, 28)
    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED


def test_the_zone_its_prompt_and_the_page_stand_at_the_top():
    words = spoken([drawn(lots(INNOVATION, "need", 20, 4), "need", 2)])

    assert "Where did the 'Need' come from?" in words
    assert "20 of 20 tables" in words
    assert f"page 2 of {pages(lots(INNOVATION, 'need', 20, 4), 'need')}" in words


def test_both_prompts_of_a_zone_are_shown():
    words = spoken([drawn(sample(ORGANISATION), "stakeholder")])

    assert template(ORGANISATION).zone("stakeholder").prompt in words
    assert template(ORGANISATION).zone("stakeholder").outside_prompt in words


def test_a_group_says_how_many_tables_and_each_ones_own_words():
    room = said(
        ORGANISATION,
        told(ORGANISATION, ("needer", "GPs", "local")),
        told(ORGANISATION, ("needer", "GP's", "local")),
        told(ORGANISATION, ("needer", "GPs", "local")),
        tables=8,
    )
    (block,) = [
        one.markup
        for id, one in scene(room, zone="needer", page=1, prefix="w").elements.items()
        if id.startswith("w-b-")
    ]

    assert all_text(f"<svg>{block}</svg>").split("\n") == [
        "GPs", "3 of 8 tables", "Local", "Table 1 · Table 3", "“GP's”", "Table 2",
    ]  # fmt: skip


def test_what_several_said_comes_first_then_what_one_said():
    room = said(
        INNOVATION,
        told(INNOVATION, ("need", "Only us"), ("need", "Falls at night")),
        told(INNOVATION, ("need", "Falls at night")),
    )
    found = [one.text for one in seen(drawn(room, "need"))]

    assert found.index("Falls at night") < found.index("Said by one table") < found.index("Only us")


def test_a_table_that_said_it_twice_is_named_once():
    room = said(ORGANISATION, *[told(ORGANISATION, ("needer", "OTs"), ("needer", "OTs"))] * 2)
    found = [one.text for one in seen(drawn(room, "needer"))]

    assert found.count("Table 1 · Table 2") == 1


def test_an_actor_shows_its_level_in_words_and_its_kind_by_its_shape():
    note = a_note("a", "needer", "Care homes", level="regional", kind="thing", potential=True)
    room = said(ORGANISATION, a_diagram(ORGANISATION, note))
    markup = next(
        one.markup
        for id, one in scene(room, zone="needer", page=1, prefix="w").elements.items()
        if id.startswith("w-b-")
    )

    assert "Table 1 · Regional" in markup
    assert "stroke-dasharray" in markup
    assert "<path" in markup


def test_an_empty_zone_asks_its_question_and_says_that_nobody_wrote():
    words = spoken([drawn(said(INNOVATION, tables=8), "novel")])

    assert "No table has written here yet" in words
    assert "What was 'Novel' and/or 'Learned'?" in words
    assert pages(said(INNOVATION, tables=8), "novel") == 1


def test_the_fewer_the_words_the_larger_the_type():
    found = [
        min(sizes(drawn(lots(INNOVATION, "need", many, 1), "need"), "own words"))
        for many in (1, 8, 14, 16, 60)
    ]

    assert found == sorted(found, reverse=True)
    assert found[0] == 48
    assert found[-1] <= 32


def test_larger_type_never_makes_more_pages(monkeypatch):
    """Nobody turns a page only to read larger letters."""
    some = [lots(INNOVATION, "need", many, 2) for many in range(1, 60, 7)]
    chosen = [pages(room, "need") for room in some]
    monkeypatch.setattr(zone_pages, "_SETTINGS", zone_pages._SETTINGS[:1])

    assert chosen == [pages(room, "need") for room in some]


def test_type_is_not_so_large_that_a_word_would_break():
    words = [letter + "W" * 19 for letter in "ABCDEFGHI"]
    svg = drawn(said(INNOVATION, told(INNOVATION, *(("need", one) for one in words))), "need")

    assert {sizes(svg, word).pop() for word in words} == {40}
    assert all(one.box.h < 50 for one in seen(svg) if one.text in words)


def test_a_page_beyond_the_last_is_the_last():
    """A wall that was left on page 9 shows something when words go."""
    room = lots(INNOVATION, "need", 20, 4)
    last = pages(room, "need")

    assert drawn(room, "need", 99) == drawn(room, "need", last) != drawn(room, "need", 1)
    assert drawn(room, "need", 0) == drawn(room, "need", 1)


def test_sixty_tables_in_one_group_are_all_named():
    room = said(INNOVATION, *[told(INNOVATION, ("need", "Falls"))] * 60)

    words = spoken([drawn(room, "need")])

    assert pages(room, "need") == 1
    assert all(f"Table {at}" in words for at in range(1, 61))


def test_a_group_larger_than_a_page_goes_on_and_says_so():
    room = said(
        INNOVATION,
        *(told(INNOVATION, ("need", "falls" + "!" * at)) for at in range(60)),
    )

    assert len({group.key for group in room.groups}) == 1
    assert pages(room, "need") > 1
    assert ", continued" in spoken([drawn(room, "need", 2)])
    for svg in all_pages(room, "need"):
        assert_legible(svg, 28)


def test_a_third_template_needs_no_code():
    room = of_the_third()
    words = spoken([drawn(room, "z0")])

    assert "NHS bodies and everybody who works with them in the region" in words
    assert_legible(drawn(room, "z0"), 28)


def test_a_zone_that_is_not_there_is_refused_with_a_stable_code():
    with pytest.raises(DiagramError) as refused:
        pages(sample(INNOVATION), "sponsor")

    assert refused.value.code == "no_zone"


def test_the_file_holds_all_pages_and_every_word():
    room = lots(INNOVATION, "need", 20, 4)
    svg = file_svg(room, zone="need", prefix="w")
    root = parsed(svg)

    data = json.loads(next(one.text for one in root if local(one.tag) == "metadata"))
    assert sum(len(group["words"]) for group in data["groups"]) == 80
    assert int(root.get("height")) == 1032 * pages(room, "need")
    for page in all_pages(room, "need"):
        assert set(all_text(page).split("\n")) <= set(all_text(svg).split("\n"))


def test_the_ids_of_a_file_are_unique():
    root = parsed(file_svg(sample(ORGANISATION), zone="stakeholder", prefix="w"))

    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_a_group_keeps_its_element_as_it_grows():
    one = told(INNOVATION, ("need", "Falls"))
    old, new = (
        scene(said(INNOVATION, *[one] * many, tables=8), zone="need", page=1, prefix="w")
        for many in (2, 3)
    )

    ids = {part.id for part in changes(old, new)}
    assert len(ids) == 2
    assert "w-count" in ids


@tasks
def test_the_same_room_gives_the_same_bytes(task):
    zone = template(task).zones[0].id

    assert file_svg(sample(task), zone=zone, prefix="w") == file_svg(
        sample(task), zone=zone, prefix="w"
    )
