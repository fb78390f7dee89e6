import json

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

from diagrams.glossary import shipped
from diagrams.keys import key
from diagrams.overlap import bodies, file_svg, scene
from diagrams.scene import changes
from diagrams.svg_file import document
from diagrams.template import task_ids

tasks = pytest.mark.parametrize("task", task_ids())


def drawn(room):
    return document(scene(room, prefix="o"))


def many(count):
    """Return a room in which one table named so many bodies in two roles each."""
    names = [f"Body {'ABCDEFGHIJ'[at // 10]}{'ABCDEFGHIJ'[at % 10]}x" for at in range(count)]
    some = [(role, name) for name in names for role in ("needer", "broker")]
    return said(ORGANISATION, told(ORGANISATION, *some))


def test_the_bodies_are_those_of_the_workshop_file():
    """Roles and tables of every body, counted again from the rehearsal's own file."""
    counted = {}
    for number, table in enumerate(written(ORGANISATION)):
        for one in table:
            roles = counted.setdefault(key(one["text"], True, shipped()), {})
            roles.setdefault(one["role"], set()).add(number)
    wanted = {
        said: {role: len(tables) for role, tables in roles.items()}
        for said, roles in counted.items()
        if len(roles) > 1
    }

    found = bodies(sample(ORGANISATION))
    assert {one.key: {role.zone: len(role.tables) for role in one.roles} for one in found} == wanted
    assert all(one.tables == len(set().union(*counted[one.key].values())) for one in found)


def test_one_table_that_named_a_body_twice_is_not_two_tables_that_named_it_once():
    """The same table saying both is a finding; two tables may just see it differently."""
    both = told(ORGANISATION, ("sponsor", "CQC"), ("broker", "CQC", "national"))
    apart = (told(ORGANISATION, ("sponsor", "NHS 111")), told(ORGANISATION, ("broker", "NHS 111")))
    weak, strong = bodies(said(ORGANISATION, both, *apart))

    assert (strong.text, strong.both, [role.also for role in strong.roles]) == ("CQC", 1, [1, 1])
    assert (weak.text, weak.both, [role.also for role in weak.roles]) == ("NHS 111", 0, [0, 0])


def test_a_role_that_only_other_tables_gave_stays_open():
    room = said(
        ORGANISATION,
        told(ORGANISATION, ("sponsor", "CQC"), ("broker", "CQC")),
        told(ORGANISATION, ("needer", "CQC")),
    )
    (body,) = bodies(room)

    assert {role.zone: role.also for role in body.roles} == {"needer": 0, "sponsor": 1, "broker": 1}
    markup = scene(room, prefix="o").elements[f"o-{body.id}"].markup
    assert markup.count('fill="#FFFFFF"') == 2


def test_levels_do_not_tell_bodies_apart():
    (body,) = bodies(
        said(
            ORGANISATION,
            told(ORGANISATION, ("sponsor", "CQC", "local"), ("broker", "CQC", "national")),
        )
    )

    assert [role.zone for role in body.roles] == ["sponsor", "broker"]


def test_the_same_role_at_two_levels_is_one_role():
    assert not bodies(
        said(
            ORGANISATION,
            told(ORGANISATION, ("sponsor", "CQC", "local"), ("sponsor", "CQC", "national")),
        )
    )


def test_most_roles_come_first_then_most_tables():
    room = said(
        ORGANISATION,
        told(ORGANISATION, ("sponsor", "A1 body"), ("broker", "A1 body"), ("needer", "B2 body")),
        told(ORGANISATION, ("broker", "B2 body"), ("sponsor", "C3 body"), ("broker", "C3 body")),
        told(ORGANISATION, ("needer", "D4 body"), ("sponsor", "D4 body"), ("broker", "D4 body")),
    )

    assert [one.text for one in bodies(room)] == ["D4 body", "B2 body", "A1 body", "C3 body"]


def test_what_the_wall_has_no_room_for_is_counted_and_stands_in_the_file():
    """Nothing is dropped: the file is as tall as all of them are."""
    room = many(60)
    shown = sum(one.startswith("o-b-") for one in scene(room, prefix="o").elements)

    assert f"and {60 - shown} more" in all_text(drawn(room))
    words = all_text(file_svg(room, prefix="o"))
    assert all(group.text in words for group in room.groups)
    assert "downloaded" not in words


def test_the_last_one_is_shown_rather_than_counted():
    for count in range(1, 25):
        assert "and 1 more" not in all_text(drawn(many(count)))


def test_nobody_in_two_roles_is_said_in_words():
    room = said(ORGANISATION, told(ORGANISATION, ("sponsor", "CQC")))

    assert "Nobody was named in more than one role yet." in all_text(drawn(room))


@pytest.mark.parametrize(
    "room",
    [
        sample(ORGANISATION), sample(INNOVATION), awkward(ORGANISATION), of_the_third(), many(60),
        said(ORGANISATION, tables=8),
    ],
    ids=["organisation", "innovation", "awkward", "third", "many", "empty"],
)  # fmt: skip
def test_all_words_are_legible_from_the_back(room):
    assert_legible(drawn(room), 20)
    assert_legible(file_svg(room, prefix="o"), 20)


@given(rooms(ORGANISATION))
def test_any_room_is_legible_and_safe(room):
    svg = drawn(room)

    assert_legible(svg, 20)
    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED


def test_the_file_can_be_read_back():
    svg = parsed(file_svg(sample(ORGANISATION), prefix="o"))
    data = json.loads(next(one.text for one in svg if local(one.tag) == "metadata"))
    words = next(one.text for one in svg if local(one.tag) == "desc")

    found = bodies(sample(ORGANISATION))
    assert [one["text"] for one in data["bodies"]] == [one.text for one in found]
    assert all(one.text in words for one in found)


def test_a_body_keeps_its_row_as_more_tables_name_it():
    both = told(ORGANISATION, ("sponsor", "CQC"), ("broker", "CQC"))
    old, new = (scene(said(ORGANISATION, *[both] * at, tables=8), prefix="o") for at in (1, 2))

    assert len(changes(old, new)) == 1


@tasks
def test_the_same_room_gives_the_same_bytes(task):
    assert file_svg(sample(task), prefix="o") == file_svg(sample(task), prefix="o")
