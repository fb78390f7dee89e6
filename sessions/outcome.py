"""What becomes of an op: the only place that names how it can end (R19)."""

from dataclasses import dataclass

from sessions.room import Known


@dataclass(frozen=True, slots=True)
class Accepted:
    """The op is entry ``seq`` now, stored and told to everybody who watches."""

    seq: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """The op is no entry; ``retry_ms`` says when the same op may be tried again."""

    code: str
    message: str
    retry_ms: int | None = None


Outcome = Accepted | Known | Rejected
# Another process, or a restored file, was ahead of us: the session is loaded again at once.
BEHIND = Rejected("not_saved", "This was not saved yet. It will be tried again.", 250)
BROKEN = Rejected("not_saved", "Something went wrong here. Your words are kept; try again.", 2_000)
