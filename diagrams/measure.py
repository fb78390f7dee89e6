"""How wide text is and where its lines break: the only place that measures.

Widths and kerning are those of Arial and every font made to its measure, from
``data/widths.json`` (written by ``scripts/make_widths.py``). Every viewer kerns unless told not
to, and no attribute tells all of them: so what they do is measured.
"""

import json
import operator
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from diagrams.text import graphemes

_WIDTHS = Path(__file__).parent / "data" / "widths.json"
_EM = 2048
# What the font lacks is drawn in whatever the reader's machine has. Living scripts are measured
# by Noto: joined letters are narrower than the single ones that are counted, by a fifth at most
# in Arabic. East Asian wide characters are an em by design; colour emoji fonts draw about 1.3 em;
# everything else is guessed wide, because a line that ends early looks fine and one that leaves
# its card does not.
_WIDE = _EM
_EMOJI = 1.3 * _EM
_UNKNOWN = 1.0 * _EM
# Scripts of old stones and clay, musical and mathematical letters: up to five em, most under two.
_RARE, _FIRST_RARE = 1.6 * _EM, 0x10000
# A letter with marks that the font lacks comes from another font with them; DejaVu's are wider.
_ELSEWHERE = 1.25
# A substitute font may be wider than Arial: diagrams.md asks for at least 6 %.
MARGIN = 1.06
# Between which a line may break though there is no space: not at the start or end of words.
_BREAK_AFTER = "/-–—|_,;:.@&+=→"
# A last line shorter than this share of the room looks left over, so the others are made
# narrower, in these steps, while that takes no more lines.
_LAST_LINE = 0.35
_NARROWER = (0.92, 0.84, 0.76, 0.68)
# Marks that end a phrase in scripts without spaces: never the first of a line.
_NEVER_FIRST = "、。，．・：；？！）」』】〕〉》”’ー々"


@dataclass(frozen=True, slots=True)
class _Font:
    """Width by character, and how much closer or wider two that follow each other stand."""

    widths: Mapping[str, int]
    kerning: Mapping[str, int]


@cache
def _font(bold: bool) -> _Font:
    read = json.loads(_WIDTHS.read_bytes())["bold" if bold else "regular"]
    kerning = {first + after: by for first, afters, by in read["kerning"] for after in afters}
    return _Font(_by_character(read["widths"]), kerning)


@cache
def _others() -> Mapping[str, int]:
    return _by_character(json.loads(_WIDTHS.read_bytes())["others"])


def _by_character(runs: Sequence[Sequence[int]]) -> Mapping[str, int]:
    return {chr(first + at): wide for first, *row in runs for at, wide in enumerate(row)}


def _is_emoji(point: int) -> bool:
    return 0x1F000 <= point <= 0x1FBFF or 0x2600 <= point <= 0x27BF or 0x2B00 <= point <= 0x2BFF


@lru_cache(maxsize=20_000)
def _cluster(cluster: str, bold: bool) -> float:
    """Return the width of one grapheme in 2048ths of the type's size."""
    first = ord(cluster[0])
    if "\ufe0f" in cluster or ("\u200d" in cluster and _is_emoji(first)):
        return _EMOJI
    known = _font(bold).widths.get(cluster)
    if known is not None:
        return known
    if _is_emoji(first):
        return _EMOJI
    if unicodedata.east_asian_width(cluster[0]) in "WF":
        return _WIDE
    elsewhere = _ELSEWHERE if cluster[0] in _font(bold).widths else 1
    return elsewhere * sum(_character(character, bold) for character in cluster)


def _character(character: str, bold: bool) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    known = _font(bold).widths.get(character) or _others().get(character)
    if known is not None:
        return known
    return _RARE if ord(character) >= _FIRST_RARE else _UNKNOWN


def _kerning(before: str, after: str, bold: bool) -> float:
    """Return by how many em one text right after another is wider than the two by themselves."""
    return _font(bold).kerning.get(before[-1:] + after[:1], 0) / _EM


@lru_cache(maxsize=20_000)
def _ems(text: str, bold: bool) -> float:
    font = _font(bold)
    pairs = map(operator.add, text, text[1:])
    kerned = sum(font.kerning.get(pair, 0) for pair in pairs)
    try:
        return (sum(map(font.widths.__getitem__, text)) + kerned) / _EM
    except KeyError:
        return (sum(_cluster(cluster, bold) for cluster in graphemes(text)) + kerned) / _EM


def width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide ``text`` is on one line in type of ``size``, without any margin."""
    return _ems(text, bold) * size


def breaks_anywhere(cluster: str) -> bool:
    """Say whether a line may break on either side: scripts written without spaces."""
    return unicodedata.east_asian_width(cluster[0]) == "W"


def _pieces(text: str) -> tuple[str, ...]:
    """Cut ``text`` where a line may break; a piece keeps the space that ends it."""
    if text.isascii():
        *spaced, last = text.split(" ")
        return (*(f"{word} " for word in spaced), last) if last else tuple(f"{w} " for w in spaced)
    pieces: list[str] = []
    piece = ""
    for cluster in graphemes(text):
        if cluster in _NEVER_FIRST and pieces and not piece and not pieces[-1].endswith(" "):
            pieces[-1] += cluster
            continue
        if breaks_anywhere(cluster) and piece and not piece.endswith(" "):
            pieces.append(piece)
            piece = ""
        piece += cluster
        if cluster == " " or breaks_anywhere(cluster):
            pieces.append(piece)
            piece = ""
    return (*pieces, piece) if piece else tuple(pieces)


class _Piece(NamedTuple):
    """Its width in em: without the space that ends it, with it, and what kerning before adds."""

    text: str
    bare: float
    whole: float
    kerned: float


@lru_cache(maxsize=5_000)
def _measured(text: str, bold: bool) -> tuple[_Piece, ...]:
    """Return the pieces of ``text`` with their widths: they serve every size and room."""
    found = []
    before = ""
    for piece in _pieces(text):
        whole = _ems(piece, bold)
        bare = _ems(piece.rstrip(" "), bold) if piece.endswith(" ") else whole
        found.append(_Piece(piece, bare, whole, _kerning(before, piece, bold)))
        before = piece
    return tuple(found)


def _cut(word: str, size: float, room: float, bold: bool) -> list[str]:
    """Cut a word that is wider than a line: after punctuation if possible, else anywhere."""
    cut: list[str] = []
    line: list[str] = []
    taken = 0.0
    for cluster in graphemes(word):
        wide = 0.0 if cluster == " " else width(cluster, size, bold)
        kerned = _kerning(line[-1], cluster, bold) * size if line else 0.0
        if line and taken + kerned + wide > room:
            marks = [place for place, seen in enumerate(line, 1) if seen in _BREAK_AFTER]
            # A cut that leaves less than a third of the line would look like a mistake.
            at = marks[-1] if marks and marks[-1] > len(line) / 3 else len(line)
            cut.append("".join(line[:at]))
            line = line[at:]
            taken = width("".join(line), size, bold)
            kerned = _kerning(line[-1], cluster, bold) * size if line else 0.0
        line.append(cluster)
        taken += kerned + wide
    return [*cut, "".join(line)]


@lru_cache(maxsize=20_000)
def lines(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Return ``text`` as lines that fit ``room`` with the margin; at least one grapheme a line."""
    room /= MARGIN
    ems = room / size
    done: list[str] = []
    line, taken = "", 0.0
    for piece, bare, whole, kerned in _measured(text, bold):
        if taken + kerned + bare > ems:
            if line:
                done.append(line.rstrip(" "))
                line, taken = "", 0.0
            if bare > ems:
                *full, line = _cut(piece, size, room, bold)
                done.extend(full)
                taken = _ems(line, bold)
                continue
        taken += kerned + whole if line else whole
        line += piece
    return (*done, line.rstrip(" ")) if line.strip(" ") or not done else tuple(done)


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Return ``text`` as lines that fit ``room`` with the margin; long words break."""
    return list(lines(text, size, room, bold))


@lru_cache(maxsize=1_000)
def balanced(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Return ``text`` in as few lines as fit, and those as even as they can be."""
    broken = lines(text, size, room, bold)
    narrow, wide = 0.0, room
    while wide - narrow > 4:
        middle = (narrow + wide) / 2
        if len(lines(text, size, middle, bold)) > len(broken):
            narrow = middle
        else:
            wide = middle
    return lines(text, size, wide, bold)


@lru_cache(maxsize=20_000)
def settled(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """Return ``text`` in as few lines as fit, the last of them no single word if it can be."""
    broken = lines(text, size, room, bold)
    for share in _NARROWER:
        if len(broken) < 2 or width(broken[-1], size, bold) > room * _LAST_LINE:
            break
        tried = lines(text, size, room * share, bold)
        if len(tried) > len(broken) or _cuts(text, tried) > _cuts(text, broken):
            break
        broken = tried
    return broken


def _cuts(text: str, broken: Sequence[str]) -> int:
    """Return how many line ends are not at a space of ``text``."""
    at_spaces = text.count(" ") - sum(line.count(" ") for line in broken)
    return len(broken) - 1 - at_spaces


@lru_cache(maxsize=20_000)
def cuts_words(text: str, size: float, room: float, smallest: float, bold: bool = False) -> bool:
    """Say whether a word breaks at ``size`` that would be whole in the ``smallest`` type."""
    whole = room / MARGIN
    return any(
        width(word, smallest, bold) <= whole < width(word, size, bold)
        for word in text.split(" ")
        if len(word) * size > whole
    )
