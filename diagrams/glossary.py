"""The words of health and social care that stand for one another: the only place that reads
``data/glossary.csv``, and that replaces what people write by what it stands for.

A session may have rows of its own. They come before the shipped ones, so that a later version
of those never makes a session unreadable.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import regex

from diagrams.glossary_rows import Row, check, initials_in, read_rows, spoken
from diagrams.words import plain, words

GLOSSARY = Path(__file__).parent / "data" / "glossary.csv"
# Glossaries of the sessions that are live at once; one more takes about 60 ms.
REMEMBERED = 32
_MOST_SHIPPED = 5_000

_RELATED = regex.compile(r"related to ([^,:]+)")

Words = tuple[str, ...]


# Compared by identity: two with the same rows are the same (``glossary_with``), and what is
# remembered by glossary needs no hash of a thousand rows.
@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Glossary:
    """``spellings`` replace single words, ``phrases`` several, the longest first.

    ``alone`` replace a whole name. ``names``, ``bodies`` and ``places`` say what an expanded
    word is. ``related`` maps a name to the one it stands with as predecessor or successor.
    ``asks`` are the ambiguous aliases, and ``rows`` all of it as it was written.
    """

    spellings: dict[str, Words]
    phrases: dict[Words, Words]
    alone: dict[Words, Words]
    longest: int
    initials: frozenset[str]
    names: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    related: dict[str, str]
    asks: dict[Words, Row]
    rows: tuple[Row, ...]

    def words(self, text: str) -> list[str]:
        """Return the words of plain ``text`` with every spelling replaced."""
        return [
            part
            for word in words(text, self.initials)
            for part in self.spellings.get(word, (word,))
        ]

    def said(self, text: str) -> list[str]:
        """Return the words of plain ``text``; what an alias stands for is one word."""
        return self.expanded(self.words(text))

    def without(self, row: Row) -> "Glossary":
        """Return this as if the alias of ``row`` were any other text."""
        phrases = dict(self.phrases)
        phrases.pop(tuple(self.words(plain(row.alias))), None)
        return replace(self, phrases=phrases)

    def expanded(self, spelled: Sequence[str]) -> list[str]:
        found: list[str] = []
        at = 0
        while at < len(spelled):
            length, meant = self._longest(spelled, at)
            found.extend(meant)
            at += length
        return found

    def _longest(self, spelled: Sequence[str], at: int) -> tuple[int, Words]:
        for length in range(min(self.longest, len(spelled) - at), 0, -1):
            meant = self.phrases.get(tuple(spelled[at : at + length]))
            if meant is not None:
                return length, meant
        return 1, (spelled[at],)


@cache
def shipped_rows() -> tuple[Row, ...]:
    return read_rows(GLOSSARY.read_text("utf-8"))


@cache
def shipped() -> Glossary:
    """Return the glossary that comes with the program."""
    return glossary_from(shipped_rows())


@lru_cache(maxsize=REMEMBERED)
def glossary_with(own: tuple[Row, ...]) -> Glossary:
    """Return the shipped glossary with a session's ``own`` rows in it; equal rows, same value.

    Raises:
        DiagramError: a row cannot be used, see ``check``; there is no glossary.
    """
    if not own:
        return shipped()
    check(own)
    mine = {spoken(row.alias) for row in own}
    # Not checked together: what is shipped may change, and must not make a session unreadable.
    others = (row for row in shipped_rows() if spoken(row.alias) not in mine)
    return _Making((*own, *others)).glossary()


def glossary_from(rows: Iterable[Row]) -> Glossary:
    """Return the glossary of ``rows``.

    Raises:
        DiagramError: a row cannot be used, see ``check``; there is no glossary.
    """
    rows = tuple(rows)
    check(rows, most=_MOST_SHIPPED)
    return _Making(rows).glossary()


class _Making:
    """A glossary while it is put together: spellings first, as names are spelled with them."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        used = [row for row in rows if not row.is_ambiguous]
        initials = frozenset().union(*(initials_in(row.alias) for row in rows))
        self._rows = [row for row in used if row.kind != "word"]
        self._made = Glossary(
            spellings={
                words(plain(row.alias), initials)[0]: tuple(words(plain(row.canonical), initials))
                for row in reversed(used)
                if row.kind == "word" and row.canonical
            },
            phrases={},
            alone={},
            longest=1,
            initials=initials,
            names=frozenset(),
            bodies=frozenset(),
            places=frozenset(),
            related={},
            asks={spoken(row.alias): row for row in rows if row.is_ambiguous},
            rows=rows,
        )
        self._by_alias: dict[Words, Row] = {}
        for row in self._rows:
            if row.kind != "alone":
                self._by_alias.setdefault(self._spelled(row.alias), row)

    def glossary(self) -> Glossary:
        kinds = self._named()
        names = frozenset().union(*(kinds[kind] for kind in kinds if kind != "place"))
        made = replace(self._measured(), names=names, bodies=frozenset(kinds.get("body", ())),
                       places=frozenset(kinds.get("place", ())))  # fmt: skip
        same = {
            self._spelled(row.alias): tuple(made.expanded(self._last(row)))
            for row in reversed(self._rows)
            if not row.kind
        }
        self._made.phrases.update(same)
        made = replace(made, longest=self._measured().longest)
        for row in reversed(self._rows):
            if row.kind == "alone":
                meant = tuple(made.said(plain(row.canonical or row.alias)))
                made.alone[tuple(made.said(plain(row.alias)))] = meant
        return replace(made, related=dict(self._related(made)))

    def _named(self) -> dict[str, set[str]]:
        """Enter the names, and return them by kind; a canonical is a name of its own."""
        kinds: dict[str, set[str]] = {}
        for row in self._rows:
            if not row.kind or row.kind == "alone":
                continue
            canonical = self._last(row)
            meant = " ".join(canonical)
            self._made.phrases.setdefault(self._spelled(row.alias), (meant,))
            self._made.phrases.setdefault(canonical, (meant,))
            kinds.setdefault(row.kind, set()).add(meant)
        return kinds

    def _last(self, row: Row) -> Words:
        """Return what ``row`` stands for in the end: its canonical may be an alias as well."""
        seen = {self._spelled(row.alias)}
        found = self._spelled(row.canonical or row.alias)
        while found not in seen and found in self._by_alias:
            seen.add(found)
            row = self._by_alias[found]
            found = self._spelled(row.canonical or row.alias)
        return found

    def _measured(self) -> Glossary:
        return replace(self._made, longest=max(map(len, self._made.phrases), default=1))

    def _related(self, made: Glossary) -> Iterable[tuple[str, str]]:
        for row in self._rows:
            found = _RELATED.match(row.note)
            if found is not None:
                one, other = made.said(plain(row.alias)), made.said(plain(found.group(1)))
                yield " ".join(one), " ".join(other)

    def _spelled(self, text: str) -> Words:
        return tuple(self._made.words(plain(text)))
