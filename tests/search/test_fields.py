"""Fields of documents in queries."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from tests.search.conftest import Made

SOURCES = {
    "press/Übersee.txt": (
        "---\ntitle: The Rare Earths\nauthor: Ada Brook\nlanguage: en-GB\ntags: [Rail Ways, ports]\n---\n\nOne.\n"
    ),
    "press/two.txt": "---\ntitle: Harbour news\npublisher: Harbour Gazette\nlanguage: en\n---\n\nTwo.\n",
    "three.txt": "---\ntitle: Untold\nlanguage: ur\n---\n\nThree.\n",
}
ONE, TWO, THREE = "press/Übersee", "press/two", "three"


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("doc:press/two", {TWO}),
        ("doc:press/ubersee", {ONE}),
        ("doc:press", set()),
        ("doc:press/*", {ONE, TWO}),
        ("doc:*", {ONE, TWO, THREE}),
        ("title:earths", {ONE}),
        ('title:"earths rare"', {ONE}),
        ("title:earth", set()),
        ("title:earth*", {ONE}),
        ('title:"rare ea*"', {ONE}),
        ("title:*", {ONE, TWO, THREE}),
        ("title:--", set()),
        ("source:uber", {ONE}),
        ("source:.txt", {ONE, TWO, THREE}),
        ("author:brook", {ONE}),
        ("author:*", {ONE}),
        ("publisher:HARBOUR", {TWO}),
        ("publisher:*", {TWO}),
        ("lang:en", {ONE, TWO}),
        ("lang:en-gb", {ONE}),
        ("lang:e", set()),
        ("lang:e*", {ONE, TWO}),
        ("lang:*", {ONE, TWO, THREE}),
        ("tag:ports", {ONE}),
        ('tag:"rail ways"', {ONE}),
        ("tag:rail", set()),
        ("tag:rail*", {ONE}),
        ("-lang:ur", {ONE, TWO}),
    ],
)
def test_a_field_asks_what_a_document_is(made: Made, query: str, documents: set[str]) -> None:
    assert {hit.doc for hit in made(sources=SOURCES).search(query).hits} == documents


@pytest.mark.parametrize(
    ("query", "warning"),
    [
        ("doc:press/tow", "no document has `doc:press/tow`: did you mean `press/two`?"),
        ("title:harbuor", "no document has `title:harbuor`: did you mean `harbour`?"),
        ("source:twoo", "no document has `source:twoo`: did you mean `two`?"),
        ("tag:prots", "no document has `tag:prots`: did you mean `ports`?"),
        ("lang:sindhi", "no document has `lang:sindhi`: there are `en`, `en-GB`, `ur`"),
        ("publisher:gazete", "no document has `publisher:gazete`: did you mean `Gazette`?"),
        ("author:x", "no document has `author:x`: there are `Ada Brook`"),
    ],
)
def test_a_field_that_no_document_has_is_said_with_what_is_near(made: Made, query: str, warning: str) -> None:
    page = made(sources=SOURCES).search(query)
    assert page.total == 0
    assert any(one.startswith(warning) for one in page.warnings)


@pytest.mark.parametrize(
    ("query", "addresses"),
    [
        ("role:title", {"mine#p1"}),
        ('role:"list item"', {"mine#p2"}),
        ("role:list-item", {"mine#p2"}),
        ("role:list", {"mine#p2"}),
        ("role:quote", set()),
    ],
)
def test_a_role_asks_what_a_paragraph_is(ports: Library, query: str, addresses: set[str]) -> None:
    assert {hit.address for hit in ports.search(f"{query} doc:mine").hits} == addresses


def test_an_unknown_role_is_said_with_the_known_ones(ports: Library) -> None:
    page = ports.search("role:heding")
    assert page.fatal
    assert page.warnings == ("no role `heding`: did you mean `heading`?",)
    assert ports.search("role:x").warnings[0].startswith("no role `x`: roles are title, heading, list item")
    assert "no paragraph is a quote" in ports.search("role:quote").warnings
