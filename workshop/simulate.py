"""`workshop simulate`: plays a file, takes the export home, and says whether all of it is there."""

import asyncio
import io
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from workshop.frontdoor import Created, TurnedAwayError, UnreachableError
from workshop.play import Played, play
from workshop.playfile import PlayfileError, Workshop, read
from workshop.rehearsal import StuckError
from workshop.script import Script, scripts
from workshop.verify import Report, verify

OK = 0
DIFFERENT = 1
CANNOT = 2
# A hundred differences have one cause; the first ones show it.
MOST_SHOWN = 20


def simulate(file: Path, server: str, speed: float, out: Path | None) -> int:
    """Return the exit code: 0 all there, 1 something differs, 2 it could not be played."""
    origin = origin_of(server)
    if origin is None:
        return _cannot(f"{server!r} is not an address like http://192.168.1.5:8000.")
    try:
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
        workshop = read(file)
        print(f"Playing {workshop.title!r} at {speed:g} times its speed.")
        played = asyncio.run(play(workshop, origin, speed, announce(origin)))
        if out is not None:
            _keep(played.bundle, out)
    except PlayfileError as error:
        return _cannot(str(error))
    except (UnreachableError, TurnedAwayError) as error:
        return _cannot(str(error))
    except OSError as error:
        return _cannot(f"{out} cannot be written: {error.strerror}.")
    except StuckError as error:
        print(error, file=sys.stderr)
        return DIFFERENT
    return tell(workshop, played)


def origin_of(server: str) -> str | None:
    """Return scheme, host and port of an address, or None when it is none."""
    try:
        parts = urlsplit(server if "://" in server else f"http://{server}")
        found = parts.scheme in ("http", "https") and parts.hostname
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not found:
        return None
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    default = {"http": ":80", "https": ":443"}[parts.scheme]
    return f"{parts.scheme}://{host}{'' if port == default else port}"


def local(url: str, origin: str) -> str:
    """Return a link of the session as this machine reaches it, by the address it was given."""
    parts = urlsplit(url)
    return f"{origin}{parts.path}#{parts.fragment}"


def announce(origin: str) -> Callable[[Created], None]:
    def say(created: Created) -> None:
        print(f"  Wall  {local(created.wall_url, origin)}")
        print(f"  Desk  {local(created.desk_url, origin)}")
        print(f"  Code  {created.code}", flush=True)

    return say


def tell(workshop: Workshop, played: Played) -> int:
    """Print the table of counts and what differs; return the exit code."""
    plan = scripts(workshop)
    report = verify(plan, played.where, played.bundle)
    print()
    print(table(plan, report))
    print()
    again = f", {played.reconnects} reconnections" if played.reconnects else ""
    print(f"{len(workshop.tables)} tables, {played.people} people{again}.")
    wrong = [*played.faults, *report.differences]
    for line in wrong[:MOST_SHOWN]:
        print(f"  {line}")
    if len(wrong) > MOST_SHOWN:
        print(f"  ... and {len(wrong) - MOST_SHOWN} more.")
    print("different" if wrong else "ok")
    return DIFFERENT if wrong else OK


def table(plan: Sequence[Script], report: Report) -> str:
    """Lay out, for every table and task, how many notes and links are where."""
    head = (
        "table",
        "task",
        "notes: file",
        "svg",
        "csv",
        "json",
        "links: file",
        "svg",
        "csv",
        "json",
    )
    rows: list[tuple[str, ...]] = [head]
    for script in plan:
        counts = report.counts[script.place, script.task]
        figures = (*counts.notes, *counts.links)
        rows.append((script.table, script.task, *map(str, figures)))
    rows.append(("all", "", *map(str, report.totals)))
    widths = [max(columns(row[column]) for row in rows) for column in range(len(head))]
    lines = []
    for row in rows:
        blanks = [" " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = [cell + blank for cell, blank in zip(row[:2], blanks[:2], strict=True)]
        cells += [blank + cell for cell, blank in zip(row[2:], blanks[2:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: a wide letter or an emoji takes two."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    none = sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)
    return len(text) + wide - none


def _keep(bundle: bytes, out: Path) -> None:
    (out / "export.zip").write_bytes(bundle)
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        archive.extractall(out / "export")  # names without .. are checked by zipfile


def _cannot(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return CANNOT
