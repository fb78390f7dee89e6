"""Assembles the web side: the routes, what they refuse, and the guard around all of it."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from weakref import WeakValueDictionary

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from diagrams.errors import DiagramError
from sessions.errors import SessionError, StoreError
from sessions.hub import Hub
from web import api, combine, glossary, pages, people, sockets, takeaway, worksheets
from web.errors import NOT_FOUND, Problem, problem_of, refusal, status_of
from web.forms import bad_form
from web.front import Front, Patience
from web.guesses import Guesses
from web.links import Links
from web.security import Guard
from web.trust import Trust

logger = logging.getLogger(__name__)

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def site(
    hub: Hub,
    trust: Trust,
    links: Links,
    lifespan: Lifespan | None = None,
    patience: Patience = Patience(),  # noqa: B008 # frozen
) -> ASGIApp:
    """Return the whole web application; ``lifespan`` runs what it stands on."""
    # No pages about the API: they would load scripts from another origin.
    routes = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    guesses = Guesses(time.monotonic)
    routes.state.front = Front(hub, links, guesses, patience, WeakValueDictionary())
    for part in (api, combine, people, takeaway, glossary, worksheets, pages, sockets):
        routes.include_router(part.router)
    for kind in (SessionError, DiagramError, StoreError, Problem):
        routes.add_exception_handler(kind, _refused)
    routes.add_exception_handler(RequestValidationError, _invalid)
    routes.add_exception_handler(HTTPException, _http)
    return Guard(routes, trust)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, SessionError | DiagramError | StoreError | Problem), "registered so"
    problem = problem_of(error)
    level = logging.WARNING if status_of(problem.code) >= 500 else logging.INFO
    logger.log(level, "refused: %s", problem.code)
    return refusal(request.scope, problem)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError), "registered so"
    errors = error.errors()
    if errors[0]["loc"][0] == "path":
        # No id of ours looks like that, so there is nothing at this address.
        return refusal(request.scope, Problem("not_found", NOT_FOUND))
    return refusal(request.scope, bad_form(errors))


async def _http(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses by itself: no such path, wrong method, broken form."""
    assert isinstance(error, HTTPException), "registered so"
    match error.status_code:
        case 404:
            problem = Problem("not_found", NOT_FOUND)
        case 405:
            problem = Problem("wrong_method", "This address does not take this kind of request.")
        case _:
            problem = Problem("bad_request", "This request cannot be read.")
    return refusal(request.scope, problem, error.headers)
