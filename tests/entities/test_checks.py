"""Checks between entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.entities.checks import usable
from cpec_tui.entities.loading import load
from cpec_tui.errors import Severity
from tests.corpora import make_corpus
from tests.entities.curating import Loader, only, told


def test_no_relation_is_blamed_for_an_entity_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    corpus = make_corpus(
        tmp_path / "corpus", {}, entities="- {id: a, kind: place, name: A, relations: {type: part of, to: b}}\n"
    )
    more = corpus.index / "entities" / "more.yaml"
    more.write_text("- {id: b, kind: place, name: [\n")
    assert [problem.code for problem in load(corpus).problems] == ["yaml"]
    more.write_text("[]\n")
    assert [problem.code for problem in load(corpus).problems] == ["unknown-entity"]


def test_what_lacks_something_essential_is_checked_all_the_same_and_not_used(loaded: Loader) -> None:
    curated = loaded(
        "- id: a\n  kind: plcae\n  relations: {type: part of, to: zz}\n"
        "- kind: place\n  name: B\n  aliases: [b, b]\n"
        "- {id: c, name: C, relations: {type: part of, to: a}}\n"
        "- {id: D!, kind: place, name: B}\n"
        "- {}\n"
    )
    assert [(problem.code, problem.line) for problem in curated.problems] == [
        ("bad-value", 1),
        ("unknown-kind", 2),
        ("unknown-entity", 3),
        ("bad-value", 4),
        ("duplicate-alias", 6),
        ("bad-value", 7),
        ("bad-value", 8),
        ("shared-alias", 8),
        *[("bad-value", 9)] * 3,
    ]
    assert curated.entities == ()


def test_sound_entities_have_no_problems(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A, relations: {type: part of, to: b}}\n"
        "- {id: b, kind: place, name: B, aliases: [b, Bee], relations: {type: has part, to: a}}\n"
    )
    assert curated.problems == ()


def test_an_id_taken_twice_is_told_and_the_first_counts(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A}\n- {id: a, kind: place, name: B}\n- {id: a, kind: place, name: C}\n"
    )
    assert told(curated) == [
        ("duplicate-id", 2, "the id `a` is taken by index/entities/all.yaml:1"),
        ("duplicate-id", 3, "the id `a` is taken by index/entities/all.yaml:1"),
    ]
    assert [entity.name for entity in usable(curated.entities, curated.config)] == ["A"]


def test_an_unknown_kind_is_told_at_its_line_and_the_entity_is_used(loaded: Loader) -> None:
    curated = loaded("- id: a\n  kind: persn\n  name: A\n- id: b\n  kind: zebra\n  name: B\n")
    assert told(curated) == [
        ("unknown-kind", 2, "entity a: no kind `persn` in corpus.yaml"),
        ("unknown-kind", 5, "entity b: no kind `zebra` in corpus.yaml"),
    ]
    assert [problem.hint for problem in curated.problems] == [
        "did you mean `person`?",
        "declare it under kinds: in index/corpus.yaml",
    ]
    assert len(curated.entities) == 2


@pytest.mark.parametrize("repeated", ["A", "Ayy"])
def test_an_alias_that_stands_twice_is_told_at_its_line(loaded: Loader, repeated: str) -> None:
    curated = loaded(f"- id: a\n  kind: place\n  name: A\n  aliases:\n    - Ayy\n    - B\n    - {{text: {repeated}}}\n")
    assert told(curated) == [("duplicate-alias", 7, f"entity a: the alias `{repeated}` stands twice")]


def test_forms_that_differ_in_case_or_hyphens_are_different_aliases(loaded: Loader) -> None:
    assert loaded("- {id: a, kind: place, name: Pak-China, aliases: [pak-china, Pak China]}\n").problems == ()


def test_a_shared_alias_is_a_warning_at_its_line_told_once(loaded: Loader) -> None:
    curated = loaded(
        "- {id: mcc, kind: organisation, name: Metallurgical, aliases: MCC}\n"
        "- id: challenge\n  kind: organisation\n  name: Challenge\n  aliases:\n    - mcc\n    - Mcc\n"
    )
    problem = only(curated)
    assert (problem.code, problem.severity, problem.line) == ("shared-alias", Severity.WARNING, 6)
    assert problem.message == "entity challenge: `mcc` is also an alias of mcc (index/entities/all.yaml:1)"


def test_a_shared_name_is_told_at_the_card(loaded: Loader) -> None:
    assert only(loaded("- {id: a, kind: place, name: Hub}\n- {id: b, kind: place, name: HUB}\n")).line == 2


def test_a_relation_to_an_unknown_entity_is_told_at_its_line(loaded: Loader) -> None:
    curated = loaded(
        "- {id: redhill, kind: place, name: R}\n"
        "- id: a\n  kind: place\n  name: A\n  relations:\n"
        "    - type: part of\n      to: redhil\n    - {type: part of, to: zz}\n"
    )
    assert told(curated) == [
        ("unknown-entity", 7, "entity a: the relation `part of` leads to unknown entity `redhil`"),
        ("unknown-entity", 8, "entity a: the relation `part of` leads to unknown entity `zz`"),
    ]
    assert [problem.hint for problem in curated.problems] == [
        "did you mean `redhill`?",
        "add that entity, or remove the relation",
    ]


def test_a_relation_of_an_unknown_type_is_a_warning_at_its_line(loaded: Loader) -> None:
    curated = loaded(
        "- id: a\n  kind: place\n  name: A\n  relations:\n    - to: a\n      type: prt of\n    - {type: loves, to: a}\n"
    )
    assert [(problem.code, problem.severity, problem.line, problem.hint) for problem in curated.problems] == [
        ("unknown-relation", Severity.WARNING, 6, "did you mean `part of`?"),
        ("unknown-relation", Severity.WARNING, 7, "declare it under relation_types: in index/corpus.yaml"),
    ]


def test_without_declared_types_any_relation_will_do(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A, relations: {type: anything, to: a}}\n",
        corpus="format: 1\ntitle: x\nkinds: {name: place}\n",
    )
    assert curated.problems == ()


def test_an_alias_may_repeat_the_name_to_give_it_rules_but_not_without_any(loaded: Loader) -> None:
    ruled = loaded("- {id: gold, kind: mineral, name: gold, aliases: [{text: gold, not_before: medal}]}\n")
    assert ruled.problems == ()
    bare = loaded("- {id: gold, kind: mineral, name: gold, aliases: [gold]}\n")
    assert only(bare).code == "duplicate-alias"


@pytest.mark.parametrize(
    "one",
    [
        "{id: a, kind: place, name: A, aliases: [Hub], context: [coal]}",
        "{id: a, kind: place, name: A, aliases: {text: Hub, needs: coal}}",
    ],
)
def test_an_alias_that_is_told_apart_may_be_shared(loaded: Loader, one: str) -> None:
    assert loaded(f"- {one}\n- {{id: b, kind: place, name: B, aliases: [Hub]}}\n").problems == ()
