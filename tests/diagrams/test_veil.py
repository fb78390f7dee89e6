"""A diagram whose words are not shown yet: shapes, in the same places, that give no word away."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from filling import ORGANISATION, SEQUENCES, Table, replay
from hypothesis import given
from hypothesis import strategies as st

from diagrams.model import Version
from diagrams.render import drawn, live_svg, scene
from diagrams.template import template
from diagrams.veil import veiled

# What people's words are replaced by, to find them again wherever they came through.
SECRET = "kestrel"


def picture(diagram):
    return live_svg(scene(template(diagram.task), diagram, heading="Ward 4", prefix="p"))


def spoken(diagram):
    """Return the diagram with every word, id, letter and author of people made unmistakable."""

    def told(note):
        version = Version(f"{SECRET} text", 1, SECRET, SECRET)
        return replace(
            note, id=f"{SECRET}{note.id}", author=SECRET, letter=SECRET, versions=(version,)
        )

    notes = {one.id: one for one in map(told, diagram.notes.values())}
    links = {
        f"{SECRET}{link.id}": replace(
            link,
            id=f"{SECRET}{link.id}",
            source=SECRET + link.source,
            target=SECRET + link.target,
            label=f"{SECRET} label",
        )
        for link in diagram.links.values()
    }
    order = {zone: tuple(SECRET + id for id in ids) for zone, ids in diagram.order.items()}
    return replace(
        diagram,
        title=f"{SECRET} title",
        order=order,
        notes=MappingProxyType(notes),
        links=MappingProxyType(links),
        removed=MappingProxyType({}),
    )


@given(SEQUENCES)
def test_nothing_that_people_wrote_or_chose_is_in_the_picture(sequence):
    """Neither words nor labels, titles, letters, nor ids, which whoever writes makes up."""
    diagram = spoken(replay(sequence)[0])

    assert SECRET not in repr(veiled(diagram))
    assert SECRET not in picture(veiled(diagram))


@given(SEQUENCES)
def test_as_many_shapes_stand_in_each_zone_and_links_between_them(sequence):
    diagram, _ = replay(sequence)
    shapes = veiled(diagram)

    assert shapes.counts() == diagram.counts()
    assert len(shapes.standing_links()) == len(diagram.standing_links())
    assert [note.kind for zone in shapes.order for note in shapes.in_zone(zone)] == [
        note.kind for zone in diagram.order for note in diagram.in_zone(zone)
    ]


@pytest.mark.parametrize("task", ["innovation", "organisation"])
@given(lengths=st.lists(st.sampled_from([(1, 24), (25, 72), (73, 200)]), min_size=1, max_size=8))
def test_lengths_tell_apart_short_middling_and_long_and_no_more(task, lengths):
    shortest, longest = Table(task), Table(task)
    for at, (least, most) in enumerate(lengths):
        shortest.add(f"a{at}", "m" * least)
        longest.add(f"b{at}", "i" * most)

    assert picture(veiled(shortest.diagram)) == picture(veiled(longest.diagram))


def test_a_longer_note_is_a_taller_shape():
    """A card with three bars shows from afar that somebody wrote more than a word."""
    table = Table()
    table.add("a", "short")
    table.add("b", "long " * 30)
    bars = [len(note.bars) for note in veiled(table.diagram).in_zone("need")]

    assert bars == [1, 3]


@given(SEQUENCES, SEQUENCES)
def test_a_picture_that_is_kept_becomes_the_one_that_would_be_drawn_anew(before, since):
    then, _ = replay(before)
    now, _ = replay(since, then)
    kept = drawn(ORGANISATION, veiled(then), heading="Ward 4", prefix="p")
    for shown in (veiled(now), now, veiled(now)):
        kept = drawn(ORGANISATION, shown, heading="Ward 4", prefix="p", before=kept)
        assert live_svg(kept.scene) == picture(shown)


def test_a_shape_that_stayed_is_the_same_object():
    """What is kept of its picture is then used again."""
    table = Table()
    table.add("a", "one")
    was = veiled(table.diagram).in_zone("need")[0]
    table.add("b", "two")

    assert veiled(table.diagram).in_zone("need")[0] is was
