"""A client that trusts nothing: it follows streams by PROTOCOL.md and checks the rules it sees."""

import json
import xml.etree.ElementTree as ET

SVG = "http://www.w3.org/2000/svg"


class Follower:
    """What a client knows of the streams it watches, built only from the server's messages."""

    def __init__(self):
        self.epoch = None
        self.seqs = {}
        self.pictures = {}
        self.lists = {}
        self.data = {}
        self.session = None
        self.answers = {}
        self.seen = {}
        self.others = []

    def has(self, stream, seq):
        """Stand where an earlier connection stood."""
        self.seqs[stream] = seq
        self.seen[stream] = []

    def take(self, text):
        message = json.loads(text)
        act = getattr(self, f"_on_{message['type']}", None)
        if act is None:
            self.others.append(message)
        else:
            act(message)
        return message

    def _on_welcome(self, message):
        self.epoch = message["epoch"]
        self.others.append(message)

    def _on_state(self, message):
        stream = message["stream"]
        self.seqs[stream] = message["seq"]
        self.seen[stream] = []
        self._show(stream, message)

    def _on_resumed(self, message):
        stream = message["stream"]
        for entry in message["entries"]:
            self._next(stream, entry)
        assert message["seq"] == self.seqs[stream], "R12: a resume ends at its seq"
        self._show(stream, message)

    def _on_applied(self, message):
        stream = message["stream"]
        self._next(stream, message)
        if "session" in message:
            self.session = message["session"]
        self._patch(stream, message.get("parts", {}))

    def _on_redrawn(self, message):
        self._patch(message["stream"], message["parts"])

    def _on_known(self, message):
        self._answer(message["stream"], message["ref"], "known")

    def _on_rejected(self, message):
        self._answer(message["stream"], message["ref"], message["code"])

    def _next(self, stream, entry):
        assert entry["seq"] == self.seqs[stream] + 1, "R13: each seq once, in order"
        self.seqs[stream] = entry["seq"]
        self.seen[stream].append(entry["seq"])
        self._answer(stream, entry["ref"], entry["author"])

    def _answer(self, stream, ref, what):
        self.answers.setdefault((stream, ref), []).append(what)

    def _show(self, stream, message):
        if "session" in message:
            self.session = message["session"]
        if "picture" in message:
            self.pictures[stream] = ET.fromstring(message["picture"])
        if "outline" in message:
            self.lists[stream] = _lists(stream, message["outline"])
        if "data" in message:
            self.data[stream] = message["data"]

    def _patch(self, stream, parts):
        for part in parts.get("picture", []):
            patch(self.pictures[stream], part)
        for part in parts.get("outline", []):
            patch(self.lists[stream], part)


def _lists(stream, outline):
    """All zones' lists under one root, each with the id that R18 gives it."""
    root = ET.Element("div", id=stream)
    for zone, markup in outline.items():
        root.append(ET.fromstring(f'<ol id="{stream}-list-{zone}">{markup}</ol>'))
    return root


def patch(root, part):
    """Apply one part as R17 says, and nothing else."""
    parents = {child: parent for parent in root.iter() for child in parent}
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    if part.get("attributes") is not None:
        by_id[part["id"]].attrib.update(part["attributes"])
        return
    old = by_id.get(part["id"])
    if old is not None:
        parents[old].remove(old)
    if part["markup"] is None:
        assert old is not None, f"R17: element {part['id']} goes, so it was there"
        return
    new = (
        ET.fromstring(part["markup"].replace(">", f' xmlns="{SVG}">', 1))
        if _is_svg(root)
        else (ET.fromstring(part["markup"]))
    )
    parent = by_id.get(part["parent"])
    if parent is None:
        assert not _is_svg(root), f"R17: the parent {part['parent']} is in the picture"
        parent = ET.SubElement(root, "ol", id=part["parent"])
    if part["before"] is None:
        parent.append(new)
    else:
        parent.insert(list(parent).index(by_id[part["before"]]), new)


def _is_svg(root):
    return root.tag == f"{{{SVG}}}svg"


def canonical(element):
    """The element in one spelling: attribute order, namespaces and empty lists do not matter."""
    if not _is_svg(element):
        lists = sorted((child for child in element if len(child)), key=lambda one: one.get("id"))
        element = ET.Element("div", id=element.get("id"))
        element.extend(lists)
    return ET.canonicalize(ET.tostring(element, encoding="unicode"))
