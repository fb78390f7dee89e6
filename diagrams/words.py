"""A text taken apart into words to compare: the only place that decides what a word is."""

import unicodedata

import regex

_SIGNS = regex.compile(r"[™®©℠]")
_PLURAL_INITIALS = regex.compile(r"(?<!\w)(\p{Lu}{2,})s(?!\w)")
_INITIALS = regex.compile(r"(?<!\w)(?:\p{L}\.){2,}")
_POSSESSIVE = regex.compile(r"(?<=\w)'s(?!\w)")
_WITHOUT = regex.compile(r"(?<!\w)w/o(?!\w)")
_WITH = regex.compile(r"(?<!\w)w/")
_AT = regex.compile(r"(?<!\S)@(?!\S)")
_JOINED = regex.compile(r"(?<!\w)(co|e|multi|tele)-(?=\p{L})")
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


def plain(text: str) -> str:
    """Return ``text`` in one form of each character (NFKC), without trade marks."""
    return unicodedata.normalize("NFKC", _SIGNS.sub("", text))


def words(text: str, initials: frozenset[str] = frozenset()) -> list[str]:
    """Return the words of plain ``text``: lower case, singular, initials without dots.

    ``initials``, lower case, end in s without being a plural: NEAS is no plural of NEA.
    """
    text = _PLURAL_INITIALS.sub(r"\1", text.translate(_DASHES))
    text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text).casefold()
    text = _POSSESSIVE.sub("", text).replace("'", "")
    text = _JOINED.sub(r"\1", _AT.sub("at", text))
    text = _AND.sub(" and ", _WITH.sub("with ", _WITHOUT.sub("without", text)))
    return [word if word in initials else _singular(word) for word in _WORD.findall(text)]


def _singular(word: str) -> str:
    if word in _SINGULAR:
        return _SINGULAR[word]
    if word in _NOT_PLURAL or not word[0].isalpha():
        return word
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
