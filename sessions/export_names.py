"""File names inside the bundle: the only place that makes them.

A path comes from ids, with what people called the thing as a suffix for those who look for it.
"""

import re
import unicodedata
from typing import Final

from diagrams.text import graphemes

# Some archives and synchronised folders stop at 255 bytes for a whole path.
MAX_NAME_BYTES: Final = 80

_NUMBERED = re.compile(r"^t([0-9]{1,4})$")


def diagram_name(table: str, table_name: str, number: int) -> str:
    """Return ``table-01-falls-car`` for table ``t1``; a second diagram gets ``-2``.

    At most MAX_NAME_BYTES with the ending ``.svg``. Names of different tables differ, since
    their ids do; every name starts with a word of ours, so none is reserved on Windows.
    """
    found = _NUMBERED.match(table)
    stem = f"table-{int(found[1]):02}" if found else f"table-{plain(table)}"
    called = plain(table_name)
    if found and called == f"table-{int(found[1])}":
        called = ""  # a table that kept its number for a name
    ending = f"-{number}" if number > 1 else ""
    room = MAX_NAME_BYTES - len(".svg") - len(ending)
    return _cut(f"{stem}-{called}" if called else stem, room) + ending


def plain(words: str) -> str:
    """Return letters, digits and single hyphens, in any script; "" when nothing is left."""
    kept = "".join(
        char if unicodedata.category(char)[0] in "LMN" else "-"
        for char in unicodedata.normalize("NFKC", words).casefold()
    )
    # An accent that begins a word has no letter to stand on: it goes with the hyphen before it.
    return unicodedata.normalize("NFC", re.sub(r"-[-\W]*", "-", f"-{kept}").strip("-"))


def _cut(name: str, max_bytes: int) -> str:
    """Return as many whole graphemes as fit."""
    kept, used = [], 0
    for cluster in graphemes(name):
        used += len(cluster.encode())
        if used > max_bytes:
            break
        kept.append(cluster)
    return "".join(kept).rstrip("-")
