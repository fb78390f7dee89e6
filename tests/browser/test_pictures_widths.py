"""What `measure` says a line is wide is what a real browser draws, for everything people type."""

import json
import random
from pathlib import Path

import pytest

from diagrams import measure
from diagrams.ink import FONT, LEADING
from diagrams.markup import escape
from diagrams.measure import MARGIN, lines, width
from diagrams.template import task_ids, template

pytestmark = pytest.mark.browser

WIDTHS = Path(measure.__file__).parent / "data" / "widths.json"
REHEARSAL = Path(__file__).parents[2] / "workshop" / "data" / "rehearsal.json"
# Every character a British keyboard types, and what a phone puts in place of some of them.
TYPED = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "!\"£$%^&*()-_=+[]{};:'@#~,.<>/?\\|`¬€ÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛŴŶÄËÏÖÜẄŸÇÑÅØÆßáéíóúàèìòùâêîôûŵŷäëïöüẅÿçñåøæ"
    "–—‘’“”…•½¼¾×÷°©™"
)
# The pairs that kern most, as words have them.
KERNED = ("AV", "To", "We", "Yo", "LT", "P.", "T.", "11", "Av", "Ty", "r.", "y,", "A A", "L’", "V.")


def _strings(value):
    match value:
        case str():
            yield value
        case dict():
            for inside in value.values():
                yield from _strings(inside)
        case list():
            for inside in value:
                yield from _strings(inside)


def _made_up(words, count):
    """Return texts as people type them, from real words and words that never were."""
    chance = random.Random(8)
    for _ in range(count):
        typed = []
        for _ in range(chance.randint(1, 12)):
            match chance.randint(0, 5):
                case 0:
                    typed.append("".join(chance.choices(TYPED, k=chance.randint(1, 12))))
                case 1:
                    typed.append(chance.choice(KERNED) * chance.randint(1, 3))
                case 2:
                    typed.append(f"{chance.randint(0, 99_999)}{chance.choice('%.,:/-')}")
                case _:
                    typed.append(chance.choice(words))
        yield " ".join(typed)[:200].strip()


def corpus():
    """Return every text of the rehearsal and the templates, and a thousand made-up ones."""
    said = {text for text in _strings(json.loads(REHEARSAL.read_bytes())) if len(text) > 1}
    for task in task_ids():
        said |= {text for zone in template(task).zones for text in (zone.prompt, zone.example)}
    found = sorted(said)
    words = sorted({word for text in found for word in text.split()})
    return [*found, *_made_up(words, 1000)]


def _drawn_widths(page, rows):
    """Return how wide the browser draws each (text, size, bold)."""
    body = "".join(
        f'<text y="{20 * at}" font-size="{size}" font-weight="{700 if bold else 400}">'
        f"{escape(text)}</text>"
        for at, (text, size, bold) in enumerate(rows)
    )
    page.set_content(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" '
        f'viewBox="0 0 1600 900" font-family="{FONT}">{body}</svg>'
    )
    return page.evaluate(
        "() => [...document.querySelectorAll('text')].map(one => one.getComputedTextLength())"
    )


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def _known():
    """Return the characters that the font of the pictures has."""
    runs = json.loads(WIDTHS.read_bytes())["regular"]["widths"]
    return {chr(first + at) for first, *wide in runs for at in range(len(wide))}


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_every_line_is_as_wide_as_the_browser_draws_it(page, bold):
    """Within one in a hundred, for every line as it is wrapped, in every size there is.

    What the font lacks comes from a font that nobody knows: it is never wider than its room.
    """
    sizes, known = sorted(LEADING), _known()
    rows = [
        (line, size, bold)
        for at, text in enumerate(corpus())
        for size in (sizes[at % len(sizes)], 18)
        for line in lines(text, size, 12 * size, bold)
    ]

    drawn = list(zip(rows, _drawn_widths(page, rows), strict=True))

    exact = [(row, seen) for row, seen in drawn if known.issuperset(row[0])]
    assert len(exact) > 5000
    assert not [
        (*row, seen, width(*row)) for row, seen in exact if abs(width(*row) - seen) > 0.01 * seen
    ]
    assert not [(*row, seen) for row, seen in drawn if seen > width(*row) * MARGIN]


def test_text_is_as_wide_as_its_size_says(page):
    """Nothing is rounded to pixels: a miniature on the wall breaks no line differently."""
    rows = [("Weekly call between the home and the GP lead, AV To 11", s, False) for s in LEADING]

    drawn = _drawn_widths(page, rows)

    em = {round(seen / size, 3) for seen, (_, size, _) in zip(drawn, rows, strict=True)}
    assert max(em) - min(em) < 0.002 * max(em)
