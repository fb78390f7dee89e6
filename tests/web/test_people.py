"""The desk's list of people and the links it hands out, as docs/PROTOCOL.md describes them."""

import itertools
import json
from types import SimpleNamespace

import pytest
from serving import cookie
from websockets.exceptions import ConnectionClosed, InvalidStatus

HELLO = json.dumps({"type": "hello", "protocol": 1})


@pytest.fixture
def room(here):
    """A session of two tables, and how its desk asks."""
    made = here.create(tables=["Falls", "Beds"])
    root = f"/s/{made['session']}"

    refs = itertools.count(1)

    def ask(method, path, key=None, **more):
        headers = cookie(key or made["desk_key"]) | {"Accept": "application/json"}
        return here.ask(method, f"{root}{path}", headers=headers, **more)

    def act(door="desk", key=None, **op):
        """Ask for one op on the session and return the code it was refused with, or None."""
        with here.socket(made["session"], door, key or made["desk_key"]) as link:
            link.send(HELLO)
            link.send(
                json.dumps(
                    {"type": "op", "stream": made["session"], "ref": f"r{next(refs)}", "op": op}
                )
            )
            while True:
                message = json.loads(link.recv(timeout=10))
                if message["type"] in ("known", "rejected"):
                    return message.get("code")

    return SimpleNamespace(made=made, root=root, ask=ask, act=act)


def key_in(url):
    return url.split("#k=")[1]


def listed(room, key=None):
    return room.ask("GET", "/desk/people", key).json()


def helper(room, name="Sam"):
    answer = room.ask("POST", "/desk/helpers", json={"name": name})
    assert answer.status_code == 201, answer.text
    return answer.json()


def closed_with(link):
    """Wait until the server closes the socket; a second is what it has."""
    try:
        while True:
            link.recv(timeout=1)
    except ConnectionClosed as closed:
        return closed.rcvd.code


def is_shut(here, room, door, key):
    with pytest.raises(InvalidStatus) as refused, here.socket(room.made["session"], door, key):
        pass
    return refused.value.response.status_code == 403


def test_R51_people_are_listed_by_table_with_letter_and_name(here, room):
    """Names are the desk's to see, and whether somebody is here now."""
    ann = here.join(room.made, "t2", name="Ann")
    ben = here.join(room.made, "t1", name="Ben")
    with here.socket(room.made["session"], "table", ann["key"]) as link:
        link.send(HELLO)
        link.recv(timeout=10)
        people = listed(room)["people"]

    assert people == [
        {"participant": ben["participant"], "table": "t1", "letter": "A", "name": "Ben",
         "here": False},
        {"participant": ann["participant"], "table": "t2", "letter": "A", "name": "Ann",
         "here": True},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/desk/people", None),
        ("POST", "/desk/helpers", {"name": "Sam"}),
        ("POST", "/desk/tables/t1/scribe", {}),
        ("POST", "/desk/wall/renew", {}),
    ],
)
def test_no_other_door_hands_out_anything(here, room, method, path, body):
    """A seat, a wall or nobody gets neither names nor keys."""
    seat = here.join(room.made)

    for key in (seat["key"], room.made["wall_key"], "x"):
        answer = room.ask(method, path, key, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_entered")


def test_R54_a_helper_runs_the_desk_but_hands_out_no_keys(here, room):
    """The link opens the desk; making and revoking helpers stays with the facilitator."""
    made = helper(room)
    key = key_in(made["url"])
    here.join(room.made, name="Ann")

    assert made["url"].startswith(f"{here.origin}{room.root}/desk#k=")
    assert "<svg" in made["qr"]
    seen = listed(room, key)
    assert [person["name"] for person in seen["people"]] == ["Ann"]
    assert "helpers" not in seen
    assert room.act(key=key, type="joining.set", open=False) is None
    for path, body in (("/desk/helpers", {"name": "Kim"}), ("/desk/wall/renew", {})):
        answer = room.ask("POST", path, key, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert room.act(key=key, type="helper.revoke", helper=made["helper"]) == "not_allowed"
    assert "wall_url" not in room.ask("GET", "/desk/links", key).json()


def test_R54_helpers_are_listed_by_name_and_their_keys_are_nowhere(here, room):
    made = helper(room, " Sam ")

    answer = room.ask("GET", "/desk/people")

    assert answer.json()["helpers"] == [{"helper": made["helper"], "name": "Sam", "here": False}]
    assert key_in(made["url"]) not in answer.text


@pytest.mark.parametrize(
    ("name", "code"), [("", "text_empty"), ("x" * 31, "name_too_long"), (None, "bad_form")]
)
def test_R54_a_helper_needs_a_name_that_fits(room, name, code):
    answer = room.ask("POST", "/desk/helpers", json={"name": name})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_R54_a_revoked_key_closes_its_desk_and_opens_nothing(here, room):
    """The open page hears of it on its socket, with the code that says not to come back."""
    made = helper(room)
    key = key_in(made["url"])
    with here.socket(room.made["session"], "desk", key) as link:
        link.send(HELLO)
        link.recv(timeout=10)
        assert room.act(type="helper.revoke", helper=made["helper"]) is None
        assert closed_with(link) == 4401

    assert is_shut(here, room, "desk", key)
    assert room.ask("GET", "/desk/people", key).status_code == 403
    assert room.ask("POST", "/desk/enter", key, json={"key": key}).status_code == 403
    assert listed(room)["helpers"] == []
    assert room.act(type="helper.revoke", helper=made["helper"]) == "no_helper"


def test_R55_a_scribe_sits_down_while_joining_is_locked_and_only_once(here, room):
    """The same desk asks again and gets the same seat: not a second one for each tap."""
    room.act(type="joining.set", open=False)

    links = [room.ask("POST", "/desk/tables/t2/scribe", json={}).json() for _ in range(2)]

    assert links[0] == links[1]
    assert links[0]["url"].startswith(f"{here.origin}{room.root}/table#k=")
    (scribe,) = listed(room)["people"]
    assert (scribe["name"], scribe["table"], scribe["letter"]) == ("Scribe", "t2", "A")
    entered = room.ask("POST", "/table/enter", "x", json={"key": key_in(links[0]["url"])})
    assert entered.status_code == 204


def test_R55_a_form_takes_the_desk_to_the_table_at_once(here, room):
    """Without a script it is one tap as well."""
    answer = here.post(
        f"{room.root}/desk/tables/t1/scribe",
        headers=cookie(room.made["desk_key"]),
        data={},
        follow_redirects=False,
    )

    assert (answer.status_code, answer.headers["location"]) == (303, f"{room.root}/table")
    assert f"Path={room.root}/table" in answer.headers["set-cookie"]


def test_R55_a_scribe_who_was_taken_off_gets_a_new_seat(here, room):
    """The old link stays shut."""
    first = room.ask("POST", "/desk/tables/t1/scribe", json={}).json()["url"]
    (scribe,) = listed(room)["people"]
    assert room.act(type="person.remove", participant=scribe["participant"]) is None

    second = room.ask("POST", "/desk/tables/t1/scribe", json={}).json()["url"]

    assert first != second
    assert is_shut(here, room, "table", key_in(first))
    (again,) = listed(room)["people"]
    assert again["participant"] != scribe["participant"]
    assert again["letter"] == "B"


def test_R55_each_desk_has_a_scribe_of_its_own(here, room):
    """Two people who type for one table are two authors."""
    key = key_in(helper(room)["url"])

    urls = {
        room.ask("POST", "/desk/tables/t1/scribe", k, json={}).json()["url"] for k in (None, key)
    }

    assert len(urls) == 2


@pytest.mark.parametrize(("table", "code"), [("t9", "no_table"), ("x", "not_found")])
def test_R55_there_is_no_scribe_at_no_table(room, table, code):
    answer = room.ask("POST", f"/desk/tables/{table}/scribe", json={})

    assert (answer.status_code, answer.json()["code"]) == (404, code)


def test_R56_a_renewed_wall_link_shuts_out_the_old_one(here, room):
    """Every open wall closes; the new link opens, and the desk shows it from now on."""
    old = room.made["wall_key"]
    with here.socket(room.made["session"], "wall", old) as link:
        link.send(HELLO)
        link.recv(timeout=10)
        url = room.ask("POST", "/desk/wall/renew", json={}).json()["wall_url"]
        assert closed_with(link) == 4401

    assert is_shut(here, room, "wall", old)
    assert room.ask("GET", "/desk/links").json()["wall_url"] == url
    with here.socket(room.made["session"], "wall", key_in(url)) as link:
        link.send(HELLO)
        assert json.loads(link.recv(timeout=10))["you"]["role"] == "wall"
    again = room.ask("POST", "/desk/wall/renew", json={}).json()["wall_url"]
    assert again not in (url, old)
