"""The desk's glossary: read and edited without JavaScript, and nothing typed is lost."""

import csv
import html
import io
import json
import re

import pytest
from serving import cookie

from diagrams.glossary_rows import Row


@pytest.fixture
def made(here):
    return here.create("Frühling", tables=3)


class Desk:
    """The page as somebody uses it who has the facilitator's cookie."""

    def __init__(self, here, made):
        self.here, self.session = here, made["session"]
        self.path = f"/s/{self.session}/desk/glossary"
        self.key = cookie(made["desk_key"])

    @property
    def now(self):
        return self.here.hub.live_sessions[self.session].session

    def get(self, **query):
        return self.here.get(self.path, params=query, headers=self.key)

    def post(self, act="", files=None, **fields):
        return self.here.post(self.path + act, data=fields, files=files, headers=self.key)

    def save(self, rows, base=None, **more):
        return self.post(rows=rows, base=str(self.now.glossary_seq if base is None else base),
                         **more)  # fmt: skip


@pytest.fixture
def desk(here, made):
    desk = Desk(here, made)
    assert desk.get().status_code == 200
    return desk


def typed(answer):
    """What stands in the text field, as a browser would send it again."""
    (found,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    return html.unescape(found)


def base(answer):
    return re.search(r'name="base" value="(\d+)"', answer.text)[1]


def writes(here, made, table, text, task="organisation", zone="needer"):
    """Somebody at a table writes a note, through the socket."""
    live = here.hub.live_sessions[made["session"]].session
    stream = live.diagrams_of(table, task)[0].id
    note = {"type": "note.add", "note": "n" + str(abs(hash(text)))[:12], "place": {"zone": zone},
            "text": text}  # fmt: skip
    with here.socket(made["session"], "desk", made["desk_key"]) as socket:
        for message in (
            {"type": "hello", "protocol": 1},
            {"type": "op", "stream": stream, "ref": note["note"], "op": note},
        ):
            socket.send(json.dumps(message))
        while json.loads(socket.recv(timeout=10))["type"] != "known":
            pass


def test_the_page_lists_what_comes_with_the_program(desk):
    page = desk.get().text

    assert "NHS England" in page
    assert page.count("<details") > 15
    assert "Nothing yet." in page


def test_a_word_is_looked_for_without_javascript(desk):
    page = desk.get(q="nhse").text

    assert "NHSEI" in page
    assert "domiciliary" not in page
    assert "There is no line with" in desk.get(q="<zebra>").text
    assert "<zebra>" not in desk.get(q="<zebra>").text


def test_lines_are_saved_by_whom_and_when(desk):
    """As an entry of the session, and shown again as they can be typed."""
    answer = desk.save("TLC, Tees Living Care\r\n\r\ncasualty\r\n")
    entry = desk.here.hub.live_sessions[desk.session].room.entries[-1]

    assert (answer.status_code, answer.headers["location"]) == (303, f"{desk.path}?done=saved")
    assert desk.now.glossary == (Row("TLC", "Tees Living Care"), Row("casualty"))
    assert (entry.author, entry.op["type"]) == ("facilitator", "glossary.set")
    assert entry.at_ms > 0
    assert typed(desk.get()) == "TLC,Tees Living Care\ncasualty,\n"
    assert "Saved." in desk.get(done="saved").text


def test_saving_what_was_there_before_takes_it_back(desk):
    desk.save("TLC,Tees Living Care")
    desk.save("")

    assert desk.now.glossary == ()
    assert desk.now.glossary_seq > 0


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("GP,doctor\nGP,nurse", "Line 2: “GP” already stands for “doctor”, not for “nurse”."),
        ("ok,fine\n,x", "Line 2 has nothing to look for in its first column."),
        ("a,b,person", "“person” is no kind"),
        ("\n".join(f"x{n}x,y" for n in range(501)), "at most 500 lines"),
        ('"<b>', "Line 1 cannot be read"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(desk, rows, said):
    """The typed text is still there, and the session as it was."""
    before = desk.now
    answer = desk.save(rows)

    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert typed(answer).replace("\r\n", "\n") == rows
    assert desk.now == before


def test_two_desks_do_not_save_over_each_other_unseen(desk):
    """Who comes second is told, keeps what they typed, and may save it knowingly."""
    desk.save("TLC,Tees Living Care", base=0)
    answer = desk.save("DN,nurse", base=0)

    assert answer.status_code == 409
    assert "Somebody else saved other lines" in answer.text
    assert "Tees Living Care" in answer.text
    assert typed(answer) == "DN,nurse"
    assert desk.save("DN,nurse", base=base(answer)).status_code == 303
    assert desk.now.glossary == (Row("DN", "nurse"),)


def csv_file(content, name="words.csv"):
    return {"file": (name, content, "text/csv")}


def test_the_lines_of_a_file_are_added(desk):
    """For the same words they win; what is shipped anyway is left out."""
    content = "alias;canonical;kind;level;note\nTLC;Tees Care;;;\nhub;Büro;;;\n".encode("cp1252")
    answer = desk.save("tlc,other\nDN,nurse", files=csv_file(content))

    assert answer.status_code == 303
    assert desk.now.glossary == (Row("TLC", "Tees Care"), Row("DN", "nurse"), Row("hub", "Büro"))


def test_what_was_downloaded_can_be_given_back(desk):
    desk.save("TLC,Tees Care\n=x,-y\ncasualty")
    own = desk.now.glossary
    answer = desk.here.get(f"{desk.path}.csv", headers=desk.key)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert rows[0]["alias"] == "TLC"
    assert rows[1]["alias"] == "'=x"
    assert desk.save("", files=csv_file(answer.content)).status_code == 303
    assert desk.now.glossary == own


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GP,a\nGP,b", "In the file: Line 2: “GP” already stands for “a”, not for “b”."),
        (b"PK\x03\x04\0\0", "The file is no text."),
    ],
)
def test_a_bad_file_changes_nothing(desk, content, said):
    answer = desk.save("TLC,Tees Care", files=csv_file(content))

    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert typed(answer) == "TLC,Tees Care"
    assert desk.now.glossary == ()


def test_what_may_mean_the_same_is_joined_by_one_tap_and_taken_back_by_another(here, made, desk):
    """A line of the session's own, which the combined pictures go by."""
    for table, text in (("t1", "dietitians <b>"), ("t2", "dieticians <b>")):
        writes(here, made, table, text)
    page = desk.get().text
    fields = dict(re.findall(r'name="(alias|canonical|kind)" value="([^"]*)"', page))
    fields = {name: html.unescape(value) for name, value in fields.items()}

    assert "<b>" not in re.sub(r"</?b( dir=\"auto\")?>", "", page).replace("&lt;b&gt;", "")
    assert {fields["alias"], fields["canonical"]} == {"dietitians <b>", "dieticians <b>"}
    assert desk.post("/add", **fields).headers["location"].endswith("?done=joined")
    assert desk.now.glossary == (Row(fields["alias"], fields["canonical"]),)
    assert "Bring together" not in desk.get().text
    assert desk.post("/remove", alias=fields["alias"]).headers["location"].endswith("?done=removed")
    assert desk.now.glossary == ()
    assert "Bring together" in desk.get().text


def test_what_may_be_the_opposite_is_marked(here, made, desk):
    for table, text in (("t1", "GPs were involved"), ("t2", "GPs were not involved")):
        writes(here, made, table, text, "innovation", "need")

    assert "<b>Check:</b> may say the opposite" in desk.get().text


def test_successors_cannot_be_joined_by_a_tap(here, made, desk):
    for table, text in (("t1", "CCG"), ("t2", "ICB")):
        writes(here, made, table, text)
    page = desk.get().text

    assert "<b>Related:</b>" in page
    assert "Bring together" not in page


def test_an_ambiguous_alias_is_asked_and_the_answer_is_a_line(here, made, desk):
    writes(here, made, "t1", "ACS")
    page = desk.get().text

    assert "What does “ACS” stand for here?" in page
    desk.post("/add", alias="ACS", canonical="accountable care system", kind="")
    assert "What does “ACS”" not in desk.get().text


def test_a_tap_that_cannot_be_saved_says_why(desk):
    """More than fits a line, sent by no page of ours."""
    answer = desk.post("/add", alias="x" * 300, canonical="y")

    assert answer.status_code == 422
    assert "too long" in answer.text


@pytest.mark.parametrize("path", ["", ".csv", "?q=x"])
def test_only_the_desk_reads_it(here, made, path):
    """A table's key opens its table, and nobody's key nothing."""
    seat = here.join(made, "t1")
    for key in (cookie(seat["key"]), cookie(made["wall_key"]), {}):
        address = f"/s/{made['session']}/desk/glossary{path}"
        assert here.get(address, headers=key).status_code == 403


@pytest.mark.parametrize("act", ["", "/add", "/remove"])
def test_only_the_desk_writes_it(here, made, desk, act):
    seat = here.join(made, "t1")
    answer = here.post(desk.path + act, data={"rows": "a,b", "alias": "a", "canonical": "b"},
                       headers=cookie(seat["key"]))  # fmt: skip

    assert answer.status_code == 403
    assert desk.now.glossary == ()


def test_another_site_cannot_save(here, made, desk):
    headers = desk.key | {"Origin": "http://evil.example"}
    answer = here.post(desk.path, data={"rows": "a,b", "base": "0"}, headers=headers)

    assert answer.status_code == 403
    assert desk.now.glossary == ()


def test_the_desk_has_the_way_to_it(here, made):
    answer = here.get(f"/s/{made['session']}/desk", headers=cookie(made["desk_key"]))

    assert f'href="/s/{made["session"]}/desk/glossary"' in answer.text
