"""What is equal otherwise stands in an order of its own: the newest first, then by address, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cpec_tui.answers import Order
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName
from tests.corpora import built_library, make_corpus
from tests.engines import each_engine

pytestmark = each_engine

DATES = {"c": "2024", "a": "", "d": "2025-02", "b": "2024", "e": ""}


@pytest.fixture
def dated(tmp_path: Path, engine: EngineName) -> Iterator[Library]:
    """Documents that are equal but for their dates, one of them read later than the others."""
    head = "---\ndate: {}\n---\n\n"
    sources = {
        f"{name}.txt": f"{head.format(date) if date else ''}Gold {name}.\n\nGold {name}{name}.\n"
        for name, date in DATES.items()
    }
    late = sources.pop("d.txt")
    corpus = make_corpus(tmp_path / "corpus", sources, entities=None, engine=engine)
    library = built_library(corpus, tmp_path / "built")
    (corpus.seeds / "d.txt").write_text(late, encoding="utf-8")
    library.build()
    yield library
    library.close()


def addresses(library: Library, query: str) -> list[str]:
    return [hit.address for hit in library.search(query).hits if hit.paragraph == 2]


def test_equal_hits_come_by_date_then_address(dated: Library) -> None:
    for query in ("gold", "NOT zinc", "role:body"):
        assert addresses(dated, query) == ["d#p2", "b#p2", "c#p2", "a#p2", "e#p2"]


def test_pages_of_equal_hits_make_up_the_whole(dated: Library) -> None:
    whole = [hit.address for hit in dated.search("gold").hits]
    for size in (1, 2, 3):
        paged = [
            hit.address
            for offset in range(0, len(whole), size)
            for hit in dated.search("gold", limit=size, offset=offset).hits
        ]
        assert paged == whole


def test_an_index_built_anew_gives_the_same_order(dated: Library) -> None:
    before = {order: [hit.address for hit in dated.search("gold", order=order).hits] for order in Order}
    dated.build(rebuild=True)
    assert {order: [hit.address for hit in dated.search("gold", order=order).hits] for order in Order} == before
