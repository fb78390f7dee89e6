"""What in a note looks like a person's identity: the only place that judges it. Pure.

It warns and never blocks, so a doubt is decided for silence: a warning that cries wolf is switched
off in the head of who reads it. What it finds it names by kind only, never by its words.
"""

import unicodedata
from typing import Literal

import regex

Kind = Literal["nhs_number", "phone", "email", "postcode", "birth_date", "name"]

# Not within a longer number, a sum of money or a decimal.
_BEFORE = r"(?<![\w£$€@+/.,-])"
_AFTER = r"(?![\w%@]|[.,/-]\d)"

_NHS = regex.compile(rf"{_BEFORE}\d{{3}}([ -]?)\d{{3}}\1\d{{4}}{_AFTER}")
_EMAIL = regex.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.\p{L}{2,}")
# A number in this country: 0 or +44, then nine or ten digits. What begins with 3, 8 or 9 is a
# service that anybody may ring.
_HOME = regex.compile(
    rf"(?:(?<![\w£$€.,-])(?:\+|00)44[ -]?(?:\(0\))?|{_BEFORE}\(?0)[ -]?"
    rf"[1257](?:[ )-]{{0,2}}\d){{8,9}}{_AFTER}"
)
_ABROAD = regex.compile(r"(?<![\w+])\+(?!44|0)\d(?:[ ()-]{0,2}\d){7,13}(?!\w)")
_POSTCODE = regex.compile(
    r"(?<![\w£-])([A-Z]{1,2})\d[A-Z\d]? ?(\d[ABD-HJLNP-UW-Z]{2})(?!\w)", flags=regex.IGNORECASE
)
_AREAS_THERE_ARE = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E"
    " EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL"
    " LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM"
    " SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREAS = frozenset(_AREAS_THERE_ARE.split())
# "Ward E1 2nd floor", "M6 2hr delays": read as English they are no ends of a postcode.
_ENGLISH_ENDS = ("ST", "ND", "RD", "TH", "HR")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*"
_DATE = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
# With the word any date, also only a year; without it a date in figures of the last century.
_BORN = regex.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|born)\b\W{{0,3}}(?:(?:on|in|is|was) )?"
    rf"(?:{_DATE}|\d{{4}}-\d{{2}}-\d{{2}}|(?:19|20)\d\d)",
    flags=regex.IGNORECASE,
)
_OLD_DATE = regex.compile(
    rf"{_BEFORE}(?:(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1|)19\d\d(?(1)|-"
    rf"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])){_AFTER}"
)
_TITLE = regex.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor)\b\.? (\p{Lu}[\p{L}'’-]*)")
_TYPED_SMALL = regex.compile(r"\b(?:mr|mrs)\b\.? \p{L}+")
# What follows a title and is no name: "Dr Appointments", "Doctor Surgeries", "Dr A&E".
_NO_NAMES = regex.compile(
    r"(?:surger|appoint|practice|shortage|rota|visit|led$|on$|in$|and$|or$|of$|foster$|who$|a&)",
    flags=regex.IGNORECASE,
)


def found(text: str) -> frozenset[Kind]:
    """Return the kinds of identity that ``text`` seems to hold, none for most texts."""
    plain = unicodedata.normalize("NFKC", text)
    kinds: set[Kind] = set()
    if _names_somebody(plain):
        kinds.add("name")
    if "@" in plain and _EMAIL.search(plain):
        kinds.add("email")
    if any(character.isdigit() for character in plain):
        kinds |= _in_figures(plain)
    return frozenset(kinds)


def _in_figures(text: str) -> set[Kind]:
    kinds: set[Kind] = set()
    if any(_is_nhs_number(match.group()) for match in _NHS.finditer(text)):
        kinds.add("nhs_number")
    if _HOME.search(text) or _ABROAD.search(text):
        kinds.add("phone")
    if any(_is_postcode(*match.group(0, 1, 2)) for match in _POSTCODE.finditer(text)):
        kinds.add("postcode")
    if _BORN.search(text) or _OLD_DATE.search(text):
        kinds.add("birth_date")
    return kinds


def _names_somebody(text: str) -> bool:
    if _TYPED_SMALL.search(text):
        return True
    return any(not _NO_NAMES.match(match.group(1)) for match in _TITLE.finditer(text))


def _is_nhs_number(written: str) -> bool:
    """Say whether the last digit checks the nine before it, modulus 11."""
    digits = [int(character) for character in written if character.isdigit()]
    total = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return check != 10 and check == digits[9] and len(set(digits)) > 1


def _is_postcode(whole: str, area: str, end: str) -> bool:
    """Say whether it is written as one: all in capitals or all small, in an area there is."""
    is_even = whole in (whole.upper(), whole.lower())
    return is_even and area.upper() in _AREAS and not end.upper().endswith(_ENGLISH_ENDS)
