"""The files a page loads."""

import gzip
import re

import pytest

from diagrams.template import task_ids, template
from web.assets import STATIC, assets, packed, read
from web.html import page

CONTEXT = {
    "title": "Table 1",
    "session_id": "s1",
    "table": {"id": "t1", "name": "Table 1"},
    "letter": "A",
    "name": "",
    "templates": [template(task) for task in task_ids()],
}


def asked(accept=b"gzip, deflate"):
    return {"headers": [(b"accept-encoding", accept)]}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "table.js").write_text("export const one = 1;\n" * 100)
    (tmp_path / "small.css").write_text("p { margin: 0 }")
    (tmp_path / "notes.py").write_text("secret = 1")
    return tmp_path


def test_the_version_follows_the_content(folder):
    """A changed file changes every address; the same files keep theirs, on any machine."""
    before = read(folder)

    assert read(folder).version == before.version
    (folder / "small.css").write_text("p { margin: 1px }")
    assert read(folder).version != before.version


def test_a_renamed_file_is_another_version(folder):
    """The names count too: a page asks by name."""
    before = read(folder)

    (folder / "small.css").rename(folder / "other.css")

    assert read(folder).version != before.version


def test_only_kinds_of_files_that_pages_load_are_served(folder):
    """What else lies in the folder, and what is outside of it, is not there."""
    found = read(folder)

    assert set(found.files) == {"js/table.js", "small.css"}
    assert found.response(found.version, "../assets.py", asked()) is None
    assert found.response(found.version, "notes.py", asked()) is None


def test_compressed_for_those_who_take_it(folder):
    """The same bytes after unpacking; small files and old clients get them plain."""
    found = read(folder)
    name = "js/table.js"

    answer = found.response(found.version, name, asked())
    plain = found.response(found.version, name, asked(b"br"))
    small = found.response(found.version, "small.css", asked())

    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in small.headers
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"


def test_a_page_is_told_of_every_module_its_script_needs(tmp_path):
    """Nearest first, each once, through circles and folders; a type is no import."""
    modules = {
        "page.js": "import { a } from './part/a.js';\nimport {\n  b,\n} from './part/b.js';\n",
        "part/a.js": "import '../leaf.js';\n/** @param {import('./type.js').Type} one */\n",
        "part/b.js": "export { a } from './a.js';\nimport { page } from '../page.js';\n",
        "part/type.js": "export {};\n",
        "leaf.js": "// import { c } from './part/c.js';\nexport const leaf = 1;\n",
    }
    (tmp_path / "part").mkdir()
    for name, code in modules.items():
        (tmp_path / name).write_text(code)

    needed = read(tmp_path).modules("page.js")

    assert needed == ("page.js", "part/a.js", "part/b.js", "leaf.js")


def test_the_participants_page_arrives_in_one_round_and_is_small():
    """Every import of its modules stands in the page, and all of it is below 60 KB compressed."""
    modules = assets().modules("js/table.js")
    markup = page(asked(b""), "table.html", CONTEXT).body.decode()
    first = page(asked(), "table.html", CONTEXT).body
    loaded = [name for name in assets().files if f'href="{assets().path(name)}"' in markup]
    files = [assets().files[name] for name in loaded]

    assert {"js/client.js", "js/table/drafts.js", "css/table.css"} <= set(loaded)
    assert set(modules) <= set(loaded)
    assert len(first) + sum(len(file.gzipped or file.body) for file in files) < 60_000


def test_modules_and_styles_are_served_without_comments_and_white_space():
    """A browser has no use for them; words in quotation marks and templates stay as written."""
    code = b"/** One. */\nconst a = 'b  // c';\n\n// Two.\nsay(`d  ${a}  /* e */`);\n"
    style = b"/* One. */\n.a,\n.b { color: red; content: ' /* c */ '; }\n"

    assert packed(code, ".js") == b"const a='b  // c';say(`d  ${a}  /* e */`);"
    assert packed(style, ".css") == b".a,.b{color:red;content:' /* c */ '}"
    assert packed(b"  a  ", ".svg") == b"  a  "


def test_every_module_still_names_what_it_imports():
    """Packing loses no import: what is left of one is found as it was before."""
    folder = STATIC / "js"
    known = read(folder)
    named = re.compile(r"""^(?:import|export|\} from)\b[^'"();]*['"](\.[^'"]+)['"]""", re.MULTILINE)
    for path in folder.rglob("*.js"):
        entry = path.relative_to(folder).as_posix()
        direct = {
            (path.parent / target).resolve().relative_to(folder).as_posix()
            for target in named.findall(path.read_text())
        }

        assert direct <= set(known.modules(entry))
