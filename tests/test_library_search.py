"""A search through the one door: while typing, with bad input, page by page."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.answers import Order
from cpec_tui.catalog.reading import Catalog
from cpec_tui.catalog.stored import StoredParagraph
from cpec_tui.errors import StoppedError
from cpec_tui.library import Library
from cpec_tui.model import Hit
from cpec_tui.search.grammar import STOP_WORDS
from tests.engines import ENGINES
from tests.search.reference import Passage, passages
from tests.search.samples import built, queries


@pytest.fixture(scope="module", params=ENGINES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = built(5, tmp_path_factory.mktemp("sample"), request.param)
    yield library
    library.close()


@pytest.fixture(scope="module")
def texts(sample: Library) -> list[Passage]:
    return [passage for passage in passages(sample) if len(passage.words) > 1]


def addresses(library: Library, query: str) -> set[str]:
    hits = library.search(query, limit=1000, typing=True).hits
    return {address for hit in hits for address in (hit.address, *hit.copies)}


# While typing


def test_every_beginning_of_every_word_finds_all_paragraphs_with_the_word(
    sample: Library, texts: list[Passage]
) -> None:
    standing: dict[str, set[str]] = {}
    for passage in passages(sample):
        for word, _, _ in passage.words:
            for length in range(1, len(word) + 1):
                standing.setdefault(word[:length], set()).add(passage.address)
    for beginning, expected in standing.items():
        assert addresses(sample, beginning) >= expected, beginning


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_word_and_the_beginning_of_another_find_the_paragraph_of_both(
    sample: Library, texts: list[Passage], data: st.DataObject
) -> None:
    passage = data.draw(st.sampled_from(texts))
    words = [word for word, _, _ in passage.words]
    whole, begun = data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words))
    length = data.draw(st.integers(1, len(begun)))
    assert passage.address in addresses(sample, f"{whole} {begun[:length]}")
    assert passage.address in addresses(sample, f"({whole} OR xyzzy) {begun[:length]}")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_an_unclosed_phrase_finds_its_paragraph_at_every_letter(
    sample: Library, texts: list[Passage], data: st.DataObject
) -> None:
    passage = data.draw(st.sampled_from(texts))
    words = [word for word, _, _ in passage.words]
    first = data.draw(st.integers(0, len(words) - 1))
    phrase = " ".join(words[first : first + 4])
    length = data.draw(st.integers(1, len(phrase)))
    assert passage.address in addresses(sample, f'"{phrase[:length]}')


def test_after_a_space_the_word_is_finished(library: Library) -> None:
    assert library.search("qua", typing=True).total == 1
    assert library.search("qua ", typing=True).total == 0
    assert library.search("quay ", typing=True).total == 1


def test_half_a_word_after_minus_leaves_nothing_out(library: Library) -> None:
    for typed in ("copper -m", "copper -mi", "copper -min"):
        assert library.search(typed, typing=True).total == 2
    assert library.search("copper -mine", typing=True).total == 0


@pytest.mark.parametrize("word", sorted(STOP_WORDS & {"the", "by", "who"}))
def test_a_stop_word_being_typed_is_a_beginning(library: Library, word: str) -> None:
    assert library.search(f"mine {word}", typing=True).explained == f"mine AND {word}*"


# Never a silent nothing, never an exception


@settings(max_examples=150, deadline=None)
@given(
    query=st.one_of(
        st.text(max_size=40),
        st.text(st.characters(), max_size=20),
        st.text(alphabet='ab"“”«»():~@-+!*/5 \x00\u202e\ud800', max_size=40),
        queries,
    ),
    typing=st.booleans(),
)
def test_no_query_raises_and_an_empty_answer_says_why(sample: Library, query: str, typing: bool) -> None:
    page = sample.search(query, typing=typing)
    assert len(page.query) == len(query)
    if query.strip("»" + " ") and not query.isspace() and not page.total:
        assert page.warnings or not page.explained
    for text in (page.query, page.explained, *page.warnings):
        json.dumps(text).encode("utf-8")
        text.encode("utf-8")


@pytest.mark.parametrize("piece", ["copper ", "x", "(", '"', "NOT ", "@", "a:", "~", "*", "(-", "\u202e", "中"])
def test_a_query_of_ten_thousand_characters_is_answered_with_a_note(library: Library, piece: str) -> None:
    page = library.search(piece * (10_000 // len(piece)), typing=True)
    assert "a query has at most 2,000 characters: the rest is left out" in page.warnings


def test_a_hostile_query_is_echoed_as_it_is(library: Library) -> None:
    page = library.search("copper\x00 \u202emine [/red] \x1b[2J \ud800")
    assert page.query == "copper\x00 \u202emine [/red] \x1b[2J ?"
    assert page.explained == "copper AND mine AND red AND 2j"


# Pages


def test_a_page_says_where_it_begins_and_how_long_it_took(library: Library) -> None:
    ticks = iter([1.0, 1.0125])
    library.clock = lambda: next(ticks)
    page = library.search("copper", limit=1, offset=1)
    assert (page.total, page.offset, [hit.address for hit in page.hits], page.ms) == (2, 1, ["harbour#p3"], 12.5)


def test_a_hit_carries_what_a_reader_needs(library: Library) -> None:
    (hit,) = library.search("quays rebuilt").hits
    assert (hit.address, hit.doc, hit.paragraph, hit.title, hit.date) == (
        "harbour#p2",
        "harbour",
        2,
        "The harbour of Aldport",
        "2024-06",
    )
    assert [hit.text[start:end] for start, end in hit.highlights] == ["quays", "rebuilt"]
    assert [mention.entity for mention in hit.mentions] == ["aldport", "westland", "sas", "sas"]
    assert hit.score > 0


def test_the_same_query_gives_the_same_answer(sample: Library) -> None:
    for query in ("mine OR port", "rare", "kind:place mine*", '"of the"', "NOT mine"):
        first, second = (dataclasses.replace(sample.search(query), ms=0) for _ in range(2))
        assert first == second


# Order


def in_time(hits: Iterable[Hit], order: Order) -> list[Hit]:
    """By date, undated ones last, those of one date by document and ordinal."""
    placed = sorted(hits, key=lambda hit: (hit.doc, hit.paragraph))
    dated = sorted((hit for hit in placed if hit.date), key=lambda hit: hit.date or "", reverse=order is Order.NEWEST)
    return [*dated, *(hit for hit in placed if not hit.date)]


@settings(max_examples=60, deadline=None)
@given(query=queries, order=st.sampled_from([Order.NEWEST, Order.OLDEST]), typing=st.booleans())
def test_hits_in_the_order_of_dates_are_the_same_hits(sample: Library, query: str, order: Order, typing: bool) -> None:
    ranked = sample.search(query, limit=1000, typing=typing)
    dated = sample.search(query, limit=1000, typing=typing, order=order)
    assert list(dated.hits) == in_time(ranked.hits, order)
    assert dataclasses.replace(dated, hits=(), ms=0) == dataclasses.replace(ranked, hits=(), ms=0)


@pytest.mark.parametrize("order", Order)
def test_pages_in_any_order_make_up_the_whole(sample: Library, order: Order) -> None:
    whole = sample.search("mine OR port OR copper", limit=1000, order=order)
    assert whole.total == len(whole.hits) > 5
    for limit in (1, 3, whole.total):
        pages = [
            sample.search("mine OR port OR copper", limit=limit, offset=offset, order=order)
            for offset in range(0, whole.total + limit, limit)
        ]
        assert tuple(hit for page in pages for hit in page.hits) == whole.hits
        assert {page.total for page in pages} == {whole.total}
    assert sample.search("mine", limit=0, order=order).hits == ()


def test_only_texts_of_the_page_are_loaded_for_an_order_by_date(
    sample: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[int] = []
    read = Catalog.paragraphs

    def noted(catalog: Catalog, rows: Sequence[int]) -> dict[int, StoredParagraph]:
        loaded.extend(rows)
        return read(catalog, rows)

    monkeypatch.setattr(Catalog, "paragraphs", noted)
    page = sample.search("NOT xyzzy", limit=2, offset=3, order=Order.NEWEST)
    assert len(loaded) == len(page.hits) == 2 < page.total


def test_a_question_may_be_given_up_and_asked_again(sample: Library) -> None:
    whole = sample.search("s*")
    given_up = 0
    for steps in range(40):
        left = iter([False] * steps)
        try:
            with sample.giving_up(partial(next, left, True)):
                page = sample.search("s*")
        except StoppedError:
            given_up += 1
        else:
            assert dataclasses.replace(page, ms=whole.ms) == whole
            break
    assert 1 < given_up < 39
    assert sample.search("s*").hits == whole.hits
