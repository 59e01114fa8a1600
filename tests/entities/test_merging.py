"""Entities that turned out to be others."""

from __future__ import annotations

from pathlib import Path

import pytest

from cpec_tui.entities.evidence import Texts, locate_all
from cpec_tui.entities.loading import load
from cpec_tui.model import Alias, Evidence, Fact, Paragraph, Relation, Role
from tests.corpora import make_corpus
from tests.entities.curating import Loader, only, told

SAS = """\
- id: sas
  kind: organisation
  name: Stone and Sons
  aliases: [SAS]
  facts: {text: It is old}
  relations: {type: operator of, to: quay}
  context: [stone]
  ids: {wikidata: Q1}
- {id: quay, kind: place, name: Quay}
"""
STONE = """\
- id: stone
  kind: organisation
  name: Stone & Sons
  merged_into: sas
  aliases:
    - SAS
    - {text: Stone, needs: [stone, quay]}
  summary: A firm.
  facts:
    - text: It is old
    - text: It is large
      evidence: {document: mine, text: no such words}
  relations:
    - {type: part of, to: sas}
    - {type: operator of, to: quay}
    - {type: operator of, to: redhill}
  context: [stone, quay]
  ids: {wikidata: Q2, geonames: 3}
- id: redhill
  kind: place
  name: Redhill
  aliases: {text: Red, only_after: [stone, sas]}
  relations: {type: operator of, to: stone}
  context: stone
"""


def test_all_that_is_said_of_a_merged_entity_counts_as_the_others(loaded: Loader) -> None:
    curated = loaded(SAS + STONE)
    assert curated.problems == ()
    assert curated.merged == {"stone": "sas"}
    assert [entity.id for entity in curated.entities] == ["sas", "quay", "redhill"]
    sas = curated.entities[0]
    assert (sas.name, sas.summary, sas.merged_into) == ("Stone and Sons", "A firm.", None)
    assert sas.aliases == (Alias("SAS"), Alias("Stone & Sons"), Alias("Stone", needs=("sas", "quay")))
    assert sas.facts == (
        Fact("It is old"),
        Fact("It is large", evidence=(Evidence("mine", "no such words"),)),
    )
    assert sas.relations == (Relation("operator of", "quay"), Relation("operator of", "redhill"))
    assert sas.ids == {"wikidata": "Q1", "geonames": "3"}
    assert sas.context == ("sas", "quay")


def test_whoever_names_the_old_id_means_the_new_one(loaded: Loader) -> None:
    redhill = loaded(SAS + STONE).entities[2]
    assert redhill.relations == (Relation("operator of", "sas"),)
    assert redhill.aliases == (Alias("Red", only_after=("sas",)),)
    assert redhill.context == ("sas",)


def test_relations_between_two_that_became_one_are_none(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A, relations: [{type: part of, to: b}, {type: part of, to: c}]}\n"
        "- {id: b, kind: place, name: B, merged_into: a, relations: {type: part of, to: a}}\n"
        "- {id: c, kind: place, name: C, relations: [{type: part of, to: b}, {type: part of, to: a}]}\n"
    )
    assert [entity.relations for entity in curated.entities] == [
        (Relation("part of", "c"),),
        (Relation("part of", "a"),),
    ]
    assert curated.entities[0].line_of("relations", 0, "to") == 1


def test_parts_know_the_file_and_line_where_they_stand(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {}, entities=SAS)
    (corpus.index / "entities" / "more.yaml").write_text(STONE)
    curated = load(corpus)
    sas = curated.entities[0]
    assert sas.place_of("facts", 0) == ("index/entities/all.yaml", 5)
    assert sas.place_of("facts", 1) == ("index/entities/more.yaml", 11)
    assert sas.place_of("facts", 1, "evidence", 0) == ("index/entities/more.yaml", 12)
    assert sas.place_of("aliases", 1) == ("index/entities/more.yaml", 1)
    assert sas.place_of("aliases", 2) == ("index/entities/more.yaml", 7)
    assert sas.place_of("relations", 1) == ("index/entities/more.yaml", 16)
    assert sas.place_of("relations", 1, "to") == ("index/entities/more.yaml", 16)
    _, (problem,) = locate_all(curated.entities, Texts({"mine": [Paragraph(1, Role.BODY, "Copper")]}))
    assert (problem.code, problem.path, problem.line) == ("evidence-lost", "index/entities/more.yaml", 12)


def test_a_chain_leads_to_its_end(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A, merged_into: b}\n"
        "- {id: b, kind: place, name: B, merged_into: c}\n"
        "- {id: c, kind: place, name: C}\n"
    )
    assert curated.merged == {"a": "c", "b": "c"}
    assert [(entity.id, entity.other_names) for entity in curated.entities] == [("c", ("A", "B"))]


def test_a_name_with_rules_stays_one(loaded: Loader) -> None:
    curated = loaded(
        "- {id: a, kind: place, name: A, merged_into: b, aliases: [{text: A, case: exact}, {text: B}]}\n"
        "- {id: b, kind: place, name: B}\n"
    )
    assert curated.entities[0].aliases == (Alias("A", case="exact"),)


def test_shared_names_of_what_became_one_are_no_problem(loaded: Loader) -> None:
    text = "- {id: a, kind: place, name: A}\n- {id: b, kind: place, name: a}\n"
    assert only(loaded(text)).code == "shared-alias"
    assert loaded(text.replace("name: a", "name: a, merged_into: a")).problems == ()


@pytest.mark.parametrize(
    ("targets", "code", "lines", "said"),
    [
        ("aaa", "bad-merge", [3], "entity a is merged into itself"),
        ("bab", "bad-merge", [3, 7], "entity a is merged into itself by way of others: a → b → a"),
        ("zaa", "unknown-entity", [3], "entity a is merged into `z`, which is no entity"),
    ],
)
def test_what_cannot_be_merged_stays_an_entity_of_its_own(
    loaded: Loader, targets: str, code: str, lines: list[int], said: str
) -> None:
    a, b, c = (
        f"- id: {one}\n  name: {one}\n  merged_into: {to}\n  kind: place\n"
        for one, to in zip("abc", targets, strict=True)
    )
    curated = loaded(a + b + c)
    assert [problem.line for problem in curated.problems] == lines
    assert told(curated)[0] == (code, 3, said)
    assert all(problem.hint for problem in curated.problems)
    assert "a" in [entity.id for entity in curated.entities]
    assert curated.merged["c"] == targets[2]


def test_no_merge_is_blamed_for_an_entity_in_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path / "corpus", {}, entities="- {id: a, kind: place, name: A, merged_into: b}\n")
    (corpus.index / "entities" / "more.yaml").write_text("- {id: b, kind: place, name: [\n")
    assert [problem.code for problem in load(corpus).problems] == ["yaml"]


def test_a_merge_into_what_lacks_something_is_told_once(loaded: Loader) -> None:
    curated = loaded("- {id: a, kind: place, name: A, merged_into: b}\n- {id: b, name: B}\n")
    assert [problem.code for problem in curated.problems] == ["bad-value"]
    assert [entity.id for entity in curated.entities] == ["a"]
