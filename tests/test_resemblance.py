"""Which documents are copies of each other, told from their sketches."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpec_tui.resemblance import SHINGLE, SHORT, SKETCH, Sketch, Sketcher, are_copies, copies, copies_after, resemblance

VOCABULARY = [f"word{number}" for number in range(5000)]


def text(seed: int, words: int = 400) -> list[str]:
    return random.Random(seed).choices(VOCABULARY, k=words)


def sketch(*paragraphs: Sequence[str]) -> Sketch:
    return Sketcher().sketch(paragraphs)


def groups(*documents: Sequence[str]) -> list[list[int]]:
    """The groups of copies among texts, by their place."""
    return sorted(sorted(group) for group in copies({at: sketch(words) for at, words in enumerate(documents)}))


def true_resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    first, second = (
        {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)} for words in (one, other)
    )
    return len(first & second) / len(first | second)


def test_the_same_words_make_the_same_sketch_wherever_paragraphs_end() -> None:
    words = text(1)
    assert sketch(words) == sketch(words[:100], [], words[100:])
    assert len(sketch(words).least) == SKETCH


def test_a_sketch_is_the_same_in_every_run() -> None:
    assert sketch("the port was rebuilt in the year of the flood".split() * 4).least[:3] == LEAST


LEAST = (580583561, 594780990, 1437672446)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 999), st.integers(0, 12), st.integers(200, 900))
def test_the_estimate_is_near_the_truth(seed: int, changes: int, length: int) -> None:
    chance = random.Random(seed)
    one = text(seed, length)
    other = list(one)
    for _ in range(changes):
        other[chance.randrange(length)] = "changed"
    assert resemblance(sketch(one), sketch(other)) == pytest.approx(true_resemblance(one, other), abs=0.2)


def test_of_short_texts_the_estimate_is_exact() -> None:
    one = text(1, 100)
    other = [*one[:80], *text(2, 20)]
    assert resemblance(sketch(one), sketch(other)) == true_resemblance(one, other)


def test_copies_are_grouped_and_others_are_not() -> None:
    one, other = text(1), text(2)
    corrected = [*one[:200], "correction", *one[200:]]
    assert groups(one, other, corrected, list(other), text(3)) == [[0, 2], [1, 3]]


def test_a_report_with_a_paragraph_more_is_a_copy_and_a_book_that_quotes_it_is_not() -> None:
    report = text(1)
    longer = [*report, *text(2, 100)]
    book = [*text(3, 2000), *report]
    assert groups(report, longer) == [[0, 1]]
    assert groups(report, book) == []


def test_what_all_end_with_makes_no_copies() -> None:
    notice = text(0, 150)
    assert groups(*([*text(number, 150), *notice] for number in range(1, 80))) == []


def test_copies_of_copies_are_in_one_group() -> None:
    first = text(1, 600)
    second = [*first[50:], *text(2, 50)]
    third = [*second[50:], *text(3, 50)]
    assert not are_copies(sketch(first), sketch(third))
    assert groups(first, second, third) == [[0, 1, 2]]


def test_many_copies_of_one_text_are_one_group() -> None:
    words = text(1)
    assert groups(*([f"city{number}", *words] for number in range(200))) == [list(range(200))]


def test_short_texts_are_copies_only_when_they_are_the_same() -> None:
    words = text(1, SHORT - 1)
    assert groups(words, list(words), [*words[:-1], "else"]) == [[0, 1]]


def test_documents_without_words_are_no_copies() -> None:
    assert groups([], [], []) == []
    assert not are_copies(sketch([]), sketch([]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60), st.integers(20, 120)), max_size=14), st.randoms())
def test_neither_numbers_nor_order_decide(made: list[tuple[int, int, int]], chance: random.Random) -> None:
    documents = [[*text(seed, start + length)[start:]] for seed, start, length in made]
    order = list(range(len(documents)))
    chance.shuffle(order)
    found = {frozenset(group) for group in groups(*documents)}
    shuffled = groups(*(documents[at] for at in order))
    assert {frozenset(order[at] for at in group) for group in shuffled} == found


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 25), st.integers(20, 120)), max_size=12))
def test_no_pair_of_copies_is_overlooked(made: list[tuple[int, int, int]]) -> None:
    documents = [[*text(seed, start + length)[start:]] for seed, start, length in made]
    sketches = [sketch(words) for words in documents]
    together = [set(group) for group in groups(*documents)]
    for one, first in enumerate(sketches):
        for other, second in enumerate(sketches[:one]):
            if are_copies(first, second):
                assert any({one, other} <= group for group in together)


_DOCUMENTS = st.tuples(st.integers(0, 2), st.integers(0, 25), st.integers(20, 120))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(_DOCUMENTS, max_size=5), min_size=1, max_size=5), st.randoms())
def test_what_came_and_went_gives_what_all_at_once_would(
    coming: list[list[tuple[int, int, int]]], chance: random.Random
) -> None:
    sketches: dict[int, Sketch] = {}
    found: list[list[int]] = []
    number = 0
    for made in coming:
        for gone in chance.sample(sorted(sketches), len(sketches) // 3):
            del sketches[gone]
        new = range(number, number + len(made))
        number += len(made)
        for at, (seed, start, length) in zip(new, made, strict=True):
            sketches[at] = sketch(text(seed, start + length)[start:])
        found = copies_after(sketches, found, new)
        assert as_sets(found) == as_sets(copies(sketches))


def as_sets(found: list[list[int]]) -> set[frozenset[int]]:
    return {frozenset(group) for group in found}


def test_many_new_ones_are_compared_all_with_all() -> None:
    sketches = {number: sketch(text(number % 20)) for number in range(40)}
    assert as_sets(copies_after(sketches, [], range(40))) == {frozenset({at, at + 20}) for at in range(20)}
