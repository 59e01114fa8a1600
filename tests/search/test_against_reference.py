"""The real search gives what the naive one gives: the same paragraphs, the same highlights, for every operator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import Order
from cpec_tui.library import Library
from cpec_tui.model import Hit
from cpec_tui.repeating.batch import Listed, count
from cpec_tui.search.parser import parse
from cpec_tui.search.query import Node
from tests.search import reference
from tests.search.samples import built, queries


@dataclass(frozen=True)
class Sample:
    """A random corpus: its library and, for the reference, its paragraphs by address."""

    seed: int
    library: Library = field(repr=False)
    passages: dict[str, reference.Passage] = field(repr=False)
    documents: dict[str, list[reference.Passage]] = field(repr=False)

    def answers(self, passage: reference.Passage, root: Node) -> bool:
        """Whether a paragraph answers, in its document."""
        return reference.answers(passage, root, self.documents[passage.doc])


@pytest.fixture(scope="module", params=range(4))
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    library = built(request.param, tmp_path_factory.mktemp("sample"))
    passages = reference.passages(library)
    by_address = {one.address: one for one in passages}
    yield Sample(request.param, library, by_address, reference.by_document(passages))
    library.close()


@settings(max_examples=120, deadline=None)
@given(query=queries, typing=st.booleans())
def test_a_query_finds_what_looking_at_every_paragraph_finds(sample: Sample, query: str, typing: bool) -> None:
    root = parse(query, typing=typing, today=sample.library.today).root
    page = sample.library.search(query, limit=1000, typing=typing)
    assert not page.fatal, page.warnings
    answering = [passage for passage in sample.passages.values() if root and sample.answers(passage, root)]
    expected = {one.address for one in reference.without_copies(answering)}
    assert {hit.address for hit in page.hits} == expected
    assert page.total == len(page.hits) == len(expected)
    copies = {one.address: one.copy_of for one in answering if one.address not in expected}
    assert copies == {copy: hit.address for hit in page.hits for copy in hit.copies}


@settings(max_examples=120, deadline=None)
@given(query=queries, typing=st.booleans())
def test_highlights_are_what_testing_every_word_marks(sample: Sample, query: str, typing: bool) -> None:
    root = parse(query, typing=typing, today=sample.library.today).root
    assert root is not None
    for hit in sample.library.search(query, limit=1000, typing=typing).hits:
        marked = [position for start, end in hit.highlights for position in range(start, end)]
        assert marked == sorted(reference.marked(sample.passages[hit.address], root))


@settings(max_examples=60, deadline=None)
@given(query=queries, size=st.integers(1, 10), order=st.sampled_from(Order))
def test_pages_put_together_are_the_whole_answer(sample: Sample, query: str, size: int, order: Order) -> None:
    whole = sample.library.search(query, limit=1000, order=order)
    paged: list[Hit] = []
    for offset in range(0, whole.total + size, size):
        page = sample.library.search(query, limit=size, offset=offset, order=order)
        assert page.total == whole.total
        paged.extend(page.hits)
    assert paged == list(whole.hits)
    assert len({hit.address for hit in paged}) == len(paged) == whole.total


@settings(max_examples=40, deadline=None)
@given(query=queries, order=st.sampled_from(Order))
def test_every_list_of_what_answers_has_the_same_paragraphs(sample: Sample, query: str, order: Order) -> None:
    library = sample.library
    addresses = [hit.address for hit in library.search(query, limit=1000, order=order).hits]
    assert [one.address for one in library.answering(query, order=order)] == addresses
    stops = [f"{doc}#p{at}" for doc, ordinals in library.matches(query, order=order).documents for at in ordinals]
    assert sorted(stops) == sorted(addresses)
    counted = count(library, Listed(1, query))
    assert (counted.total, counted.documents) == (len(addresses), len({one.partition("#")[0] for one in addresses}))


@settings(max_examples=30, deadline=None)
@given(data=st.data(), size=st.integers(1, 5))
def test_pages_of_what_is_like_a_paragraph_put_together_are_all_of_it(
    sample: Sample, data: st.DataObject, size: int
) -> None:
    address = data.draw(st.sampled_from(sorted(sample.passages)))
    whole = sample.library.more_like(address, limit=1000)
    pages = [sample.library.more_like(address, limit=size, offset=at) for at in range(0, whole.total + size, size)]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total} == {len(whole.hits)}
    listed = {hit.address for hit in whole.hits}
    assert not any(sample.passages[one].copy_of in listed for one in listed)


@settings(max_examples=40, deadline=None)
@given(query=queries)
def test_hits_come_by_falling_score(sample: Sample, query: str) -> None:
    scores = [hit.score for hit in sample.library.search(query, limit=1000).hits]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=40, deadline=None)
@given(query=queries)
def test_all_matches_are_the_hits_by_document(sample: Sample, query: str) -> None:
    hits = sample.library.search(query, limit=1000).hits
    matches = sample.library.matches(query)
    assert {(doc, ordinal) for doc, ordinals in matches.documents for ordinal in ordinals} == {
        (hit.doc, hit.paragraph) for hit in hits
    }
    copies = {copy for hit in hits for copy in hit.copies}
    for doc, _ in matches.documents:
        marked = sample.library.highlights(doc, query)
        shown = {hit.paragraph: hit.highlights for hit in hits if hit.doc == doc}
        assert {ordinal: spans for ordinal, spans in marked.items() if ordinal in shown} == shown
        assert {f"{doc}#p{ordinal}" for ordinal in marked.keys() - shown.keys()} <= copies
