"""The Tantivy engine where answers are many: its candidates for the first places are the right ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cpec_tui.built.generation import Generation, open_current
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.search.engines import EngineName, open_engine
from cpec_tui.search.plan import All, Any, AnyWord, Filter, Rows, Without
from tests.corpora import built_library, make_corpus
from tests.engines import corpus_yaml, needs_tantivy
from tests.search import samples

pytestmark = needs_tantivy

QUERIES = (
    "mine", "gold", "in", "the", "copper OR gold", "copper gold", "mine -gold", "m", "m*", "mi*", "po*", "re*",
    "gold m",
    "ha OR go*", "NOT zinc", "NOT copper", "@westland", "@westland gold", "kind:place", "kind:place mine", "date:2024",
    "date:2024 ports", "gold OR @redhill", '"rare earth"', '"of the"', '"rare e*"', "mime~1", "*er", "role:title",
    "is:list m*",
    "title:mine gold", "copper NEAR/5 gold", "in:document(copper) gold", "in:sentence(gold mine)",
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """The same thousand paragraphs with two engines."""

    one: Library = field(repr=False)
    other: Library = field(repr=False)


def large(root: Path, engine: EngineName) -> Library:
    chance = random.Random(3)
    sources = {f"{number:03}.txt": samples.document(chance) for number in range(350)}
    return built_library(make_corpus(root / "corpus", sources, corpus_yaml=corpus_yaml(engine)), root / "built")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    root = tmp_path_factory.mktemp("large")
    found = Pair(large(root / "one", "whoosh"), large(root / "other", "tantivy"))
    yield found
    found.one.close()
    found.other.close()


@pytest.fixture(scope="module")
def generation(pair: Pair) -> Iterator[Generation]:
    found = open_current(pair.other.folder)
    assert found is not None
    yield found
    found.close()


@pytest.mark.parametrize("limit", [1, 10, 50])
@pytest.mark.parametrize("query", QUERIES)
def test_of_many_hits_the_first_are_the_same_in_the_same_order(pair: Pair, query: str, limit: int) -> None:
    one, other = (library.search(query, limit=limit, typing=True) for library in (pair.one, pair.other))
    assert other.total == one.total
    assert [(hit.address, hit.score) for hit in other.hits] == [(hit.address, hit.score) for hit in one.hits]


def test_plans_are_set_algebra_over_rows(generation: Generation) -> None:
    engine = generation.engine
    everything = set(engine.rows(Without(AnyWord(("xyzzy",)))))
    copper, mine = (set(engine.rows(AnyWord((word,)))) for word in ("copper", "mine"))
    few, many = frozenset(range(0, 900, 9)), frozenset(range(0, 900, 2))
    for some in (few, many):
        assert set(engine.rows(All((AnyWord(("copper",)), Filter(some))))) == copper & some
        assert set(engine.rows(Any((AnyWord(("copper",)), Filter(some))))) == copper | some
        assert set(engine.rows(All((Without(Filter(some)), Without(AnyWord(("mine",))))))) == everything - some - mine
        assert engine.count(All((AnyWord(("mine",)), Without(Filter(some))))) == len(mine - some)
    assert set(engine.rows(Filter(frozenset({0, 99_999})))) == {0}
    assert engine.search(Rows({0: 1, 1: 5}), 5).total == 2
    assert engine.search(Filter(frozenset({0, 1})), 5).best == ((0, 0.0), (1, 0.0))


def test_unknown_words_and_rows_are_no_error(generation: Generation) -> None:
    assert generation.engine.search(AnyWord(("xyzzy", "\x00")), 5).total == 0
    assert generation.engine.search(Rows({99_999: 1}), 5).total == 0
    assert generation.engine.words_with_prefix("xyzzy") == []
    assert generation.engine.frequency("xyzzy") == 0


def test_a_word_longer_than_tantivy_takes_is_found(tmp_path: Path) -> None:
    long = "x" * 70_000
    sources = {"long.txt": f"Here is {long} and gold.\n", "other.txt": "Gold alone.\n"}
    library = built_library(make_corpus(tmp_path / "corpus", sources, corpus_yaml=corpus_yaml("tantivy")), tmp_path)
    assert library.search("xxx* gold").total == 1
    library.close()


def test_words_of_removed_documents_are_gone_at_once(tmp_path: Path) -> None:
    sources = {"a.txt": "Gold and zinc.\n", "b.txt": "Gold alone.\n"}
    library = built_library(make_corpus(tmp_path / "corpus", sources, corpus_yaml=corpus_yaml("tantivy")), tmp_path)
    (library.corpus.seeds / "a.txt").unlink()
    library.build()
    found = open_current(library.folder)
    assert found is not None
    assert (found.engine.frequency("zinc"), found.engine.frequency("gold")) == (0, 1)
    assert found.engine.words_with_prefix("z") == []
    found.close()
    library.close()


def test_a_folder_without_an_index_says_how_to_mend_it(tmp_path: Path, generation: Generation) -> None:
    with pytest.raises(BuiltIndexError, match=r"the text index in .* is damaged"):
        open_engine("tantivy", tmp_path, generation.catalog)
