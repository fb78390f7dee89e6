"""The outline holds every note and link once, in reading order, in people's own words."""

from html.parser import HTMLParser

import pytest
from filling import SEQUENCES, Table, contested, linked, replay
from hypothesis import given

from diagrams.model import Diagram
from diagrams.outline import list_scene, lists, words
from diagrams.scene import changes
from diagrams.template import template


def shown(table, prefix="d1"):
    return lists(list_scene(table.template, table.diagram, prefix))


class Reader(HTMLParser):
    """Reads a list: its elements with their attributes, and the words of every span."""

    def __init__(self, markup):
        super().__init__()
        self.items, self.spans, self._open = [], [], None
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        if tag == "span":
            self._open = [dict(attributes)["class"], ""]
            self.spans.append(self._open)
        elif tag == "li":
            self.items.append(dict(attributes))

    def handle_endtag(self, tag):
        self._open = None if tag == "span" else self._open

    def handle_data(self, data):
        if self._open:
            self._open[1] += data
        else:
            assert not data.strip(), "words stand in spans"


def test_r18_a_note_is_one_item_of_its_zones_list():
    table = Table("organisation")
    table.add("a", "Ward managers & <b>", zone="sponsor", level="local", kind="organisation")

    read = Reader(shown(table)["sponsor"])
    assert read.items == [
        {
            "id": "d1-o-a",
            "class": "note",
            "data-note": "a",
            "data-zone": "sponsor",
            "data-seq": "1",
            "data-level": "local",
            "data-kind": "organisation",
            "data-potential": "false",
            "data-author": "ann",
            "data-letter": "A",
        }
    ]
    assert read.spans == [["text", "Ward managers & <b>"], ["letter", "A"]]


def test_a_contested_note_shows_every_wording_with_its_seq():
    table, (bobs, cats) = contested()

    read = Reader(shown(table)["need"])
    assert [item["class"] for item in read.items] == ["note contested", "version", "version"]
    assert [item["data-seq"] for item in read.items] == [str(bobs), str(bobs), str(cats)]
    assert [item["data-author"] for item in read.items[1:]] == ["bob", "cat"]
    assert read.spans == [["text", "bob's"], ["letter", "B"], ["text", "cat's"], ["letter", "C"]]


def test_a_link_says_both_notes_and_its_label():
    read = Reader(shown(linked())["links"])

    assert read.items == [
        {
            "id": "d1-l-l",
            "class": "link",
            "data-link": "l",
            "data-source": "a",
            "data-target": "b",
        }
    ]
    assert read.spans == [["source", "a"], ["label", "sponsors"], ["target", "b"]]


def test_people_write_in_any_direction():
    """Every span with people's words finds its own direction."""
    table = Table()
    table.add("a", "مرحبا")

    assert '<span class="text" dir="auto">مرحبا</span>' in shown(table)["need"]


def test_notes_stand_in_the_order_of_their_zone():
    table = Table()
    for note in "abc":
        table.add(note)
    table.move("c", "need", before="a")

    read = Reader(shown(table)["need"])
    assert [item["data-note"] for item in read.items] == ["c", "a", "b"]


@given(SEQUENCES)
def test_every_standing_note_and_link_is_listed_once(sequence):
    diagram, _ = replay(sequence)
    scene = list_scene(template("organisation"), diagram, "d1")

    assert list(scene.elements) == [
        *(
            f"d1-o-{id}"
            for zone in template("organisation").zones
            for id in diagram.order.get(zone.id, ())
        ),
        *(f"d1-l-{link.id}" for link in diagram.standing_links()),
    ]


def test_one_edit_changes_one_item():
    table = Table()
    for note in "abc":
        table.add(note)
    old = list_scene(table.template, table.diagram, "d1")
    table.edit("b", "new", 2)
    (part,) = changes(old, list_scene(table.template, table.diagram, "d1"))

    assert (part.id, part.parent, part.before) == ("d1-o-b", "d1-list-need", "d1-o-c")


def test_renaming_a_note_changes_the_links_that_name_it():
    table = linked()
    old = list_scene(table.template, table.diagram, "d1")
    table.edit("a", "new", 1)
    parts = changes(old, list_scene(table.template, table.diagram, "d1"))

    assert [part.id for part in parts] == ["d1-o-a", "d1-l-l"]


@pytest.mark.parametrize("task", ["innovation", "organisation"])
def test_an_empty_diagram_in_words_names_every_zone(task):
    form = template(task)

    assert words(form, Diagram(task)).splitlines() == [
        form.title,
        *(f"{zone.title}: nothing written." for zone in form.zones),
    ]


def test_a_diagram_in_words():
    table = Table("organisation")
    table.do(type="diagram.rename", title="Our trust")
    table.add("a", "Ward managers")
    table.add("b", "Trust board", zone="sponsor", level="local", kind="organisation")
    table.add("c", "The hub", zone="sponsor", level="national", kind="thing", potential=True)
    table.link("l", "b", "a", "sponsors")
    table.link("m", "c", "a")
    said = words(table.template, table.diagram)

    assert said.startswith("My Organisation and Innovation: Our trust\nNeeders:\n- Ward managers (")
    assert "- Ward managers (Our organisation)\n" in said
    assert "- Trust board (Local, organisation)\n" in said
    assert "- The hub (National, thing, potential)\n" in said
    assert said.endswith("Links:\n- Trust board: sponsors: Ward managers\n- The hub: Ward managers")


def test_a_contested_note_in_words_says_both_wordings():
    table, _ = contested()

    assert "- bob's / cat's\n" in words(table.template, table.diagram)
