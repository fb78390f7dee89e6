"""What may mean the same and has different keys: the only place that compares groups by likeness.

Rule 1. Nothing here is applied: somebody reads it and decides.
Rule 2. What people brought together, told apart or said to differ is not suggested again.
Rule 3. What may say the opposite, or speak of another place, number or thing, is not left out
but marked "check": who skims a list must not join those.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

import regex
from rapidfuzz import fuzz, process

from diagrams.composite import Group
from diagrams.decisions import Decision, KeepApart
from diagrams.glossary import REMEMBERED, Glossary
from diagrams.glossary_rows import Row
from diagrams.keys import Words, key, telling
from diagrams.opposites import turned
from diagrams.template import Template
from diagrams.words import plain

Remark = Literal["same", "check", "related", "ask"]

# Alike are the same words in any order, as far as the letters in their own order still are: "home
# care" is made of the words of "care home". Never a measure that lets a part stand for the whole:
# by ``WRatio``, "NHS England" is 86 % of "NHS Foundation Trust".
LEAST_WORDS = 75
LEAST_LETTERS = 60

_ORDER: dict[Remark, int] = {"same": 0, "check": 1, "related": 2, "ask": 3}
# Numbers, signs and arrows: what two texts must share to say the same.
_EXACT = regex.compile(r"\d|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a group says it: its most common words, and the names of its tables.

    ``groups`` are those in which it is said, that of the most tables first.
    """

    key: str
    text: str
    tables: tuple[str, ...]
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``other`` may mean the same as ``one``, which as many tables said or more.

    ``remark`` "same" says no more than that; "check" and "related" have their ``reason``; "ask"
    is about ``one`` alone, in which an ``alias`` has the meanings in ``reason``, with "or" between
    them. ``score`` is 0 to 100. ``groups`` are the two to bring together, or the one asked about.
    """

    zone: str
    one: Wording
    other: Wording | None
    score: float
    remark: Remark
    reason: str
    alias: str = ""
    groups: tuple[Group, ...] = ()


def suggestions(
    groups: Iterable[Group],
    template: Template,
    glossary: Glossary,
    decisions: Iterable[Decision] = (),
) -> tuple[Suggestion, ...]:
    """Return what may mean the same in one zone, at whatever level; the likeliest first."""
    by_zone: dict[str, list[Group]] = {zone.id: [] for zone in template.zones}
    for group in groups:
        by_zone[group.zone].append(group)
    zones, naming = list(by_zone), bool(template.levels)
    differ = _different(decisions, template, glossary)
    found = [
        suggestion
        for zone, said in by_zone.items()
        for suggestion in _Zone(zone, said, naming, glossary).found()
        if _pair_of(zone, suggestion) not in differ
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.remark], -one.score,
                                                zones.index(one.zone), one.one.key,
                                                one.other.key if one.other else "")))  # fmt: skip


def _different(
    decisions: Iterable[Decision], template: Template, glossary: Glossary
) -> frozenset[tuple[str, frozenset[str]]]:
    """Return what people said to differ, by zone; a question of one alias by the alias alone."""
    naming = bool(template.levels)
    return frozenset(
        (
            one.zone,
            frozenset(key(text, naming, glossary) for text in (one.one, one.other))
            if one.other
            else frozenset({plain(one.one).casefold()}),
        )
        for one in decisions
        if isinstance(one, KeepApart) and one.task == template.id
    )


def _pair_of(zone: str, found: Suggestion) -> tuple[str, frozenset[str]]:
    if found.other is None:
        return zone, frozenset({plain(found.alias).casefold()})
    return zone, frozenset({found.one.key, found.other.key})


class _Zone:
    """The groups of one zone, each key once: a thing may stand at several levels."""

    def __init__(self, zone: str, said: Sequence[Group], naming: bool, glossary: Glossary) -> None:
        self._zone = zone
        self._naming = naming
        self._glossary = glossary
        self._wordings = _wordings(said)
        self._parts = [telling(one.text, naming, glossary) for one in self._wordings]

    def found(self) -> Iterator[Suggestion]:
        related = {pair: self._score(*pair) for pair in self._related()}
        for (one, other), score in related.items():
            yield from self._pair(one, other, score, "related", "one came after the other")
        for (one, other), score in self._alike():
            if (one, other) not in related:
                reason = difference(self._parts[one], self._parts[other], self._glossary)
                yield from self._pair(one, other, score, "check" if reason else "same", reason)
        for one, wording in enumerate(self._wordings):
            for row in self._asked(one):
                meanings = row.note.partition(":")[2].strip()
                yield Suggestion(
                    self._zone, wording, None, 0.0, "ask", meanings, row.alias, wording.groups[:1]
                )

    def _pair(
        self, one: int, other: int, score: float, remark: Remark, reason: str
    ) -> Iterator[Suggestion]:
        """Yield the suggestion, unless people brought the two together, or told them apart."""
        here, there = self._wordings[one], self._wordings[other]
        groups = _nearest(here.groups, there.groups)
        if groups:
            yield Suggestion(self._zone, here, there, score, remark, reason, groups=groups)

    def _alike(self) -> Iterator[tuple[tuple[int, int], float]]:
        """Yield the pairs whose ``token_sort_ratio`` and ``ratio`` reach the least ones.

        The words of each are sorted once, not once a pair: five times as fast.
        """
        in_order = [_sorted(one.key) for one in self._wordings]
        for one, words in enumerate(in_order):
            close = process.extract(
                words,
                in_order[one + 1 :],
                scorer=fuzz.ratio,
                processor=None,
                score_cutoff=LEAST_WORDS,
                limit=None,
            )
            for _, score, further in close:
                other = one + 1 + further
                letters = fuzz.ratio(self._wordings[one].key, self._wordings[other].key)
                if letters >= LEAST_LETTERS:
                    yield (one, other), round(score, 1)

    def _score(self, one: int, other: int) -> float:
        keys = (_sorted(self._wordings[number].key) for number in (one, other))
        return round(fuzz.ratio(*keys), 1)

    def _related(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs that differ only in what one name followed the other in."""
        same: dict[Words, list[int]] = {}
        for number, parts in enumerate(self._parts):
            line = tuple(self._line(part) for part in parts)
            same.setdefault(line, []).append(number)
        for numbers in same.values():
            yield from combinations(numbers, 2)

    def _line(self, name: str) -> str:
        """Return the first in the alphabet of all names that ``name`` follows or is followed by."""
        return _lines(self._glossary).get(name, name)

    def _asked(self, one: int) -> Iterator[Row]:
        """Yield each ambiguous alias in a wording: initials anywhere, words on their own."""
        text, parts = plain(self._wordings[one].text), self._parts[one]
        for alias, row in self._glossary.asks.items():
            if row.alias.isupper() and alias[0] in parts:
                written = rf"(?<!\w){regex.escape(row.alias)}s?(?!\w)"
                is_meant = regex.search(written, text) is not None
            else:
                is_meant = self._naming and parts == alias
            if is_meant:
                yield row


def _nearest(here: Sequence[Group], there: Sequence[Group]) -> tuple[Group, ...]:
    """Return the two groups to bring together, at one level if there are such, or nothing.

    Groups of one level that share a wording were told apart by somebody.
    """
    pairs = [
        (one, other)
        for one in here
        for other in there
        if one is not other and not (one.level == other.level and keys_of(one) & keys_of(other))
    ]
    # The first two of most tables: sorted by tables already, and ``max`` keeps the first.
    return max(pairs, key=lambda pair: pair[0].level == pair[1].level, default=())


def keys_of(group: Group) -> frozenset[str]:
    """Return the keys of all wordings in a group: several when people brought it together."""
    return frozenset(word.key or group.key for word in group.words)


def _wordings(said: Iterable[Group]) -> list[Wording]:
    by_key: dict[str, list[Group]] = {}
    for group in said:
        for said_as in dict.fromkeys(word.key or group.key for word in group.words):
            by_key.setdefault(said_as, []).append(group)
    found = [_wording(said_as, groups) for said_as, groups in by_key.items()]
    return sorted(found, key=lambda wording: -len(wording.tables))


def _wording(said_as: str, groups: list[Group]) -> Wording:
    groups = sorted(groups, key=lambda group: -len(group.tables))
    inside = [[word for word in one.words if (word.key or one.key) == said_as] for one in groups]
    text = Counter(word.text for word in inside[0]).most_common(1)[0][0]
    names = dict.fromkeys(word.name for words in inside for word in words)
    return Wording(said_as, text, tuple(names), tuple(groups))


def _sorted(key: str) -> str:
    return " ".join(sorted(key.split()))


@lru_cache(maxsize=REMEMBERED)
def _lines(glossary: Glossary) -> dict[str, str]:
    found: dict[str, str] = {}
    for one, other in glossary.related.items():
        line = {one, other} | {name for name, first in found.items() if first in (one, other)}
        line |= {found[name] for name in (one, other) if name in found}
        line |= {name for name, first in found.items() if first in line}
        found.update(dict.fromkeys(line, min(line)))
    return found


def difference(one: Words, other: Words, glossary: Glossary) -> str:
    """Return why two texts that look alike may not mean the same, or nothing."""
    here, there = Counter(one) - Counter(other), Counter(other) - Counter(one)
    changed = [*here, *there]
    if not changed:
        return "the same words in another order"
    if turned(here, there):
        return "may say the opposite"
    if any(_EXACT.search(word) for word in changed):
        return "another number or sign"
    if any(word in glossary.places for word in changed):
        return "another place"
    if _is_known(one, here, glossary) and _is_known(other, there, glossary):
        return "the glossary holds them apart"
    return ""


def _is_known(whole: Words, changed: Iterable[str], glossary: Glossary) -> bool:
    return whole in glossary.alone.values() or any(word in glossary.names for word in changed)
