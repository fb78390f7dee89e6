"""What people type, made safe to store and draw: the only place that cleans and counts text."""

import unicodedata

import regex

# Invisible on screen, yet able to reorder a line, hide words or make equal words differ.
# Default_Ignorable holds the direction marks, overrides and isolates, zero-width space, soft
# hyphen, fillers and tags. Kept of it: ZWNJ and ZWJ (Persian, Indic, joined emoji) and the
# variation selectors (an emoji or a glyph in its intended form).
_DROPPED = regex.compile(
    r"[[\p{Cc}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]"
    r"--[\u200C\u200D\p{Variation_Selector}]]",
    flags=regex.VERSION1,
)
_WHITE = regex.compile(r"\p{White_Space}")
_SPACES = regex.compile(r" {2,}")
_JOINERS = regex.compile(r"([\u200C\u200D])[\u200C\u200D]+")
# Four is more than any living script stacks on one letter, and stops towers of accents. The run
# is counted from its letter, not per cluster: an Indic conjunct is one cluster of many letters.
_TOWER = regex.compile(r"[\p{M}\u200C\u200D]{5,}")
_MARKS_KEPT = 4
# Fewer stand where the font puts them: on one vowel in Vietnamese two, in pointed Hebrew two.
_TALL = regex.compile(r"\p{M}{3}")
_SEEN = regex.compile(r"[^\p{M}\p{Z}\p{Cf}\u2800]")
_CLUSTER = regex.compile(r"\X")


def clean(text: str) -> str:
    """Return ``text`` as it is stored and drawn (R24); cleaning it again changes nothing.

    Text with nothing to see in it becomes empty.

    Raises:
        ValueError: it holds half of a surrogate pair, which no encoding can carry.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text holds half a character") from None
    text = _DROPPED.sub("", _WHITE.sub(" ", text))
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
    text = _TOWER.sub(_lowered, _JOINERS.sub(r"\1", text)).strip(" ")
    return text if _SEEN.search(text) else ""


def _lowered(tower: "regex.Match[str]") -> str:
    kept, marks = [], 0
    for character in tower.group():
        if unicodedata.category(character)[0] == "M" or character not in "\u200c\u200d":
            marks += 1
            if marks > _MARKS_KEPT:
                continue
        kept.append(character)
    return _JOINERS.sub(r"\1", "".join(kept))


def graphemes(text: str) -> list[str]:
    """Return the characters as people count them (UAX 29)."""
    if text.isascii() and "\r" not in text:
        return list(text)
    return _CLUSTER.findall(text)


def count(text: str) -> int:
    """Return how many characters a person sees in ``text``."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 for _ in _CLUSTER.finditer(text))


def has_towers(text: str) -> bool:
    """Say whether marks are piled on a letter, above its line and below."""
    return not text.isascii() and _TALL.search(text) is not None
