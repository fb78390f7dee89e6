"""What a facilitator takes home of the words: the glossary as used, and suggestions."""

import csv
import io

from pictures import a_diagram, a_note

from diagrams.composite import TableDiagram, gather
from diagrams.glossary import glossary_with, shipped_rows
from diagrams.glossary_rows import Row, read_rows
from diagrams.template import template
from sessions.export_glossary import glossary_csv, suggestions_csv
from sessions.state import Session


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def session(*own) -> Session:
    return Session("Falls", "ABC234", (), (), "welcome", None, "innovation", glossary=own)


def said(*texts, own=()):
    tables = [
        TableDiagram(f"t{at}", f"Table {at}", a_diagram("innovation", a_note("n1", "need", text)))
        for at, text in enumerate(texts)
    ]
    form = template("innovation")
    return gather(form, tables, heading="Falls", tables=9, glossary=glossary_with(own))


def test_the_glossary_is_as_it_was_used():
    """Own rows first, and of the shipped ones those that still count."""
    found = rows(glossary_csv(session(Row("casualty", "minor injuries unit"), Row("=x", "-y"))))

    assert found[0] == {
        "alias": "casualty", "canonical": "minor injuries unit", "kind": "", "level": "",
        "note": "", "source": "session",
    }  # fmt: skip
    assert (found[1]["alias"], found[1]["canonical"]) == ("'=x", "'-y")
    assert [row["alias"] for row in found].count("casualty") == 1
    assert len(found) == len(shipped_rows()) + 1


def test_what_was_taken_home_can_be_brought_back():
    """Its last column is one that a glossary does not have."""
    content = glossary_csv(session(Row("TLC", "care"))).decode("utf-8-sig")

    assert read_rows(content)[0] == Row("TLC", "care")


def test_suggestions_are_listed_with_their_tables():
    """Every one, also what is marked, none of it applied."""
    found = rows(suggestions_csv([said("dieticians", "dietitians", "dietitian", "ACS")]))

    assert [list(row.values()) for row in found] == [
        ["innovation", "need", "dietitians", "Table 1, Table 2", "dieticians", "Table 0", "88.9",
         "same", ""],
        ["innovation", "need", "ACS", "Table 3", "", "", "", "ask",
         "accountable care system or acute coronary syndrome or ambulatory care"],
    ]  # fmt: skip


def test_a_room_that_said_nothing_has_only_the_columns():
    assert rows(suggestions_csv([said()])) == []
