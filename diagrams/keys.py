"""When two notes say the same: the only place that decides the key they are grouped by.

Rule 1. Equal keys mean the same thing said alike; what only may be the same stays apart.
Rule 2. Nothing that can turn a statement round (no, fewer, a minus, an arrow) is left out.
Rule 3. A key is for comparing. What people wrote is shown, never the key.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex

from diagrams.glossary import Glossary, glossary, words

# Sixty tables of forty-five notes in both tasks: a redraw of a combined picture keys them all.
_REMEMBERED = 6_000

_SIGNS = regex.compile(r"[™®©℠]")
_REMARK = regex.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# More than this many of something is a figure, not how many bodies a table means.
_HOW_MANY = regex.compile(r"\d{1,2}")

_LEFT_OUT = frozenset({"a", "an", "the", "our", "my", "of", "and", "etc"})
# Further on, "all" says how many: "not all came" is not "not came".
_LEFT_OUT_FIRST = frozenset({"all", "various", "several"})
_BEFORE_A_PLACE = frozenset({"at", "in", "for", "near"})


@lru_cache(maxsize=_REMEMBERED)
def key(text: str, naming: bool = False) -> str:
    """Return the key of a note; equal keys group.

    Args:
        text: the note as it was written.
        naming: the task asks who or what, not what happened. Then a remark in brackets behind
            a name, how many there are of it, and the place of a body do not matter.
    """
    known = glossary()
    plain = unicodedata.normalize("NFKC", _SIGNS.sub("", text))
    said = known.expanded(words(plain))
    if naming:
        said = known.expanded(words(_REMARK.sub(" ", plain))) or said
        said = _name_alone(known, said) or said
    # A note of signs alone is still a note: it groups with its like.
    return " ".join(_telling(said)) or " ".join(plain.casefold().split()) or text.casefold()


def _name_alone(known: Glossary, said: list[str]) -> list[str]:
    """Return the one name in ``said`` when all else only counts it or says where it is."""
    if said and _HOW_MANY.fullmatch(said[0]):
        said = said[1:]
    rest = [word for word in said if word not in _LEFT_OUT and word not in _BEFORE_A_PLACE]
    names = [word for word in rest if word not in known.places]
    alone = len(names) == 1 and names[0] in known.names
    if alone and (len(rest) == 1 or names[0] in known.bodies):
        return names
    return []


def _telling(said: Iterable[str]) -> list[str]:
    told = [word for word in said if word not in _LEFT_OUT]
    while len(told) > 1 and told[0] in _LEFT_OUT_FIRST:
        told = told[1:]
    return told
