"""Patterns that fit very many words find what reading each of these words would find."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

import pytest

from cpec_tui.built.generation import Generation, open_current
from cpec_tui.library import Library
from cpec_tui.search import broad
from cpec_tui.search.broad import rows_with_words_like
from cpec_tui.search.searched import Limit
from cpec_tui.search.words import MANY
from tests.corpora import built_library, make_corpus

LETTERS = "aeiou"
WORDS = ["".join(letters) for length in (1, 2, 3, 4) for letters in product(LETTERS, repeat=length)]
UNHURRIED = Limit(lambda: 0.0, 1.0)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of 781 words in 60 paragraphs, one of them taken away again."""
    root: Path = tmp_path_factory.mktemp("many")
    chance = random.Random(7)
    texts = [" ".join(chance.sample(WORDS, 40)) for _ in range(60)]
    corpus = make_corpus(
        root / "corpus", {f"{at}.txt": f"---\ntitle: x\n---\n\n{text}\n" for at, text in enumerate(texts)}
    )
    library = built_library(corpus, root / "built")
    (corpus.root / "seeds" / "7.txt").unlink()
    library.build()
    yield library
    library.close()


@pytest.fixture
def generation(many: Library) -> Iterator[Generation]:
    """What the library stands on."""
    found = open_current(many.folder)
    assert found is not None
    yield found
    found.close()


def naive(library: Library, pattern: str) -> set[str]:
    """The addresses of paragraphs with a word that ``pattern`` fits."""
    fits = re.compile(pattern.replace("*", ".*").replace("?", ".")).fullmatch
    views = (library.document(stored.id) for stored in library.documents())
    return {one.address for view in views for one in view.paragraphs if any(map(fits, one.text.split()))}


PATTERNS = ("*a*", "*ae", "?a*", "a*", "e*o", "*a*e*", "??", "a??", "*aeio", "????", "i?*", "a*a*a*")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_rows_are_those_of_the_words(generation: Generation, many: Library, pattern: str) -> None:
    searched = rows_with_words_like(generation.catalog, pattern, UNHURRIED)
    assert list(searched.rows) == sorted(searched.rows)
    addresses = generation.catalog.addresses(list(searched.rows))
    assert set(addresses.values()) == naive(many, pattern)
    assert (list(searched.left), searched.wanted) == ([], many.overview().paragraphs)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_beginnings_are_used_where_that_is_quicker(
    generation: Generation, many: Library, pattern: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broad, "_FEW", 0)
    searched = rows_with_words_like(generation.catalog, pattern, UNHURRIED)
    assert set(generation.catalog.addresses(list(searched.rows)).values()) == naive(many, pattern)


@pytest.mark.parametrize("query", ["*a*", "*e*", "-*a*", "*a* -*eiu", "*a*e* OR uu", "in:sentence(*a* *e*)", "iou *a*"])
def test_a_query_finds_as_many_as_there_are(many: Library, query: str) -> None:
    parts = {"*a*": naive(many, "*a*"), "*e*": naive(many, "*e*"), "*eiu": naive(many, "*eiu")}
    parts |= {"*a*e*": naive(many, "*a*e*"), "uu": naive(many, "uu"), "iou": naive(many, "iou")}
    every = naive(many, "*") | {f"{stored.id}#p1" for stored in many.documents()}
    expected = {
        "-*a*": every - parts["*a*"],
        "*a* -*eiu": parts["*a*"] - parts["*eiu"],
        "*a*e* OR uu": parts["*a*e*"] | parts["uu"],
        "in:sentence(*a* *e*)": parts["*a*"] & parts["*e*"],
        "iou *a*": parts["iou"] & parts["*a*"],
    }
    page = many.search(query, limit=1000)
    assert sum("a" in word for word in WORDS) > MANY
    assert {hit.address for hit in page.hits} == expected.get(query, parts.get(query))
    assert not page.warnings


def test_what_there_was_no_time_for_is_said_and_left_out_either_way(
    many: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broad, "_FEW", 0)
    monkeypatch.setattr(broad, "_AT_ONCE", 10)
    ticks = (1.2 * tick for tick in count())
    library = Library(many.corpus, many.folder, clock=lambda: next(ticks))
    assert library.open()
    page = library.search("*a*")
    (warning,) = page.warnings
    assert re.fullmatch(r"`\*a\*` stopped after 3 s, \d+ of 118 paragraphs searched", warning)
    negated = library.search("NOT *a*", limit=1000)
    assert negated.warnings == (f"{warning}: NOT leaves out the others, too",)
    without = {hit.address for hit in many.search("NOT *a*", limit=1000).hits}
    assert {hit.address for hit in negated.hits} < without
    assert negated.total + page.total < 118
    library.close()
