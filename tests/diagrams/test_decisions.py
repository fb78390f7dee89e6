"""What people decide about groups holds, can be taken back, and never loses a note."""

import re
from collections import Counter

import pytest
from filling import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from diagrams import composite_render, zone_pages
from diagrams.composite import TableDiagram, gather
from diagrams.decisions import MAX_NAMED_NOTES, JoinGroups, KeepApart, NameGroup, Part, SplitGroup
from diagrams.suggest import suggestions
from diagrams.template import template

TASK = "innovation"


def room(*tables, task=TASK):
    """One diagram a table, from (zone, text) or (zone, text, level) of its notes."""
    diagrams = []
    for number, notes in enumerate(tables, 1):
        table = Table(task)
        for index, (zone, text, *level) in enumerate(notes):
            described = {"level": level[0]} if level else {}
            table.add(f"n{index}", text, zone=zone, **described)
        diagrams.append(TableDiagram(f"t{number}", f"Table {number}", table.diagram, f"d{number}"))
    return diagrams


def need(*texts):
    return [("need", text) for text in texts]


def said(diagrams, *decisions, task=TASK):
    return gather(template(task), diagrams, heading="", tables=9, decisions=decisions)


def as_part(group, *, claims=True):
    """A group as the desk names it."""
    wordings = {(word.text, word.level) for word in group.words} if claims else ()
    return Part.model_validate(
        {
            "notes": [word.anchor for word in group.words],
            "wordings": [{"text": text, "level": level} for text, level in sorted(wordings)],
        }
    )


def joined(*groups, task=TASK):
    return JoinGroups(
        type="group.join", task=task, zone=groups[0].zone, groups=tuple(map(as_part, groups))
    )


def taken_out(group, *anchors):
    parts = tuple(Part(notes=(anchor,)) for anchor in anchors)
    return SplitGroup(type="group.split", task=TASK, zone=group.zone, parts=parts)


def named(group, text):
    return NameGroup(type="group.name", task=TASK, zone=group.zone, group=as_part(group), text=text)


def texts(found):
    return [sorted(word.text for word in group.words) for group in found.groups]


TABLES = room(need("Falls"), need("falls"), need("Slips", "Phones"))


def group_of(found, text):
    return next(one for one in found.groups if any(word.text == text for word in one.words))


def test_two_groups_become_one_with_every_tables_words():
    before = said(TABLES)
    after = said(TABLES, joined(group_of(before, "Falls"), group_of(before, "Slips")))

    assert texts(after) == [["Falls", "Slips", "falls"], ["Phones"]]
    assert after.groups[0].tables == {"t1", "t2", "t3"}
    assert after.groups[0].key == group_of(before, "Falls").key


def test_a_later_note_in_the_words_of_a_group_joins_it():
    before = said(TABLES)
    decision = joined(group_of(before, "Falls"), group_of(before, "Slips"))
    more = [*TABLES, *room([], [], [], need("slips"))[3:]]

    assert texts(said(more, decision)) == [["Falls", "Slips", "falls", "slips"], ["Phones"]]


def test_one_tables_wording_is_taken_out_and_equal_ones_stay_together():
    before = said(TABLES)
    after = said(TABLES, taken_out(group_of(before, "Falls"), "d2/n0"))

    assert texts(after) == [["Falls"], ["falls"], ["Slips"], ["Phones"]]
    assert len({(one.key, one.mark) for one in after.groups}) == 4


def test_a_group_that_was_brought_together_later_brings_the_others_along():
    before = said(TABLES)
    falls, slips, phones = (group_of(before, text) for text in ("Falls", "Slips", "Phones"))

    assert texts(said(TABLES, joined(falls, slips), joined(slips, phones))) == [
        ["Falls", "Phones", "Slips", "falls"]
    ]


def test_a_decision_about_notes_that_are_gone_changes_nothing():
    gone = Part(notes=("d9/n0", "d1/zz"))
    split = SplitGroup(type="group.split", task=TASK, zone="need", parts=(gone,))
    join = JoinGroups(type="group.join", task=TASK, zone="need", groups=(gone, gone))

    assert said(TABLES, split, join).groups == said(TABLES).groups


def test_a_decision_on_another_zone_or_task_changes_nothing():
    falls, slips = (group_of(said(TABLES), text) for text in ("Falls", "Slips"))
    elsewhere = joined(falls, slips).model_copy(update={"zone": "response"})
    other = joined(falls, slips, task="organisation")

    assert said(TABLES, elsewhere, other).groups == said(TABLES).groups


def test_a_note_that_was_edited_since_stays_where_it_was_put_without_its_new_likes():
    before = said(TABLES)
    decision = joined(group_of(before, "Falls"), group_of(before, "Slips"))
    edited = room(need("Falls"), need("falls"), need("Phones", "Phones"))

    assert texts(said(edited, decision)) == [["Falls", "Phones", "falls"], ["Phones"]]


def test_a_headline_stands_for_the_words_which_stay_as_they_are():
    before = said(TABLES)
    after = said(TABLES, named(group_of(before, "Falls"), "Older people fall"))
    group = group_of(after, "Falls")

    assert (group.text, group.name) == ("Older people fall", "Older people fall")
    assert [word.text for word in group.words] == ["Falls", "falls"]


def test_a_blank_headline_gives_back_the_most_common_wording():
    group = group_of(said(TABLES), "Falls")
    after = said(TABLES, named(group, "Older people fall"), named(group, ""))

    assert (group_of(after, "Falls").text, group_of(after, "Falls").name) == ("Falls", "")


def test_a_headline_goes_with_most_of_its_notes():
    tables = room(need("Falls"), need("falls"), need("FALLS"))
    (group,) = said(tables).groups
    after = said(tables, named(group, "Older people fall"), taken_out(group, "d3/n0"))

    assert [one.name for one in after.groups] == ["Older people fall", ""]


def test_groups_of_two_levels_stand_at_the_level_of_most_tables():
    task = "organisation"
    tables = room(
        [("sponsor", "CQC", "national")],
        [("sponsor", "The inspectors", "local"), ("sponsor", "Inspectors", "local")],
        [("sponsor", "CQC", "national")],
        task=task,
    )
    (group,) = said(tables, joined(*said(tables, task=task).groups, task=task), task=task).groups

    assert (group.level, len(group.words), len(group.tables)) == ("national", 4, 3)


def test_what_was_brought_together_or_said_to_differ_is_not_suggested_again():
    tables = room(need("rapid response team"), need("Rapid Response"))
    one, other = said(tables).groups
    apart = KeepApart(type="group.differ", task=TASK, zone="need", one=one.text, other=other.text)

    assert len(suggested(tables)) == 1
    assert suggested(tables, joined(one, other)) == ()
    assert suggested(tables, apart) == ()


def test_what_was_taken_out_is_not_suggested_to_be_put_back():
    tables = room(need("Falls"), need("falls"))

    assert suggested(tables, taken_out(said(tables).groups[0], "d1/n0")) == ()


def suggested(tables, *decisions):
    found = said(tables, *decisions)
    return suggestions(found.groups, found.template, found.glossary, found.decisions)


def test_a_part_names_no_more_notes_than_a_room_has():
    with pytest.raises(ValidationError):
        Part(notes=tuple(f"d1/n{at}" for at in range(MAX_NAMED_NOTES + 1)))


TEXTS = re.compile(r"<tspan[^>]*>([^<]+)|<text[^>]*>([^<]+)")
WORDS = ("Falls", "falls", "Slips", "slip", "Trips", "Phones")
rooms = st.lists(
    st.lists(st.tuples(st.sampled_from(("need", "response")), st.sampled_from(WORDS)), max_size=3),
    min_size=1,
    max_size=5,
)


@st.composite
def decided(draw):
    """A room, and decisions as somebody makes them: each on the groups there are then."""
    diagrams = room(*draw(rooms))
    made = []
    for _ in range(draw(st.integers(0, 6))):
        groups = said(diagrams, *made).groups
        if not groups:
            break
        one = draw(st.sampled_from(groups))
        act = draw(st.sampled_from(("join", "split", "name")))
        if act == "join":
            others = [other for other in groups if other.zone == one.zone]
            made.append(joined(one, draw(st.sampled_from(others))))
        elif act == "split":
            out = draw(st.lists(st.sampled_from(one.words), min_size=1, unique=True))
            made.append(taken_out(one, *(word.anchor for word in out)))
        else:
            made.append(named(one, draw(st.sampled_from(("", "Named", "Other")))))
    return diagrams, made


@settings(deadline=None)
@given(decided())
def test_every_note_is_in_exactly_one_group_whatever_is_decided(case):
    """No note is lost, none is in two groups, no word is altered, and groups can be told apart."""
    diagrams, made = case
    found = said(diagrams, *made)
    notes = Counter(
        (table.id, note.id, note.text)
        for table in diagrams
        for note in table.diagram.notes.values()
    )

    grouped = Counter((w.diagram, w.note, w.text) for one in found.groups for w in one.words)
    assert grouped == notes
    identities = [(one.zone, one.level, one.key, one.mark) for one in found.groups]
    assert len(set(identities)) == len(identities)


@settings(deadline=None)
@given(decided(), st.data())
def test_what_is_taken_apart_and_brought_together_again_is_what_it_was(case, data):
    diagrams, made = case
    before = said(diagrams, *made)
    if not before.groups:
        return
    group = data.draw(st.sampled_from(before.groups))
    out = data.draw(st.lists(st.sampled_from(group.words), min_size=1, unique=True))
    split = taken_out(group, *(word.anchor for word in out))
    apart = said(diagrams, *made, split)
    ours = {word.anchor for word in group.words}
    pieces = [one for one in apart.groups if ours & {word.anchor for word in one.words}]
    again = said(diagrams, *made, split, joined(*pieces)) if len(pieces) > 1 else apart

    # A headline is of notes: with none of them left together, it is for people to give again.
    assert [(one.zone, one.level, one.words) for one in again.groups] == [
        (one.zone, one.level, one.words) for one in before.groups
    ]


def with_headlines(task=TASK):
    """A group of several tables and one of a single table, both with a headline of their own."""
    before = said(TABLES)
    names_of = [named(group_of(before, text), f"About {text}") for text in ("Falls", "Phones")]
    dots = {"d1/n0": 2, "d3/n1": 1}
    return gather(template(task), TABLES, heading="", tables=9, decisions=names_of, dots=dots)


@pytest.mark.parametrize(
    "draw",
    [
        lambda found: composite_render.file_svg(found, prefix="p"),
        lambda found: zone_pages.file_svg(found, zone="need", prefix="p"),
    ],
)
def test_headlines_stand_in_the_pictures_above_every_word_and_with_their_dots(draw):
    drawn = " ".join("".join(pair) for pair in TEXTS.findall(draw(with_headlines())))

    for words in ("About Falls", "About Phones", "“falls”", "“Phones", "2 dots"):
        assert words in drawn
