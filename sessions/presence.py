"""Who is here and who is typing: never stored, told at most once a second."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sessions.access import Who
from sessions.attention import TableFacts

# Somebody who stopped typing without saying so (a locked phone) is quiet after this.
TYPING_FOR_MS = 6_000


@dataclass(frozen=True, slots=True)
class TypingAt:
    stream: str
    zone: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Person:
    """One participant with at least one open socket."""

    who: Who
    typing: TypingAt | None


def people(here: Iterable[tuple[Who, TypingAt | None]], now_ms: int) -> dict[str, list[Person]]:
    """Return the people here by table, each once, by letter; stale typing left out."""
    found: dict[str, dict[str, Person]] = {}
    for who, typing in here:
        if who.table is None or who.participant is None:
            continue
        fresh = typing if typing is not None and typing.until_ms > now_ms else None
        at_table = found.setdefault(who.table, {})
        known = at_table.get(who.participant)
        if known is None or known.typing is None:
            at_table[who.participant] = Person(who, fresh)
    return {table: sorted(by_id.values(), key=_order) for table, by_id in found.items()}


def _order(person: Person) -> tuple[int, str]:
    return len(person.who.letter), person.who.letter


def table_json(
    persons: list[Person], with_people: bool, facts: TableFacts | None = None
) -> dict[str, object]:
    """Return one table's presence as in PROTOCOL.md; the wall is told numbers, never names.

    ``facts`` are for the desk only.
    """
    if not with_people:
        return {"here": len(persons)}
    more = {} if facts is None else asdict(facts)
    return {"here": len(persons), "people": [_person_json(person) for person in persons], **more}


def _person_json(person: Person) -> dict[str, object]:
    typing = person.typing
    return {
        "participant": person.who.participant,
        "letter": person.who.letter,
        "name": person.who.name,
        "typing": None if typing is None else {"stream": typing.stream, "zone": typing.zone},
    }
