"""Texts of scripts that do not part words by spaces, and of those that write one letter in several ways, are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.folding import is_cjk, token_spans, tokens
from cpec_tui.library import Library
from tests.corpora import built_library, make_corpus

CHINESE = "中巴经济走廊连接喀什与瓜达尔港。\n港口于二〇一六年开始运营，总投资620亿美元。\n"
JAPANESE = "パキスタンの港湾都市グワーダルは、ﾊﾟｲﾌﾟﾗｲﾝの終点です。\n東京タワーとは関係がない。\n"
URDU = "پاکستان اور بھارت کے درمیان تجارت۔ گوادر کی بندرگاہ آزاد ہے۔\n"
ARABIC = "ميناء كوادر في باكســتان، وهو مُهِمٌّ للتجارة بين مكة و إسلام آباد.\n"
TEXTS = {"zh": CHINESE, "ja": JAPANESE, "ur": URDU, "ar": ARABIC}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Short texts of four languages."""
    root: Path = tmp_path_factory.mktemp("scripts")
    sources = {f"{name}.txt": text for name, text in TEXTS.items()}
    library = built_library(make_corpus(root, sources, entities=None), root / "built")
    yield library
    library.close()


def docs(library: Library, query: str) -> set[str]:
    return {hit.doc for hit in library.search(query).hits}


@pytest.mark.parametrize("name", ["zh", "ja"])
def test_any_characters_that_stand_side_by_side_are_found(library: Library, name: str) -> None:
    for line in TEXTS[name].splitlines():
        for length in (2, 3, 5):
            for at in range(len(line) - length + 1):
                part = line[at : at + length]
                if all(map(is_cjk, part)):
                    assert name in docs(library, part), part


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([*CHINESE.splitlines(), JAPANESE.splitlines()[0]]), st.integers(0, 20), st.integers(2, 12))
def test_any_stretch_is_found_and_marked(library: Library, line: str, start: int, length: int) -> None:
    spans = list(token_spans(line))[start : start + length]
    if len(spans) > 1:
        page = library.search(f'"{line[spans[0][1] : spans[-1][2]]}"')
        marked = {tuple(tokens(hit.text[first:last])) for hit in page.hits for first, last in hit.highlights}
        assert marked == {tuple(word for word, _, _ in spans)}
        assert any(line[spans[0][1] : spans[-1][2]] in hit.text for hit in page.hits)


@pytest.mark.parametrize("query", ["パイプライン", "ﾊﾟｲﾌﾟﾗｲﾝ", "イプ", "ｸﾞﾜｰﾀﾞﾙ"])
def test_kana_of_half_and_full_width_are_the_same(library: Library, query: str) -> None:
    assert docs(library, query) == {"ja"}


def test_what_does_not_stand_side_by_side_is_not_found(library: Library) -> None:
    assert docs(library, "中济") == set()
    assert docs(library, "ハイ") == set()


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("باکستان", "ar"),
        ("پاكستان", "ur"),
        ("بهارت", "ur"),
        ("بہارت", "ur"),
        ("کی بندرگاه", "ur"),
        ("ازاد", "ur"),
        ("میناء", "ar"),
        ("مهم", "ar"),
        ("مکہ", "ar"),
        ("اسلام", "ar"),
        ("کوادر", "ar"),
    ],
)
def test_a_word_is_found_as_another_keyboard_types_it(library: Library, query: str, name: str) -> None:
    assert docs(library, query) == {name}


@pytest.mark.parametrize(("typed", "name"), [("经", "zh"), ("经济走", "zh"), ("パキスタ", "ja"), ("بھار", "ur")])
def test_it_is_found_while_it_is_typed(library: Library, typed: str, name: str) -> None:
    assert {hit.doc for hit in library.search(typed, typing=True).hits} == {name}
