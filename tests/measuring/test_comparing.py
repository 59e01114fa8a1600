"""Keeping a run, and comparing another with it."""

from __future__ import annotations

import json

import pytest

from cpec_tui.errors import UsageError
from cpec_tui.measuring.comparing import compare
from cpec_tui.measuring.judging import Judges
from cpec_tui.measuring.report import Run
from cpec_tui.measuring.saving import as_json, read_run
from tests.measuring.making import KINDS, judges, link, marked, measured

GOLD = [marked("a", "[Ada Brook:brook] met Zed."), marked("b", "[Rook:rook] left."), marked("c", "[Zoe:zoe] left.")]
BEFORE = {"a": [link(GOLD[0].text, "Zed", "rook")], "b": [link(GOLD[1].text, "Rook", "rook")]}
AFTER = {"a": [link(GOLD[0].text, "Ada Brook", "brook")], "b": [link(GOLD[1].text, "left", "rook")]}


def test_a_run_that_was_kept_is_the_same_run() -> None:
    run = measured(GOLD, BEFORE)
    assert read_run(json.dumps(as_json(run)).encode(), "run.json") == run
    assert read_run(json.dumps(as_json(run) | {"comparison": {}}).encode(), "run.json") == run


def test_what_became_right_and_wrong_is_listed() -> None:
    found = compare(measured(GOLD, BEFORE), measured(GOLD, AFTER))
    assert [one.surface for one in found.newly_right] == ["Ada Brook"]
    assert [one.surface for one in found.newly_wrong] == ["Rook"]
    assert [one.surface for one in found.no_longer_linked] == ["Zed"]
    assert [one.surface for one in found.newly_linked] == ["left"]
    strict = found.measures["strict"]
    assert (strict.old, strict.new, strict.difference, strict.p) == (0.5, 0.5, 0.0, 1.0)
    assert (found.same, found.changed, found.only_old, found.only_new) == (3, 0, 0, 0)


def test_runs_over_other_documents_have_no_chance_and_only_the_same_ones_are_listed() -> None:
    other = [marked("a", "[Ada Brook:brook] met [Zed:rook]."), GOLD[1], marked("d", "[Rook:rook]")]
    found = compare(measured(GOLD, BEFORE), measured(other, {}))
    assert (found.same, found.changed, found.only_old, found.only_new) == (1, 1, 1, 1)
    assert {one.p for one in found.measures.values()} == {None}
    assert [one.surface for one in found.newly_wrong] == ["Rook"]
    assert found.no_longer_linked == ()


def test_an_entity_that_is_new_in_the_gazetteer_is_not_newly_wrong() -> None:
    grown = Judges(KINDS | {"zoe": "person"}, {**judges().resolved, "zoe": "zoe"})
    found = compare(measured(GOLD, BEFORE), measured(GOLD, BEFORE, grown))
    assert (found.newly_wrong, found.measures["strict"].p) == ((), None)
    assert compare(measured(GOLD, BEFORE, grown), measured(GOLD, BEFORE)).newly_right == ()


def test_a_measure_of_nothing_has_no_difference() -> None:
    nothing = measured([GOLD[2]], {})
    assert compare(nothing, nothing).measures["strict"].difference is None


def changed(run: Run, **keys: object) -> bytes:
    return json.dumps(as_json(run) | keys).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "run.json is no saved run: it is no JSON"),
        (b"\xff", "run.json is no saved run: it is no JSON"),
        (b"[]", "run.json is no saved run"),
        (b"{}", "run.json is no saved run"),
        (changed(measured(GOLD, {}), format=99), "run.json was saved by another version"),
        (changed(measured(GOLD, {}), judged="many"), "run.json is no saved run: `judged` is not as it was saved"),
    ],
)
def test_what_is_no_run_is_told(content: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_run(content, "run.json")
    assert caught.value.hint
