"""Who may do what, and the secrets that open doors: the only place that decides either.

A *role* is what a person is in one session; a *door* is the address they come in by.
Secrets are opaque and random; only their digests are stored (reliability.md, "Threats").
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["facilitator", "helper", "participant", "wall"]
Door = Literal["table", "desk", "wall"]
Action = Literal[
    # Ops on the session, named as the op.
    "session.open",
    "phase.go",
    "clock.start",
    "clock.pause",
    "clock.stop",
    "clock.add",
    "wall.show",
    "wall.prepare",
    "wall.queue",
    "wall.queue_move",
    "wall.queue_drop",
    "wall.back",
    "wall.freeze",
    "wall.blank",
    "calm.set",
    "brief.light",
    "replay.set",
    "joining.set",
    "privacy.set",
    "glossary.set",
    "diagram.add",
    "diagram.add_own",
    "order.add",
    "order.edit",
    "order.move",
    "order.remove",
    "order.restore",
    "plan.begin",
    "cues.set",
    "table.rename",
    "table.add",
    "person.move",
    "person.remove",
    "scribe.add",
    "helper.add",
    "helper.revoke",
    "wall.renew",
    "hand.set",
    "hand.set_own",
    "table.ready",
    "table.ready_own",
    "message.send",
    "group.join",
    "group.split",
    "group.name",
    "group.differ",
    "group.keep",
    "vote.open",
    "vote.close",
    "vote.show",
    "vote.dot",
    "explain.arrange",
    "explain.move",
    "explain.skip",
    "explain.later",
    "explain.go",
    "explain.run",
    "explain.length",
    "explain.light",
    # Ops on diagrams.
    "diagram.write_own",
    "diagram.write_any",
    # Looking.
    "session.watch",
    "diagram.watch_own",
    "diagram.watch_any",
    "composite.watch",
    "people.see",
    # Taking away.
    "diagram.download_own",
    "session.export",
    "session.end",
    "session.delete",
]

ROLES: tuple[Role, ...] = get_args(Role)
ACTIONS: tuple[Action, ...] = get_args(Action)
DOORS: Mapping[Role, Door] = {
    "facilitator": "desk",
    "helper": "desk",
    "participant": "table",
    "wall": "wall",
}

# Columns in the order of ROLES. "own" means: of the table the person sits at; who may do a
# thing to any diagram may do it to their own.
# - Nobody opens a session through its own door: the server writes that entry itself.
# - A helper does all that a facilitator does, but cannot take the session away, nor hand out
#   or take back keys.
# - Only who sits at a table has dots to vote with.
# - The wall looks and never touches; a projector shows diagrams as they may be shown
#   (``composite.watch``), never a diagram's own log, and not who is in the room.
_MAY: Mapping[Action, tuple[bool, bool, bool, bool]] = {
    #                      facilitator helper participant wall
    "session.open": (False, False, False, False),
    "phase.go": (True, True, False, False),
    "clock.start": (True, True, False, False),
    "clock.pause": (True, True, False, False),
    "clock.stop": (True, True, False, False),
    "clock.add": (True, True, False, False),
    "wall.show": (True, True, False, False),
    "wall.prepare": (True, True, False, False),
    "wall.queue": (True, True, False, False),
    "wall.queue_move": (True, True, False, False),
    "wall.queue_drop": (True, True, False, False),
    "wall.back": (True, True, False, False),
    "wall.freeze": (True, True, False, False),
    "wall.blank": (True, True, False, False),
    "calm.set": (True, True, False, False),
    "brief.light": (True, True, False, False),
    "replay.set": (True, True, False, False),
    "joining.set": (True, True, False, False),
    "privacy.set": (True, True, False, False),
    "glossary.set": (True, True, False, False),
    "diagram.add": (True, True, False, False),
    "diagram.add_own": (True, True, True, False),
    "order.add": (True, True, False, False),
    "order.edit": (True, True, False, False),
    "order.move": (True, True, False, False),
    "order.remove": (True, True, False, False),
    "order.restore": (True, True, False, False),
    "plan.begin": (True, True, False, False),
    "cues.set": (True, True, False, False),
    "table.rename": (True, True, False, False),
    "table.add": (True, True, False, False),
    "person.move": (True, True, False, False),
    "person.remove": (True, True, False, False),
    "scribe.add": (True, True, False, False),
    "helper.add": (True, False, False, False),
    "helper.revoke": (True, False, False, False),
    "wall.renew": (True, False, False, False),
    "hand.set": (True, True, False, False),
    "hand.set_own": (True, True, True, False),
    "table.ready": (True, True, False, False),
    "table.ready_own": (True, True, True, False),
    "message.send": (True, True, False, False),
    "group.join": (True, True, False, False),
    "group.split": (True, True, False, False),
    "group.name": (True, True, False, False),
    "group.differ": (True, True, False, False),
    "group.keep": (True, True, False, False),
    "vote.open": (True, True, False, False),
    "vote.close": (True, True, False, False),
    "vote.show": (True, True, False, False),
    "vote.dot": (False, False, True, False),
    "explain.arrange": (True, True, False, False),
    "explain.move": (True, True, False, False),
    "explain.skip": (True, True, False, False),
    "explain.later": (True, True, False, False),
    "explain.go": (True, True, False, False),
    "explain.run": (True, True, False, False),
    "explain.length": (True, True, False, False),
    "explain.light": (True, True, False, False),
    "diagram.write_own": (True, True, True, False),
    "diagram.write_any": (True, True, False, False),
    "session.watch": (True, True, True, True),
    "diagram.watch_own": (True, True, True, False),
    "diagram.watch_any": (True, True, False, False),
    "composite.watch": (True, True, False, True),
    "people.see": (True, True, True, False),
    "diagram.download_own": (True, True, True, False),
    "session.export": (True, True, False, False),
    "session.end": (True, False, False, False),
    "session.delete": (True, False, False, False),
}

# 31 characters that survive being read out and written down: no 0 O 1 I L.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
# Nearly a thousand million codes: short to type, long to guess when failures are slowed down.
CODE_LENGTH = 6
# A code with spaces and dashes between all its characters is far shorter; the rest is no code.
MAX_TYPED_CODE = 64
# 256 bits: a key is a door to everything behind it, for as long as the session lives.
KEY_BYTES = 32
# 128 bits: enough never to be guessed, short enough for a QR code that phones read from afar.
TOKEN_BYTES = 16
# 12 of 36 characters are 62 bits: an id names a thing, it opens nothing, it must not repeat.
ID_LENGTH = 12
ID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
# Say what a derived key is for, so that no two of them can ever be the same one.
_WALL = b"workshop wall key"
_SCRIBE = b"workshop scribe key"


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody behind a door: ``participant`` and ``table`` are ids, only at a table; ``helper``
    is the id of a helper.
    """

    role: Role
    session: str
    participant: str | None
    table: str | None
    letter: str
    name: str
    helper: str | None = None

    @property
    def author(self) -> str:
        """The id stored in entries; the facilitator, and each helper, is one on all devices."""
        if self.helper is not None:
            return f"helper:{self.helper}"
        return self.participant or self.role

    @property
    def door(self) -> Door:
        return DOORS[self.role]


def may(role: Role, action: Action) -> bool:
    return _MAY[action][ROLES.index(role)]


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


def digest(key: str) -> str:
    """Return what is stored of a key. A random key needs no salt and no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare without telling by the time it takes how much of it was right."""
    return hmac.compare_digest(one.encode(), other.encode())


def wall_key(desk_key: str, renewals: int = 0) -> str:
    """Derive the wall's key, so the desk can show the wall's link again without storing it.

    The way back is closed: who has the wall's key learns nothing about the desk's, nor about
    the wall key that takes its place after so many ``renewals``.
    """
    return _derived(desk_key, _WALL + (b" %d" % renewals if renewals else b""))


def scribe_key(desk_key: str, table: str, turn: int) -> str:
    """Derive the key of who types for a table from that desk: asking again is the same seat.

    ``turn`` counts those who were taken off the table before.
    """
    return _derived(desk_key, b"%s %s %d" % (_SCRIBE, table.encode(), turn))


def _derived(key: str, purpose: bytes) -> str:
    made = hmac.digest(key.encode(), purpose, "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str | None:
    """Return the join code a person meant, or None when it can be no code (R5)."""
    if len(text) > MAX_TYPED_CODE:
        return None
    # Phones type full-width letters and long dashes; NFKC and the category undo both.
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Pd")
    if not kept.isascii():
        return None
    code = kept.upper()
    is_code = len(code) == CODE_LENGTH and all(c in CODE_ALPHABET for c in code)
    return code if is_code else None


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def new_id(prefix: str) -> str:
    return prefix + "".join(secrets.choice(ID_ALPHABET) for _ in range(ID_LENGTH))
