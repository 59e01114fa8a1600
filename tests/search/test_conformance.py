"""Engines answer alike: the same paragraphs as looking at each of them, and the same order as the other engines."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import Order
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from cpec_tui.search.parser import parse
from tests.corpora import built_library, make_corpus
from tests.engines import ENGINES, corpus_yaml, needs_tantivy
from tests.search import reference, samples

_UPDATES = 12


@dataclass(frozen=True)
class Known:
    """A library and, for the reference, its paragraphs by address and by document."""

    library: Library = field(repr=False)
    passages: dict[str, reference.Passage] = field(repr=False)
    documents: dict[str, list[reference.Passage]] = field(repr=False)

    @classmethod
    def of(cls, library: Library) -> Known:
        found = reference.passages(library)
        return cls(library, {one.address: one for one in found}, reference.by_document(found))

    def expected(self, query: str, *, typing: bool) -> set[str]:
        """The addresses that answer, told by looking at every paragraph."""
        root = parse(query, typing=typing, today=self.library.today).root
        if root is None:
            return set()
        return {
            address for address, one in self.passages.items() if reference.answers(one, root, self.documents[one.doc])
        }


def updated(root: Path, engine: EngineName) -> Library:
    """A library after a dozen small updates: documents changed, removed and added, in several segments."""
    chance = random.Random(7)
    yaml = corpus_yaml(engine)
    corpus = make_corpus(root / "corpus", {"first.txt": samples.document(chance)}, corpus_yaml=yaml)
    library = built_library(corpus, root / "built")
    library.today = lambda: samples.TODAY
    for number in range(_UPDATES):
        name = chance.choice(("first.txt", f"more{number}.txt", f"more{number}.txt"))
        make_corpus(corpus.root, {name: samples.document(chance) + f"\nNumber {number}.\n"}, corpus_yaml=yaml)
        if number % 4 == 3:
            chance.choice(sorted(corpus.seeds.glob("more*.txt"))).unlink()
        report = library.build()
        assert report.added + report.changed == 1  # it grew, and was not begun anew
    return library


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    name: EngineName = request.param
    return name


@pytest.fixture(scope="module")
def known(engine: EngineName, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    library = updated(tmp_path_factory.mktemp(engine), engine)
    assert library.overview().engine == engine
    yield Known.of(library)
    library.close()


@settings(max_examples=300, deadline=None)
@given(query=samples.queries, typing=st.booleans())
def test_an_engine_finds_what_looking_at_every_paragraph_finds(known: Known, query: str, typing: bool) -> None:
    page = known.library.search(query, limit=1000, typing=typing)
    expected = known.expected(query, typing=typing)
    assert {hit.address for hit in page.hits} == expected
    assert page.total == len(page.hits) == len(expected)


@settings(max_examples=60, deadline=None)
@given(query=samples.queries, size=st.integers(1, 5))
def test_the_first_hits_are_those_of_the_whole_answer(known: Known, query: str, size: int) -> None:
    whole = known.library.search(query, limit=1000)
    page = known.library.search(query, limit=size)
    assert page.total == whole.total
    assert page.hits == whole.hits[:size]


@dataclass(frozen=True)
class Pair:
    """The same corpus with two engines."""

    one: Library = field(repr=False)
    other: Library = field(repr=False)


# A word that only removed paragraphs have counts for Whoosh until its segment is merged: here nothing was removed.
@pytest.fixture(scope="module", params=(0, 2, 4, 6))
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    root = tmp_path_factory.mktemp("pair")
    found = Pair(samples.built(request.param, root / "one"), samples.built(request.param, root / "other", "tantivy"))
    yield found
    found.one.close()
    found.other.close()


@needs_tantivy
@settings(max_examples=150, deadline=None)
@given(query=samples.queries, typing=st.booleans(), order=st.sampled_from(Order))
def test_two_engines_give_the_same_hits_with_the_same_scores(
    pair: Pair, query: str, typing: bool, order: Order
) -> None:
    one, other = (library.search(query, limit=20, typing=typing, order=order) for library in (pair.one, pair.other))
    assert one.total == other.total
    assert one.hits == other.hits
    assert one.entities == other.entities
    assert one.fatal == other.fatal


@needs_tantivy
@settings(max_examples=40, deadline=None)
@given(query=samples.queries)
def test_two_engines_count_the_same_facets(pair: Pair, query: str) -> None:
    assert pair.one.facets(query) == pair.other.facets(query)
