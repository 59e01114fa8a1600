"""The library, as both faces use it."""

from __future__ import annotations

from cpec_tui.library import Library


def test_a_search_finds_paragraphs_and_entities(library: Library) -> None:
    page = library.search("copper")
    assert [hit.address for hit in page.hits] == ["mine#p1", "harbour#p3"]
    assert [entity.id for entity in page.entities] == ["copper", "sas"]


def test_a_surname_links_only_after_the_full_name(library: Library) -> None:
    assert [(one.address, one.surface) for one in library.mentions("brook")] == [
        ("mine#p3", "Ada Brook"),
        ("mine#p3", "Brook"),
    ]
