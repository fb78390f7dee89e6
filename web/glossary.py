"""The desk's glossary: what stands for what in one session, read and edited without JavaScript."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from diagrams.composite import TableDiagram
from diagrams.errors import DiagramError
from diagrams.glossary import Glossary, shipped_rows
from diagrams.glossary_rows import KINDS, Row, check, read_rows, spoken, write_rows
from diagrams.suggest import Suggestion, Wording, suggestions
from diagrams.text import clean
from sessions.access import Who, may, new_id
from sessions.errors import SessionError
from sessions.export_glossary import glossary_csv
from sessions.ops import GlossaryRow, SetGlossary
from sessions.outcome import Rejected
from sessions.room_views import gather
from sessions.state import Session
from web.entrance import let_in
from web.errors import Problem, status_of
from web.front import Front, SessionId, TheFront
from web.html import page
from web.takeaway import attachment

router = APIRouter()

NOT_YOURS = Problem("not_allowed", "The glossary is for the facilitator’s desk.")
NO_FILE_TEXT = Problem("bad_glossary", "The file is no text. Save it as CSV (UTF-8) and try again.")
DONE = {
    "saved": "Saved. The combined pictures follow at once.",
    "joined": "Brought together. It is now a line of your own below; remove it to take it back.",
    "removed": "Removed. The combined pictures follow at once.",
}
CHANGED = (
    "Somebody else saved other lines since you opened this page. Yours are still here. "
    "Save again to put them in place of the others, which are listed below."
)
# More than anybody reads on one page; the download has them all.
MAX_LISTED = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody sent, to be shown again when it cannot be saved."""

    rows: str
    base: int
    problem: str
    code: str


@router.get("/s/{session}/desk/glossary")
async def show(
    request: Request, front: TheFront, session: SessionId, q: str = "", done: str = ""
) -> Response:
    await _editor(request, front, session)
    return await _page(request, front, session, looked_for=clean(q[:100]), done=DONE.get(done, ""))


@router.get("/s/{session}/desk/glossary.csv")
async def download(request: Request, front: TheFront, session: SessionId) -> Response:
    await _editor(request, front, session)
    found = (await front.hub.live(session)).session
    headers = attachment("glossary", "glossary", "csv")
    return Response(glossary_csv(found), media_type="text/csv", headers=headers)


@router.post("/s/{session}/desk/glossary")
async def save(request: Request, front: TheFront, session: SessionId) -> Response:
    """Put what was typed, and what is in a file, in place of the session's own rows."""
    who = await _editor(request, front, session)
    async with request.form(max_files=1, max_fields=10) as form:
        typed, base = str(form.get("rows") or ""), str(form.get("base") or "")
        given = form.get("file")
        content = await given.read() if isinstance(given, UploadFile) else b""
    try:
        rows = read_rows(typed)
        check(rows)
        if content:
            rows = _replacing(rows, _of_file(content))
        await _set(front, who, rows, int(base) if re.fullmatch("[0-9]{1,15}", base) else 0)
    except (DiagramError, SessionError, Problem) as error:
        message = CHANGED if error.code == "glossary_changed" else error.message
        again = (await front.hub.live(session)).session.glossary_seq
        kept = Typed(typed, again, message, error.code)
        return await _page(request, front, session, typed=kept)
    return _done(session, "saved")


@router.post("/s/{session}/desk/glossary/add")
async def add(request: Request, front: TheFront, session: SessionId) -> Response:
    """Add one row to those there are: two groups brought together, or a question answered."""
    return await _one(request, front, session, "joined")


@router.post("/s/{session}/desk/glossary/remove")
async def remove(request: Request, front: TheFront, session: SessionId) -> Response:
    return await _one(request, front, session, "removed")


async def _one(request: Request, front: Front, session: str, act: str) -> Response:
    who = await _editor(request, front, session)
    form = await request.form(max_files=0, max_fields=10)
    alias, canonical, kind = (
        clean(str(form.get(name) or "")) for name in ("alias", "canonical", "kind")
    )
    now = (await front.hub.live(session)).session
    new = (Row(alias, canonical, kind),) if act == "joined" else ()
    kept = tuple(row for row in now.glossary if spoken(row.alias) != spoken(alias))
    try:
        await _set(front, who, (*kept, *new), now.glossary_seq)
    except (DiagramError, SessionError, Problem) as error:
        mine = write_rows(now.glossary, header=False)
        typed = Typed(mine, now.glossary_seq, error.message, error.code)
        return await _page(request, front, session, typed=typed)
    return _done(session, act)


def _done(session: str, act: str) -> Response:
    return RedirectResponse(f"/s/{session}/desk/glossary?done={act}", 303)


async def _editor(request: Request, front: Front, session: str) -> Who:
    who = await let_in(request, front, session, "desk")
    if not may(who.role, "glossary.set"):
        raise NOT_YOURS
    return who


async def _set(front: Front, who: Who, rows: Sequence[Row], base: int) -> None:
    """Save ``rows`` as an entry of the session; raises what is wrong, and nothing changed."""
    known = set(shipped_rows())
    own = [row for row in dict.fromkeys(rows) if row not in known]
    check(own)
    written = tuple(
        GlossaryRow(
            alias=row.alias,
            canonical=row.canonical,
            kind=row.kind,
            level=row.level,
            note=row.note,
        )
        for row in own
    )
    op = SetGlossary(type="glossary.set", rows=written, base=base)
    outcome = await front.hub.submit(who, who.session, new_id("r"), op)
    if isinstance(outcome, Rejected):
        raise Problem(outcome.code, outcome.message)


def _of_file(content: bytes) -> tuple[Row, ...]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows saves as plain "CSV".
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise NO_FILE_TEXT
    try:
        rows = read_rows(text)
        check(rows, most=len(rows))
    except DiagramError as error:
        raise Problem(error.code, f"In the file: {error.message}") from None
    return rows


def _replacing(rows: Sequence[Row], given: Iterable[Row]) -> tuple[Row, ...]:
    """Return ``rows`` with those ``given`` in place of what stood for the same words."""
    by_alias = {spoken(row.alias): row for row in (*rows, *given)}
    return tuple(by_alias.values())


async def _page(
    request: Request,
    front: Front,
    session: str,
    *,
    looked_for: str = "",
    done: str = "",
    typed: Typed | None = None,
) -> Response:
    live = await front.hub.live(session)
    now = live.session
    # Drawn in a thread: building a glossary and comparing a room takes tens of milliseconds.
    tables = {task: live.of_task(task) for task in now.tasks}
    tasks = await asyncio.to_thread(_suggested, now, tables)
    context = {
        "title": f"Glossary: {now.title}",
        "session_id": session,
        "session_title": now.title,
        "done": done,
        "error": typed.problem if typed else None,
        "rows": typed.rows if typed else write_rows(now.glossary, header=False),
        "base": typed.base if typed else now.glossary_seq,
        "own": now.glossary,
        "kinds": KINDS,
        "tasks": tasks,
        "looked_for": looked_for,
        "letters": _letters(looked_for),
        "shipped": len(shipped_rows()),
    }
    status = status_of(typed.code) if typed else 200
    return page(request.scope, "glossary.html", context, status=status)


def _letters(looked_for: str) -> list[tuple[str, list[Row]]]:
    """Return the shipped rows by their first letter, only those with ``looked_for`` in them."""
    part = looked_for.casefold()
    found = [
        row
        for row in shipped_rows()
        if not part or part in row.alias.casefold() or part in row.canonical.casefold()
    ]
    found.sort(key=lambda row: (_initial(row), row.alias.casefold()))
    return [(letter, list(rows)) for letter, rows in groupby(found, key=_initial)]


def _initial(row: Row) -> str:
    first = row.alias[:1].upper()
    return first if first.isalpha() else "0–9"


def _suggested(
    now: Session, tables: Mapping[str, Sequence[TableDiagram]]
) -> list[dict[str, object]]:
    found = []
    for task, diagrams in tables.items():
        said = gather(now, task, diagrams)
        listed = suggestions(said.groups, said.template, said.glossary, said.decisions)
        zones = {zone.id: zone.title for zone in said.template.zones}
        pairs = [_pair(one, zones, said.glossary) for one in listed if one.other]
        asked = {one.alias: one for one in listed if not one.other}
        found.append(
            {
                "name": said.template.name,
                "pairs": pairs[:MAX_LISTED],
                "more": max(0, len(pairs) - MAX_LISTED),
                "asked": [_question(one) for one in asked.values()],
            }
        )
    return found


def _pair(found: Suggestion, zones: Mapping[str, str], known: Glossary) -> dict[str, object]:
    assert found.other is not None, "a question is no pair"
    one, other = found.one, found.other
    # A name of the glossary is the better one to stay, and stands for all its aliases.
    if other.key in known.names and one.key not in known.names:
        one, other = other, one
    return {
        "zone": zones[found.zone],
        "one": found.one,
        "other": found.other,
        "remark": found.remark,
        "reason": found.reason,
        "alias": _as_row(other, known),
        "canonical": _as_row(one, known),
    }


def _as_row(wording: Wording, known: Glossary) -> str:
    return wording.key if wording.key in known.names else wording.text


def _question(found: Suggestion) -> dict[str, object]:
    return {
        "alias": found.alias,
        "text": found.one.text,
        "tables": found.one.tables,
        "meanings": found.reason.split(" or "),
        # Initials stand for it anywhere; a common word only where nothing else is said.
        "kind": "" if found.alias.isupper() else "alone",
    }
