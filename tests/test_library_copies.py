"""Copies in results: one paragraph stands for the same text in others, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import Order
from cpec_tui.built.generation import Generation
from cpec_tui.catalog.reading import Catalog
from cpec_tui.library import Library
from cpec_tui.library_facets import narrowed
from cpec_tui.library_matches import Matcher
from cpec_tui.repeating.batch import Listed, count
from cpec_tui.search.engines import EngineName
from tests.built.states import answers, answers_of_a_fresh_build, write
from tests.corpora import built_library, make_corpus
from tests.engines import each_engine

STORY = "Copper went up on Monday.\n\n" + "\n\n".join(
    f"Paragraph {number} of the wire says what the {word} had done at Redhill since the {word} came by rail."
    for number, word in enumerate(("miners", "traders", "bankers", "farmers", "sailors"))
)
Make = Callable[[Mapping[str, str]], Library]


def dated(date: str, *texts: str) -> str:
    head = f"---\ndate: {date}\n---\n\n" if date else ""
    return head + "\n\n".join(texts) + "\n"


WIRE = {
    "agency.txt": dated("2024-03-02", STORY),
    "daily.txt": dated("2024-03-03", STORY, "Our own man adds a word on copper."),
    "weekly.txt": dated("", STORY),
    "other.txt": dated("2024-01-01", "Copper is mined at Redhill.", "Traders know it."),
}


@pytest.fixture
def made(tmp_path: Path, engine: EngineName) -> Iterator[Make]:
    """Builds a library of the sources given."""
    libraries: list[Library] = []

    def make(sources: Mapping[str, str]) -> Library:
        libraries.append(built_library(make_corpus(tmp_path / "corpus", sources, engine=engine), tmp_path / "built"))
        return libraries[-1]

    yield make
    for library in libraries:
        library.close()


def found(library: Library, query: str) -> dict[str, tuple[str, ...]]:
    return {hit.address: hit.copies for hit in library.search(query).hits}


@each_engine
def test_the_oldest_stands_for_all_and_says_for_which(made: Make) -> None:
    library = made(WIRE)
    page = library.search("monday")
    assert (page.total, [hit.address for hit in page.hits]) == (1, ["agency#p1"])
    assert page.hits[0].copies == ("daily#p1", "weekly#p1")
    assert found(library, "traders") == {"agency#p3": ("daily#p3", "weekly#p3"), "other#p2": ()}


def test_of_undated_ones_the_first_by_id_stands_for_all(made: Make) -> None:
    assert found(made({"b.txt": STORY, "a.txt": STORY, "c.txt": STORY}), "monday") == {"a#p1": ("b#p1", "c#p1")}


def test_what_a_copy_alone_says_is_found(made: Make) -> None:
    assert found(made(WIRE), "own man") == {"daily#p7": ()}


@each_engine
@pytest.mark.parametrize(
    ("query", "address"), [("monday doc:daily", "daily#p1"), ("monday date:2024-03-03", "daily#p1")]
)
def test_where_what_stands_for_it_does_not_answer_a_copy_is_found(made: Make, query: str, address: str) -> None:
    assert found(made(WIRE), query) == {address: ()}


def test_new_dates_in_documents_yaml_change_who_stands_for_all(made: Make) -> None:
    library = made(WIRE)
    write(library.corpus, "../index/documents.yaml", "weekly:\n  date: 2024-03-01\n")
    library.build()
    assert found(library, "monday") == {"weekly#p1": ("agency#p1", "daily#p1")}


@each_engine
@pytest.mark.parametrize("order", Order)
def test_hits_stops_facets_and_totals_agree(made: Make, order: Order) -> None:
    library = made(WIRE)
    for query in ("copper", "@redhill", "kind:place", "rail traders", "-monday"):
        page = library.search(query, limit=1000, order=order)
        facets = library.facets(query)
        stops = [
            f"{doc}#p{ordinal}"
            for doc, ordinals in library.matches(query, order=order).documents
            for ordinal in ordinals
        ]
        assert page.total == len(page.hits) == len(stops)
        assert {hit.address for hit in page.hits} == set(stops)
        answering = [one.address for one in library.answering(query, order=order)]
        assert answering == [hit.address for hit in page.hits]
        counted = count(library, Listed(1, query))
        assert (counted.total, counted.documents) == (page.total, len({hit.doc for hit in page.hits}))
        for facet in chain(facets.documents, facets.years, facets.publishers, facets.kinds, facets.entities):
            assert library.search(narrowed(query, facet.narrows)).total == facet.count


@each_engine
def test_a_copy_counts_in_the_facets_of_what_it_alone_has(made: Make) -> None:
    library = made(WIRE)
    facets = library.facets("monday")
    assert library.search("monday").total == 1
    assert {one.value: one.count for one in facets.documents} == {"agency": 1, "daily": 1, "weekly": 1}
    assert [(one.value, one.count) for one in facets.years] == [("2024", 1)]
    assert facets.undated == library.search("monday -has:date").total == 1


@each_engine
def test_like_one_neither_its_copies_nor_those_of_others_are_listed_or_counted(made: Make) -> None:
    library = made(WIRE)
    page = library.more_like("other#p1", limit=1000)
    listed = [hit.address for hit in page.hits]
    assert page.total == len(listed) == len(set(listed))
    assert not any(copy in listed for hit in page.hits for copy in hit.copies)
    facets = library.facets_like("other#p1")
    assert {one.value for one in facets.documents} == {hit.doc for hit in page.hits} | {
        copy.partition("#")[0] for hit in page.hits for copy in hit.copies
    }
    assert not any(one.narrows for one in facets.documents)


@each_engine
def test_a_page_counts_only_its_own_copies(made: Make) -> None:
    library = made(WIRE)
    (second,) = library.search("paragraph", limit=1, offset=1).hits
    assert len(second.copies) == 2
    assert library.search("paragraph", limit=1).total == 5


def test_in_an_open_copy_all_that_answers_is_marked(made: Make) -> None:
    assert set(made(WIRE).highlights("daily", "monday")) == {1}


def test_mentions_count_wherever_they_stand(made: Make) -> None:
    library = made(WIRE)
    assert library.card("redhill").mentions == 16


def test_a_document_that_repeats_itself_is_shown_in_full(made: Make) -> None:
    twice = f"{STORY}\n\n{STORY}\n"
    assert set(found(made({"a.txt": twice}), "monday")) == {"a#p1", "a#p7"}


def test_what_stands_twice_in_both_is_paired_in_order(made: Make) -> None:
    twice = f"{STORY}\n\n{STORY}\n"
    assert found(made({"a.txt": twice, "b.txt": twice}), "monday") == {"a#p1": ("b#p1",), "a#p7": ("b#p7",)}


@each_engine
def test_a_changed_copy_is_a_copy_no_more_and_a_removed_one_leaves_nothing(made: Make, tmp_path: Path) -> None:
    library = made(WIRE)
    write(library.corpus, "daily.txt", "Monday brought rain.\n")
    (library.corpus.seeds / "agency.txt").unlink()
    library.build()
    assert found(library, "monday") == {"daily#p1": (), "weekly#p1": ()}
    assert answers(library) == answers_of_a_fresh_build(library.corpus, tmp_path / "fresh")


def test_curating_groups_no_documents_anew(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from cpec_tui.catalog import copies

    library = made(WIRE)
    asked: list[object] = []
    monkeypatch.setattr(copies, "copies_after", lambda *given: asked.append(given))
    write(library.corpus, "../index/documents.yaml", "other:\n  title: Another\n")
    library.build()
    assert asked == []
    assert found(library, "monday") == {"agency#p1": ("daily#p1", "weekly#p1")}


_PARAGRAPHS = st.lists(st.sampled_from(STORY.split("\n\n")), min_size=4, max_size=7)
_SOURCES = st.dictionaries(
    st.sampled_from("abcde"), st.tuples(st.sampled_from(["", "2024", "2024-05"]), _PARAGRAPHS), min_size=1
)


@settings(max_examples=15, deadline=None)
@given(_SOURCES)
def test_every_answer_is_shown_or_is_a_copy_of_one_that_is(
    tmp_path_factory: pytest.TempPathFactory, sources: dict[str, tuple[str, list[str]]]
) -> None:
    root = tmp_path_factory.mktemp("corpus")
    texts = {f"{doc}.txt": dated(date, *paragraphs) for doc, (date, paragraphs) in sources.items()}
    library = built_library(make_corpus(root, texts), root / "built")
    for query in ("miners OR monday", "rail", "-traders", "date:2024 rail", "@redhill"):
        page = library.search(query, limit=1000)
        shown = [hit.address for hit in page.hits]
        copies = list(chain.from_iterable(hit.copies for hit in page.hits))
        assert sorted(shown + copies) == sorted(set(shown + copies)) == everything(library, query)
        assert page.total == len(shown)
    library.close()


def everything(library: Library, query: str) -> list[str]:
    """The addresses of all that answers, copies and all."""
    generation = library._generation
    assert isinstance(generation, Generation)
    plan = Matcher.of(generation, query, typing=False).plan
    assert plan is not None
    catalog: Catalog = generation.catalog
    return sorted(catalog.addresses(generation.engine.rows(plan)).values())
