"""The shape of the code, read from its sources: what imports what, and how long things are."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Every package may import itself and what stands to its right.
PACKAGES = ("workshop", "web", "sessions", "diagrams")
PURE_LIBRARIES = {"pydantic", "rapidfuzz", "regex", "resvg_py", "svg", "uharfbuzz"}
DOORS = {
    "asyncio",
    "http",
    "logging",
    "multiprocessing",
    "os",
    "random",
    "secrets",
    "select",
    "shutil",
    "signal",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}
NO_HOMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "lib"}
MAX_LINES = 300
MAX_ENTRY_LINES = 200
MAX_FUNCTION_LINES = 40

SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
SCRIPTS = sorted((ROOT / "web/static/js").rglob("*.js"))


def name(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text("utf-8"), filename=name(path))


def imported(node):
    """Yield the absolute module names of one import statement."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield alias.name
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"relative import in line {node.lineno}"
        yield node.module


def imports(path):
    return {module for node in ast.walk(tree(path)) for module in imported(node)}


def line_count(path):
    return len(path.read_text("utf-8").splitlines())


def test_there_are_sources_to_judge():
    """The checks below would pass over an empty list; this one does not."""
    found = {path.relative_to(ROOT).parts[0] for path in SOURCES if line_count(path)}

    assert found == set(PACKAGES)
    assert SCRIPTS


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_point_one_way(path):
    """workshop -> web -> sessions -> diagrams, never back."""
    package = path.relative_to(ROOT).parts[0]
    to_the_left = PACKAGES[: PACKAGES.index(package)]

    wrong = {module for module in imports(path) if module.split(".")[0] in to_the_left}

    assert not wrong


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_imports_tests(path):
    """The product does not know that it is tested."""
    assert not {module for module in imports(path) if module.split(".")[0] in ("tests", "bench")}


@pytest.mark.parametrize("path", sorted((ROOT / "diagrams").rglob("*.py")), ids=name)
def test_diagrams_use_little(path):
    """A drawing needs the standard library and a few others, and no way out of the process."""
    modules = {module.split(".")[0] for module in imports(path)}

    foreign = modules - set(sys.stdlib_module_names) - PURE_LIBRARIES - {"diagrams"}

    assert not foreign
    assert not modules & DOORS


@pytest.mark.parametrize("path", sorted((ROOT / "diagrams").rglob("*.py")), ids=name)
def test_diagrams_do_no_io(path):
    """What a drawing is does not depend on the disk, but for the data that ships with it."""
    calls = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    }

    assert not calls & {"open", "print", "input", "write_text", "write_bytes", "exec", "eval"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_stand_at_the_top(path):
    """An import inside a function hides a cycle: the thing lives in the wrong place."""
    hidden = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not hidden


@pytest.mark.parametrize("path", [*SOURCES, *SCRIPTS], ids=name)
def test_every_file_has_an_idea(path):
    """No file is named after not knowing where its functions belong."""
    places = {part.lower() for part in path.relative_to(ROOT).with_suffix("").parts}

    assert not places & NO_HOMES


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_is_one_screenful_of_one_idea(path):
    """A Python file has at most 300 lines, and its modules say what they are for."""
    assert line_count(path) <= MAX_LINES
    assert line_count(path) == 0 or ast.get_docstring(tree(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_short(path):
    """A script has at most 300 lines; one that a page starts with, at most 200."""
    is_entry = any(
        f"js/{path.relative_to(ROOT / 'web/static/js')}" in page.read_text("utf-8")
        for page in (ROOT / "web/templates").rglob("*.html")
    )

    assert line_count(path) <= (MAX_ENTRY_LINES if is_entry else MAX_LINES)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_function_fits_a_screen(path):
    """A function has about 40 lines at most, its docstring not counted."""
    too_long = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = node.end_lineno - body[0].lineno + 1 if body else 0
            if lines > MAX_FUNCTION_LINES:
                too_long[node.name] = lines

    assert not too_long
