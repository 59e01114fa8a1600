"""The library, as both faces use it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.corpus import Corpus
from cpec_tui.errors import BuiltIndexError, NotFoundError
from cpec_tui.library import Library
from cpec_tui.model import Proof
from tests.corpora import CORPUS_YAML, ENTITIES, built_library, make_corpus

# Opening and building


def test_what_is_not_indexed_says_so(corpus: Corpus, tmp_path: Path) -> None:
    library = Library.at(corpus, tmp_path / "built")
    assert not library.open()
    with pytest.raises(BuiltIndexError, match="is not indexed yet"):
        library.search("copper")


def test_a_library_moves_on_when_another_has_built(library: Library, corpus: Corpus) -> None:
    other = Library(corpus, library.folder)
    assert other.open()
    make_corpus(corpus.root, {"gold.txt": "Gold was found.\n\nMore gold was found later.\n"})
    library.build()
    assert other.search("gold").total == 1
    assert [other.has_moved_on, other.open(), other.has_moved_on] == [True, True, False]
    assert other.search("gold").total == 3
    other.close()


def test_closing_twice_is_harmless(library: Library) -> None:
    library.close()
    library.close()
    assert library.open()
    assert library.search("copper").total == 2


def test_the_overview_counts_what_is_there(library: Library) -> None:
    overview = library.overview()
    assert (overview.title, overview.short_title) == ("Ports and mines", "Ports")
    assert (overview.documents, overview.paragraphs, overview.entities, overview.failed) == (2, 6, 6, 0)
    assert overview.mentions == sum(hit.mentions for hit in library.entities())
    assert library.is_complete
    assert not overview.partial


# Searching


def test_a_search_finds_paragraphs_and_entities(library: Library) -> None:
    page = library.search("copper")
    assert [hit.address for hit in page.hits] == ["mine#p1", "harbour#p3"]
    assert [entity.id for entity in page.entities] == ["copper", "sas"]


def test_all_matches_come_by_document_with_the_best_one_first(library: Library) -> None:
    assert library.matches("mine").documents == (("mine", (1, 2, 3)), ("harbour", (3,)))
    assert library.matches("sorce:x").documents == ()
    assert library.matches("").documents == ()
    assert library.matches("xyzzy").documents == ()


def test_highlights_of_one_document_come_by_ordinal(library: Library) -> None:
    texts = {one.ordinal: one.text for one in library.document("mine").paragraphs}
    marked = library.highlights("mine", "copper OR westland", typing=True)
    assert {ordinal: [texts[ordinal][start:end] for start, end in spans] for ordinal, spans in marked.items()} == {
        1: ["copper"],
        2: ["Westland"],
    }
    assert library.highlights("nowhere", "copper") == {}
    assert library.highlights("mine", "sorce:x") == {}


# Entities


def test_a_surname_links_only_after_the_full_name(library: Library) -> None:
    assert [(one.address, one.surface) for one in library.mentions("brook")] == [
        ("mine#p3", "Ada Brook"),
        ("mine#p3", "Brook"),
    ]


@pytest.mark.parametrize("name", ["sas", "@sas", "SAS", "stone and sons", "Stone-and Sons"])
def test_an_entity_is_known_by_id_name_and_alias(library: Library, name: str) -> None:
    assert library.entity_id(name) == "sas"


def test_the_id_of_a_merged_entity_goes_on_working(library: Library, corpus: Corpus) -> None:
    alone = library.card("aldport").mentions, library.card("redhill").mentions
    entities = ENTITIES.replace("  name: Redhill\n", "  name: Redhill\n  merged_into: aldport\n")
    make_corpus(corpus.root, entities=entities)
    library.build()
    for name in ("redhill", "@redhill", "Redhill", "aldport"):
        assert library.entity_id(name) == "aldport"
    card = library.card("redhill")
    assert (card.entity.id, card.entity.other_names, card.mentions) == ("aldport", ("Redhill",), sum(alone))
    assert [one.entity for one in library.mentions("redhill")] == ["aldport"] * sum(alone)
    assert "redhill" not in [hit.id for hit in library.entities()]
    assert {relation.to for relation in library.card("sas").relations} == {"aldport"}
    page = library.search("@redhill")
    assert (page.total, page.entities[0].id) == (library.search("@aldport").total, "aldport")
    assert page.warnings == ("`@redhill` is `@aldport`",)
    assert library.search("@redh", typing=True).total == page.total
    assert library.search("kind:place").total == library.search("@aldport OR @westland").total
    assert [mention.entity for mention in library.scan("Redhill")] == ["aldport"]
    make_corpus(corpus.root)
    library.build()
    assert (library.card("aldport").mentions, library.card("redhill").mentions) == alone


def test_a_merge_links_the_same_as_building_from_nothing(library: Library, corpus: Corpus) -> None:
    make_corpus(corpus.root, entities=ENTITIES.replace("  name: Redhill\n", "  name: Redhill\n  merged_into: copper\n"))
    library.build()
    grown = [*library.mentions("copper"), *library.mentions("sas")]
    library.build(rebuild=True)
    assert grown == [*library.mentions("copper"), *library.mentions("sas")]
    assert any("Redhill" in one.surface for one in grown)


def test_an_unknown_entity_is_answered_with_near_names(library: Library) -> None:
    with pytest.raises(NotFoundError) as caught:
        library.card("Stone and Son")
    assert "`Stone and Son`" in caught.value.message
    assert "`Stone and Sons` (sas)" in caught.value.hint
    with pytest.raises(NotFoundError):
        list(library.mentions("zzzzzz"))


def test_a_name_of_two_entities_asks_for_an_id(tmp_path: Path) -> None:
    entities = (
        ENTITIES.replace("aliases: [SAS]", "aliases: [S A S]")
        + "- {id: other-sas, kind: place, name: Sasbury, aliases: [S A S]}\n"
    )
    library = built_library(make_corpus(tmp_path / "two", entities=entities), tmp_path / "two-built")
    with pytest.raises(NotFoundError, match="is a name of sas, other-sas"):
        library.card("S A S")
    library.close()


def test_a_card_has_facts_with_their_quotations_and_relations_both_ways(library: Library) -> None:
    card = library.card("sas")
    assert card.mentions == len(list(library.mentions("sas")))
    assert card.documents == 2
    (fact,) = card.facts
    assert fact.fact.proof is Proof.QUOTED
    (quotation,) = fact.quotations
    (paragraph,) = library.document(quotation.address or "").paragraphs
    assert paragraph.text[quotation.start : quotation.end] == quotation.text
    assert [(relation.type, relation.to) for relation in card.relations] == [("operator of", "redhill")]
    assert [(relation.type, relation.to, relation.incoming) for relation in library.card("redhill").relations] == [
        ("operated by", "sas", True)
    ]


def test_mentions_come_with_what_stands_left_and_right(library: Library) -> None:
    for one in library.mentions("westland"):
        (paragraph,) = library.document(one.address).paragraphs
        assert paragraph.text[one.start : one.end] == one.surface == "Westland"
        assert paragraph.text[: one.start].endswith(one.before)
        assert paragraph.text[one.end :].startswith(one.after)


def test_newest_documents_come_first_among_mentions(library: Library) -> None:
    assert [one.doc for one in library.mentions("redhill")] == ["harbour", "mine"]


# Documents


def test_a_document_is_shown_whole_or_one_paragraph_of_it(library: Library) -> None:
    whole = library.document("mine")
    assert [one.ordinal for one in whole.paragraphs] == [1, 2, 3]
    assert [one.address for one in library.document("mine#p2").paragraphs] == ["mine#p2"]
    assert library.document("mine#p2").total == 3


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("mien", "there is no document `mien`", "did you mean `mine`?"),
        ("zzzzzz#p1", "there is no document `zzzzzz`", "list them with: cpec-tui show"),
        ("mine#p9", "mine has no paragraph 9", "it has 3: p1 to p3"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(library: Library, address: str, message: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        library.document(address)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_paragraph_is_cited_with_its_address(library: Library) -> None:
    assert library.citation("harbour#p2") == ("“The harbour of Aldport”. Harbour Gazette, 2024-06, ¶2. [harbour#p2]")
    assert "n.d." in library.citation("mine#p3")
    assert library.citation("harbour#p2", 3).endswith(" 2024-06, ¶2–3. [harbour#p2]–[harbour#p3]")
    assert library.citation("harbour#p2", 2) == library.citation("harbour#p2")


def test_the_place_of_a_paragraph_in_its_source_is_known(library: Library) -> None:
    path, line = library.source_place("harbour#p3")
    assert path.read_text(encoding="utf-8").splitlines()[line - 1].startswith("SAS also runs the copper mine")
    assert library.source_place("mine") == (path.with_name("mine.txt"), 1)


# Texts outside the corpus


def test_a_text_outside_is_scanned_at_its_own_offsets(library: Library) -> None:
    text = "In\u00a0Westland, Stone and Sons (SAS)\r\ndig copper."
    found = list(library.scan(text))
    assert [(one.entity, one.surface) for one in found] == [
        ("westland", "Westland"),
        ("sas", "Stone and Sons"),
        ("sas", "SAS"),
        ("copper", "copper"),
    ]
    assert all(text[one.start : one.end] == one.surface for one in found)


def test_a_scanner_takes_text_after_text_and_outlasts_the_library(library: Library) -> None:
    text = "Ada Brook saw copper at Aldport; Brook left."
    expected = list(library.scan(text))
    scanner = library.scanner()
    library.close()
    assert [list(scanner.scan(text)) for _ in range(2)] == [expected, expected]
    assert [one.entity for one in scanner.scan("Brook left.")] == [], "each text is a document of its own"


def test_problems_name_curated_files_and_sources(tmp_path: Path) -> None:
    entities = ENTITIES + "- {id: lost, kind: nonsense, name: Lost}\n"
    corpus = make_corpus(
        tmp_path / "corpus",
        {"good.txt": "Some text.", "bad.txt": b"\x00\x01\x02\xff" * 200},
        entities=entities,
        corpus_yaml=CORPUS_YAML,
    )
    library = built_library(corpus, tmp_path / "built")
    problems = library.problems()
    assert {problem.path for problem in problems} >= {"index/entities/all.yaml", "seeds/bad.txt"}
    severities = [problem.severity.value for problem in problems]
    assert severities == sorted(severities)
    library.close()
