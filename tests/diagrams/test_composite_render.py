import json

import pytest
import rooms
from following import canonical, patch
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import (
    ALLOWED,
    HOSTILE,
    a_diagram,
    a_note,
    all_text,
    crowded,
    diagrams,
    is_inside,
    local,
    overlaps,
    parsed,
)

from diagrams.admission import admitted
from diagrams.composite import TableDiagram, gather
from diagrams.composite_render import arranged, file_svg, scene
from diagrams.layout import Rect
from diagrams.model import Link
from diagrams.remark import Remark
from diagrams.room_shape import HEIGHT, TITLE, WIDTH
from diagrams.scene import changes
from diagrams.svg_file import document
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def tables(*diagrams):
    return [
        TableDiagram(f"t{at}", f"Table {at}", diagram) for at, diagram in enumerate(diagrams, 1)
    ]


def together(task, some, many=8):
    return gather(template(task), some, heading="Room", tables=many)


def drawn(task, some, many=8):
    return scene(together(task, some, many), prefix="all")


def spoken(picture):
    return " ".join(all_text(document(picture)).split())


def test_what_several_tables_said_shows_the_count_and_their_own_words():
    """The headline is one wording; the others and the tables' names are all there."""
    some = tables(
        a_diagram("innovation", a_note("a", "need", "GPs")),
        a_diagram("innovation", a_note("a", "need", "GP's")),
        a_diagram("innovation", a_note("a", "need", "GPs")),
    )

    words = spoken(drawn("innovation", some))

    assert "3 of 8 tables" in words
    assert "“GP's”" in words
    assert "Table 1 · Table 2 · Table 3" in words


def test_what_one_table_said_is_there_with_its_name():
    """Nothing is dropped because only one table thought of it."""
    words = spoken(
        drawn("innovation", tables(a_diagram("innovation", a_note("a", "need", "Falls"))))
    )

    assert "Falls" in words
    assert "Table 1" in words
    assert "of 8 tables" not in words


@tasks
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_word_of_any_table_is_dropped_from_the_file(task, data):
    """Every note of every table is in the file, in its own words, and so is the table's name."""
    some = tables(*data.draw(st.lists(diagrams(task, most=15), max_size=5)))

    words = "".join(all_text(file_svg(together(task, some), prefix="all")).split())

    notes = [(table, note) for table in some for note in table.diagram.notes.values()]
    assert all("".join(version.text.split()) in words
               for _, note in notes for version in note.versions[:1])  # fmt: skip
    assert all("".join(table.name.split()) in words for table, _ in notes)


@tasks
def test_the_combined_picture_keeps_the_rules_of_every_picture(task):
    """Only listed elements, unique ids, and what people typed stays text."""
    some = tables(
        a_diagram(
            task,
            *(
                a_note(f"n{at}", template(task).zones[at % 7].id, text)
                for at, text in enumerate(HOSTILE)
            ),
        )
    )

    svg = document(drawn(task, some))

    ids = [one.get("id") for one in parsed(svg).iter() if one.get("id")]
    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED
    assert len(ids) == len(set(ids))
    assert "<script" not in svg


def test_an_empty_room_says_how_many_tables_there_are():
    """Before the first note the wall shows the shape and who is expected."""
    assert "Room · All 8 tables" in spoken(drawn("innovation", []))


def test_links_of_several_tables_are_drawn_heavier():
    """The weight of an arrow is how many tables drew it."""

    def of(many):
        one = a_diagram(
            "organisation",
            a_note("a", "needer", "GPs"),
            a_note("b", "sponsor", "CCG"),
            links=(Link("k", "a", "b", "asks", "p", "A"),),
        )
        picture = drawn("organisation", tables(*[one] * many))
        svg = parsed(document(picture))
        link = next(one for one in svg.iter() if one.get("data-link"))
        return max(
            float(one.get("stroke-width"))
            for one in link.iter()
            if one.get("stroke") not in (None, "#FFFFFF")
        )

    assert of(1) < of(2) < of(5)


@pytest.mark.parametrize(("many", "is_said"), [(1, False), (2, True)])
def test_the_words_of_a_link_are_shown_once_two_tables_drew_it(many, is_said):
    """One table's links are quiet lines: the wall stays calm, the data has their words."""
    one = a_diagram(
        "organisation",
        a_note("a", "needer", "GPs"),
        a_note("b", "sponsor", "CCG"),
        links=(Link("k", "a", "b", "asks for help", "p", "A"),),
    )

    picture = drawn("organisation", tables(*[one] * many))

    assert ("asks for help · 2 tables" in spoken(picture)) == is_said
    assert [one for one in picture.elements if one.startswith("all-p-")]


def test_links_that_are_left_out_are_counted():
    """Of hundreds the wall shows those of most tables, and says how many more there are."""
    said = rooms.room("organisation", 60)

    picture = scene(said, prefix="all")

    drawn = [one for one in picture.elements if one.startswith("all-p-")]
    assert 0 < len(drawn) <= 8
    assert f"and {len(said.joins) - len(drawn)} more links" in spoken(picture)


def test_the_more_tables_the_larger_the_headline():
    """A room sees from the back what most of it said."""

    def of(many):
        one = a_diagram("innovation", a_note("a", "need", "Falls"))
        svg = parsed(document(drawn("innovation", tables(*[one] * many))))
        return next(
            int(one.get("font-size"))
            for one in svg.iter()
            if local(one.tag) == "text" and "".join(one.itertext()) == "Falls"
        )

    assert of(2) < of(3) < of(4)


def test_the_names_of_a_large_room_are_counted_after_the_first_few():
    """Sixty names on every card would hide what they said; the file keeps each word's table."""
    one = a_diagram("innovation", a_note("a", "need", "Falls"))

    said = together("innovation", tables(*[one] * 60), 60)

    words = spoken(scene(said, prefix="all"))

    assert "60 of 60 tables" in words
    assert "Table 6 · and 54 more" in words
    assert "Table 60" in " ".join(all_text(file_svg(said, prefix="all")).split())


def test_a_group_keeps_its_element_as_it_grows():
    """A wall patches one card when one more table says the same."""
    one = a_diagram("innovation", a_note("a", "need", "Falls"))
    old, new = (drawn("innovation", tables(*[one] * many)) for many in (2, 3))

    assert [part.id for part in changes(old, new)] == [
        id for id in new.elements if id.startswith("all-g-")
    ]


@tasks
def test_the_combined_file_can_be_read_back(task):
    """A researcher gets every word with its table from the picture itself."""
    some = tables(crowded(task, 15), crowded(task, 7))

    svg = parsed(file_svg(together(task, some, 2), prefix="all"))

    data = json.loads(next(one.text for one in svg if local(one.tag) == "metadata"))
    assert sum(len(group["words"]) for group in data["groups"]) == 22
    assert data["tables"] == 2


@tasks
@pytest.mark.parametrize("many", [0, 1, 8, 60])
def test_a_wall_shows_the_overview_whole_in_type_of_twenty_pixels(task, many):
    """Fitted to 1920 by 1032 nothing is smaller, whoever many tables wrote."""
    picture = scene(rooms.room(task, many), prefix="all")

    scale = min(
        1920 / float(picture.attributes["width"]), 1032 / float(picture.attributes["height"])
    )
    sizes = [float(one.get("font-size")) for one in parsed(document(picture)).iter()
             if one.get("font-size")]  # fmt: skip
    assert scale * min(sizes) >= 20


@tasks
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_a_room_says_stands_in_its_cell_apart_from_all_others(task, data):
    """The canvas never grows, nothing leaves its cell and nothing overlaps."""
    some = data.draw(st.lists(diagrams(task, most=30), max_size=6))

    assert_fits(together(task, tables(*some)))


@tasks
@pytest.mark.parametrize(("many", "notes"), [(1, 45), (25, 20), (60, 20)])
def test_a_room_of_any_size_fits_the_wall(task, many, notes):
    """Sixty tables of twenty notes take no more than one table does."""
    assert_fits(rooms.room(task, many, notes))


@tasks
@pytest.mark.parametrize("length", [20, 45, 200])
def test_every_place_shows_its_first_words_however_long_they_are(task, length):
    """With words in every place there is still a line for each of them."""
    said = together(task, tables(*(crowded(task, 60, length) for _ in range(2)), crowded(task, 59)))

    placed = assert_fits(said)

    shown = {one.cell for one in placed.placed.values() if not isinstance(one.content, Remark)}
    assert len(shown) == len({(one.zone, one.level if template(task).levels else "")
                              for one in said.groups})  # fmt: skip


@tasks
def test_what_is_not_shown_is_counted_in_its_place(task):
    """Shown and counted together are all groups of the room."""
    said = rooms.room(task, 60)

    placed = arranged(admitted(said))

    remarks = [one.content for one in placed.placed.values() if isinstance(one.content, Remark)]
    more = sum(int(one.texts[-1][1:]) for one in remarks if one.id.startswith("more-"))
    assert len(placed.placed) - len(remarks) + more == len(said.groups)


def test_those_of_most_tables_are_shown_first():
    """No group is left out while one of fewer tables stands in the same place."""
    said = rooms.room("innovation", 60)

    shown = {one.content.group for one in arranged(admitted(said)).placed.values()
             if not isinstance(one.content, Remark)}  # fmt: skip

    for one in said.groups:
        assert one in shown or all(
            len(other.tables) >= len(one.tables) for other in shown if other.zone == one.zone
        )


@pytest.mark.parametrize(("task", "least"), [("innovation", 10), ("organisation", 8)])
def test_what_most_of_the_room_said_is_on_the_wall(task, least):
    """Of the ten groups of most tables none is left out but where many stand in one row."""
    said = rooms.room(task, 60)

    most = sorted(said.groups, key=lambda one: -len(one.tables))[:10]

    shown = {one.group for one in _contents(said) if not isinstance(one, Remark)}
    assert len(shown & set(most)) >= least


def test_a_small_room_sees_every_word():
    """While there is room nothing is counted instead of shown."""
    words = spoken(scene(rooms.room("innovation", 1), prefix="all"))

    assert "more" not in words


@tasks
def test_a_zone_in_which_nobody_wrote_says_so(task):
    """Absence is a finding, once somebody has written elsewhere."""
    first, *_ = template(task).zones
    some = tables(a_diagram(task, a_note("a", first.id, "Falls")))

    assert "No table wrote here" in spoken(drawn(task, some))
    assert "No table wrote here" not in spoken(drawn(task, []))


@tasks
def test_one_table_more_in_a_group_moves_only_what_it_overtakes(task):
    """In its own cell each of the others moves by one place at most; no other cell's order does."""
    before = rooms.room(task, 25)
    note = next(iter(before.diagrams[0].diagram.notes.values()))
    some = [TableDiagram("t1", "Angels", a_diagram(task, *notes)) for notes in ((), (note,))]
    rooms_said = [together(task, [*before.diagrams[1:], one], 25) for one in some]

    orders = [
        [one.group.key for one in _contents(said) if not isinstance(one, Remark)]
        for said in rooms_said
    ]

    kept = [[key for key in order if key in set(orders[0]) & set(orders[1])] for order in orders]
    moved = key_of(rooms_said[1], note)
    assert [key for key in kept[0] if key != moved] == [key for key in kept[1] if key != moved]


def _contents(said):
    return [one.content for one in arranged(admitted(said)).placed.values()]


def key_of(said, note):
    return next(one.key for one in said.groups for word in one.words if word.text == note.text)


@tasks
def test_a_wall_that_follows_sees_the_fresh_picture(task):
    """The parts of every change lead from the last overview to the next."""
    shown = scene(rooms.room(task, 1), prefix="all")
    for many in (2, 5, 25, 3, 0):
        fresh = scene(rooms.room(task, many), prefix="all")
        page = parsed(document(shown))
        for part in changes(shown, fresh):
            patch(page, part.as_json())
        assert canonical(page) == canonical(parsed(document(fresh)))
        shown = fresh


@tasks
def test_the_same_room_always_gives_the_same_picture(task):
    """A wall that reloads sees what it saw."""
    first, second = (file_svg(rooms.room(task, 8), prefix="all") for _ in range(2))

    assert first == second


@tasks
def test_links_that_are_not_drawn_are_listed_with_who_drew_them(task):
    """The file has every link in words."""
    said = rooms.room(task, 25)

    words = " ".join(all_text(file_svg(said, prefix="all")).split())

    for join in said.joins:
        assert f"{said.groups[join.source].text} → {said.groups[join.target].text}" in words


def assert_fits(said):
    overview = admitted(said)
    placed = arranged(overview)
    canvas = Rect(0, TITLE, WIDTH, HEIGHT - TITLE)
    cells = list(placed.cells.values())
    assert overview.template.picture.height - 80 + TITLE == HEIGHT
    assert not overlaps(cells)
    assert all(is_inside(cell, canvas) for cell in cells)
    assert not overlaps([one.rect for one in placed.placed.values()])
    assert all(is_inside(one.rect, placed.cells[one.cell]) for one in placed.placed.values())
    return placed
