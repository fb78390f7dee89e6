import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_diagram, a_note, assert_orderly, crowded, diagrams

from diagrams import room_cell
from diagrams.composite import TableDiagram, gather, groups
from diagrams.composite_render import contents, scene
from diagrams.layout import arrange
from diagrams.model import Diagram
from diagrams.room_width import fitted
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())
WALL = 1032 / 1920


def said(task, some, many=8):
    named = [TableDiagram(f"t{at}", f"Table {at}", one) for at, one in enumerate(some, 1)]
    found = groups(template(task), named)
    return found, contents(template(task), found, many)


@tasks
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_a_room_says_nothing_is_left_out_and_nothing_overlaps(task, data):
    """At the chosen width every group is in its own cell, apart from all others."""
    some = data.draw(st.lists(diagrams(task, most=15), max_size=4))
    found, cards = said(task, some)

    wide, placed = fitted(template(task), cards)

    assert len(placed.placed) == len(found)
    assert all(one.cell.zone == one.content.group.zone for one in placed.placed.values())
    assert_orderly(placed, wide.picture.width)


@tasks
@pytest.mark.parametrize("many", [1, 4, 8, 20])
def test_a_full_room_has_the_shape_of_a_projector(task, many):
    """However many tables, the picture is about as wide as a wall, never a tall strip."""
    _, cards = said(task, [crowded(task, 20 + at, 30 + at) for at in range(many)], many)

    wide, placed = fitted(template(task), cards)

    assert 0.8 < placed.height / wide.picture.width / WALL < 1.2


@tasks
def test_the_picture_is_at_least_as_large_on_a_wall_as_the_template_would_be(task):
    """Making it wider is only ever done for larger type."""
    _, cards = said(task, [crowded(task, 10)])

    own = arrange(template(task), cards, 0, room_cell.fill).height
    wide, placed = fitted(template(task), cards)

    assert max(wide.picture.width * WALL, placed.height) <= max(1600 * WALL, own)


@tasks
@pytest.mark.parametrize("some", [[], [0]])
def test_a_quiet_room_sees_the_picture_it_knows(task, some):
    """While nothing grows, the combined picture has the template's own shape."""
    zone = template(task).zones[0].id
    filled = [a_diagram(task, a_note("a", zone, "Falls")) if some else Diagram(task)]
    _, cards = said(task, filled)

    wide, placed = fitted(template(task), cards)

    assert wide is template(task)
    assert placed.height == 900


@tasks
def test_the_same_room_always_gives_the_same_picture(task):
    """A wall that reloads sees what it saw."""
    some = [crowded(task, 25), crowded(task, 31)]
    tables = [TableDiagram(f"t{at}", f"Table {at}", one) for at, one in enumerate(some)]

    def drawn():
        return scene(gather(template(task), tables, heading="Room", tables=2), prefix="all")

    assert drawn() == drawn()
    assert drawn().attributes["viewBox"].split()[2] == drawn().attributes["width"]
