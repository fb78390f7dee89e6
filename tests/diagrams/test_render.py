import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
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
    local,
    notes,
    parsed,
)

from diagrams.model import Diagram, Link, Version
from diagrams.model_json import diagram_from
from diagrams.render import file_svg, live_svg, scene
from diagrams.scene import changes
from diagrams.template import task_ids, template

tasks = pytest.mark.parametrize("task", task_ids())


def live(diagram, prefix="d1", heading="Table 4"):
    return live_svg(scene(template(diagram.task), diagram, heading=heading, prefix=prefix))


def said(svg, note, prefix="d1"):
    """Return what the picture says in the group of a note, without badges and letters."""
    group = next(one for one in parsed(svg).iter() if one.get("id") == f"{prefix}-n-{note}")
    spans = [one for one in group.iter() if local(one.tag) == "text" and len(one)]
    return ["".join(one.itertext()) for one in spans]


@tasks
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_picture_is_well_formed_and_holds_every_word(task, data):
    """Whatever is typed: only listed elements, and each wording once, letter for letter."""
    filled = data.draw(diagrams(task))

    svg = live(filled)

    assert {local(one.tag) for one in parsed(svg).iter()} <= ALLOWED
    for note in filled.notes.values():
        assert said(svg, note.id) == [version.text for version in note.versions]


@tasks
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_patched_picture_is_the_fresh_picture_R17(task, data):
    """Parts applied to the old picture give what a new client would be sent."""
    filled = data.draw(diagrams(task, most=12))
    note = data.draw(notes(task, "new"))
    order = {**filled.order, note.zone: (*filled.order.get(note.zone, ()), note.id)}
    more = replace(filled, order=order, notes={**filled.notes, note.id: note})
    old = scene(template(task), filled, heading="T", prefix="d1")
    new = scene(template(task), more, heading="T", prefix="d1")

    shown = parsed(live_svg(old))
    for part in changes(old, new):
        patch(shown, part.as_json())
    assert canonical(shown) == canonical(parsed(live_svg(new)))


@tasks
def test_the_same_diagram_gives_the_same_bytes(task):
    """Two servers, or one before and after a restart, draw alike."""
    assert live(crowded(task, 45)) == live(crowded(task, 45))


@tasks
def test_numbers_have_at_most_two_decimals_and_nothing_is_fetched(task):
    """No style, no reference, no fraction that another machine would round otherwise."""
    svg = live(crowded(task, 45))

    assert not re.search(r"\.\d{3}", re.sub(r">[^<]*<", "><", svg))
    assert not re.search(r"<style|style=|href|url\(|marker|dominant-baseline", svg)


@tasks
def test_ids_carry_the_prefix_and_are_unique(task):
    """Sixty pictures live in one page."""
    ids = [one.get("id") for one in parsed(live(crowded(task, 45), "x7")).iter() if one.get("id")]

    assert len(ids) == len(set(ids))
    assert all(id == "x7" or id.startswith("x7-") for id in ids)


@tasks
def test_an_empty_diagram_shows_every_prompt(task):
    """It is the worksheet; what people are asked must be on it, word for word."""
    shown = " ".join(all_text(live(Diagram(task))).split())

    for zone in template(task).zones:
        assert zone.prompt in shown
        assert zone.title in shown
        assert (zone.outside_prompt or "") in shown


def test_the_heading_and_what_people_typed_cannot_become_markup():
    """Every way in is escaped: heading, title, notes, labels, letters."""
    evil = '<script>alert("1")</script>&amp;\'"'
    filled = a_diagram(
        "organisation",
        a_note("a", "needer", evil, "<"),
        a_note("b", "sponsor", evil),
        links=(Link("k", "a", "b", evil[:60], "p", "A"),),
        title=evil,
    )

    svg = file_svg(template("organisation"), filled, heading=evil, prefix="d1")

    assert "<script" not in svg
    assert evil in "".join(parsed(svg).itertext())


@pytest.mark.parametrize("text", HOSTILE)
def test_long_names_neither_clip_nor_meet_the_tasks_name(text):
    """The title shrinks, wraps, and at last makes its band taller."""
    heading = (text * 9)[:80]
    drawn = parsed(live(replace(Diagram("innovation"), title=heading), heading=heading))

    band = next(one for one in drawn.iter() if one.get("id") == "d1-band")
    high = float(next(one for one in band.iter() if local(one.tag) == "rect").get("height"))
    baselines = [float(one.get("y")) for one in band.iter() if local(one.tag) == "tspan"]
    assert all(20 < y < high - 5 for y in baselines)


def test_contested_notes_show_all_wordings():
    """Nobody's wording is hidden while two stand side by side."""
    note = a_note("a", "need", "mine")
    both = replace(note, versions=(*note.versions, Version("theirs", 2, "p2", "B")))

    assert said(live(a_diagram("innovation", both)), "a") == ["mine", "theirs"]


def test_right_to_left_words_start_at_the_right():
    """Hebrew is set from the right edge inwards, so it stays in its card."""
    svg = live(a_diagram("innovation", a_note("a", "need", "שלום עולם")))

    turned = [one for one in parsed(svg).iter() if one.get("direction") == "rtl"]
    assert [one.get("unicode-bidi") for one in turned] == ["embed"]
    assert float(turned[0][0].get("x")) > 200


def test_a_second_diagram_says_so():
    """A table's two innovations must not look like one."""
    one, two = (
        live_svg(
            scene(
                template("innovation"),
                Diagram("innovation"),
                heading="Table 4",
                prefix="d",
                number=number,
            )
        )
        for number in (1, 2)
    )

    assert "Table 4 · Diagram 2" in all_text(two)
    assert "Diagram" not in all_text(one).replace("Diagrams", "")


@tasks
def test_a_file_can_be_read_back(task):
    """The picture carries its own data: nothing has to be typed again."""
    filled = crowded(task, 15)

    drawn = parsed(file_svg(template(task), filled, heading="Table 4", prefix="d1"))

    found = {local(one.tag): one for one in drawn}
    back = diagram_from(json.loads(found["metadata"].text))
    assert {n.id: n.text for n in back.notes.values()} == {
        n.id: n.text for n in filled.notes.values()
    }
    assert found["title"].text == "Table 4"
    assert filled.notes["n0"].text in found["desc"].text
    assert (drawn.get("width"), drawn.get("role")) == ("1600", "img")


@pytest.mark.browser
@tasks
def test_words_stay_in_their_cards_in_a_real_browser(task, tmp_path, browser):
    """Chromium's own measure of every line lies within the card that was computed for it."""
    zones = template(task).zones
    filled = a_diagram(
        task,
        *(a_note(f"n{at}", zones[at % len(zones)].id, text) for at, text in enumerate(HOSTILE * 3)),
    )
    page_file = Path(tmp_path / "picture.html")
    page_file.write_text(f"<!doctype html><meta charset=utf-8><body>{live(filled)}")
    page = browser.new_page()
    page.goto(page_file.as_uri())
    escaped = page.evaluate(
        """() => [...document.querySelectorAll('[data-note]')].flatMap(note => {
            const card = note.querySelector('rect, path').getBBox();
            return [...note.querySelectorAll('text')].filter(text => {
                const box = text.getBBox();
                return box.x < card.x - 1 || box.x + box.width > card.x + card.width + 1;
            }).map(text => text.textContent);
        })"""
    )
    page.close()

    assert escaped == []
