"""How refusals leave the server."""

import ast
from pathlib import Path

import httpx
import pytest

from diagrams.errors import DiagramError
from sessions.errors import SessionError, StoreError
from web.errors import HEADINGS, STATUS, Problem, problem_of, refusal, status_of, wants_json

WEB = Path(__file__).resolve().parents[2] / "web"


def asked(path="/", kind="http", **headers):
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "path": path, "headers": pairs}


def test_every_code_of_ours_has_its_status():
    """A code that web raises is in the table: forgetting it would answer 400 for everything."""
    raised = {
        node.args[0].value
        for path in WEB.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "Problem"
        and isinstance(node.args[0], ast.Constant)
    }

    assert raised
    assert raised <= STATUS.keys()


def test_every_status_has_a_heading():
    """An error page says in a few words what kind of thing went wrong."""
    assert set(STATUS.values()) <= HEADINGS.keys()


@pytest.mark.parametrize(
    ("error", "code", "status"),
    [
        (SessionError("not_open", "Closed."), "not_open", 404),
        (SessionError("something_new", "Hm."), "something_new", 400),
        (DiagramError("no_task", "None."), "no_task", 404),
        (StoreError("disk full"), "not_saved", 503),
        (Problem("too_large", "Long."), "too_large", 413),
    ],
)
def test_errors_of_every_package_keep_their_code(error, code, status):
    """One table: the code is stable, the status follows from it."""
    assert problem_of(error).code == code
    assert status_of(code) == status


def test_a_store_error_says_nothing_of_the_database():
    """What the database said is for whoever runs it."""
    assert "disk" not in problem_of(StoreError("disk full")).message


@pytest.mark.parametrize(
    "scope",
    [
        asked("/api/door"),
        asked("/api/nothing", accept="text/html"),
        asked("/s/x/desk/enter", content_type="application/json"),
        asked("/s/x/desk/links", accept="application/json"),
    ],
)
def test_r4_programs_get_json(scope):
    """Below /api always, elsewhere when they say so."""
    assert wants_json(scope)
    assert httpx.Response(200, content=refusal(scope, Problem("no_task", "None.")).body).json() == {
        "code": "no_task",
        "message": "None.",
    }


@pytest.mark.parametrize(
    "accept", ["text/html,application/xhtml+xml,*/*;q=0.8", "text/html,application/json", "*/*"]
)
def test_people_get_a_page_with_what_they_typed(accept):
    """The sentence, the way back, and the text they would otherwise have to type again."""
    scope = asked("/sessions", accept=accept)
    scope["state"] = {"kept": {"title": "Spring <b>"}}

    answer = refusal(scope, Problem("broken", "It broke."))
    page = answer.body.decode()

    assert answer.status_code == 500
    assert "It broke." in page
    assert "Spring &lt;b&gt;" in page
    assert 'href="/"' in page
