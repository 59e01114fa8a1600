"""What is kept from one session to the next."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.tui import memory
from cpec_tui.tui.memory import LastPlace

PLACE = LastPlace("rare [/red] \x1b", "mine", 3, "sas", "facets", (2, 9), followed=True, order="oldest")
KEPT = asdict(PLACE)


def test_a_place_is_recalled_as_it_was_left(corpus: Corpus) -> None:
    assert memory.recall(corpus) is None
    memory.remember(corpus, PLACE)
    assert memory.recall(corpus) == PLACE


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1, 2]",
        b"null",
        b"{}",
        b"[" * 100_000,
        *(json.dumps({**KEPT, **wrong}).encode() for wrong in ({"query": 1}, {"ordinal": "1"}, {"pane": "attic"})),
        *(json.dumps({**KEPT, **wrong}).encode() for wrong in ({"followed": 1}, {"span": 3}, {"more": 1})),
        json.dumps({"query": "", "doc": None}).encode(),
    ],
)
def test_a_file_of_garbage_counts_as_none(corpus: Corpus, garbage: bytes) -> None:
    memory.remember(corpus, PLACE)
    memory.place_file(corpus).write_bytes(garbage)
    assert memory.recall(corpus) is None
    memory.looks_file().write_bytes(garbage)
    assert memory.recalled_theme() is None


@pytest.mark.parametrize("span", [[9, 2], [-1, 2], [1], ["a", "b"], [1.5, 2], []])
def test_a_span_that_is_none_is_left_out(corpus: Corpus, span: list[object]) -> None:
    memory.remember(corpus, PLACE)
    memory.place_file(corpus).write_text(json.dumps({**KEPT, "span": span}), encoding="utf-8")
    assert memory.recall(corpus) == replace(PLACE, span=None)


def test_a_place_that_is_forgotten_is_not_recalled(corpus: Corpus) -> None:
    memory.forget(corpus)
    memory.remember(corpus, PLACE)
    memory.forget(corpus)
    assert memory.recall(corpus) is None


def test_looks_are_recalled() -> None:
    memory.remember_theme("nord")
    assert memory.recalled_theme() == "nord"
    memory.looks_file().write_text(json.dumps({"theme": 3}), encoding="utf-8")
    assert memory.recalled_theme() is None


def test_a_state_folder_that_cannot_be_made_is_no_reason_to_fail(corpus: Corpus) -> None:
    platform.state_home().write_text("a file where a folder must be", encoding="utf-8")
    memory.remember(corpus, PLACE)
    memory.forget(corpus)
    assert memory.recall(corpus) is None
