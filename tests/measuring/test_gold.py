"""The shipped gazetteer against texts that were annotated by hand, by the contract of docs/measuring.md."""

from __future__ import annotations

from pathlib import Path

from cpec_tui.library import Library
from cpec_tui.measuring.gold import GoldDocument, read_gold
from cpec_tui.measuring.judging import Judges
from cpec_tui.measuring.report import Finding, Run
from cpec_tui.measuring.run import measure

GOLD = Path(__file__).parents[1] / "gold"


def gold(name: str) -> tuple[GoldDocument, ...]:
    return read_gold((GOLD / name).read_bytes(), name)


def measured(library: Library, name: str, only_ids: frozenset[str] | None = None) -> Run:
    kinds = {hit.id: hit.kind for hit in library.entities()}
    judges = Judges(kinds, {entity: entity for entity in kinds}, None, only_ids)
    return measure(name, gold(name), library.scanner().scan, judges)


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [
        f"{one.doc} {one.start}-{one.end} “{one.surface}” @{one.entity} {one.category}: …{one.before}«»{one.after}…"
        for one in findings
    ]


def test_the_text_of_the_seed_is_the_text_as_given(shipped: Library) -> None:
    (seed,) = gold("seed.jsonl")
    source = shipped.corpus.seeds / f"{seed.id}.txt"
    assert seed.text == source.read_bytes().decode("utf-8")


def test_everything_that_the_seed_names_is_linked_and_nothing_else(shipped: Library) -> None:
    run = measured(shipped, "seed.jsonl")
    assert (said(run.missed), said(run.false_links), said(run.ambiguous)) == ([], [], [])
    assert run.not_in_gazetteer.mentions == 0
    assert (run.judged, run.measures["strict"].f1.value) == (91, 1.0)


def test_in_texts_full_of_traps_everything_is_linked_and_nothing_else(shipped: Library) -> None:
    lines = (GOLD / "traps_ids.txt").read_text(encoding="utf-8").splitlines()
    run = measured(shipped, "traps.jsonl", frozenset(line for line in lines if not line.startswith("#")))
    assert (said(run.missed), said(run.false_links)) == ([], [])
    assert run.not_in_gazetteer.mentions == 0
    assert run.measures["strict"].f1.value == 1.0
