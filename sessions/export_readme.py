"""README.txt of the bundle: what is in it, in plain words."""

from collections.abc import Sequence
from typing import Final

from sessions.export_tables import SCHEMA_VERSION, Sheet
from sessions.flavours import Flavour

_WORDS: Final = """\
{title}

This folder holds everything your tables wrote.
{counts}

Pictures
  diagrams/   one picture for each table and task, as the wall showed it
  combined/   what the room said: for each task one picture with the words of all tables brought
              together, and one of what is missing; for the organisation task also where people
              stand and who has several roles; and in a folder for each task every table's words,
              one zone at a time
{pictures}

Data
  data/notes.csv    one row for each note
  data/links.csv    one row for each link between two notes
  data/notes.json   the same for programs: notes and links, and the list of diagrams
  data/glossary.csv       what stood for what when the combined pictures were drawn; the last
                          column says whether a line was this session's own
  data/suggestions.csv    what may mean the same and was not brought together: nobody decided
  data/groups.csv         what the room said together: one row for each group of notes
  data/decisions.csv      what people decided about groups, also what they took back
  data/votes.csv          how many dots each group got, if there was a vote

The CSV files open in Excel and other spreadsheets by a double click: they are UTF-8 and begin
with a byte order mark, so that Excel shows every letter as it was written.
A text that begins with = + - @ (or a form of one that spreadsheets treat alike) has a ' in front
of it in the CSV files, so that no spreadsheet calculates with it. In the JSON file every text
stands exactly as it was written.

Columns of notes.csv
  session   the title of the session
  task      innovation or organisation
  table     the name of the table
  diagram   1, or 2 for a table's second diagram of the task
  zone      the part of the diagram the note stands in
  role, level, kind, potential
            for the organisation task only: the actor's role (the same as the zone); inside,
            local, regional or national; people, organisation or thing; and true where the
            relationship is a potential one
  text      the note
  seq       the number of the change that brought this text, counted in its diagram
  seconds_from_task_start
            when that was, counted from the moment the task's clock was first started;
            empty when it never was, below zero when it was earlier
  author_letter
            the letter that the author had at the table: no names are in here
  version   empty, or 1, 2 ... where people wrote different things at the same time and nobody
            has chosen yet: each text then has a row of its own, and they share their note
  note      the note's id: unique in its diagram; links.csv names it
  table_id  the table's id, the same in every file

Columns of links.csv
  session, task, table, diagram, author_letter and table_id as above
  source, label, target      what the link says, from note to note
  link, source_note, target_note      their ids

Columns of suggestions.csv
  task, zone as above
  text, tables, other_text, other_tables
            the two wordings, and the tables that wrote them
  score     how alike the two are, 0 to 100
  remark    same (it may be), check (look twice: the reason says why), related (one came after
            the other), ask (the text has several meanings, which the reason lists)
  reason    see remark

Columns of groups.csv
  task, zone, level as above; a group of notes at several levels is at that of most tables
  group     its id: as long as it is the same group
  headline, headline_given
            what stands above it, and true where somebody gave it that headline: else it is the
            most common wording
  tables, table_names, notes, wordings
            how many tables said it, which, in how many notes, and in which words
  diagram_ids_and_notes
            every note of it as diagram/note
  decided   what people decided about its notes, by whom, and the number in the session's log

Columns of decisions.csv
  task, zone, decision
            what was decided, and where
  seq, at_ms, by
            its number in the session's log, when that was (ms since 1970), and whether the
            facilitator or a helper did it
  stands    false when it was taken back
  notes     the notes it names, as diagram/note: it holds for each as long as the note stands

Columns of votes.csv
  vote, task, zone, group, headline
            the number of the vote in the session's log, and the group as in groups.csv
  dots      how many dots it got
  people, dots_each, open, shown
            of the whole vote: how many people put a dot, how many each had, whether it was still
            open, and whether the room saw the sums. Whose a dot is, is in no file

A note that somebody removed, and a link to it, are not in here.
Two exports of the same session at the same state are the same, byte for byte.

Schema version {version}. A column is never renamed or moved; new ones come at the end, and raise
this number.
"""

_SVG: Final = """\
The pictures are SVG files. A web browser opens them; so do Inkscape, LibreOffice, Illustrator
and PowerPoint. They stay sharp at any size. Each also holds its notes as data."""
_PICTURES: Final[dict[Flavour, str]] = {
    "text": f"""{_SVG}
Their words are text that you can edit, in Arial or a font like it.""",
    "outlines": f"""{_SVG}
Their words are shapes: they look the same on every machine, whatever fonts it has, and cannot be
edited. What each shape says is in its description.""",
    "png": """\
The pictures are PNG images, with two pixels for each unit of the diagram, so that a diagram is
3200 pixels wide. A very tall one has fewer pixels for each unit, so that programs can open it.""",
}


def readme(title: str, sheets: Sequence[Sheet], tables: int, flavour: Flavour = "text") -> bytes:
    notes = sum(1 for sheet in sheets for _ in sheet.notes())
    links = sum(len(sheet.diagram.standing_links()) for sheet in sheets)
    counts = ", ".join(
        (
            counted(tables, "table"),
            counted(len(sheets), "diagram"),
            counted(notes, "note"),
            counted(links, "link"),
        )
    )
    words = _WORDS.format(
        title=title, counts=f"{counts}.", pictures=_PICTURES[flavour], version=SCHEMA_VERSION
    )
    # Older editors on Windows show a text with bare line feeds as one line.
    return words.replace("\n", "\r\n").encode()


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
