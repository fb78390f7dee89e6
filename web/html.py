"""The only place where templates become pages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse
from starlette.types import Scope

from web.assets import assets, gzipped, takes_gzip

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["static"] = assets().path
    environment.globals["modules"] = assets().modules
    return environment


def page(
    scope: Scope,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Render ``template``. Compressed: pages hold no secret that a guess could be mixed with."""
    markup = _environment().get_template(template).render(dict(context)).encode()
    sent = dict(headers or {}) | {"Vary": "Accept-Encoding"}
    small = gzipped(markup) if takes_gzip(scope) else None
    if small is not None:
        return HTMLResponse(small, status, sent | {"Content-Encoding": "gzip"})
    return HTMLResponse(markup, status, sent)
