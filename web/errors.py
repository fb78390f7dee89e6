"""How every refusal leaves the server: the only table from stable codes to statuses.

    Exception
    └── Problem    a request that does not fit; nothing changed

Errors of the packages below (``SessionError``, ``DiagramError``, ``StoreError``) keep their
codes and sentences. What goes over a socket is answered there, and its close codes are below.
"""

from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from diagrams.errors import DiagramError
from sessions.errors import SessionError, StoreError
from web.html import page

# What is not here is a refusal of what was asked: 400.
STATUS: Mapping[str, int] = {
    "bad_form": 422,
    "bad_glossary": 422,
    "bad_request": 400,
    "broken": 500,
    "id_taken": 409,
    "enough_diagrams": 409,
    "glossary_changed": 409,
    "name_too_long": 422,
    "moved_already": 409,
    "no_diagram": 404,
    "no_helper": 404,
    "no_image": 500,
    "no_person": 404,
    "no_session": 404,
    "no_stream": 404,
    "no_table": 404,
    "no_task": 404,
    "not_allowed": 403,
    "not_entered": 403,
    "not_found": 404,
    "not_open": 404,
    "not_ready": 503,
    "not_saved": 503,
    "slow_down": 429,
    "text_empty": 422,
    "text_too_long": 422,
    "too_large": 413,
    "too_many_helpers": 409,
    "table_full": 409,
    "too_many_tables": 422,
    "too_slow": 408,
    "wrong_host": 400,
    "wrong_method": 405,
    "wrong_minutes": 422,
    "wrong_origin": 403,
}

HEADINGS: Mapping[int, str] = {
    400: "This did not work",
    403: "This page is not open to you",
    404: "There is nothing here",
    405: "This did not work",
    408: "This took too long",
    409: "This did not work",
    413: "This is too much at once",
    422: "This does not fit yet",
    429: "Just a moment",
    500: "Something went wrong here",
    503: "This could not be saved",
}

# PROTOCOL.md, "The socket"; the other codes there are closed with by the session's side.
BROKE_PROTOCOL = 4400
NO_LONGER = 4401
SILENT = 4408
WENT_WRONG = 1011

NOT_SAVED = "The server could not save this. Nothing is lost here: try again in a moment."
BROKEN = "Something went wrong on the server. It was not you. Try again in a moment."
NOT_FOUND = "There is no page at this address. Check it, or join with the code on the screen."


class Problem(Exception):  # noqa: N818 # a word for people, as in the pages
    """A request that does not fit; nothing changed.

    ``code`` is stable; ``message`` is a sentence for the person.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def problem_of(error: SessionError | DiagramError | StoreError | Problem) -> Problem:
    """Return what to tell the person who asked."""
    match error:
        case Problem():
            return error
        case StoreError():
            return Problem("not_saved", NOT_SAVED)
        case _:
            return Problem(error.code, error.message)


def status_of(code: str) -> int:
    return STATUS.get(code, 400)


def wants_json(scope: Scope) -> bool:
    """A program asks below ``/api``, sends JSON, or says it takes JSON and no pages."""
    headers = HTTPConnection(_as_http(scope)).headers
    accept = headers.get("accept", "")
    return (
        scope["path"].startswith("/api/")
        or headers.get("content-type", "").startswith("application/json")
        or ("application/json" in accept and "text/html" not in accept)
    )


def refusal(scope: Scope, problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Build the answer that says no: JSON for programs, a page with the kept text for people."""
    status = status_of(problem.code)
    if scope["type"] == "websocket" or wants_json(scope):
        told = {"code": problem.code, "message": problem.message}
        return JSONResponse(told, status, dict(headers or {}))
    heading = HEADINGS.get(status, HEADINGS[400])
    context = {
        "title": heading,
        "heading": heading,
        "message": problem.message,
        "form": scope.get("state", {}).get("kept") or None,
    }
    return page(scope, "error.html", context, status=status, headers=headers)


def _as_http(scope: Scope) -> Scope:
    return {"type": "http", "headers": scope["headers"]}
