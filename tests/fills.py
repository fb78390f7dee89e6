"""What people put into a zone, from nothing to trouble: the fills that every picture must bear."""

from itertools import cycle

from pictures import a_diagram, a_note

from diagrams.model import KINDS, Diagram, Note, Version
from diagrams.template import template

SHORT = (
    "Care homes call 999",
    "Weekly huddle with home managers",
    "Nobody to ask at night: staff rang 111, or waited for the morning round",
    "£40k from the Better Care Fund, for one year only",
    "GPs",
    "Two employers, one shift rota",
    "Fewer people taken to A&E – 34% down by March 2017",
)
LONG = (
    "Everybody agreed that it worked, and nobody could say who should pay for it after the first "
    "year, so the falls car stopped in April and the calls to 999 went back to where they had been"
    ", as people had feared."
)
UNBROKEN = "Pneumonoultramicroscopicsilicovolcanoconiosisunbrokenwordings"[:60]
SCRIPTS = {
    "Arabic": "اجتماع أسبوعي بين دار الرعاية والطبيب العام لمراجعة خطط الرعاية المسبقة",
    "Hebrew": "שיחה שבועית בין בית האבות (2016) לרופא המשפחה, בכל יום רביעי",
    "Chinese": "每周三护理院与家庭医生团队开会，讨论预先护理计划，减少不必要的住院。",
    "Hindi": "देखभाल गृह के कर्मचारी हर बार गिरने के बाद एम्बुलेंस बुलाते थे, क्योंकि रात में कोई नहीं था",
    "emoji": "👩‍⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧 ❤️ 1️⃣ nurses 👩🏽‍⚕️ and families 👨‍👩‍👧‍👦 met ☕",
    "markup": "B&Q <script>\"'",
}
# By name, the texts of the notes of one zone.
FILLS: dict[str, tuple[str, ...]] = {
    "empty": (),
    "one": SHORT[:1],
    "15": tuple(text for text, _ in zip(cycle(SHORT), range(15), strict=False)),
    "45": tuple(text for text, _ in zip(cycle(SHORT), range(45), strict=False)),
    "200 graphemes": (LONG[:200],),
    "unbroken": (UNBROKEN, "W" * 60),
    **{name: (text,) for name, text in SCRIPTS.items()},
}
CONTESTED = ("The board kept it", "The board dropped it when the funding ended", "Still open")


def in_cell(zone: str, level: str, texts: tuple[str, ...]) -> list[Note]:
    """Return notes of one zone and level, with every kind and both outlines among them."""
    return [
        a_note(
            f"{zone}-{level}-{at}",
            zone,
            text,
            ("A", "W", "AM")[at % 3],
            level=level,
            kind=KINDS[at % 3],
            potential=at % 4 == 1,
        )
        for at, text in enumerate(texts)
    ]


def contested(id: str, zone: str, level: str = "inside") -> Note:
    """Return a note with three wordings side by side."""
    versions = tuple(
        Version(text, seq, f"p{seq}", "ABC"[seq]) for seq, text in enumerate(CONTESTED)
    )
    return Note(id, zone, versions, "p0", "A", 0, level=level)


def cells(task: str) -> list[tuple[str, str]]:
    """Return (zone, level) of every cell; a task without levels has all in one."""
    return [(cell.zone, cell.level or "inside") for cell in template(task).picture.cells]


def filled(task: str, texts: tuple[str, ...], only: tuple[str, str] | None = None) -> Diagram:
    """Return a diagram with ``texts`` in every cell, or in ``only`` one."""
    chosen = cells(task) if only is None else [only]
    notes = [note for zone, level in chosen for note in in_cell(zone, level, texts)]
    return a_diagram(task, *notes, title="Falls car for care homes")


# The twelve kinds of hostile text, by name. Text comes to a diagram cleaned (R24); what draws it
# relies on nothing: here it is as it was sent, but for what no encoding can carry.
HOSTILE: dict[str, str] = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": '" onload="alert(1)" \' onclick=\'alert(1)\' x="',
    "CDATA and comment": "]]> <![CDATA[ <!-- --> --!> ]]&gt; <?xml version='1.0'?>",
    "entities": "&amp;lt; &lt;b&gt; &#60; &#x3c; &nbsp; &bogus; &",
    "illegal in XML": "bell\x07 nul\x00 esc\x1b[31m \ufffe\uffff\ufdd0 \x7f\x85 \U0001fffe end",
    "direction overrides": "safe\u202egpj.exe\u202c \u2066isolated\u2069 \u200f\u061c marks \u2067",
    "towers of marks": "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306a\u0317\u0316\u0315l\u0489go"
    * 4,
    "nothing to see": "zero\u200bwidth\ufeff soft\xadhyphen \u2060\u180e\u3164\u2800 fillers\u034f",
    "unbroken": "W" * 200,
    "right to left": "(שלום) עולם 3.14% العربية؟ abc ١٢٣ [פתק]",
    "joined emoji": "👩‍⚕️👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇬🇧🇪🇺❤️‍🔥1️⃣👍🏿🧑🏽‍🤝‍🧑🏻",
    "styles and addresses": "};*{fill:url(https://x.example/)} javascript:alert(1) @import 'x'",
}
