"""Facets: true counts over all that answers, and parts of a query that narrow to exactly what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import FacetCount, Facets
from cpec_tui.library import Library
from cpec_tui.library_facets import narrowed
from cpec_tui.model import Status
from cpec_tui.search.parser import parse
from cpec_tui.search.query import DateRange, Entity, Field, Kind
from tests.corpora import built_library, make_corpus
from tests.search.reference import Passage, answers, by_document, passages
from tests.search.samples import built, queries

ALL = 1000
EVERYTHING = "NOT xyzzy"
FIELDS = ("kinds", "entities", "documents", "years", "publishers", "languages")
NOTHING = Facets(totals=dict.fromkeys(FIELDS, 0))

# Queries that something put behind them, or before them, would change: half-typed, open, of stop words only.
odd_queries = st.lists(
    st.sampled_from([*'OR AND NOT - ( ) " mine mines copper the of and is x @s @ kind:p date:20 doc:'.split(), " "]),
    max_size=6,
).map(" ".join)


@pytest.fixture(scope="module", params=[2, 5])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = built(request.param, tmp_path_factory.mktemp("sample"))
    yield library
    library.close()


@pytest.fixture(scope="module")
def texts(sample: Library) -> list[Passage]:
    return passages(sample)


def every(facets: Facets) -> tuple[FacetCount, ...]:
    return tuple(facet for name in FIELDS for facet in getattr(facets, name))


def sayable(facets: Facets) -> list[FacetCount]:
    return [facet for facet in every(facets) if facet.narrows]


def counted(facets: Iterable[FacetCount]) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets}


def linked(passage: Passage) -> set[tuple[str | None, str | None]]:
    return {(one.entity, one.kind) for one in passage.mentions if one.status is Status.LINKED}


def check_counts(library: Library, texts: list[Passage], query: str) -> None:
    root = parse(query, today=library.today).root
    documents = by_document(texts)
    found = [one for one in texts if root is not None and answers(one, root, documents[one.doc])]
    facets = library.facets(query, limit=ALL)
    assert counted(facets.entities) == Counter(entity for one in found for entity, _ in linked(one))
    assert counted(facets.kinds) == Counter(kind for one in found for kind in {kind for _, kind in linked(one)})
    assert counted(facets.documents) == Counter(one.doc for one in found)
    assert counted(facets.years) == Counter(one.metadata.date[:4] for one in found if one.metadata.date)
    assert counted(facets.publishers) == Counter(one.metadata.publisher for one in found if one.metadata.publisher)
    assert counted(facets.languages) == Counter(one.metadata.language for one in found if one.metadata.language)
    assert facets.undated == sum(not one.metadata.date for one in found)
    assert facets.unpublished == sum(not one.metadata.publisher for one in found)
    assert facets.unspoken == sum(not one.metadata.language for one in found)


# Counts


@settings(max_examples=60, deadline=None)
@given(query=queries)
def test_counts_are_those_of_a_naive_search(sample: Library, texts: list[Passage], query: str) -> None:
    check_counts(sample, texts, query)


@pytest.mark.parametrize("query", ["rare earth", "minerals OR pakistan", "@saindak", "kind:mineral", EVERYTHING])
def test_counts_are_true_on_the_shipped_corpus(shipped: Library, query: str) -> None:
    check_counts(shipped, passages(shipped), query)


def test_the_most_frequent_come_first_and_what_is_cut_off_is_counted(sample: Library) -> None:
    whole, cut = sample.facets(EVERYTHING, limit=ALL), sample.facets(EVERYTHING, limit=1)
    for name in FIELDS:
        all_values, shown = getattr(whole, name), getattr(cut, name)
        assert [*all_values] == sorted(all_values, key=lambda facet: (-facet.count, facet.label, facet.value))
        assert shown == all_values[:1]
        assert whole.totals[name] == cut.totals[name] == len(all_values) >= 1
    assert cut.undated == whole.undated > 0


def test_labels_are_what_a_reader_calls_it(library: Library) -> None:
    facets = library.facets("copper")
    assert FacetCount("mineral", "mineral", 2, "kind:mineral") in facets.kinds
    assert FacetCount("sas", "Stone and Sons", 1, "@sas") in facets.entities
    assert facets.documents[0] == FacetCount("mine", "Redhill copper mine", 1, "doc:mine")
    assert facets.years == (FacetCount("2024", "2024", 1, "date:2024"),)
    assert facets.publishers == (FacetCount("Harbour Gazette", "Harbour Gazette", 1, 'publisher:"Harbour Gazette"'),)


def test_half_a_word_counts_while_typing(library: Library) -> None:
    assert library.facets("copp", typing=True) == library.facets("copper")
    assert library.facets("copp") == NOTHING


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "kind:persn copper", "date:"])
def test_without_an_answer_there_are_no_facets(library: Library, query: str) -> None:
    assert library.facets(query) == NOTHING


# Narrowing


@settings(max_examples=80, deadline=None)
@given(query=st.one_of(queries, queries.map(lambda text: text + " "), odd_queries), typing=st.booleans())
def test_a_query_is_narrowed_to_exactly_what_was_counted(sample: Library, query: str, typing: bool) -> None:
    for facet in sayable(sample.facets(query, typing=typing, limit=3)):
        text = narrowed(query, facet.narrows, typing=typing)
        assert sample.search(text, typing=typing).total == facet.count, text


@pytest.mark.parametrize(
    ("query", "typing", "expected"),
    [
        ("copper ", False, "copper kind:place "),
        ("copper", False, "copper kind:place "),
        ("copper ", True, "copper kind:place "),
        ("cop", True, "kind:place cop"),
        ("gold OR copper", False, "(gold OR copper) kind:place "),
        ("gold OR cop", True, "kind:place (gold OR cop"),
        ('gold "copper mi', False, 'kind:place gold "copper mi'),
        ("copper NOT", False, "(copper NOT) kind:place "),
        ("of the", False, "(of OR of) AND (the OR the) AND kind:place "),
        ("", False, "kind:place "),
    ],
)
def test_narrowing_keeps_what_the_query_means(query: str, typing: bool, expected: str) -> None:
    assert narrowed(query, "kind:place", typing=typing) == expected


def test_a_narrowed_query_is_narrowed_further(library: Library) -> None:
    text = narrowed(narrowed("copper OR harbour ", "kind:place"), "date:2024")
    assert text == "(copper OR harbour) kind:place date:2024 "
    assert [hit.address for hit in library.search(text).hits] == ["harbour#p1", "harbour#p3", "harbour#p2"]


HOSTILE_IDS = (
    "two words",
    "two  spaces",
    "(brackets)",
    "colon:colon",
    "-dash",
    "@sas",
    "kind:place",
    "tilde~2",
    'quo"te',
    "quo“te",
    "star*",
    "中国/第 一",
    "Ünï",
    "NOT",
    "copper",
    "COPPER",
    "plain",
)
UNSAYABLE = {"two  spaces", 'quo"te', "quo“te", "star*", "copper", "COPPER"}


def test_a_document_whose_id_cannot_be_asked_for_alone_is_counted_and_cannot_be_chosen(tmp_path: Path) -> None:
    sources = {f"{doc}.txt": f"A title\n\nCopper, {number}.\n" for number, doc in enumerate(HOSTILE_IDS)}
    library = built_library(make_corpus(tmp_path / "corpus", sources), tmp_path / "built")
    facets = library.facets("copper", limit=ALL)
    assert counted(facets.documents) == dict.fromkeys(HOSTILE_IDS, 1)
    assert {facet.value for facet in facets.documents if not facet.narrows} == UNSAYABLE
    for facet in facets.documents:
        if facet.narrows:
            (hit,) = library.search(narrowed("copper", facet.narrows)).hits
            assert hit.doc == facet.value
    library.close()


def test_a_kind_that_is_called_like_another_cannot_be_chosen(tmp_path: Path) -> None:
    kinds = "kinds:\n  - {name: port, plural: harbours}\n  - {name: harbour, plural: quays}\n"
    entities = "- {id: one, kind: port, name: Aldport}\n- {id: two, kind: harbour, name: Redhill}\n"
    corpus = make_corpus(
        tmp_path / "corpus",
        {"a.txt": "Aldport and Redhill.\n"},
        entities=entities,
        corpus_yaml=f"format: 1\ntitle: Ports\n{kinds.replace('harbours', 'harbour')}",
    )
    library = built_library(corpus, tmp_path / "built")
    assert {facet.value: facet.narrows for facet in library.facets("aldport").kinds} == {
        "port": "kind:port",
        "harbour": "",
    }
    library.close()


def test_a_publisher_or_language_that_would_also_mean_another_cannot_be_chosen(tmp_path: Path) -> None:
    imprints = [("Dawn", "en"), ("Dawn News", "en-GB"), ('The "Post"', "ur"), ("Gazette", "zh")]
    sources = {
        f"{number}.txt": f"---\npublisher: '{publisher}'\nlanguage: {language}\n---\n\nCopper, {number}.\n"
        for number, (publisher, language) in enumerate(imprints)
    }
    library = built_library(make_corpus(tmp_path / "corpus", sources), tmp_path / "built")
    facets = library.facets("copper")
    assert {facet.value: facet.narrows for facet in facets.publishers} == {
        "Dawn": "",
        "Dawn News": 'publisher:"Dawn News"',
        "Gazette": "publisher:Gazette",
        'The "Post"': "",
    }
    assert {facet.value: facet.narrows for facet in facets.languages} == {
        "en": "",
        "en-GB": "lang:en-GB",
        "ur": "lang:ur",
        "zh": "lang:zh",
    }
    library.close()


def test_what_narrows_is_read_back_as_what_it_stands_for(sample: Library) -> None:
    facets = sample.facets(EVERYTHING, limit=ALL)
    for facet in sayable(facets):
        match parse(facet.narrows).root:
            case Kind(value) | Entity(value) | Field("doc" | "publisher" | "lang", value):
                assert value == facet.value
            case DateRange(first, last):
                assert (first, last) == (f"{facet.value}-01-01", f"{facet.value}-12-31")
            case other:
                raise AssertionError(other)
