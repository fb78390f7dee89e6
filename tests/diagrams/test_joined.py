import pytest
from rooms import room

from diagrams.admission import admitted
from diagrams.composite_render import _drawn, arranged
from diagrams.joined import led
from diagrams.template import task_ids


def away(one):
    """Return how far a label's plate stands from its line."""
    rect, found = one.plate.rect, []
    for (ax, ay), (bx, by) in zip(one.way, one.way[1:], strict=False):
        aside = max(rect.x - max(ax, bx), min(ax, bx) - rect.right, 0)
        above = max(rect.y - max(ay, by), min(ay, by) - rect.bottom, 0)
        found.append(max(aside, above))
    return min(found)


@pytest.mark.parametrize("task", task_ids())
@pytest.mark.parametrize("many", [8, 25, 60])
def test_a_label_stands_on_its_line_or_says_less(task, many):
    """Among many lines a label beside its own is read with another one."""
    said = room(task, many)
    overview = admitted(said)
    joined = _drawn(said, arranged(overview))

    drawn = led(overview.template, arranged(overview), joined)

    assert [one.link.id for one in drawn] == [link.id for link, _ in joined]
    for one, (link, join) in zip(drawn, joined, strict=True):
        assert one.link.label in (link.label, str(len(join.tables)))
        if one.plate is not None:
            assert away(one) <= 2


def test_a_crowded_room_still_says_how_many_tables_drew_its_links():
    """Where the words have no room, the number usually has."""
    said = room("organisation", 60)
    overview = admitted(said)

    drawn = led(overview.template, arranged(overview), _drawn(said, arranged(overview)))

    assert sum(one.plate is not None for one in drawn) >= 4
