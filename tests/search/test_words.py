"""What a word stands for in a corpus."""

from __future__ import annotations

from cpec_tui.built.generation import Generation
from cpec_tui.search.words import Lexicon


def test_a_word_stands_for_its_inflections_that_the_text_has(generation: Generation) -> None:
    assert set(generation.lexicon.inflections("mined")) == {"mine", "mining"}
    assert generation.lexicon.inflections("mine")[0] == "mine"
    assert generation.lexicon.inflections("miner") == ()


def test_fuzzy_words_keep_their_first_letter(generation: Generation) -> None:
    assert set(generation.lexicon.fuzzy("mime", 1)) == {"mine"}
    assert generation.lexicon.fuzzy("nine", 1) == ()


def test_nearest_spellings_come_by_frequency(generation: Generation) -> None:
    assert generation.lexicon.nearest("copprr") == ["copper"]
    assert generation.lexicon.nearest("zzzzzz") == []


def test_the_longest_beginning_that_is_known_is_found(generation: Generation) -> None:
    assert generation.lexicon.known_beginning("harbxyz") == "harb"
    assert generation.lexicon.known_beginning("zzz") == ""
    assert generation.lexicon.known_beginning("x" * 2000) == ""


def test_words_that_share_a_form_count_as_the_same(generation: Generation) -> None:
    counted_as = generation.lexicon.counted_as(("mine", "rail", "mining"))
    assert counted_as["mine"] == counted_as["mining"] == "mining"
    assert counted_as["rail"] == "rail"


def test_only_the_latest_words_are_remembered(generation: Generation) -> None:
    lexicon = Lexicon(generation.catalog, generation.engine)
    for number in range(1200):
        assert lexicon.prefixed(f"word{number}") == ()
    assert len(lexicon._known) <= 500
    assert "copper" in lexicon.prefixed("cop")
