"""What the operators mean on a small corpus made for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.folding import tokens
from cpec_tui.library import Library
from cpec_tui.model import Hit
from tests.corpora import built_library, make_corpus
from tests.reading.pdfs import page, pdf, stack
from tests.search.conftest import Made

ENTITIES = """\
- {id: mcc, kind: organisation, name: Metallurgical Corporation of China, aliases: [MCC]}
- {id: china, kind: place, name: China}
- {id: xi, kind: person, name: Xi Jinping}
- {id: zardari, kind: person, name: Asif Ali Zardari}
- {id: copper, kind: mineral, name: copper}
- {id: gold, kind: mineral, name: gold}
- {id: hub-town, kind: place, name: Hub Town, aliases: [Hub]}
- {id: hub-firm, kind: organisation, name: Hub Firm, aliases: [Hub]}
"""
SOURCES = {
    "near.txt": "---\ntitle: x\n---\n\nMCC digs copper and, far from there in a valley of the hills, some gold.\n",
    "met.txt": "---\ntitle: x\n---\n\nAsif Ali Zardari said that Xi Jinping met him.\n",
    "two.txt": "---\ntitle: x\n---\n\nCopper is dear. Gold is dearer. The mine has both.\n\nThe mine is deep.\n",
    "hub.txt": "---\ntitle: x\n---\n\nThe Hub is open.\n",
    "corporation.txt": "---\ntitle: x\n---\n\nThe Metallurgical Corporation of China is large.\n",
}


@pytest.fixture(scope="module")
def library(made: Made) -> Library:
    return made(sources=SOURCES, entities=ENTITIES)


def marked(hit: Hit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.highlights]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("@mcc NEAR/10 kind:mineral", {"near#p2": ["MCC", "copper"]}),
        ("@mcc NEAR/15 kind:mineral", {"near#p2": ["MCC", "copper", "gold"]}),
        ("@mcc PRE/1 kind:mineral", {"near#p2": ["MCC", "copper"]}),
        ("kind:mineral PRE/10 @mcc", {}),
        ("@china NEAR/5 @mcc", {}),
        ("kind:mineral NEAR/20 kind:mineral", {"near#p2": ["copper", "gold"], "two#p2": ["Copper", "Gold"]}),
        ('"@xi met @zardari"~5', {"met#p2": ["Asif Ali Zardari", "Xi Jinping", "met"]}),
        ('"@xi met @zardari"~1', {}),
        ('"@xi met him"', {"met#p2": ["Xi Jinping", "met him"]}),
        ('"that @xi m*"', {"met#p2": ["that", "Xi Jinping", "met"]}),
        ('"of @china"', {"corporation#p2": ["of", "China"]}),
        ("in:sentence(copper gold)", {"near#p2": ["copper", "gold"]}),
        ("in:sentence(kind:mineral -gold)", {"two#p2": ["Copper"]}),
        ("in:sentence(dear OR both)", {"two#p2": ["dear", "both"]}),
        ("in:sentence(mine both)", {"two#p2": ["mine", "both"]}),
        ("in:sentence(copper PRE/2 dear)", {"two#p2": ["Copper", "dear"]}),
        ("deep in:document(copper gold)", {"two#p3": ["deep"]}),
        ("in:document(in:sentence(mine both) deep) is:body", {"two#p2": ["mine", "both"], "two#p3": ["deep"]}),
        ("is:ambiguous", {"hub#p2": ["Hub"]}),
        ("has:entity met", {"met#p2": ["Asif Ali Zardari", "Xi Jinping", "met"]}),
        ("-has:entity deep", {"two#p3": ["deep"]}),
        ("re:/[Cc]opper (is|and)/", {"near#p2": ["copper and"], "two#p2": ["Copper is"]}),
    ],
)
def test_a_query_finds_and_marks(library: Library, query: str, found: dict[str, list[str]]) -> None:
    assert {hit.address: marked(hit) for hit in library.search(query).hits} == found


def test_the_words_inside_of_a_nearness_find_entities_and_kinds(library: Library) -> None:
    assert [one.id for one in library.search("@mcc NEAR/10 kind:mineral").entities] == ["mcc"]
    assert library.search('"@xi met @zardari"~5').entities_total == 2


def test_paragraphs_with_the_words_come_first_of_a_document(library: Library) -> None:
    hits = library.search("in:document(deep both)").hits
    assert [hit.address for hit in hits][:2] == ["two#p3", "two#p2"]
    assert len(hits) == 3


@settings(max_examples=60, deadline=None)
@given(
    one=st.sampled_from(["@mcc", "kind:mineral", "mine", '"is dear"', "c*", "(gold OR deep)"]),
    other=st.sampled_from(["kind:mineral", "both", "d?ar*", "@gold", "of"]),
    distance=st.integers(0, 12),
)
def test_every_mark_of_a_near_is_part_of_a_pair_within_the_distance(
    library: Library, one: str, other: str, distance: int
) -> None:
    for hit in library.search(f"{one} NEAR/{distance} {other}").hits:
        spans = hit.highlights
        for span in spans:
            between = [_words_between(hit.text, span, another) for another in spans if another != span]
            assert min(between, default=0) <= distance


def _words_between(text: str, one: tuple[int, int], other: tuple[int, int]) -> int:
    first, second = sorted((one, other))
    return len(tokens(text[first[1] : second[0]]))


def test_a_copy_is_asked_for_by_what_it_is(made: Made) -> None:
    text = (
        "The harbour was opened by the minister on a day in May, and many ships came in from far away to see it. " * 3
    )
    sources = {
        "first.txt": f"---\ntitle: x\ndate: 2024-01-01\n---\n\n{text}\n",
        "second.txt": f"---\ntitle: x\ndate: 2024-02-01\n---\n\n{text}\n",
    }
    library = made(sources=sources)
    assert [hit.address for hit in library.search("is:copy is:body").hits] == ["second#p2"]
    assert [hit.address for hit in library.search("-is:copy is:body").hits] == ["first#p2"]


def test_pages_are_asked_for_where_documents_have_any(tmp_path: Path) -> None:
    text = "The mine on this page is as deep as any other."
    printed = pdf(*(page(stack(50, 700, f"Page {number} here. {text}", text)) for number in (1, 2, 3)))
    corpus = make_corpus(tmp_path / "corpus", {"printed.pdf": printed, "plain.txt": "Plain\n\nThe mine is open.\n"})
    library = built_library(corpus, tmp_path / "built")

    def pages(query: str) -> set[int | None]:
        return {hit.page for hit in library.search(query).hits}

    assert pages("page:2 mine") == {2}
    assert pages("page:>=2 mine") == {2, 3}
    assert pages("page:..2 mine") == {1, 2}
    assert pages("has:page mine") == {1, 2, 3}
    assert pages("mine -page:<3") == {3, None}
    page_of_answers = library.search("page:9")
    assert "1 document has no pages: left out by page:9" in page_of_answers.warnings
    assert "no paragraph is on page:9: pages go to 3" in page_of_answers.warnings
    library.close()
