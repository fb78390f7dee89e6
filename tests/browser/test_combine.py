"""The room's words brought together at the desk, and weighed on two phones."""

import contextlib
import json
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect
from websockets.sync.client import connect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
WITHIN_MS = 15_000
# Tables that say the same in different words, and one that says the opposite.
SAID = {
    "t1": "rapid response team",
    "t2": "Rapid Response",
    "t3": "fewer visits by night",
    "t4": "more visits by night",
}

pytestmark = pytest.mark.browser


class Room:
    """A session in which every table wrote one note, without a browser."""

    def __init__(self, origin):
        self.origin = origin
        self.open = contextlib.ExitStack()
        self.web = self.open.enter_context(httpx.Client(base_url=origin, trust_env=False))
        self.made = self.post("/api/sessions", title="Spring", tables=4)
        self.session = self.made["session"]
        self.socket = self._socket("desk", self.made["desk_key"])
        self.told("welcome")
        self.asks({"type": "watch", "stream": self.session, "views": []})
        state = self.told("state")["session"]
        self.diagrams = {
            one["table"]: one["id"] for one in state["diagrams"] if one["task"] == "innovation"
        }
        for table, text in SAID.items():
            place = {"zone": "need", "before": None}
            note = {"type": "note.add", "note": "n1", "place": place, "text": text}
            self.op(self.diagrams[table], **note)

    def post(self, path, **body):
        answer = self.web.post(path, json=body)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def _socket(self, door, key):
        address = f"{self.origin.replace('http', 'ws')}/s/{self.session}/{door}/socket"
        talking = connect(
            address, origin=self.origin, additional_headers={"Cookie": f"workshop={key}"},
            compression=None, ping_interval=None, proxy=None,
        )  # fmt: skip
        socket = self.open.enter_context(talking)
        socket.send(json.dumps({"type": "hello", "protocol": 1}))
        return socket

    def asks(self, message):
        self.socket.send(json.dumps(message))

    def told(self, kind):
        while True:
            message = json.loads(self.socket.recv(timeout=10))
            if message["type"] == kind:
                return message

    def op(self, stream, **op):
        self.asks({"type": "op", "stream": stream, "ref": f"r{stream}{op['type'][:4]}", "op": op})
        self.told("applied" if stream == self.session else "known")

    def groups(self):
        """The words of each group, by its headline, as an export would have them."""
        path = f"/s/{self.session}/desk/groups/innovation"
        answer = self.web.get(path, headers={"Cookie": f"workshop={self.made['desk_key']}"})
        (need,) = [zone for zone in answer.json()["zones"] if zone["id"] == "need"]
        return {one["headline"]: sorted(w["text"] for w in one["words"]) for one in need["groups"]}

    def close(self):
        self.open.close()


@pytest.fixture
def room(server):
    made = Room(server.origin)
    yield made
    made.close()


@pytest.fixture
def enter(browser, room):
    """Opens a page, and asks it at the end whether anything went wrong."""
    faults, contexts = [], []

    def opened(kind, address):
        context = browser.new_context(base_url=room.origin, **kind)
        context.set_default_timeout(WITHIN_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        parts = urlsplit(address)
        page.goto(f"{parts.path}#{parts.fragment}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def desk_of(enter, room, kind=LAPTOP):
    page = enter(kind, room.made["desk_url"])
    expect(page.locator("[data-session-title]")).to_have_text("Spring", timeout=WITHIN_MS)
    # In a room with nobody in it yet, the desk first says how people join.
    page.get_by_role("dialog", name="How people join").get_by_role("button", name="Close").click()
    if kind is PHONE:
        page.locator('[data-tab-for="wall"]').click()
    page.locator("[data-open-combine]").click()
    expect(page.locator(".group")).not_to_have_count(0, timeout=WITHIN_MS)
    return page


def headlines(page, *texts):
    expect(page.locator(".group-name")).to_have_text(list(texts), timeout=WITHIN_MS)


def card(page, headline):
    return page.locator(".group", has=page.locator(".group-name", has_text=headline))


def undo(page):
    page.locator("[data-done-undo]").click()


@pytest.mark.parametrize("kind", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_suggestion_is_accepted_taken_apart_undone_and_named(enter, room, kind):
    """Every act is one tap, and can be taken back; what people wrote stays as it is."""
    page = desk_of(enter, room, kind)
    first = page.locator(".hint", has_text="rapid response team")
    expect(page.locator('.hint[data-remark="check"]')).to_contain_text("opposite")

    first.get_by_role("button", name="Bring together").click()
    headlines(page, "rapid response team", "fewer visits by night", "more visits by night")
    undo(page)
    headlines(page, *SAID.values())
    page.locator(".hint", has_text="rapid response team").get_by_role(
        "button", name="Bring together"
    ).click()
    headlines(page, "rapid response team", "fewer visits by night", "more visits by night")
    page.locator(".group-open").first.click()
    page.get_by_role("button", name="Take out: Rapid Response", exact=True).click()
    headlines(page, *SAID.values())
    undo(page)
    headlines(page, "rapid response team", "fewer visits by night", "more visits by night")
    named = card(page, "rapid response team")
    named.get_by_label("Headline").fill("A rapid response")
    named.get_by_role("button", name="Save the headline").click()
    headlines(page, "A rapid response", "fewer visits by night", "more visits by night")
    page.locator('.hint[data-remark="check"]').get_by_role("button", name="Not the same").click()
    expect(page.locator(".hint")).to_have_count(0, timeout=WITHIN_MS)

    assert room.groups() == {
        "A rapid response": ["Rapid Response", "rapid response team"],
        "fewer visits by night": ["fewer visits by night"],
        "more visits by night": ["more visits by night"],
    }


def test_any_two_groups_are_brought_together_by_key_alone_and_by_dragging(enter, room):
    page = desk_of(enter, room)
    opener = page.locator(".group-open").nth(2)
    opener.focus()
    opener.press("Enter")
    card(page, "fewer visits by night").locator('[data-act="pick"]').press("Enter")
    page.get_by_role("button", name="Bring together here: rapid response team").press("Enter")
    expect(page.locator(".group")).to_have_count(3, timeout=WITHIN_MS)
    undo(page)
    headlines(page, *SAID.values())

    card(page, "fewer visits by night").locator(".group-open").click()
    moved = card(page, "more visits by night")
    moved.scroll_into_view_if_needed()
    grip = moved.locator("[data-grip]").bounding_box()
    onto = page.locator(".group").nth(1).bounding_box()
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(onto["x"] + 80, onto["y"] + 20, steps=6)
    page.mouse.up()
    expect(page.locator(".group")).to_have_count(3, timeout=WITHIN_MS)

    assert ["Rapid Response", "more visits by night"] in room.groups().values()


def test_two_phones_vote_and_see_the_sums_only_when_they_are_shown(enter, room):
    page = desk_of(enter, room)
    phones = [seated(enter, room, table) for table in ("t1", "t2")]
    page.locator("[data-open-vote]").click()
    page.get_by_label("Dots for each person").select_option("2")
    page.get_by_role("button", name="Open the vote").click()
    for phone in phones:
        choose(phone, "fewer visits by night")
        expect(phone.locator("[data-votes-left]")).to_have_text("1 of 2 dots left")
    choose(phones[0], "more visits by night")
    choose(phones[0], "rapid response team", pressed="false")
    choose(phones[0], "more visits by night", pressed="false")
    expect(page.locator("[data-vote-count]")).to_have_text(
        "2 voted, 2 dots in all.", timeout=WITHIN_MS
    )
    expect(phones[1].locator(".choice-dot").first).to_have_text("")
    page.get_by_role("button", name="Show the count to the room").click()
    sums = (
        phones[1].locator(".vote-choice", has_text="fewer visits by night").locator(".choice-dot")
    )
    expect(sums).to_have_text("2", timeout=WITHIN_MS)
    page.get_by_role("button", name="Close the vote").click()
    expect(phones[0].locator("[data-votes-title]")).to_have_text(
        "How the room voted", timeout=WITHIN_MS
    )


def seated(enter, room, table):
    body = {"token": room.made["join_token"], "table": table, "name": ""}
    joined = room.post("/api/join", **body)
    page = enter(PHONE, f"{room.origin}/join")
    cookie = {"name": "workshop", "value": joined["key"], "domain": "127.0.0.1"}
    page.context.add_cookies([{**cookie, "path": f"/s/{room.session}/table"}])
    page.goto(f"/s/{room.session}/table")
    return page


def choose(phone, headline, pressed="true"):
    choice = phone.locator(".vote-choice", has_text=headline)
    choice.click()
    expect(choice).to_have_attribute("aria-pressed", pressed)
