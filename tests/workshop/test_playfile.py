"""Reading a workshop file, and saying what is wrong with one."""

import json
from importlib.resources import files

import pytest

from workshop.playfile import MAX_TABLES, PlayfileError, read

REHEARSAL = files("workshop") / "data" / "rehearsal.json"
NOTE = {"zone": "need", "text": "phone first", "author": "A", "at": 5}
ACTOR = {"id": "a", "role": "sponsor", "text": "CCG", "author": "A", "at": 5}
LINK = {"from": "a", "to": "b", "label": "pays", "author": "A", "at": 9}


def written(folder, tables, title="A day"):
    file = folder / "workshop.json"
    file.write_text(json.dumps({"title": title, "tables": tables}), "utf-8")
    return file


def table(**sheets):
    return {"name": "Falls car", **sheets}


def test_the_packaged_file_is_one():
    """The file a demo plays can be read, all of it."""
    workshop = read(REHEARSAL)

    assert len(workshop.tables) == 8
    assert sum(len(table.innovation.notes) for table in workshop.tables) == 161
    assert sum(len(table.organisation.actors) for table in workshop.tables) == 186
    assert sum(len(table.organisation.links) for table in workshop.tables) == 49


def test_what_is_missing_is_empty(tmp_path):
    """A table may have written nothing, or only half of it."""
    tables = [table(), table(innovation={"notes": []}, organisation=None), table(innovation={})]

    workshop = read(written(tmp_path, tables))

    assert [sheet.organisation for sheet in workshop.tables] == [None, None, None]
    assert workshop.tables[1].innovation.notes == ()


def test_unknown_fields_are_left_alone(tmp_path):
    """Sources, remarks and later fields do not stop a file from being played."""
    notes = [NOTE | {"invented": True, "mood": "calm"}]

    workshop = read(written(tmp_path, [table(source=[], innovation={"notes": notes})]))

    assert workshop.tables[0].innovation.notes[0].text == "phone first"


def test_authors_may_be_anything(tmp_path):
    """Letters beyond F, and names, are people too."""
    notes = [NOTE | {"author": "Z"}, NOTE | {"author": "Zoë 2"}]

    workshop = read(written(tmp_path, [table(innovation={"notes": notes})]))

    assert [note.author for note in workshop.tables[0].innovation.notes] == ["Z", "Zoë 2"]


def test_texts_are_cleaned_as_the_server_cleans_them(tmp_path):
    """What is compared in the end is what the server keeps (R24)."""
    notes = [NOTE | {"text": "  e\u0301\u202e  two\nlines "}]

    workshop = read(written(tmp_path, [table(innovation={"notes": notes})]))

    assert workshop.tables[0].innovation.notes[0].text == "é two lines"


def test_sixty_tables_and_not_one_more(tmp_path):
    """The limit is the server's: said before a session is made."""
    assert len(read(written(tmp_path, [table()] * MAX_TABLES)).tables) == MAX_TABLES

    with pytest.raises(PlayfileError, match="tables"):
        read(written(tmp_path, [table()] * (MAX_TABLES + 1)))


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ([], "tables: there is no table in it."),
        ([3], "table 1: should be an object in braces."),
        ([table(), {"name": " "}], "table 2, name: is empty."),
        ([{}], "table 1, name: is missing."),
        ([table(innovation=[])], "table 1, innovation: should be an object in braces."),
        ([table(innovation={"notes": {}})], "innovation, notes: should be a list"),
        (
            [table(innovation={"notes": [NOTE, NOTE | {"zone": "wish"}]})],
            "table 1, innovation, note 2, zone: should be 'context', 'need'",
        ),
        ([table(innovation={"notes": [NOTE | {"text": "\u200b "}]})], "note 1, text: is empty."),
        ([table(innovation={"notes": [NOTE | {"text": "x" * 201}]})], "has 201 characters"),
        ([table(innovation={"notes": [NOTE | {"at": -1}]})], "note 1, at: should be greater"),
        ([table(innovation={"notes": [NOTE | {"at": "5"}]})], "note 1, at: should be a number"),
        ([table(innovation={"notes": [NOTE | {"at": float("nan")}]})], "at: should be a finite"),
        ([table(organisation={"actors": [ACTOR, ACTOR]})], "two actors have the id 'a'"),
        (
            [table(organisation={"actors": [ACTOR], "links": [LINK]})],
            "a link names 'b', which is no actor of this table",
        ),
        (
            [table(organisation={"actors": [ACTOR], "links": [LINK | {"to": "a"}]})],
            "a link joins 'a' to itself",
        ),
        (
            [table(innovation={"notes": [NOTE | {"zone": 1, "at": None}]})],
            "(1 more is wrong.)",
        ),
    ],
)
def test_a_wrong_file_is_told_where(tmp_path, tables, said):
    """The sentence names the place, counting from 1 as people do."""
    with pytest.raises(PlayfileError) as caught:
        read(written(tmp_path, tables))

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON"),
        (b'{"title": "x"', "is not JSON"),
        (b"[]", "The file: should be an object in braces."),
        (b"\xff\xfe{", "is not UTF-8 text"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"title": "\\ud800", "tables": []}', "title"),
    ],
)
def test_another_kind_of_file_is_told_apart(tmp_path, content, said):
    """Whatever is in the file, the answer is a sentence."""
    file = tmp_path / "workshop.json"
    file.write_bytes(content)

    with pytest.raises(PlayfileError) as caught:
        read(file)

    assert said in str(caught.value)


def test_no_file_is_told(tmp_path):
    """A path that leads nowhere is named."""
    with pytest.raises(PlayfileError, match=r"nowhere\.json cannot be read: No such file"):
        read(tmp_path / "nowhere.json")
