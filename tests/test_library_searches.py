"""Saved searches through the one door."""

from __future__ import annotations

from cpec_tui.answers import Order
from cpec_tui.library import Library
from cpec_tui.library_facets import narrowed
from cpec_tui.model import SavedSearch

SEARCHES = """\
- {name: ores, query: copper OR gold, order: newest}
- {name: odd, query: "sorce:x"}
- {name: lost, query: ":nowhere"}
- {name: a, query: ":b"}
- {name: b, query: ":a"}
"""


def save(library: Library, text: str = SEARCHES) -> Library:
    library.corpus.searches_file.write_text(text, encoding="utf-8")
    return library


def test_they_are_as_their_file_is_now(library: Library) -> None:
    assert library.saved_searches() == ()
    save(library, "- {name: ores, query: copper}\n")
    assert library.saved_searches() == (SavedSearch("ores", "copper"),)
    assert not library.changes().any


def test_a_saved_search_answers_as_its_query_does(library: Library) -> None:
    save(library)
    for order in Order:
        named, typed = library.search(":ores", order=order), library.search("copper OR gold", order=order)
        assert (named.hits, named.total, named.entities) == (typed.hits, typed.total, typed.entities)
    assert named.query == ":ores"
    assert named.explained == "copper OR gold"
    assert library.facets(":ores") == library.facets("copper OR gold")
    assert library.matches(":ores") == library.matches("copper OR gold")
    assert library.highlights("mine", ":ores") == library.highlights("mine", "copper OR gold")
    assert library.discover(":ores") == library.discover("copper OR gold")


def test_a_saved_search_is_a_part_of_another_query(library: Library) -> None:
    save(library)
    assert library.search(":ores quays OR :ores rail").explained == (
        "((copper OR gold) AND quays) OR ((copper OR gold) AND rail)"
    )
    text = narrowed(":ores", "date:2024")
    assert [hit.address for hit in library.search(text).hits] == ["harbour#p3"]


def test_an_unknown_name_is_fatal_and_said(library: Library) -> None:
    page = save(library).search(":ors copper")
    assert (page.fatal, page.total, page.hits) == (True, 0, ())
    assert page.warnings == ("there is no saved search `:ors`: did you mean `:ores`?",)
    assert library.facets(":ors").documents == ()
    assert library.matches(":ors").documents == ()


def test_half_a_name_finds_nothing_yet_and_is_no_mistake(library: Library) -> None:
    page = save(library).search(":or", typing=True)
    assert not page.fatal
    assert ":ores" in page.warnings[0]


def test_check_tells_every_search_that_cannot_be_asked(library: Library) -> None:
    found = [(one.code, one.line) for one in save(library).problems() if one.path == "index/searches.yaml"]
    assert found == [("bad-query", 2), ("bad-query", 3), ("bad-query", 4), ("bad-query", 5)]
    save(library, "- {name: ores, query: copper, qery: x}\n- {name: none, query: zebra}\n")
    assert [(one.code, one.line) for one in library.problems()] == [("unknown-key", 1)]


def test_all_that_answers_is_told_in_the_order_of_the_hits(library: Library) -> None:
    for order in Order:
        hits = library.search("copper OR mine", order=order).hits
        found = library.answering("copper OR mine", order=order)
        assert [one.address for one in found] == [hit.address for hit in hits]
    assert library.answering("sorce:x") == library.answering("") == ()


def test_half_a_character_beside_a_name_that_is_unknown_is_replaced(library: Library) -> None:
    assert library.search("\ud800 :nobody").query == "? :nobody"
