"""Who sits where now: the only place that derives it. Pure.

A record says where somebody sat down, with which letter, and never changes; the session's log
says who was moved or taken off since. So a seat is the record and what the log made of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import count, islice

from sessions.entry import ParticipantRecord


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody took their device from table ``leaves`` to ``table``."""

    participant: str
    leaves: str
    table: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Seating:
    """What the log says of seats; ``moves`` are all there were, oldest first."""

    moves: tuple[Move, ...] = ()
    removed: frozenset[str] = field(default_factory=frozenset)

    def with_move(self, move: Move) -> "Seating":
        return replace(self, moves=(*self.moves, move))

    def without(self, participant: str) -> "Seating":
        return replace(self, removed=self.removed | {participant})

    def last_move(self, participant: str | None) -> Move | None:
        return next(
            (move for move in reversed(self.moves) if move.participant == participant), None
        )

    def table_of(self, person: ParticipantRecord) -> str | None:
        """Return where somebody sits, None when they were taken off their table."""
        if person.id in self.removed:
            return None
        move = self.last_move(person.id)
        return person.table if move is None else move.table

    def seated(self, people: Iterable[ParticipantRecord], table: str) -> int:
        """Return how many seats of a table are taken."""
        return sum(self.table_of(person) == table for person in people)

    def letter_of(self, person: ParticipantRecord, people: Iterable[ParticipantRecord]) -> str:
        """Return the letter of somebody at the table they sit at.

        A table's letters are given one after the other and never again, as its notes keep them.
        Those who sat down there have theirs in their records; the others, in the order they
        came, have those that are left. Who comes back has their old one.
        """
        table = self.table_of(person) or person.table
        if table == person.table:
            return person.letter
        everybody = tuple(people)
        given = {one.letter for one in everybody if one.table == table}
        left = (letter(place) for place in count() if letter(place) not in given)
        at = self._came(table, everybody).index(person.id)
        return next(islice(left, at, None))

    def next_letter(self, table: str, people: Iterable[ParticipantRecord]) -> str:
        """Return the letter for whoever sits down at a table next."""
        everybody = tuple(people)
        sat_down = sum(person.table == table for person in everybody)
        return letter(sat_down + len(self._came(table, everybody)))

    def _came(self, table: str, people: tuple[ParticipantRecord, ...]) -> list[str]:
        """Return who came to a table from another one, each once, in the order they first did."""
        own = {person.id for person in people if person.table == table}
        came = (move.participant for move in self.moves if move.table == table)
        return [one for one in dict.fromkeys(came) if one not in own]


def letter(place: int) -> str:
    """Return the letters of the ``place``-th person at a table: A to Z, then AA, AB ..."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
