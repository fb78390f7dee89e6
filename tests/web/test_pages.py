"""The pages, and their forms as a browser without JavaScript sends them."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from serving import cookie

from diagrams.template import task_ids, template
from web.errors import HEADINGS


class Page(HTMLParser):
    """What a browser would load, run and post from a page."""

    def __init__(self, markup):
        super().__init__()
        self.links, self.styles, self.scripts, self.forms, self.metas = [], [], [], [], {}
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        self.styles += [given["style"]] if "style" in given else []
        self.scripts += [given] if tag == "script" else []
        self.forms += [given] if tag == "form" else []
        if tag == "style":
            self.styles.append("<style>")
        if tag == "meta" and "name" in given:
            self.metas[given["name"]] = given["content"]


@pytest.fixture
def made(here):
    return here.create("Frühling & <b>", tables=["Ward 4", "Café"])


@pytest.fixture
def pages(here, made):
    """Every page there is, by name."""
    session, seat = made["session"], here.join(made)
    desk = cookie(made["desk_key"])
    return {
        "home": here.get("/"),
        "join": here.get("/join"),
        "pick": here.post("/join", data={"code": made["code"]}),
        "table": here.get(f"/s/{session}/table", headers=cookie(seat["key"])),
        "desk": here.get(f"/s/{session}/desk"),
        "wall": here.get(f"/s/{session}/wall"),
        "cards": here.get(f"/s/{session}/desk/cards", headers=desk),
        "error": here.get("/nothing"),
    }


def test_every_page_is_whole(pages, here):
    """Each answers, names its language, runs no inline script or style, and loads only ours."""
    for name, answer in pages.items():
        page = Page(answer.text)
        assert answer.status_code == (404 if name == "error" else 200), name
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert '<html lang="en"' in answer.text
        assert page.styles == [], f"{name}: the policy forbids inline styles"
        assert all(script.get("src") for script in page.scripts), name
        for link in page.links:
            assert link.startswith(("/", "#", f"{here.origin}/")), f"{name}: {link}"


def test_everything_a_page_loads_is_there(pages, here):
    """No page names a file that was not installed."""
    loaded = {
        link
        for answer in pages.values()
        for link in Page(answer.text).links
        if link.startswith("/static/")
    }

    assert loaded
    for link in sorted(loaded):
        assert here.get(link).status_code == 200, link


def test_pages_with_forms_say_where_they_come_from(pages):
    """Under no-referrer a form is posted with the origin null, and we would refuse our own."""
    posting = {name: page for name, page in pages.items() if Page(page.text).forms}

    assert {"home", "join", "pick"} <= posting.keys()
    for name, page in posting.items():
        assert Page(page.text).metas.get("referrer") == "same-origin", name


def test_people_s_words_are_text(pages):
    """A title with markup in it stays a title."""
    for name in ("pick", "cards"):
        assert "Frühling &amp; &lt;b&gt;" in pages[name].text
        assert "<b>" not in pages[name].text


def test_the_home_page_shows_a_filled_diagram(pages):
    """Drawn by the real renderer, in the page itself."""
    assert "<svg" in pages["home"].text
    assert template(task_ids()[0]).zones[0].example.split()[0] in pages["home"].text


def test_every_prompt_is_on_the_participant_s_page(pages):
    """The outline can be used before the first picture arrives, in the prompts' own words."""
    words = unescape(pages["table"].text)

    for task in task_ids():
        for zone in template(task).zones:
            assert zone.prompt in words


def test_a_form_starts_a_session(here):
    """303 to the desk with its key in the fragment, and the cookie set already."""
    fields = {"title": "Spring", "tables": "4", "names": "", "minutes": "12"}

    answer = here.post("/sessions", data=fields)

    assert answer.status_code == 303
    found = re.fullmatch(r"/s/(\w+)/desk#k=([\w-]{43})", answer.headers["location"])
    assert found
    assert f"workshop={found[2]}" in answer.headers["set-cookie"]


def test_names_win_over_a_number(here):
    """One name a line; blank lines are nothing."""
    fields = {"title": "Spring", "tables": "4", "names": "Ward 4\r\n\r\n  Café \n", "minutes": ""}

    answer = here.post("/sessions", data=fields)
    session, key = re.fullmatch(r"/s/(\w+)/desk#k=(.+)", answer.headers["location"]).groups()
    cards = here.get(f"/s/{session}/desk/cards", headers=cookie(key)).text

    assert cards.count("<svg") == 2
    assert "Ward 4" in cards
    assert "Café" in cards


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "title"),
        ({"title": "Spring " * 20}, "title"),
        ({"title": "Spring", "tables": "many"}, "tables"),
        ({"title": "Spring", "tables": "61"}, "tables"),
        ({"title": "Spring", "minutes": "-1"}, "minutes"),
        ({"title": "Spring", "names": "x" * 61}, "name"),
        ({"title": "Spring", "names": "\n".join(["x"] * 61)}, "tables"),
    ],
)
def test_a_form_that_does_not_fit_keeps_what_was_typed(here, fields, said):
    """The same page, a sentence about the field, and every field as it was."""
    answer = here.post("/sessions", data={"minutes": "17", **fields})

    assert answer.status_code == 422
    assert said in answer.text.lower()
    for name, value in {"minutes": "17", **fields}.items():
        assert value in answer.text, f"{name} is kept"


def test_the_way_from_the_code_to_the_table(here, made):
    """Code, table, seat: three requests, no JavaScript."""
    pick = here.post("/join", data={"code": f" {made['code'].lower()} "})
    assert pick.status_code == 200
    assert 'value="t2"' in pick.text

    seat = here.post("/join/table", data={"code": made["code"], "table": "t2", "name": "Ann"})
    assert seat.status_code == 303
    assert seat.headers["location"] == f"/s/{made['session']}/table"

    key = re.match(r"workshop=([^;]+);", seat.headers["set-cookie"])[1]
    table = here.get(seat.headers["location"], headers=cookie(key))
    assert table.status_code == 200
    assert "Café" in table.text


def test_a_card_leads_to_its_table(here, made):
    """The token and the table come from the card; only the seat is left to take."""
    pick = here.post("/join", data={"token": made["join_token"], "table": "t2"})

    assert re.search(r'value="t2"[^>]*\bchecked', pick.text)
    assert f'name="token" value="{made["join_token"]}"' in pick.text


def test_a_wrong_code_stays_in_its_field(here):
    """Who mistyped one letter changes that letter."""
    answer = here.post("/join", data={"code": "ABC DEF"})

    assert answer.status_code == 404
    assert 'value="ABC DEF"' in answer.text
    assert "No session is open with this code" in answer.text


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({}, 404, "table"),
        ({"table": "t9"}, 404, "no such table"),
        ({"table": "t1", "name": "x" * 31}, 422, "shorter name"),
    ],
)
def test_what_does_not_fit_at_the_tables_stays_there(here, made, fields, status, said):
    """The person is in the right session and sees its tables again, with what they typed."""
    answer = here.post("/join/table", data={"code": made["code"], "name": "Ann", **fields})

    assert answer.status_code == status
    assert said in answer.text
    assert 'value="t2"' in answer.text
    assert fields.get("name", "Ann") in answer.text


def test_a_code_that_closed_meanwhile_leads_back(here):
    """Between picking and sitting down the session was closed."""
    answer = here.post("/join/table", data={"code": "AAAAAA", "table": "t1"})

    assert answer.status_code == 404
    assert 'action="/join"' in answer.text


def test_a_device_without_a_seat_is_shown_the_way_in(here, made):
    """A cookie that went, a link from a neighbour: join, with a word on why."""
    answer = here.get(f"/s/{made['session']}/table")

    assert answer.status_code == 403
    assert 'action="/join"' in answer.text
    assert "not at a table" in answer.text


def test_an_unknown_page_says_so(here):
    """The designed error page, with the way back."""
    for path in ("/nothing", "/s/x/kitchen", "/s/../etc", "/s/x%2Fy/desk/links/", "/static/x/y"):
        answer = here.get(path)
        assert answer.status_code == 404, path
        assert HEADINGS[404] in answer.text
        assert 'href="/"' in answer.text


@pytest.mark.parametrize("door", ["table", "desk", "wall"])
def test_every_door_shows_the_same_qr_code(here, made, door):
    """What is behind a door may show how others join."""
    keys = {"desk": made["desk_key"], "wall": made["wall_key"]}
    key = keys.get(door) or here.join(made)["key"]

    answer = here.get(f"/s/{made['session']}/{door}/qr.svg", headers=cookie(key))

    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<path" in answer.text
    assert here.get(f"/s/{made['session']}/{door}/qr.svg").status_code == 403


def test_a_page_from_before_an_upgrade_gets_todays_files(here):
    """It works on, and nothing wrong is kept for a year."""
    path = next(link for link in Page(here.get("/").text).links if link.endswith(".css"))
    old = re.sub(r"/static/\w+/", "/static/000000000000/", path)

    answer = here.get(old)

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


def test_pages_and_files_travel_compressed(here):
    """For a phone on a bad network; who takes no gzip gets the plain text."""
    plain = {"Accept-Encoding": "identity"}
    path = next(link for link in Page(here.get("/").text).links if link.endswith(".css"))

    for address in ("/", path):
        assert here.get(address).headers["content-encoding"] == "gzip"
        assert "content-encoding" not in here.get(address, headers=plain).headers
        assert here.get(address).text == here.get(address, headers=plain).text


@pytest.mark.parametrize(
    "sent",
    [
        {
            "content": b"\xff\xff=%zz&&&",
            "headers": {"Content-Type": "application/x-www-form-urlencoded"},
        },
        {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"content": b"nonsense", "headers": {"Content-Type": "multipart/form-data"}},
        {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
        {"files": {"title": ("x.txt", b"x")}},
        {"data": {"title": ["a", "b"], "tables": "1"}},
    ],
)
def test_a_broken_form_gets_a_sentence(here, sent):
    """Whatever is posted, the answer is a page and not a crash."""
    for path in ("/sessions", "/join", "/join/table"):
        answer = here.post(path, **sent)
        assert answer.status_code < 500
        assert answer.status_code == 303 or "text/html" in answer.headers["content-type"]
