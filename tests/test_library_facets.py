"""Facets: true counts over all that answers, and parts of a query that narrow to exactly what was counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import FacetCount, Facets
from cpec_tui.library import Library
from cpec_tui.library_facets import narrowed
from cpec_tui.model import Status
from cpec_tui.search.parser import parse
from cpec_tui.search.query import And, DateRange, Entity, Field, Kind, Not
from tests.corpora import built_library, make_corpus
from tests.engines import ENGINES
from tests.search.reference import Passage, answers, by_document, passages, without_copies
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


@pytest.fixture(scope="module", params=ENGINES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = built(5, tmp_path_factory.mktemp("sample"), request.param)
    yield library
    library.close()


@pytest.fixture(scope="module")
def texts(sample: Library) -> list[Passage]:
    return passages(sample)


def every(facets: Facets) -> tuple[FacetCount, ...]:
    return tuple(facet for name in FIELDS for facet in getattr(facets, name))


def sayable(facets: Facets) -> list[FacetCount]:
    return [facet for facet in every(facets) if facet.narrows]


def counted(facets: Iterable[FacetCount]) -> dict[object, int]:
    return {facet.value: facet.count for facet in facets}


def linked(passage: Passage) -> set[tuple[str | None, str | None]]:
    return {(one.entity, one.kind) for one in passage.mentions if one.status is Status.LINKED}


def check_counts(library: Library, texts: list[Passage], query: str) -> None:
    root = parse(query, today=library.today).root
    documents = by_document(texts)
    found = [one for one in texts if root is not None and answers(one, root, documents[one.doc])]
    facets = library.facets(query, limit=ALL)

    def counts(values_of: Callable[[Passage], Iterable[object]]) -> dict[object, int]:
        held: dict[object, list[Passage]] = {}
        for one in found:
            for value in values_of(one):
                held.setdefault(value, []).append(one)
        return {value: len(without_copies(having)) for value, having in held.items()}

    years = counts(lambda one: [one.metadata.date and one.metadata.date[:4]])
    publishers = counts(lambda one: [one.metadata.publisher])
    languages = counts(lambda one: [one.metadata.language])
    assert counted(facets.entities) == counts(lambda one: {entity for entity, _ in linked(one)})
    assert counted(facets.kinds) == counts(lambda one: {kind for _, kind in linked(one)})
    assert counted(facets.documents) == counts(lambda one: [one.doc])
    said = (facets.undated, facets.unpublished, facets.unspoken)
    assert said == tuple(of_field.pop(None, 0) for of_field in (years, publishers, languages))
    assert (counted(facets.years), counted(facets.publishers), counted(facets.languages)) == (
        years,
        publishers,
        languages,
    )


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


def test_a_publisher_or_language_is_chosen_without_those_that_it_would_also_mean(tmp_path: Path) -> None:
    papers = ["Dawn", "Dawn News", "Dawn News Urdu", 'The "Post"', "Gazette", "PRESS", "Press"]
    papers += [f"Times {letter}" for letter in "ABCDE"] + ["Times"]
    languages = ["en", "en-GB", "en-US", "ur", "zh"]
    sources = {
        f"{number}.txt": f"---\npublisher: '{paper}'\nlanguage: {languages[number % 5]}\n---\n\nCopper, {number}.\n"
        for number, paper in enumerate(papers)
    }
    library = built_library(make_corpus(tmp_path / "corpus", sources), tmp_path / "built")
    facets = library.facets("copper", limit=ALL)
    narrows = {facet.value: facet.narrows for facet in (*facets.publishers, *facets.languages)}
    assert narrows["Dawn"] == 'publisher:Dawn -publisher:"Dawn News"'
    assert narrows["Dawn News"] == 'publisher:"Dawn News" -publisher:"Dawn News Urdu"'
    assert narrows["en"] == "lang:en -lang:en-GB -lang:en-US"
    assert narrows["en-GB"] == "lang:en-GB"
    assert {value for value, text in narrows.items() if not text} == {'The "Post"', "PRESS", "Press", "Times"}
    for facet in sayable(facets):
        for query in ("copper", "copper OR zinc"):
            assert library.search(narrowed(query, facet.narrows)).total == facet.count
    library.close()


def test_what_narrows_is_read_back_as_what_it_stands_for(sample: Library) -> None:
    facets = sample.facets(EVERYTHING, limit=ALL)
    for facet in sayable(facets):
        match parse(facet.narrows).root:
            case Kind(value) | Entity(value) | Field("doc" | "publisher" | "lang", value):
                assert value == facet.value
            case And((Field("publisher" | "lang", value), Not(Field(_, other)))):
                assert value == facet.value != other
            case DateRange(first, last):
                assert (first, last) == (f"{facet.value}-01-01", f"{facet.value}-12-31")
            case other:
                raise AssertionError(other)
