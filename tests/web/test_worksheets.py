"""The empty diagrams to print: whose they are, and who may have them."""

import re
import xml.etree.ElementTree as ET

import pytest
from serving import cookie

from web.links import join_url, qr_rows


@pytest.fixture
def made(here):
    return here.create("Leeds & <June>", tables=2)


def test_the_page_has_a_sheet_for_each_table_and_task(here, made):
    """In the order in which they are handed out."""
    page = here.get(f"/s/{made['session']}/desk/worksheets", headers=cookie(made["desk_key"])).text
    sheets = re.findall(r'<svg [^>]*id="([^"]+)"', page)

    assert [one for one in sheets if one.startswith("sheet-")] == [
        f"sheet-{table}-{task}" for task in ("innovation", "organisation") for table in ("t1", "t2")
    ]
    assert "<?xml" not in page
    assert "4 in all" in page


def test_ids_are_of_one_sheet_only(here, made):
    """Many pictures stand in one page."""
    page = here.get(f"/s/{made['session']}/desk/worksheets", headers=cookie(made["desk_key"])).text
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids))


def test_a_sheet_can_be_kept(here, made):
    """As a file with its code in it, that needs no font."""
    answer = here.get(
        f"/s/{made['session']}/desk/worksheets/t2/innovation.svg", headers=cookie(made["desk_key"])
    )

    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert "worksheet-innovation-t2.svg" in answer.headers["content-disposition"]
    root = ET.fromstring(answer.text)
    assert (root.get("width"), root.get("height")) == ("420mm", "297mm")
    assert "<text" not in answer.text
    assert any(one.get("fill") == "#000000" for one in root.iter())


@pytest.mark.parametrize("path", ["t9/innovation.svg", "t1/cooking.svg"])
def test_a_sheet_that_there_is_not(here, made, path):
    """404, as for any other address."""
    answer = here.get(
        f"/s/{made['session']}/desk/worksheets/{path}", headers=cookie(made["desk_key"])
    )

    assert answer.status_code == 404


@pytest.mark.parametrize("path", ["worksheets", "worksheets/t1/innovation.svg"])
def test_only_the_desk_has_them(here, made, path):
    """A sheet lets people in: its code holds the join token."""
    seat = here.join(made, "t1")
    for headers in ({}, cookie(seat["key"]), cookie(made["wall_key"])):
        answer = here.get(f"/s/{made['session']}/desk/{path}", headers=headers)
        assert answer.status_code == 403


def test_the_code_has_no_white_edge():
    """The paper around it is white; its corner is dark."""
    rows = qr_rows(join_url("http://192.168.1.5:8000", "x" * 22, "t1"))

    assert rows[0][0]
    assert {len(row) for row in rows} == {len(rows)}


def test_the_bundle_holds_no_way_in(here, made):
    """What is handed on with the pictures must let nobody into the session."""
    answer = here.get(f"/s/{made['session']}/desk/export.zip", headers=cookie(made["desk_key"]))

    assert b"worksheet" not in answer.content
