"""Words into markup: the only place that escapes, for SVG and HTML, for text and attributes."""

from collections.abc import Iterable, Mapping

import regex

# XML 1.0 section 2.2: a parser refuses a file with any other character, even as a reference.
_ILLEGAL = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
# Most words and every id are plain: looking is several times cheaper than rewriting.
_PLAIN = regex.compile(r"[\w\-.,:;/()+ ]*+")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"},
)


def escape(text: str) -> str:
    """Return ``text`` as it may stand between tags and inside a quoted attribute."""
    if _PLAIN.fullmatch(text):
        return text
    return _ILLEGAL.sub("", text).translate(_ESCAPES)


def element(name: str, attributes: Mapping[str, str], inside: str = "") -> str:
    """Return one element; ``inside`` is markup already, the attributes' values are not."""
    return f"<{name}{_written(attributes.items())}>{inside}</{name}>"


def with_attributes(markup: str, more: Iterable[tuple[str, str]]) -> str:
    """Return ``markup`` of an element that has an attribute with ``more`` before it."""
    return markup.replace(" ", f"{_written(more)} ", 1)


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join([f' {key}="{escape(value)}"' for key, value in attributes])
