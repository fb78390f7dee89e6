"""A card says what a table wrote, all of it and verbatim, in sentences that begin as frames do."""

import xml.etree.ElementTree as ET

import pytest
from filling import SEQUENCES, Table, contested, replay
from fills import FILLS, filled
from hypothesis import given

from diagrams.explain_card import card
from diagrams.model import Diagram
from diagrams.scene import Scene, changes
from diagrams.template import task_ids, template


def shown(diagram):
    return card(template(diagram.task), diagram, "d1").markup


def sections(diagram):
    return {one.get("data-zone"): one for one in ET.fromstring(shown(diagram)).iter("section")}


def sentences(diagram):
    """Return every sentence and item as it is read, zone by zone."""
    return {
        zone: ["".join(one.itertext()) for one in section.iter() if one.tag in ("p", "li")]
        for zone, section in sections(diagram).items()
    }


def own(diagram):
    return [one.text for one in ET.fromstring(shown(diagram)).iter("bdi")]


def told(*texts, zone="need"):
    table = Table()
    for number, text in enumerate(texts):
        table.add(f"n{number}", text, zone=zone)
    return sentences(table.diagram)[zone]


@pytest.mark.parametrize("task", task_ids())
def test_a_card_of_nothing_is_empty(task):
    """The page says what is missing, in its reader's language."""
    assert shown(Diagram(task)) == '<div id="d1-card" class="sentences"></div>'


def test_words_complete_the_frame_of_their_zone():
    assert told("Care homes call 999") == ["The need came from Care homes call 999."]
    assert told("Two employers", zone="novel") == ["What was novel: Two employers."]


def test_short_phrases_are_joined_as_people_say_them():
    assert told("Falls", "Ambulances") == ["The need came from Falls and Ambulances."]
    assert told("Falls", "Calls", "Fear") == ["The need came from Falls, Calls and Fear."]


def test_a_note_that_ends_as_a_sentence_is_not_ended_twice():
    assert told("Nobody to ask at night.") == ["The need came from Nobody to ask at night."]
    assert told("Why us?") == ["The need came from Why us?"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Falls", "Calls", "Fear", "Cost"),
        ("Falls, at night", "Calls"),
        ("Falls.", "Calls"),
        ("x" * 49, "Calls"),
    ],
    ids=["many", "commas", "sentences", "long"],
)
def test_what_no_sentence_holds_is_a_list(texts):
    assert told(*texts) == ["The need came from:", *texts]


def test_words_from_right_to_left_stand_in_lines_of_their_own():
    table = Table()
    table.add("a", "שיחה שבועית")
    (item,) = sections(table.diagram)["need"].iter("li")

    assert item.get("dir") == "rtl"


def test_levels_are_said_once_somebody_is_outside():
    table = Table("organisation")
    table.add("a", "Medical director", zone="sponsor")
    assert sentences(table.diagram)["sponsor"] == ["Innovation is sponsored by Medical director."]

    table.add("b", "NHS England", zone="sponsor", level="national", potential=True)
    assert sentences(table.diagram)["sponsor"] == [
        "Innovation is sponsored by Medical director in our organisation "
        "and NHS England (potentially) nationally."
    ]


def test_stakeholders_outside_have_a_sentence_of_their_own():
    table = Table("organisation")
    table.add("b", "The council", zone="stakeholder", level="local")
    table.add("a", "Finance", zone="stakeholder")

    assert sentences(table.diagram)["stakeholder"] == [
        "Stakeholders in our organisation: Finance.",
        "Other stakeholders around us: The council locally.",
    ]


def test_wordings_that_stand_side_by_side_are_all_said():
    table, _ = contested()

    assert sentences(table.diagram)["need"] == ["The need came from bob's or cat's."]


def test_what_is_kept_off_the_wall_is_not_held_up():
    table = Table()
    table.add("a", "Ann of ward 4")
    table.do(type="note.withhold", note="a", withheld=True)

    assert shown(table.diagram) == shown(Diagram("innovation"))


def test_a_title_stands_first():
    table = Table()
    table.add("a")
    table.do(type="diagram.rename", title="Falls <car>")
    first = next(iter(ET.fromstring(shown(table.diagram))))

    assert (first.tag, first.text) == ("h3", "Falls <car>")


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("task", task_ids())
def test_every_word_is_there_verbatim_at_every_fill(task, fill):
    """Also markup, emoji, and what is written from right to left."""
    diagram = filled(task, FILLS[fill])

    assert sorted(own(diagram)) == sorted(note.text for note in diagram.notes.values())


@given(SEQUENCES)
def test_every_standing_wording_is_said_once(sequence):
    diagram, _ = replay(sequence)
    standing = [note for note in diagram.notes.values() if not note.withheld]

    assert sorted(own(diagram)) == sorted(one.text for note in standing for one in note.versions)


@given(SEQUENCES)
def test_a_patched_card_is_a_fresh_card(sequence):
    """Parts change one section each, in the order of the template."""
    kind = template("organisation")
    diagram, log = replay(sequence)
    old: Scene = card(kind, log[0][0] if log else diagram, "d1").scene
    shown = dict(old.elements)
    for _, _, _, after in log:
        new = card(kind, after, "d1").scene
        for part in changes(old, new):
            shown.pop(part.id, None)
            if part.markup is not None:
                ids = list(shown)
                at = ids.index(part.before) if part.before else len(ids)
                items = list(shown.items())
                items.insert(at, (part.id, new.elements[part.id]))
                shown = dict(items)
        old = new
        assert list(shown.values()) == list(new.elements.values())
