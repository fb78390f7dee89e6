import pytest
import rooms
import walls
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import all_text, parsed

from diagrams.composite_render import tail_scene
from diagrams.svg_file import document
from diagrams.tail import sections
from diagrams.template import task_ids

tasks = pytest.mark.parametrize("task", task_ids())
ORGANISATION = "organisation"


def spoken(said):
    return all_text(document(tail_scene(said, prefix="t"))).splitlines()


def test_a_group_has_its_count_every_wording_and_who_wrote_it():
    """The headline first, then how many, then each wording with its tables."""
    said = walls.said(
        ORGANISATION,
        *(walls.told(ORGANISATION, ("needer", text)) for text in ("GPs", "GP's", "GPs", "Nurses")),
    )

    lines = spoken(said)

    at = lines.index("GPs")
    assert lines[at : at + 5] == ["GPs", "3 of 4 tables", "Table 1 · Table 3", "“GP's”", "Table 2"]
    once = lines.index("Said once")
    assert lines[once + 1 : once + 3] == ["Nurses", "Table 4"]


def test_a_zone_in_which_nobody_wrote_is_there_and_says_so():
    """A gap is as much of a finding as a note."""
    lines = spoken(walls.said(ORGANISATION, walls.told(ORGANISATION, ("needer", "GPs"))))

    assert lines.count("No table wrote here") == 6
    assert "Who are the 'Needers'?" in lines


@tasks
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_note_is_there_once_under_its_table(task, data):
    """As many names below a zone's words as there are tables for each wording."""
    said = data.draw(walls.rooms(task))

    for section, zone in zip(list(sections(said, "Room", 1344))[1:], said.template.zones):  # noqa: B905 - links may follow
        drawn = "".join(one.as_str() for one in section.drawn)
        lines = all_text(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>').splitlines()
        words = {
            (one.key, one.level, word.text, word.name)
            for one in said.groups if one.zone == zone.id for word in one.words
        }  # fmt: skip
        for _, _, text, name in words:
            assert {text, f"“{text}”"} & set(lines)
            assert any(name in line.split(" · ") for line in lines)


@tasks
def test_sections_stand_one_below_the_other(task):
    """None begins before the one above has ended."""
    picture = tail_scene(rooms.room(task, 25), prefix="t")

    found = [one for one in parsed(document(picture)).iter() if one.get("transform")]
    tops = [float(one.get("transform").removesuffix(")").split(" ")[1]) for one in found]
    heights = [one.height for one in sections(rooms.room(task, 25), "", 1344)]
    assert tops == sorted(tops)
    assert float(picture.attributes["height"]) == pytest.approx(sum(heights), abs=0.1)
