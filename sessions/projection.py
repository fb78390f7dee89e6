"""What a session keeps of its walls besides what they show: frozen values."""

from dataclasses import dataclass, field

from sessions.shows import Show, Shown


@dataclass(frozen=True, slots=True)
class Queued:
    """Something to show later; ``id`` tells two alike apart."""

    id: str
    show: Show


@dataclass(frozen=True, slots=True)
class Past:
    """What was on the wall, since entry ``seq``."""

    show: Shown
    seq: int


@dataclass(frozen=True, slots=True)
class Replaying:
    """Where a replay is: at ``position_ms`` when it was ``since_ms`` by the server's clock."""

    playing: bool = False
    position_ms: int = 0
    since_ms: int = 0
    speed: int = 10

    def position(self, now_ms: int) -> int:
        """Return how far it is; a server clock that was set back holds it where it was."""
        passed = max(0, now_ms - self.since_ms) if self.playing else 0
        return self.position_ms + passed * self.speed


@dataclass(frozen=True, slots=True)
class Projection:
    """``next`` is what the desk looks at before it is shown; when it is None, that is the first
    of ``queue``. ``past`` is what was shown before, latest last, and ``since`` the entry that
    brought what is on the wall. ``lit`` is the zone whose prompt is lit.
    """

    next: Show | None = None
    queue: tuple[Queued, ...] = ()
    past: tuple[Past, ...] = ()
    since: int = 1
    blank: bool = False
    calm: bool = False
    lit: str | None = None
    replay: Replaying = field(default_factory=Replaying)

    @property
    def coming(self) -> Show | None:
        """Return what comes next on the wall."""
        if self.next is not None:
            return self.next
        return self.queue[0].show if self.queue else None
