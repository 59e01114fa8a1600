"""Folding keeps the length; words are the same with and without their spans."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.folding import (
    APOSTROPHES,
    DASHES,
    fold,
    is_cjk,
    is_word_character,
    lookup_key,
    token_spans,
    tokens,
    word_ends,
    words_apart,
    words_apart_in,
)

QUICK = settings(max_examples=100, deadline=None)
_ODD = "İıßſǅﬁé\u0301\u0323’'‘`-–—_٣۲क़कि\u093c中がカ\u3099한\u1100\u1161𝐂Å²½\u200c\u200d\u0640\u00ad\U000e0100 s.S’sa"
TEXTS = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(_ODD), max_size=20).map("".join))


def test_every_code_point_folds_to_one_and_folding_again_changes_nothing() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    folded = fold(everything)
    assert len(folded) == len(everything)
    assert fold(folded) == folded


@QUICK
@given(TEXTS)
def test_a_text_folds_code_point_by_code_point(text: str) -> None:
    assert fold(text) == "".join(fold(character + "é")[0] for character in text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CPEC", "cpec"),
        ("Élysée Ñ Å", "elysee n a"),
        ("İstanbul ILI ılı", "istanbul ili ili"),
        ("Łódź øre Đà", "lodz ore da"),
        ("Straße", "straße"),
        ("ＣＰＥＣ－２", "cpec-2"),
        ("𝐂𝐏𝐄𝐂 ℂ", "cpec c"),
        ("m² ①", "m2 1"),
        ("Ξί Ξις", "ξι ξισ"),
        ("ёлка Й", "елка и"),
        ("Ђ", "ђ"),
        ("“Xi”", "“xi”"),
        ("", ""),
    ],
)
def test_letters_are_unified(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_apostrophes_and_dashes_of_every_kind_are_one() -> None:
    assert set(fold(APOSTROPHES)) == {"'"}
    assert set(fold(DASHES)) == {"-"}
    assert fold("a`b") == "a'b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كتاب", "کتاب"),
        ("علي", "علی"),
        ("ئی", "یی"),
        ("أحمد", "احمد"),
        ("مدرسة", "مدرسہ"),
        ("آب", "اب"),
        ("ﻚ", "ک"),
        ("هند", "ہند"),
        ("بهارت", "بھارت"),
        ("بہارت", "بھارت"),
        ("ۀ", "ہ"),
        ("ۂ", "ہ"),
        ("إسلام", "اسلام"),
        ("ٱلله", "اللہ"),
        ("على", "علی"),
        ("مؤمن", "مومن"),
        ("ٲ", "ا"),
    ],
)
def test_urdu_and_arabic_spellings_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


_URDU = "اأإآٱبپتكکگيیىئہهھةۃۂۀلمنوؤ"
_LETTER_GROUPS = ("اأإآٱ", "كک", "يیىئ", "ہهھةۃۂۀ", "وؤ")
_MARKED = st.tuples(st.sampled_from(_URDU), st.text("\u064b\u064e\u0650\u0651\u0652\u0670\u0640", max_size=2))


@QUICK
@given(st.lists(_MARKED, min_size=1, max_size=12), st.randoms())
def test_an_urdu_word_is_the_same_whoever_typed_it(letters: list[tuple[str, str]], chance: Random) -> None:
    typed = "".join(letter + marks for letter, marks in letters)
    other = "".join(chance.choice(_as_well(letter)) for letter, _ in letters)
    assert tokens(typed) == tokens(other)
    assert len(fold(typed)) == len(typed)
    assert [typed[start:end] for _, start, end in token_spans(typed)] == [typed]


def _as_well(letter: str) -> str:
    """The letters that others type for it."""
    return next((group for group in _LETTER_GROUPS if letter in group), letter)


def test_digits_of_every_script_are_one() -> None:
    assert fold("٢٠٢٤ ۲۰۲۴ २०२४") == "2024 2024 2024"


def test_scripts_that_tell_words_apart_by_marks_keep_them() -> None:
    assert fold("कि की") == "कि की"
    assert fold("か が") == "か が"


@QUICK
@given(TEXTS)
def test_words_are_the_same_with_and_without_spans(text: str) -> None:
    found = list(token_spans(text))
    assert [word for word, _, _ in found] == tokens(text)
    assert word_ends(text) == ([start for _, start, _ in found], [end for _, _, end in found])
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    assert all(before[2] <= after[1] for before, after in pairwise(found))


@QUICK
@given(TEXTS)
def test_the_words_of_a_word_are_that_word(text: str) -> None:
    assert [tokens(word) for word in tokens(text)] == [[word] for word in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The China-Pakistan corridor", ["the", "china", "pakistan", "corridor"]),
        ("Xi’s, Xi's and XI'S", ["xi", "xi", "and", "xi"]),
        ("don’t; states’ 'sand'", ["don", "t", "states", "sand"]),
        ("snake_case _so_", ["snake", "case", "so"]),
        ("N-35, 1.5 km²", ["n", "35", "1", "5", "km2"]),
        ("中巴经济走廊2024年", ["中", "巴", "经", "济", "走", "廊", "2024", "年"]),
        ("カタカナ・習", ["カ", "タ", "カ", "ナ", "習"]),
        ("한국어 말", ["한국어", "말"]),
        ("ｶﾞｽﾊﾟｲﾌﾟ", ["ガ", "ス", "パ", "イ", "プ"]),
        ("カ\u3099ス", ["ガ", "ス"]),
        ("پاكســـتان", ["پاکستان"]),
        ("آزَادِی", ["ازادی"]),
        ("مُحَمَّد محمد", ["محمد", "محمد"]),
        ("می\u200cخواهم", ["میخواہم"]),
        ("پاکستان، چین۔", ["پاکستان", "چین"]),
        ("हिन्दी में।", ["हिन्दी", "में"]),
        ("མི་སྣ།", ["མི", "སྣ"]),
        ("မြန်မာ။", ["မြန်မာ"]),
        ("x\u0302y \u0301 e\u0301", ["xy", "e"]),
        ("葛\U000e0100城", ["葛", "城"]),
        ("[/red] \x1b[31m", ["red", "31m"]),
        ("—…’", []),
        ("", []),
    ],
)
def test_words_of_many_scripts(text: str, words: list[str]) -> None:
    assert tokens(text) == words


def test_no_mark_of_a_living_script_breaks_a_word() -> None:
    marks = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M"]
    known = [mark for mark in marks if unicodedata.ucd_3_2_0.category(mark)[0] == "M"]
    assert len(known) > 600
    assert [mark for mark in known if not is_word_character(mark)] == []
    assert [mark for mark in known if len(tokens(f"a{mark}b")) != 1 and not is_cjk(mark)] == []


def test_no_punctuation_joins_words() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] in "PZ"]
    joining = [sign for sign in signs if len(tokens(f"ab{sign}cd")) != 2]
    assert joining == []


def test_the_underscore_joins_names_but_not_words() -> None:
    assert is_word_character("_")
    assert not is_word_character("-")
    assert not is_word_character(" ")
    assert tokens("a_b") == ["a", "b"]


@pytest.mark.parametrize(
    ("character", "cjk"), [("中", True), ("カ", True), ("〇", True), ("𠀀", True), ("한", False), ("。", False)]
)
def test_scripts_without_spaces_are_told(character: str, cjk: bool) -> None:
    assert is_cjk(character) is cjk


@pytest.mark.parametrize(
    ("one", "other"),
    [("Pak-China", "pak china"), ("PAK–CHINA ", " Pak\u00a0China"), ("Xi’an", "xi'an"), ("Élysée", "ELYSEE")],
)
def test_names_that_are_written_alike_have_one_key(one: str, other: str) -> None:
    assert lookup_key(one) == lookup_key(other)


def test_a_name_of_nothing_but_signs_has_an_empty_key() -> None:
    assert lookup_key(" – - ") == ""


@QUICK
@given(st.lists(TEXTS, max_size=4))
def test_texts_gone_through_as_one_have_the_words_that_each_has(texts: list[str]) -> None:
    assert list(words_apart_in(texts)) == [words_apart(text) for text in texts]


def test_a_text_of_many_letters_is_folded_as_each_letter_is() -> None:
    text = "".join(map(chr, range(0x80, 0x600)))
    assert fold(text) == "".join(map(fold, text))
