"""Highlights mark exactly what answers a query."""

from __future__ import annotations

import pytest

from cpec_tui.library import Library
from tests.search.conftest import Made

TEXT = "The mine, the Mines and a miner: mining of copper (MCC); O'Clock’s  naïve CAFÉ, re-opened."


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("mine", ["mine", "Mines", "mining"]),
        ("mine*", ["mine", "Mines", "miner"]),
        ("min", []),
        ("mime~1", ["mine"]),
        ("mimes~2", ["mine", "Mines", "miner"]),
        ("the copper", ["copper"]),
        ("the", ["The", "the"]),
        ("the OR copper", ["The", "the", "copper"]),
        ('"the mine"', ["The mine"]),
        ('"the mine*"', ["The mine", "the Mines"]),
        ('"mine the mines"', ["mine, the Mines"]),
        ('"mining of"', ["mining of"]),
        ('"copper mining"~1', ["mining", "copper"]),
        ('"copper mining"~0', []),
        ('"mine mine"~1', ["mine", "Mines"]),
        ("cafe NAIVE", ["naïve", "CAFÉ"]),
        ("reopened", []),
        ("re-opened", ["re-opened"]),
        ("miner -zinc", ["miner"]),
        ("copper OR zinc", ["copper"]),
        ("mine mine*", ["mine", "Mines", "miner", "mining"]),
        ('mine "the mines"', ["mine", "the Mines", "mining"]),
    ],
)
def test_the_matching_words_are_marked(made: Made, query: str, marked: list[str]) -> None:
    hits = made(TEXT).search(query).hits
    assert [hit.text[start:end] for hit in hits for start, end in hit.highlights] == marked


def test_an_unfinished_word_marks_what_begins_so_and_its_inflections(made: Made) -> None:
    (hit,) = made(TEXT).search("copper min", typing=True).hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["mine", "Mines", "miner", "mining", "copper"]


def test_a_kind_and_a_word_are_both_marked(ports: Library) -> None:
    (first, *_) = ports.search("kind:mineral mine").hits
    assert [first.text[start:end] for start, end in first.highlights] == ["copper", "mine"]
    (hit,) = ports.search("@sas @redhill").hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["SAS", "Redhill"]


def test_neighbours_are_marked_each_and_overlaps_together(made: Made) -> None:
    hit = made("中国矿 abab").search("中 国").hits[0]
    assert [hit.text[start:end] for start, end in hit.highlights] == ["中", "国"]
    hit = made("rare earth rare earth rare").search('"rare earth rare"').hits[0]
    assert hit.highlights == ((0, 26),)


def test_every_near_stretch_is_marked_not_only_the_tightest(made: Made) -> None:
    (hit,) = made("copper x mine y y y y y y copper mine z z z z z z mine w copper").search('"copper mine"~1').hits
    assert [hit.text[start:end] for start, end in hit.highlights] == ["copper", "mine"] * 2 + ["mine", "copper"]


def test_fields_and_dates_mark_nothing(ports: Library) -> None:
    for query in ("title:harbour", "date:2024", "doc:harbour", "NOT copper"):
        assert all(hit.highlights == () for hit in ports.search(query).hits)
