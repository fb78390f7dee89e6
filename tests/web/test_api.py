"""The JSON side, asked as docs/PROTOCOL.md describes it."""

import concurrent.futures
import json

import pytest
from serving import cookie

from sessions.access import CODE_ALPHABET


def test_a_session_is_made_with_all_its_ways_in(here):
    """The answer holds everything a facilitator needs."""
    made = here.create("Spring", tables=2)

    assert len(made["code"]) == 6
    assert set(made["code"]) <= set(CODE_ALPHABET)
    assert made["join_url"] == f"{here.origin}/join#{made['join_token']}"
    assert made["desk_url"] == f"{here.origin}/s/{made['session']}/desk#k={made['desk_key']}"
    assert made["wall_url"] == f"{here.origin}/s/{made['session']}/wall#k={made['wall_key']}"


def test_tables_can_have_names(here):
    """A list of names makes as many tables, in that order."""
    made = here.create(tables=["Ward 4", "Réseau", "緩和ケア"])

    door = here.post("/api/door", json={"token": made["join_token"]}).json()

    assert [table["name"] for table in door["tables"]] == ["Ward 4", "Réseau", "緩和ケア"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": "x"}, "tables"),
        ({"title": 7, "tables": 1}, "title"),
        ({"title": "x", "tables": 0}, "tables"),
        ({"title": "x", "tables": 61}, "tables"),
        ({"title": "x", "tables": True}, "tables"),
        ({"title": "x", "tables": "6"}, "tables"),
        ({"title": "x", "tables": []}, "tables"),
        ({"title": "x", "tables": ["a"] * 61}, "tables"),
        ({"title": "x", "tables": [1]}, "tables"),
        ({"title": "x", "tables": 1, "minutes": 0}, "minutes"),
        ({"title": "x", "tables": 1, "minutes": 121}, "minutes"),
        ({"title": "x", "tables": 1, "minutes": 1.5}, "minutes"),
        ({"title": "x", "tables": 1, "colour": "red"}, "colour"),
        ({"title": "x" * 60_000, "tables": 1}, "title"),
        ({"title": "\ud800", "tables": 1}, "title"),
    ],
)
def test_r4_a_field_that_does_not_fit_is_named(here, body, field):
    """422 bad_form, in a sentence that says which field and why."""
    answer = here.post(
        "/api/sessions", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] == "bad_form"
    assert f"“{field}”" in answer.json()["message"]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("", "text_empty"),
        (" \u200b ", "text_empty"),
        ("x" * 121, "text_too_long"),
        ("é" * 2_001, "text_too_long"),
    ],
)
def test_what_a_session_refuses_keeps_its_code(here, title, code):
    """Rules of the session itself answer with their own code and sentence."""
    answer = here.post("/api/sessions", json={"title": title, "tables": 1})

    assert answer.status_code == 422
    assert answer.json()["code"] == code


@pytest.mark.parametrize("tables", [1, 60, ["x"] * 60])
def test_the_bounds_themselves_fit(here, tables):
    """One table and sixty, the longest title and the longest minutes."""
    assert here.create("x" * 120, tables=tables, minutes=120)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"\xff\xfe", b"[" * 50_000])
def test_r4_what_is_no_json_object_is_refused(here, content):
    """Nonsense gets a sentence, never a crash."""
    headers = {"Content-Type": "application/json"}

    answer = here.post("/api/sessions", content=content, headers=headers)

    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("bad_form", "bad_request")
    assert answer.json()["message"].endswith(".")


@pytest.mark.parametrize("spelling", ["{}", " {} ", "lower", "apart"])
def test_r5_letter_case_and_spaces_do_not_matter(here, spelling):
    """People copy a code as they read it."""
    made = here.create("Reading aloud")
    code = made["code"]
    typed = {"lower": code.lower(), "apart": f"{code[:3]} {code[3:]}"}.get(
        spelling, spelling.format(code)
    )

    answer = here.post("/api/door", json={"code": typed})

    assert answer.status_code == 200
    assert answer.json()["title"] == "Reading aloud"
    assert answer.json()["joining"] == "open"


@pytest.mark.parametrize(
    "body", [{"code": "AAAAAA"}, {"code": ""}, {"code": "0OIL1!"}, {"token": "x"}, {"token": ""}]
)
@pytest.mark.parametrize("path", ["/api/door", "/api/join"])
def test_r5_what_opens_nothing_is_not_open(here, path, body):
    """Unknown and impossible codes answer alike."""
    more = {"table": "t1"} if path == "/api/join" else {}

    answer = here.post(path, json=body | more)

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_open"


def test_a_code_or_a_token_not_both(here):
    """Which of two ways in counts must not be a matter of luck."""
    answer = here.post("/api/door", json={"code": "AAAAAA", "token": "x"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "bad_form"


def test_a_seat_comes_with_its_cookie(here):
    """R3: the key is in the answer for programs, and in a cookie for browsers."""
    made = here.create()

    answer = here.post(
        "/api/join", json={"code": made["code"], "table": "t2", "name": " Ann\u202e "}
    )
    joined = answer.json()
    told = answer.headers["set-cookie"]

    assert answer.status_code == 201
    assert joined["session"] == made["session"]
    assert (joined["table"], joined["letter"]) == ("t2", "A")
    assert told.startswith(f"workshop={joined['key']};")
    for attribute in ("HttpOnly", "SameSite=strict", f"Path=/s/{made['session']}/table"):
        assert attribute in told
    assert "Secure" not in told


def test_a_cookie_over_https_is_secure(start):
    """A browser must not send it over an open network."""
    here = start(public_url="https://workshop.example.org")
    body = {"title": "x", "tables": 1}

    answer = here.post("/api/sessions", json=body, headers={"Host": "workshop.example.org"})

    assert all("Secure" in one for one in answer.headers.get_list("set-cookie"))
    assert answer.json()["join_url"].startswith("https://workshop.example.org/join#")


def test_a_table_that_is_not_there(here):
    """The code was right, the table was not."""
    made = here.create(tables=1)

    answer = here.post("/api/join", json={"token": made["join_token"], "table": "t2"})

    assert answer.status_code == 404
    assert answer.json()["code"] == "no_table"


def test_everybody_at_a_table_gets_their_own_letter(here):
    """Twenty people scan the same card at once."""
    made = here.create()

    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        letters = {one["letter"] for one in pool.map(lambda _: here.join(made), range(20))}

    assert len(letters) == 20


@pytest.mark.parametrize("door", ["desk", "wall"])
def test_entering_changes_a_key_for_a_cookie(here, door):
    """The key leaves the address bar and is out of every script's reach."""
    made = here.create()
    path = f"/s/{made['session']}/{door}/enter"

    answer = here.post(path, json={"key": made[f"{door}_key"]})

    assert answer.status_code == 204
    assert answer.headers["set-cookie"].startswith(f"workshop={made[f'{door}_key']};")
    assert f"Path=/s/{made['session']}/{door};" in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("door", "key"), [("desk", "wall_key"), ("wall", "desk_key"), ("desk", "join_token")]
)
def test_r1_the_wrong_key_does_not_enter(here, door, key):
    """A door never grants what another does."""
    made = here.create()

    answer = here.post(f"/s/{made['session']}/{door}/enter", json={"key": made[key]})

    assert answer.status_code == 403
    assert answer.json()["code"] == "not_entered"
    assert "set-cookie" not in answer.headers


def test_only_the_key_of_a_seat_enters_at_a_table(here):
    """A link to a seat opens that seat; no other key opens one."""
    made = here.create()
    seat = here.join(made)
    path = f"/s/{made['session']}/table/enter"

    for key in (made["desk_key"], made["wall_key"], "x"):
        assert here.post(path, json={"key": key}).status_code == 403
    entered = here.post(path, json={"key": seat["key"]})

    assert entered.status_code == 204
    assert f"Path=/s/{made['session']}/table" in entered.headers["set-cookie"]


def test_the_facilitator_can_hand_out_every_link_again(here):
    """The wall's key is stored nowhere; it follows from the facilitator's own."""
    made = here.create()

    links = here.get(f"/s/{made['session']}/desk/links", headers=cookie(made["desk_key"])).json()

    assert links == {
        "code": made["code"],
        "join_url": made["join_url"],
        "address": f"127.0.0.1:{here.port}",
        "wall_url": made["wall_url"],
        "desk_url": made["desk_url"],
    }


@pytest.mark.parametrize("what", ["links", "export.zip", "cards", "qr.svg"])
@pytest.mark.parametrize("key", [None, "wall_key", "join_token"])
def test_the_desk_is_closed_to_others(here, what, key):
    """No cookie, the wall's, or a participant's token: nothing of the desk is shown."""
    made = here.create()
    headers = {"Accept": "application/json"} | (cookie(made[key]) if key else {})

    answer = here.get(f"/s/{made['session']}/desk/{what}", headers=headers)

    assert answer.status_code == 403
    assert answer.json()["code"] == "not_entered"


def test_the_server_says_that_it_lives_and_that_it_stores(here):
    """For whoever watches the machine."""
    assert here.get("/healthz").status_code == 200
    assert here.get("/readyz").status_code == 200
    assert here.ask("HEAD", "/healthz").content == b""


def test_a_server_that_cannot_store_is_not_ready(start):
    """A full disk shows at /readyz, while the process lives."""
    here = start()
    here.hub.store.writable = lambda: False

    answer = here.get("/readyz", headers={"Accept": "application/json"})

    assert answer.status_code == 503
    assert answer.json()["code"] == "not_ready"
    assert here.get("/healthz").status_code == 200


@pytest.mark.parametrize(("given", "is_private"), [({}, False), ({"private": True}, True)])
def test_R57_words_are_visible_unless_a_session_is_made_private(here, given, is_private):
    body = {"title": "Spring", "tables": 2, **given}
    made = here.post("/api/sessions", json=body).json()
    with here.socket(made["session"], "wall", made["wall_key"]) as wall:
        wall.send(json.dumps({"type": "hello", "protocol": 1}))
        wall.send(json.dumps({"type": "watch", "stream": made["session"], "views": []}))
        wall.recv(timeout=10)
        state = json.loads(wall.recv(timeout=10))

    assert state["session"]["private"] is is_private
