"""A diagram at an earlier time, from its entries; going forward costs only what came in between."""

from diagrams.model import Diagram
from sessions.room import Room
from sessions.rules import DiagramRules


class Rewind:
    """Follows one diagram's log to and fro. Used by one thread at a time."""

    def __init__(self, room: Room[Diagram], rules: DiagramRules) -> None:
        self._room = room
        self._rules = rules
        self._count = 0
        self._state = rules.empty()

    def at(self, at_ms: int) -> Diagram:
        """Return the diagram after every entry up to ``at_ms`` by the server's clock."""
        count = self._room.count_until(at_ms)
        if count < self._count:
            self._count, self._state = 0, self._rules.empty()
        for entry in self._room.entries[self._count : count]:
            self._state = self._rules.apply(self._state, self._rules.read(entry), entry)
        self._count = count
        return self._state
