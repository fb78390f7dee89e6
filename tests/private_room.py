"""A private session that is listened to: every frame to walls and phones is looked through."""

import itertools
import json

from sessions import tickers
from sessions.combine_views import phone_json
from sessions.gathered import said_in_room

TASKS = ("innovation", "organisation")
TABLES = ("t1", "t2")
# What each table's people write with, in texts, labels, titles and ids alike.
SECRETS = {
    ("t1", "innovation"): "kestrel",
    ("t2", "innovation"): "bittern",
    ("t1", "organisation"): "dunlin",
    ("t2", "organisation"): "wigeon",
}
ZONES = {"innovation": ("need", "outcome"), "organisation": ("needer", "sponsor")}
VIEWS = {
    "innovation": ("composite:innovation", "gaps:innovation", "zone:innovation:need:1"),
    "organisation": ("composite:organisation", "matrix:organisation", "overlap:organisation",
                     "zone:organisation:sponsor:1"),
}  # fmt: skip
LENSES = ("screen", "still", "replay")


def seen(text):
    """Return a frame but for the names of elements that go: it was sent those while they were
    there to be seen, and can only take away what it can name.
    """
    message = json.loads(text)
    parts = message.get("parts", {})
    message["parts"] = {
        view: [one for one in some if one.get("markup") or one.get("attributes")]
        for view, some in parts.items()
    }
    return json.dumps(message, ensure_ascii=False)


class Room:
    """A private session with a desk, a phone at each table and a wall, all of them listening."""

    def __init__(self, place):
        self.place = place
        self.live = place.hub.live_sessions[place.made.session]
        self.session = place.made.session
        self.numbers = itertools.count(1)
        self.notes = {pair: [] for pair in SECRETS}
        self.checked = 0

    async def open(self):
        self.desk = await self.place.start()
        self.phones = {}
        for table in TABLES:
            others = [secret for (whose, _), secret in SECRETS.items() if whose != table]
            phone = await self.place.socket(table=table)
            self.phones[table] = self._listening(phone, lambda others=others: others)
        for table, phone in self.phones.items():
            await phone.watch(self.session)
            for task in TASKS:
                stream = self.place.diagram(table, task)
                await phone.watch(stream, "data", "picture", "outline")
                await self.desk.watch(stream, "data", "picture", "outline")
        await self.desk.op(self.session, type="privacy.set", private=True)
        for table, task in SECRETS:
            await self._write(table, task, 0, 0)
        self.second = self._listening(await self.place.socket("wall"), self.hidden)
        await self.enter_wall()

    async def enter_wall(self, **have):
        """A wall that looks at everything there is, in every way there is."""
        self.wall = self._listening(await self.place.socket("wall"), self.hidden)
        await self.wall.watch(self.session, **have)
        for lens, (table, task) in itertools.product(LENSES, SECRETS):
            await self.wall.watch(f"{lens}:{self.place.diagram(table, task)}", "picture")
        for view in itertools.chain(*VIEWS.values()):
            await self.wall.watch(view, "picture")
        self.check()

    def hidden(self):
        """The words that no wall may be sent now."""
        session = self.live.session
        return [
            secret
            for (table, task), secret in SECRETS.items()
            if session.private and not session.signals.is_ready(table, task)
        ]

    def _listening(self, socket, secrets):
        """Look through every frame that ``socket`` takes from now on."""
        take = socket.follower.take

        def looked(text):
            self.checked += 1
            told = seen(text).lower()
            found = [secret for secret in secrets() if secret in told]
            assert not found, f"{found} in {told[:300]}"
            return take(text)

        socket.follower.take = looked
        return socket

    def check(self):
        """Take what waits for everybody."""
        for socket in (self.wall, self.second, *self.phones.values(), self.desk):
            socket.read()

    async def do(self, step):
        act, *args = step
        await getattr(self, f"_{act}")(*args)
        self.check()
        await self._pass()
        self.check()

    # What can happen, in any order.

    async def _write(self, table, task, length, zone):
        secret, number = SECRETS[table, task], next(self.numbers)
        note = f"{secret}{number}"
        text = f"{secret.title()} {number} " + "and more " * length
        place = {"zone": ZONES[task][zone], "before": None}
        stream = self.place.diagram(table, task)
        op = {"type": "note.add", "note": note, "place": place, "text": text.strip()}
        # At the desk, which may write at any time; what is told is the same.
        await self.desk.op(stream, **op)
        self.notes[table, task].append(note)

    async def _reword(self, table, task):
        for note in self.notes[table, task][-1:]:
            op = {"type": "note.edit", "note": note, "text": f"{SECRETS[table, task]} anew"}
            await self.desk.op(self.place.diagram(table, task), base=0, **op)

    async def _link(self, table, task):
        stream, secret = self.place.diagram(table, task), SECRETS[table, task]
        for source, target in itertools.pairwise(self.notes[table, task][-2:]):
            await self.desk.op(
                stream,
                type="link.add",
                link=f"{secret}l{next(self.numbers)}",
                ends={"source": source, "target": target},
                label=f"{secret} helps",
            )

    async def _rename(self, table, task):
        title = f"Our {SECRETS[table, task]}"
        await self.desk.op(self.place.diagram(table, task), type="diagram.rename", title=title)

    async def _group(self, table, task):
        """Somebody at the desk names a group by the table's own words."""
        stream, notes = self.place.diagram(table, task), self.notes[table, task][-1:]
        for note in notes:
            text = f"{SECRETS[table, task]} named"
            part = {"notes": [f"{stream}/{note}"], "wordings": [{"text": text}]}
            zone = self.live.diagrams[stream].state.notes[note].zone
            await self.desk.op(
                self.session, type="group.name", task=task, zone=zone, group=part, text=text
            )

    async def _ready(self, table, task, is_ready):
        phone = self.phones[table]
        op = {"type": "table.ready", "table": table, "task": task, "ready": is_ready}
        await phone.op(self.session, **op)

    async def _private(self, is_private):
        await self.desk.op(self.session, type="privacy.set", private=is_private)

    async def _freeze(self, is_frozen):
        await self.desk.op(self.session, type="wall.freeze", frozen=is_frozen)

    async def _replay(self, is_playing):
        op = {"playing": is_playing, "position_ms": 0, "speed": 60}
        await self.desk.op(self.session, type="replay.set", **op)

    async def _show(self, table, task):
        show = {"mode": "diagram", "diagram": self.place.diagram(table, task)}
        await self.desk.op(self.session, type="wall.show", show=show)

    async def _vote(self, task):
        await self.desk.op(self.session, type="vote.open", task=task, zones=[], dots=3)
        said = await said_in_room(self.live, task)
        vote = self.live.session.combining.vote
        told = json.dumps(phone_json(said, vote, "p1")).lower()
        assert not [secret for secret in self.hidden() if secret in told]

    async def _look_at(self, lens, table, task):
        """The wall begins anew, and tries to have the diagram itself."""
        stream = self.place.diagram(table, task)
        await self.second.watch(f"{lens}:{stream}", "picture")
        await self.second.watch(stream, "data", "picture", "outline")

    async def _look_back(self, table, task):
        """The other table and the wall ask for what they missed, entry by entry."""
        stream, epoch = self.place.diagram(table, task), self.place.hub.store.epoch
        other = next(one for one in TABLES if one != table)
        for socket in (self.wall, self.phones[other]):
            await socket.watch(stream, "data", seq=0, epoch=epoch)
            await socket.watch(f"screen:{stream}", "picture", seq=0, epoch=epoch)

    async def _look_around(self, lens, task):
        self.second.conversation.end()
        self.second = self._listening(await self.place.socket("wall"), self.hidden)
        for view in VIEWS[task]:
            stream = view if lens == "screen" else f"{lens}:{view}"
            await self.second.watch(stream, "picture")

    async def _come_back(self, has_seen):
        epoch, seq = self.place.hub.store.epoch, self.wall.follower.seqs[self.session]
        self.wall.conversation.end()
        await self.enter_wall(**({"epoch": epoch, "seq": min(seq, 3)} if has_seen else {}))

    async def _pass(self):
        await tickers._redraw(self.place.hub, self.live)
        await tickers._redraw_screens(self.place.hub, self.live)
        await tickers._tell_presence(self.place.hub, self.live)
