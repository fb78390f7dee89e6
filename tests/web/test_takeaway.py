"""What leaves as a file, and to whom."""

import io
import json
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from images import size
from serving import cookie

from web.security import SVG_CSP
from web.takeaway import attachment

SVG = "{http://www.w3.org/2000/svg}svg"


@pytest.fixture
def made(here):
    return here.create("Frühling", tables=2)


def diagrams(here, made):
    """The streams of the session's diagrams, by table and task."""
    live = here.hub.live_sessions[made["session"]].session
    return {(one.table, one.task): one.id for one in live.diagrams}


def assert_picture(answer):
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-security-policy"] == SVG_CSP
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["cache-control"] == "no-store"
    assert ET.fromstring(answer.text).tag == SVG


def test_the_bundle_is_a_zip_with_every_diagram(here, made):
    """At any moment, ended or not."""
    answer = here.get(f"/s/{made['session']}/desk/export.zip", headers=cookie(made["desk_key"]))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()

    assert answer.headers["content-type"] == "application/zip"
    assert "filename*=UTF-8''workshop-fr%C3%BChling.zip" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert sum(name.startswith("diagrams/") for name in names) == 4
    assert {"combined/innovation.svg", "combined/organisation-matrix.svg"} <= set(names)


def test_two_presses_are_two_bundles(here, made):
    """The second waits for the first, and gets the same."""
    path, key = f"/s/{made['session']}/desk/export.zip", cookie(made["desk_key"])

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: here.get(path, headers=key), range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.content for answer in answers}) == 1


def test_one_picture_from_the_desk_and_from_its_table(here, made):
    """The same file for both."""
    seat = here.join(made, "t2")
    stream = diagrams(here, made)["t2", "innovation"]
    root = f"/s/{made['session']}"

    desk = here.get(f"{root}/desk/diagrams/{stream}.svg", headers=cookie(made["desk_key"]))
    table = here.get(f"{root}/table/diagrams/{stream}.svg", headers=cookie(seat["key"]))

    assert_picture(desk)
    assert_picture(table)
    assert desk.content == table.content


def test_a_table_takes_home_only_its_own(here, made):
    """Other tables' pictures are the facilitator's to hand out."""
    seat = here.join(made, "t2")
    stream = diagrams(here, made)["t1", "innovation"]

    answer = here.get(
        f"/s/{made['session']}/table/diagrams/{stream}.svg",
        headers=cookie(seat["key"]) | {"Accept": "application/json"},
    )

    assert answer.status_code == 403
    assert answer.json()["code"] == "not_allowed"


@pytest.mark.parametrize("task", ["innovation", "organisation"])
def test_the_combined_picture(here, made, task):
    """One for each task."""
    answer = here.get(
        f"/s/{made['session']}/desk/composite/{task}.svg", headers=cookie(made["desk_key"])
    )

    assert_picture(answer)


@pytest.mark.parametrize(
    "stream", ["gaps:innovation", "matrix:organisation", "zone:organisation:sponsor:1"]
)
def test_a_view_of_the_room(here, made, stream):
    """Named as the stream it is watched by."""
    answer = here.get(
        f"/s/{made['session']}/desk/room/{stream}.svg", headers=cookie(made["desk_key"])
    )

    assert_picture(answer)


@pytest.mark.parametrize(
    "path",
    [
        "diagrams/dnothing.svg",
        "composite/cooking.svg",
        "composite/innovation:1.svg",
        "room/matrix:innovation.svg",
        "room/zone:innovation:need:0.svg",
        "room/pie.svg",
    ],
)
def test_a_picture_that_is_not_there(here, made, path):
    """404, as for any other address."""
    answer = here.get(f"/s/{made['session']}/desk/{path}", headers=cookie(made["desk_key"]))

    assert answer.status_code == 404


def test_the_bundle_in_another_form(here, made):
    """Named so, and with those pictures in it."""
    answer = here.get(
        f"/s/{made['session']}/desk/export.zip?pictures=outlines", headers=cookie(made["desk_key"])
    )
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    names = [name for name in archive.namelist() if name.startswith("diagrams/")]

    assert "-outlines.zip" in answer.headers["content-disposition"]
    assert archive.testzip() is None
    assert len(names) == 4
    assert not any(b"<text" in archive.read(name) for name in names)


def test_a_bundle_in_a_form_that_there_is_not(here, made):
    """Refused, before anything is drawn."""
    answer = here.get(
        f"/s/{made['session']}/desk/export.zip?pictures=gif", headers=cookie(made["desk_key"])
    )

    assert answer.status_code == 422


def test_a_bundle_that_nobody_reads_on_holds_up_nobody(here, made):
    """Who stops half-way is forgotten; the next one gets the whole of it."""
    path, key = f"/s/{made['session']}/desk/export.zip", cookie(made["desk_key"])
    with (
        httpx.Client(base_url=here.origin, trust_env=False) as client,
        client.stream("GET", f"{path}?pictures=png", headers=key, timeout=60) as answer,
    ):
        next(answer.iter_raw(64))
        other = here.get(path, headers=key, timeout=60)

    assert zipfile.ZipFile(io.BytesIO(other.content)).testzip() is None
    assert here.get(path, headers=key, timeout=60).content == other.content


@pytest.mark.parametrize("door", ["desk", "table"])
def test_one_picture_in_its_three_forms(here, made, door):
    """From the desk and from the table: text, outlines, image."""
    seat = here.join(made, "t2")
    key = made["desk_key"] if door == "desk" else seat["key"]
    root = f"/s/{made['session']}/{door}/diagrams/{diagrams(here, made)['t2', 'innovation']}"
    text, outlines, image = (
        here.get(root + file, headers=cookie(key), timeout=60)
        for file in (".svg", ".svg?pictures=outlines", ".png")
    )

    assert_picture(text)
    assert_picture(outlines)
    assert "<text" in text.text
    assert "<text" not in outlines.text
    assert image.headers["content-type"] == "image/png"
    assert image.headers["content-disposition"].startswith("attachment; ")
    assert ".png" in image.headers["content-disposition"]
    assert size(image.content) == (3200, 1800)


@pytest.mark.parametrize("file", [".gif", ".svg.png.exe"])
def test_a_form_that_there_is_not(here, made, file):
    """404: there is nothing at that address."""
    here.join(made, "t1")
    stream = diagrams(here, made)["t1", "innovation"]
    answer = here.get(
        f"/s/{made['session']}/desk/diagrams/{stream}{file}", headers=cookie(made["desk_key"])
    )

    assert answer.status_code == 404


def test_a_table_has_no_image_of_another_either(here, made):
    """Whatever form it asks for."""
    seat = here.join(made, "t2")
    stream = diagrams(here, made)["t1", "innovation"]
    answer = here.get(
        f"/s/{made['session']}/table/diagrams/{stream}.png", headers=cookie(seat["key"])
    )

    assert answer.status_code == 403


def test_the_combined_picture_as_an_image(here, made):
    """For a slide."""
    answer = here.get(
        f"/s/{made['session']}/desk/composite/innovation.png",
        headers=cookie(made["desk_key"]),
        timeout=60,
    )

    assert answer.headers["content-type"] == "image/png"
    assert size(answer.content)[0] > 2000


def test_an_export_holds_what_was_written(here, made):
    """From the socket to the file."""
    seat = here.join(made, "t1")
    stream = diagrams(here, made)["t1", "innovation"]
    with here.socket(made["session"], "desk", made["desk_key"]) as desk:
        go = {"type": "phase.go", "phase": "work-innovation", "start": True}
        for message in (
            {"type": "hello", "protocol": 1},
            {"type": "op", "stream": made["session"], "ref": "r1", "op": go},
        ):
            desk.send(json.dumps(message))
        while json.loads(desk.recv(timeout=10))["type"] != "known":
            pass
    note = {"type": "note.add", "note": "n1", "place": {"zone": "need"}, "text": "Käse <&> x"}
    with here.socket(made["session"], "table", seat["key"]) as phone:
        for message in (
            {"type": "hello", "protocol": 1},
            {"type": "op", "stream": stream, "ref": "r1", "op": note},
        ):
            phone.send(json.dumps(message))
        while json.loads(phone.recv(timeout=10))["type"] != "known":
            pass

    root, key = f"/s/{made['session']}/desk", cookie(made["desk_key"])

    for path in (f"{root}/diagrams/{stream}.svg", f"{root}/composite/innovation.svg"):
        assert "Käse <&> x" in "".join(ET.fromstring(here.get(path, headers=key).text).itertext())


def test_a_file_name_is_no_way_to_write_headers():
    """People's words are encoded whole; ids are plain anyway."""
    told = attachment('a"\r\nSet-Cookie: x', "t1", "svg")["Content-Disposition"]

    assert "\r" not in told
    assert told == (
        "attachment; filename=\"t1.svg\"; filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x.svg"
    )
