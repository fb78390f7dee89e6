"""The files a page loads."""

import gzip

import pytest

from web.assets import read


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

    packed = found.response(found.version, name, asked())
    plain = found.response(found.version, name, asked(b"br"))
    small = found.response(found.version, "small.css", asked())

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in small.headers
    assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
