from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_diagram, a_note, crowded, diagrams

from diagrams.layout import Rect, layout
from diagrams.links import LED, place
from diagrams.model import Link
from diagrams.template import template

ORGANISATION = template("organisation")
ROLES = ("sponsor", "broker", "facility_provider", "needer", "responder", "beneficiary")


def a_link(id, source, target, label="asks"):
    return Link(id, source, target, label, "p", "A")


def an_organisation(*links, title=""):
    """One actor for every role, inside and local: as full as a calm table is."""
    notes = [
        a_note(f"{role}-{level}", role, f"Somebody {level}", level=level)
        for role in (*ROLES, "stakeholder")
        for level in ("inside", "local")
    ]
    return a_diagram("organisation", *notes, links=links, title=title)


def drawn(diagram):
    placed = layout(template(diagram.task), diagram)
    return placed, place(template(diagram.task), placed, diagram.standing_links())


def strokes(way):
    return [
        Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))
        for a, b in pairwise(way)
    ]


CALM = an_organisation(
    a_link("1", "sponsor-inside", "responder-inside", "sponsors"),
    a_link("2", "needer-local", "responder-inside", "ask for help from"),
    a_link("3", "responder-inside", "beneficiary-local", "benefits"),
    a_link("4", "broker-local", "stakeholder-local", "brings together"),
    a_link("5", "stakeholder-inside", "sponsor-local", "influences"),
    a_link("6", "needer-local", "responder-inside", "thanks"),
    a_link("7", "facility_provider-local", "facility_provider-inside", "provides for"),
)


def test_a_link_joins_its_two_notes():
    """It starts on the edge of one and its head touches the other."""
    placed, found = drawn(CALM)

    for one in found:
        source, target = (placed.placed[id].rect for id in (one.link.source, one.link.target))
        assert one.way[0][0] in (source.x, source.right)
        assert source.y < one.way[0][1] < source.bottom
        assert one.way[-1][0] in (target.x, target.right)
        assert target.y < one.way[-1][1] < target.bottom


def test_links_go_around_notes():
    """On a calm table no line runs over any name."""
    placed, found = drawn(CALM)
    rects = [one.rect for one in placed.placed.values()]

    assert not [
        (one.link.id, rect) for one in found for line in strokes(one.way) for rect in rects
        if line.meets(rect, -0.1)
    ]  # fmt: skip


def test_links_can_be_told_apart():
    """No two links share a line, not even two between the same notes."""
    _, found = drawn(CALM)

    for one, other in combinations(found, 2):
        for a in strokes(one.way):
            for b in strokes(other.way):
                is_same_way = (a.w == 0) == (b.w == 0)
                assert not (is_same_way and a.meets(b, 1)), (one.link.id, other.link.id)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_labels_cover_no_note_and_no_other_label(data):
    """A plate stands where nothing is written, however crowded."""
    filled = data.draw(diagrams("organisation", most=15))

    placed, found = drawn(filled)

    plates = [one.plate.rect for one in found if one.plate]
    assert not [(a, b) for a, b in combinations(plates, 2) if a.meets(b)]
    assert not [
        (plate, one.rect)
        for plate in plates
        for one in placed.placed.values()
        if plate.meets(one.rect)
    ]


def test_a_new_link_moves_no_line_that_is_there():
    """Ways are found in the order in which links were made."""
    _, before = drawn(CALM)
    links = (*CALM.links.values(), a_link("8", "broker-inside", "needer-inside"))
    more = an_organisation(*links)

    _, after = drawn(more)

    assert [one.way for one in after[:-1]] == [one.way for one in before]


def test_links_are_led_in_a_task_without_levels_and_on_a_full_table():
    """Every template has lanes; a crowd has at least a way."""
    filled = crowded("innovation", 45)
    links = {f"k{at}": a_link(f"k{at}", f"n{at}", f"n{at * 7 % 45}") for at in range(1, 9)}
    placed = layout(template("innovation"), filled)

    found = place(template("innovation"), placed, tuple(links.values()))

    assert len(found) == 8
    assert all(len(one.way) >= 2 for one in found)


def test_past_a_bound_links_go_straight_and_are_still_all_there():
    """What leading them costs is bounded, whatever people draw; none is left out."""
    ids = [f"{role}-{level}" for role in (*ROLES, "stakeholder") for level in ("inside", "local")]
    pairs = list(combinations(ids, 2)) * 3
    many = [a_link(f"k{at}", *pair, "asks") for at, pair in enumerate(pairs)][:150]
    placed, found = drawn(an_organisation(*many))
    led = LED // len(placed.placed)

    assert 0 < led < len(found) == len(many)
    assert all(len(one.way) == 4 and one.plate is not None for one in found[led:])
    for one in found:
        source, target = (placed.placed[id].rect for id in (one.link.source, one.link.target))
        assert one.way[0][0] in (source.x, source.right)
        assert one.way[-1][0] in (target.x, target.right)


def test_a_link_past_the_bound_moves_none_before_it():
    """The first ones keep their ways and their labels."""
    ids = [f"{role}-{level}" for role in (*ROLES, "stakeholder") for level in ("inside", "local")]
    many = [a_link(f"k{at}", *pair) for at, pair in enumerate(combinations(ids, 2))]
    at_bound = LED // len(ids)
    before, after = (
        drawn(an_organisation(*(many * 2)[:count]))[1][: at_bound // 2]
        for count in (at_bound, at_bound + 1)
    )

    assert [one.way for one in before] == [one.way for one in after]
