"""Whatever a person typed comes back from a parser as it was, and never as markup."""

from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.markup import element, escape

LEGAL = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="\ufffe\uffff",
        include_characters="\t\n",
    )
)


@given(LEGAL)
def test_text_and_attributes_are_read_back_as_they_were(text):
    read = ElementTree.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')

    assert read.text in (text, None)
    assert (read.text or "") == text
    # XML reads a line end in an attribute as a space (section 3.3.3); notes have none.
    assert read.attrib["b"] == text.replace("\n", " ").replace("\t", " ")


@given(st.text())
def test_any_text_at_all_leaves_well_formed_xml(text):
    ElementTree.fromstring(element("a", {"b": text, "c": text}, escape(text)).encode())


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '" onload="x', "' onload='x", "]]>", "<!--", "&lt;", "&#0;"],
)
def test_markup_in_words_stays_words(attack):
    class Reader(HTMLParser):
        tags: tuple = ()
        words = ""

        def handle_starttag(self, tag, attributes):
            self.tags += ((tag, attributes),)

        def handle_data(self, data):
            self.words += data

    reader = Reader()
    reader.feed(element("p", {"title": attack}, escape(attack)))

    assert reader.tags == (("p", [("title", attack)]),)
    assert reader.words == attack


def test_either_quote_is_escaped():
    """What is written between single quotes is as safe as between double ones."""
    assert escape('"it\'s"') == "&quot;it&#39;s&quot;"


def test_characters_that_xml_forbids_are_left_out():
    assert escape("a\x00b\x0bc\x1fd\ufffee\ufffff\ud800g") == "abcdefg"


def test_plain_words_are_not_touched():
    """The quick way out of `escape` says the same as the long one."""
    plain = "GP practices, 24/7 (all): café – 1.5"

    assert escape(plain) == plain
