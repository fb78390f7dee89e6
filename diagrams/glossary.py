"""The words of health and social care that stand for one another: the only place that reads
``data/glossary.csv``, and that takes a text apart into words to look them up.

The file is meant to be edited. Its columns:

- ``alias``: what people write. ``canonical``: what it stands for (empty: itself).
- ``kind``: ``people``, ``organisation`` or ``thing``; ``body``, a kind of organisation that
  every place has one of (the place says which, not what); ``place``; ``word``, a spelling or an
  abbreviation inside longer names.
- ``level``: where it usually stands, may be empty.
- ``note``: for people. A row whose note starts with "ambiguous" is never applied.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

GLOSSARY = Path(__file__).parent / "data" / "glossary.csv"

_PLURAL_INITIALS = regex.compile(r"(?<!\w)(\p{Lu}{2,})s(?!\w)")
_INITIALS = regex.compile(r"(?<!\w)(?:\p{L}\.){2,}")
_POSSESSIVE = regex.compile(r"(?<=\w)'s(?!\w)")
_WITH = regex.compile(r"(?<!\w)w/")
_JOINED = regex.compile(r"(?<!\w)(co|e|multi)-(?=\p{L})")
_AND = regex.compile(r"&|(?<!\S)\+(?!\S)")
# A number keeps its sign. Of the symbols those stay that can change what is said: mathematical
# signs, currencies, question marks, arrows, ticks, crosses and thumbs.
_WORD = regex.compile(
    r"(?<!\w)[+\-]?\d(?:[\w.,:/]*\w)?%?|\w+"
    r"|[[\p{Sm}\p{Sc}?\u2190-\u21FF\u2713-\u2718\u2B00-\u2B1A✅❌⛔🚫👍👎📈📉]--[|~]]",
    flags=regex.VERSION1,
)
_DASHES = str.maketrans({"−": "-", "–": "-", "’": "'", "‘": "'"})

# These end like a plural and are none.
_NOT_PLURAL = frozenset({"always", "bus", "diabetes", "does", "gas", "has", "his", "its"})
_NOT_PLURAL |= {"lens", "news", "nhs", "was", "yes", "yorks"}
_SINGULAR = {"children": "child", "men": "man", "midwives": "midwife", "women": "woman"}


def words(text: str) -> list[str]:
    """Return the words of ``text``: lower case, singular, initials without dots."""
    text = _PLURAL_INITIALS.sub(r"\1", text.translate(_DASHES))
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text).casefold()
    text = _POSSESSIVE.sub("", text).replace("'", "")
    text = _JOINED.sub(r"\1", text)
    text = _AND.sub(" and ", _WITH.sub("with ", text))
    return [_singular(word) for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word in _NOT_PLURAL or word in _initials_in_s() or not word[0].isalpha():
        return word
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]


@dataclass(frozen=True, slots=True)
class Glossary:
    """``spellings`` replace single words, ``phrases`` several, the longest first.

    ``names``, ``bodies`` and ``places`` say what an expanded word is.
    """

    spellings: dict[str, list[str]]
    phrases: dict[tuple[str, ...], str]
    longest: int
    names: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]

    def expanded(self, written: Iterable[str]) -> list[str]:
        """Return the words with every alias replaced; what an alias stands for is one word."""
        spelled = [part for word in written for part in self.spellings.get(word, [word])]
        said: list[str] = []
        at = 0
        while at < len(spelled):
            length, word = self._longest(spelled, at)
            said.append(word)
            at += length
        return said

    def _longest(self, spelled: Sequence[str], at: int) -> tuple[int, str]:
        for length in range(min(self.longest, len(spelled) - at), 0, -1):
            phrase = self.phrases.get(tuple(spelled[at : at + length]))
            if phrase is not None:
                return length, phrase
        return 1, spelled[at]


@cache
def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(GLOSSARY.read_text("utf-8").splitlines()))


@cache
def _initials_in_s() -> frozenset[str]:
    """Return the aliases that only look like a plural: NEAS is no plural of NEA."""
    aliases = [row["alias"] for row in _rows()]
    return frozenset(alias.casefold() for alias in aliases if alias.isupper() and alias[-1] == "S")


@cache
def glossary() -> Glossary:
    rows = [row for row in _rows() if not row["note"].startswith("ambiguous")]
    spellings = {
        words(row["alias"])[0]: words(row["canonical"]) for row in rows if row["kind"] == "word"
    }
    phrases: dict[tuple[str, ...], str] = {}
    kinds: dict[str, set[str]] = {"body": set(), "place": set()}
    for row in rows:
        if row["kind"] == "word":
            continue
        canonical = _spelled(row["canonical"] or row["alias"], spellings)
        for written in (row["alias"], row["canonical"] or row["alias"]):
            meant = phrases.setdefault(tuple(_spelled(written, spellings)), " ".join(canonical))
            assert meant == " ".join(canonical), f"glossary: {written!r} stands for two things"
        kinds.setdefault(row["kind"], set()).add(" ".join(canonical))
    return Glossary(
        spellings=spellings,
        phrases=phrases,
        longest=max(len(phrase) for phrase in phrases),
        names=frozenset().union(*(kinds[kind] for kind in kinds if kind != "place")),
        bodies=frozenset(kinds["body"]),
        places=frozenset(kinds["place"]),
    )


def _spelled(text: str, spellings: dict[str, list[str]]) -> list[str]:
    return [part for word in words(text) for part in spellings.get(word, [word])]
