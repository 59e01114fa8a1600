"""The engine: true totals, a sensible and stable order."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.built.generation import Generation
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library
from cpec_tui.search import whoosh_engine
from cpec_tui.search.plan import All, Any, AnyWord, Filter, Rows, Without
from cpec_tui.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Made

PAD = "and so on it went for a while with other things in between"


def order(library_maker: Made, query: str, *paragraphs: str) -> list[str]:
    """The documents, one of each paragraph, in the order in which they answer."""
    return [hit.doc for hit in library_maker(*paragraphs).search(query).hits]


def test_a_title_weighs_more_than_a_heading_and_a_heading_more_than_a_body(made: Made) -> None:
    sources = {
        "a.txt": "---\ntitle: First\n---\n\nGold is mined here.\n",
        "b.txt": "---\ntitle: Second\n---\n\nGold is mined there\n\nSomething else stands under the heading.\n",
        "c.txt": "---\ntitle: Gold is mined everywhere\n---\n\nNothing of that kind.\n",
    }
    library = made(sources=sources)
    hits = library.search("gold").hits
    assert [(hit.doc, hit.role.value) for hit in hits] == [("c", "title"), ("b", "heading"), ("a", "body")]
    assert hits[0].score > hits[1].score > hits[2].score


def test_a_word_that_stands_twice_counts_more(made: Made) -> None:
    assert order(made, "gold", "gold silver iron zinc.", "gold silver gold iron.") == ["doc1", "doc0"]


def test_a_short_paragraph_counts_more(made: Made) -> None:
    assert order(made, "gold", f"gold {PAD}.", "gold here.") == ["doc1", "doc0"]


def test_a_rare_word_counts_more_than_a_common_one(made: Made) -> None:
    texts = ("gold is here.", "zinc is here.", "gold was there.", "gold will come.")
    assert order(made, "gold OR zinc", *texts)[0] == "doc1"


def test_all_forms_of_a_word_count_as_one_word(made: Made) -> None:
    assert order(made, "mine", "one mine was open.", "mines and mining here.") == ["doc1", "doc0"]


def test_equal_paragraphs_come_in_the_order_of_their_rows(made: Made) -> None:
    texts = ("gold is here.",) * 7
    library = made(*(f"{text} {number}" for number, text in enumerate(texts)))
    expected = [f"doc{number}" for number in range(7)]
    assert [hit.doc for hit in library.search("gold").hits] == expected
    assert [hit.doc for hit in library.search("gold", limit=3, offset=2).hits] == expected[2:5]
    assert list(dict.fromkeys(hit.doc for hit in library.search("NOT zinc").hits)) == expected


def test_the_total_is_true_whatever_is_shown(made: Made) -> None:
    library = made(*(f"gold {number}." for number in range(7)))
    for limit, offset in ((0, 0), (2, 0), (2, 6), (2, 50)):
        page = library.search("gold", limit=limit, offset=offset)
        assert page.total == 7
        assert len(page.hits) == max(0, min(limit, 7 - offset))


def test_plans_are_set_algebra_over_rows(generation: Generation) -> None:
    engine = generation.engine
    everything = set(engine.rows(Without(AnyWord(("xyzzy",)))))
    copper, mine = (set(engine.rows(AnyWord((word,)))) for word in ("copper", "mine"))
    assert engine.count(AnyWord(("copper",))) == len(copper)
    assert set(engine.rows(All((AnyWord(("copper",)), Without(AnyWord(("mine",))))))) == copper - mine
    assert set(engine.rows(Any((AnyWord(("copper",)), Without(AnyWord(("mine",))))))) == copper | (everything - mine)
    assert set(engine.rows(All((Without(AnyWord(("mine",))),)))) == everything - mine
    assert set(engine.rows(Filter(frozenset({0, 999})))) == {0}
    assert engine.search(Rows({0: 1, 1: 5}), 5).total == 2
    assert engine.search(Filter(frozenset({0, 1})), 5).best == ((0, 0.0), (1, 0.0))


def test_unknown_words_and_rows_are_no_error(generation: Generation) -> None:
    assert generation.engine.search(AnyWord(("xyzzy", "\x00")), 5).total == 0
    assert generation.engine.search(Rows({999: 1}), 5).total == 0
    assert generation.engine.words_with_prefix("xyzzy") == []
    assert generation.engine.frequency("xyzzy") == 0
    assert generation.engine.frequency("copper") == 2


def test_a_word_may_stand_in_a_paragraph_more_often_than_a_byte_holds(made: Made) -> None:
    texts = ["gold " * times + "x" for times in (299, 300, 254, 255, 256)]
    assert order(made, "gold", *texts) == ["doc1", "doc0", "doc4", "doc3", "doc2"]
    assert order(made, "gold OR golds", "gold golds " * 200, "gold " * 200 + "golds " * 199) == ["doc0", "doc1"]


def test_only_so_many_columns_of_words_are_kept(
    ports: Library, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_engine, "_KEPT", 900)
    engine = WhooshEngine(ports.folder / generation.manifest.text)
    for word in ("copper", "mine", "gold", "silver", "xyzzy", "copper"):
        assert engine.count(AnyWord((word,))) == generation.engine.count(AnyWord((word,)))
        assert 0 < engine._kept <= 900
        assert engine._kept == sum(column.size for column in engine._recent.values())
    assert 1 < len(engine._recent) < 5
    engine.close()


def test_a_folder_without_an_index_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(BuiltIndexError, match=r"the text index in .* is damaged"):
        WhooshEngine(tmp_path)
