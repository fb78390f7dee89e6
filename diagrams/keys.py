"""When two notes say the same: the only place that decides the key they are grouped by.

Rule 1. Equal keys mean the same thing said alike; what only may be the same stays apart.
Rule 2. Nothing that can turn a statement round (no, fewer, a minus, an arrow) is left out.
Rule 3. A key is for comparing. What people wrote is shown, never the key.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import regex

from diagrams.glossary import Glossary
from diagrams.words import plain

# Sixty tables of forty-five notes in both tasks: a redraw of a combined picture keys them all.
_REMEMBERED = 6_000
# The sessions of one evening on one server; a session that comes back is keyed anew.
_REMEMBERED_GLOSSARIES = 16

_REMARK = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# More than this many of something is a figure, not how many bodies a table means.
_HOW_MANY = regex.compile(r"\d{1,2}")

_LEFT_OUT = frozenset({"a", "an", "the", "our", "my", "of", "and", "etc"})
# Further on, "all" says how many: "not all came" is not "not came".
_LEFT_OUT_FIRST = frozenset({"all", "various", "several"})
# "Local" says where, like a place, and of whatever has a name.
_SAYS_WHERE = frozenset({"at", "in", "for", "local", "near"})

Words = tuple[str, ...]


def key(text: str, naming: bool, glossary: Glossary) -> str:
    """Return the key of a note; equal keys group.

    Args:
        text: the note as it was written.
        naming: the task asks who or what, not what happened. Then a remark in brackets behind
            a name, how many there are of it, and the place of a body do not matter.
        glossary: what stands for what, in this session.
    """
    return " ".join(telling(text, naming, glossary))


def telling(text: str, naming: bool, glossary: Glossary) -> Words:
    """Return the words of the key; what the glossary knows as one name is one of them."""
    return _remembered(glossary)(text, naming)


@lru_cache(maxsize=_REMEMBERED_GLOSSARIES)
def _remembered(glossary: Glossary) -> Callable[[str, bool], Words]:
    joined = {naming: _joined(glossary, naming) for naming in (False, True)}

    @lru_cache(maxsize=_REMEMBERED)
    def telling_of(text: str, naming: bool) -> Words:
        told = _told(glossary, text, naming)
        return joined[naming].get(told, told)

    return telling_of


def _joined(known: Glossary, naming: bool) -> dict[Words, Words]:
    """Return what is said as a whole and stands for something else as a whole.

    An alias that is no name is also looked for as it is compared, without "the" and remarks:
    whoever joins two groups means all of their wordings.
    """
    to: dict[Words, Words] = {}
    for row in known.rows:
        if row.kind or row.is_ambiguous or not row.canonical:
            continue
        one = _told(known.without(row), row.alias, naming)
        other = _told(known, row.canonical, naming)
        if one != other and not (len(one) == 1 and one[0] in known.names):
            to.setdefault(one, other)
    return {one: _last(to, one) for one in to}


def _last(to: dict[Words, Words], one: Words) -> Words:
    seen = {one}
    while (found := to.get(one)) is not None and found not in seen:
        seen.add(found)
        one = found
    return one


def _told(known: Glossary, text: str, naming: bool) -> Words:
    return _named(known, text) if naming else _stated(known, text)


def _stated(known: Glossary, text: str) -> Words:
    written = plain(text)
    said = _telling(known.said(written))
    # A note of signs alone is still a note: it groups with its like.
    return tuple(said or written.casefold().split() or [text.casefold()])


def _named(known: Glossary, text: str) -> Words:
    written = plain(text)
    # "Carers (paid)": the glossary knows it, remark and all.
    exact = known.phrases.get(tuple(known.words(written)))
    said = list(exact or known.said(_REMARK.sub(" ", written)) or known.said(written))
    said = _name_alone(known, said) or said
    told = tuple(_telling(said))
    return known.alone.get(tuple(said)) or known.alone.get(told, told) or _stated(known, text)


def _name_alone(known: Glossary, said: list[str]) -> list[str]:
    """Return the one name in ``said`` when all else only counts it or says where it is."""
    if said and _HOW_MANY.fullmatch(said[0]):
        said = said[1:]
    rest = [word for word in said if word not in _LEFT_OUT and word not in _SAYS_WHERE]
    names = [word for word in rest if word not in known.places]
    alone = len(names) == 1 and names[0] in known.names
    if alone and (len(rest) == 1 or names[0] in known.bodies):
        return names
    return []


def _telling(said: Sequence[str]) -> list[str]:
    told = [word for word in said if word not in _LEFT_OUT]
    while len(told) > 1 and told[0] in _LEFT_OUT_FIRST:
        told = told[1:]
    return told
