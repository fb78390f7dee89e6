import json

import pytest
from pictures import ALLOWED, HOSTILE, a_diagram, a_note, all_text, crowded, local, parsed

from diagrams.composite import TableDiagram, gather
from diagrams.composite_render import file_svg, scene
from diagrams.model import Diagram, Link
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
        a_diagram("organisation", a_note("a", "needer", "GPs", level="local")),
        a_diagram("organisation", a_note("a", "needer", "GP's", level="local")),
        a_diagram("organisation", a_note("a", "needer", "GPs", level="local")),
    )

    words = spoken(drawn("organisation", some))

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
def test_no_word_of_any_table_is_dropped(task):
    """Every note of every table is in the picture, in its own words."""
    some = tables(*(crowded(task, many) for many in (45, 15, 7)))

    words = spoken(drawn(task, some))

    assert all(note.text in words for table in some for note in table.diagram.notes.values())


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

    assert ("asks for help" in spoken(picture)) == is_said
    assert [one for one in picture.elements if one.startswith("all-p-")]


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

    words = spoken(drawn("innovation", tables(*[one] * 60), 60))

    assert "60 of 60 tables" in words
    assert "Table 6 · and 54 more" in words


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
def test_an_empty_composite_is_as_high_as_the_template(task):
    """No table, no growth."""
    assert drawn(task, tables(Diagram(task))).attributes["height"] == "900"
