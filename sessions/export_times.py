"""When something was written, counted from the start of its task: the only place that knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sessions.entry import Entry, StreamLog
from sessions.rules import SessionRules
from sessions.state import writing


@dataclass(frozen=True, slots=True)
class Times:
    """``started_ms`` is when the task's clock was first started, None when it never was."""

    started_ms: int | None
    at_ms: Mapping[int, int]

    def seconds(self, seq: int) -> int | None:
        """Return whole seconds from the start of the task to entry ``seq``, or None."""
        at_ms = self.at_ms.get(seq)
        if self.started_ms is None or at_ms is None:
            return None
        return (at_ms - self.started_ms) // 1_000


def times(starts: Mapping[str, int], task: str, entries: Sequence[Entry]) -> Times:
    return Times(starts.get(task), {entry.seq: entry.at_ms for entry in entries})


def task_starts(log: StreamLog) -> dict[str, int]:
    """Return for each task the server's time at which writing was first open, from the log."""
    rules = SessionRules()
    session = rules.empty()
    starts: dict[str, int] = {}
    for entry in log.entries:
        session = rules.apply(session, rules.read(entry), entry)
        assert session is not None, "the first entry opens the session"
        task = writing(session)
        if task is not None:
            starts.setdefault(task, entry.at_ms)
    return starts
