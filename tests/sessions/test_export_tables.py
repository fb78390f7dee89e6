"""Notes and links as CSV and JSON: every note once, every text as it was, nothing calculated."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.model import Diagram, Link, Note, Version
from sessions.export_tables import Place, Sheet, cell, links_csv, notes_csv, notes_json
from sessions.export_times import Times


def note(id: str, zone: str, *texts: str, **about: object) -> Note:
    wordings = tuple(
        Version(text, seq, f"p{seq}", "ABCD"[seq - 1]) for seq, text in enumerate(texts, start=1)
    )
    return Note(id, zone, wordings, "p1", "A", 1, **about)


def sheet(task: str, *notes: Note, links: tuple[Link, ...] = (), times: Times | None = None):
    order: dict[str, tuple[str, ...]] = {}
    for one in notes:
        order[one.zone] = (*order.get(one.zone, ()), one.id)
    diagram = Diagram(
        task=task,
        order=order,
        notes={one.id: one for one in notes},
        links={link.id: link for link in links},
    )
    place = Place("Leeds, June", task, "Falls car", 1)
    return Sheet(place, "t1", "d1", diagram, times or Times(None, {}))


def read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_the_columns_of_notes_are_the_published_ones():
    """Others build on them: their names and order are part of the schema."""
    header = notes_csv([]).decode("utf-8-sig").strip()

    assert header == (
        "session,task,table,diagram,zone,role,level,kind,potential,text,seq,"
        "seconds_from_task_start,author_letter,version,note,table_id"
    )


def test_the_columns_of_links_are_the_published_ones():
    """The same for links."""
    header = links_csv([]).decode("utf-8-sig").strip()

    assert header == (
        "session,task,table,diagram,source,label,target,author_letter,"
        "link,source_note,target_note,table_id"
    )


def test_a_note_is_a_row():
    """What the innovation task does not ask for is empty."""
    times = Times(1_000, {1: 63_900})

    assert read(
        notes_csv([sheet("innovation", note("n1", "need", "Long waits"), times=times)])
    ) == [
        {
            "session": "Leeds, June",
            "task": "innovation",
            "table": "Falls car",
            "diagram": "1",
            "zone": "need",
            "role": "",
            "level": "",
            "kind": "",
            "potential": "",
            "text": "Long waits",
            "seq": "1",
            "seconds_from_task_start": "62",
            "author_letter": "A",
            "version": "",
            "note": "n1",
            "table_id": "t1",
        }
    ]


def test_an_actor_has_a_role_a_level_a_kind_and_a_potential():
    """The organisation task's own four are filled."""
    actor = note("n1", "sponsor", "NHS England", level="national", kind="organisation")
    row = read(notes_csv([sheet("organisation", actor)]))[0]

    assert (row["zone"], row["role"]) == ("sponsor", "sponsor")
    assert (row["level"], row["kind"], row["potential"]) == ("national", "organisation", "false")


def test_rows_are_in_reading_order():
    """Zone by zone as people read the diagram, top note first."""
    one = sheet(
        "innovation",
        note("n1", "outcome", "c"),
        note("n2", "need", "a"),
        note("n3", "need", "b"),
        note("n4", "judgement", "d"),
    )

    assert [row["text"] for row in read(notes_csv([one]))] == ["a", "b", "c", "d"]


def test_a_contested_note_has_a_row_a_wording():
    """Where people's texts stand side by side, none of them is left out or chosen."""
    rows = read(notes_csv([sheet("innovation", note("n1", "need", "Waits", "Long waits"))]))

    assert [(row["note"], row["version"], row["text"], row["author_letter"]) for row in rows] == [
        ("n1", "1", "Waits", "A"),
        ("n1", "2", "Long waits", "B"),
    ]


def test_a_contested_note_is_once_in_the_json():
    """There the wordings are a list in the note."""
    one = sheet("innovation", note("n1", "need", "Waits", "Long waits"), note("n2", "need", "x"))
    notes = json.loads(notes_json("Leeds, June", [one]))["notes"]

    assert [entry["note"] for entry in notes] == ["n1", "n2"]
    assert notes[0]["text"] == "Waits"
    assert [version["text"] for version in notes[0]["versions"]] == ["Waits", "Long waits"]
    assert [version["author_letter"] for version in notes[0]["versions"]] == ["A", "B"]


def test_links_name_what_they_join():
    """A link's row can be read by itself, and joined to the notes by their ids."""
    ends = (note("n1", "sponsor", "=NHS England"), note("n2", "needer", "Patients"))
    one = sheet("organisation", *ends, links=(Link("l1", "n1", "n2", "sponsors", "p2", "B"),))
    row = read(links_csv([one]))[0]

    assert (row["source"], row["label"], row["target"]) == ("'=NHS England", "sponsors", "Patients")
    assert (row["source_note"], row["target_note"], row["link"]) == ("n1", "n2", "l1")
    assert json.loads(notes_json("", [one]))["links"][0]["source"] == "=NHS England"


def test_a_link_of_a_removed_note_is_left_out():
    """R27: It is not drawn, and so it is not counted."""
    one = sheet(
        "organisation", note("n1", "sponsor", "x"), links=(Link("l1", "n1", "n9", "", "p", "A"),)
    )

    assert read(links_csv([one])) == []


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x","y")',
        "+44 113",
        "-2 beds",
        "@SUM(1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "﹢1",
        "⁼1",
    ],
)
def test_a_spreadsheet_calculates_nothing(text: str):
    """A text that begins like a formula, in any width, is marked as a text; JSON keeps it."""
    one = sheet("innovation", note("n1", "need", text))

    assert read(notes_csv([one]))[0]["text"] == f"'{text}"
    assert json.loads(notes_json("", [one]))["notes"][0]["text"] == text


@pytest.mark.parametrize("text", ["1 + 1", "'quoted'", "a=b", "£5", "– dash", "٪", ""])
def test_other_texts_are_left_as_they_are(text: str):
    """Only what could be calculated gets the mark."""
    assert cell(text) == text


def test_a_table_cannot_smuggle_a_formula_in_its_name():
    """Every cell that holds people's words is guarded, not only the note."""
    one = sheet("innovation", note("n1", "need", "x"))
    hostile = Sheet(Place("=1", "innovation", "@x", 1), "t1", "d1", one.diagram, one.times)
    row = read(notes_csv([hostile]))[0]

    assert (row["session"], row["table"]) == ("'=1", "'@x")


def test_a_number_below_zero_stays_a_number():
    """A note from before the clock was started has a time below zero."""
    times = Times(10_000, {1: 4_500})
    rows = read(notes_csv([sheet("innovation", note("n1", "need", "x"), times=times)]))

    assert rows[0]["seconds_from_task_start"] == "-6"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_any_text_comes_back(text: str):
    """Law: what the CSV says, without the mark, is what was written; JSON says it exactly."""
    one = sheet("innovation", note("n1", "need", text))
    written = read(notes_csv([one]))[0]["text"]

    assert written in (text, f"'{text}")
    assert written[0] not in "=+-@＝＋－＠"
    assert json.loads(notes_json("", [one]))["notes"][0]["text"] == text


def test_excel_is_told_that_it_is_utf_8():
    """The file begins with a byte order mark, once, and its lines end as RFC 4180 says."""
    written = notes_csv([sheet("innovation", note("n1", "need", "Zoë, 高"))])

    assert written.startswith(b"\xef\xbb\xbfsession,")
    assert written.count(b"\xef\xbb\xbf") == 1
    assert written.count(b"\r\n") == 2
    assert '"Zoë, 高"'.encode() in written


def test_the_json_says_what_it_is():
    """Programs can tell the schema and its version, and which diagrams were empty."""
    written = json.loads(notes_json("Leeds, June", [sheet("innovation")]))

    assert (written["schema"], written["version"]) == ("workshop-notes", 1)
    assert written["session"] == "Leeds, June"
    assert written["diagrams"][0]["table"] == "Falls car"
    assert written["notes"] == written["links"] == []
