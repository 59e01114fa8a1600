"""What validation says of an entry, and what it keeps of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpec_tui.entities.schema import CorpusModel, DocumentModel, EntityModel, Model
from cpec_tui.entities.validating import described, validate
from cpec_tui.yamlfile import parse

HEAD = "id: a\nkind: place\nname: A\n"


def said(text: str, model: type[Model] = EntityModel) -> list[str]:
    return [str(problem) for problem in validate(model, parse(text), "f.yaml", "x").problems]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("kind: place\nname: A", "f.yaml:1: x › id: this is missing; add it"),
        (
            "id: A b\nkind: place\nname: A",
            "f.yaml:1: x › id: `A b` is no entity id; use a-z, 0-9 and - only, beginning with a letter or digit",
        ),
        ("id: a\nkind:\nname: A", "f.yaml:2: x › kind: this is empty; give it a value, or remove it"),
        ("id: a\nkind: place\nname: ' '", "f.yaml:3: x › name: this is empty; give it a value, or remove it"),
        (
            "id: a\nkind: place\nname: '—'",
            "f.yaml:3: x › name: there is no letter and no digit in it, so that it can never be found; found `—`",
        ),
        (
            f"{HEAD}summary: [b]",
            "f.yaml:4: x › summary: a text is wanted, found a list; "
            "write one text; it needs quotes when it holds special characters",
        ),
        (
            f"{HEAD}ids: [b]",
            "f.yaml:4: x › ids: a mapping of keys is wanted, found a list; write keys and values, one a line",
        ),
        (f"{HEAD}ids: {{wikidata: }}", "f.yaml:4: x › ids › wikidata: this is empty; give it a value, or remove it"),
        (f"{HEAD}alias: b", "f.yaml:4: unknown key `alias` in x; did you mean `aliases`?"),
        (
            f"{HEAD}frobnicate: b",
            "f.yaml:4: unknown key `frobnicate` in x; "
            "known here: id, kind, name, merged_into, aliases, summary, facts, relations, context, ids",
        ),
        (
            f"{HEAD}aliases:\n  - B\n  - [c]",
            "f.yaml:6: x › aliases 2: a mapping of keys is wanted, found a list; write keys and values, one a line",
        ),
        (
            f"{HEAD}aliases:\n  - {{text: B, case: exakt}}",
            "f.yaml:5: x › aliases 1 › case: `exakt` is not known here; did you mean `exact`?",
        ),
        (
            f"{HEAD}aliases:\n  - {{text: B, type: [c]}}",
            "f.yaml:5: x › aliases 1 › type: a list is not known here; "
            "write one of: acronym, short, former, variant, translation",
        ),
        (
            f"{HEAD}facts:\n  text: B\n  evidnce: c",
            "f.yaml:6: unknown key `evidnce` in x › facts 1; did you mean `evidence`?",
        ),
        (
            f"{HEAD}facts:\n  - text: B\n    evidence:\n      document: d",
            "f.yaml:6: x › facts 1 › evidence 1 › text: this is missing; add it",
        ),
        (
            f"{HEAD}facts:\n  - text: B\n    references:\n      - title: t\n        date: 2024-13",
            "f.yaml:8: x › facts 1 › references 1 › date: no such date: write YYYY, YYYY-MM or YYYY-MM-DD; "
            "found `2024-13`",
        ),
        (
            f"{HEAD}relations:\n  - type: b\n    to: c\n    form: 2024",
            "f.yaml:7: unknown key `form` in x › relations 1; did you mean `from`?",
        ),
    ],
)
def test_a_problem_says_where_and_what_and_what_to_do(text: str, told: str) -> None:
    assert said(text) == [told]


def test_every_problem_of_an_entry_is_told_at_once() -> None:
    assert len(said("id: B!\nkind: [c]\nfoo: d\naliases: [{}, {texxt: e}]\nfacts: {date: 1}")) == 9


def test_a_bad_date_has_a_code_of_its_own() -> None:
    checked = validate(DocumentModel, parse("date: soon"), "f.yaml")
    assert [problem.code for problem in checked.problems] == ["bad-date"]


def test_without_a_place_the_key_stands_alone() -> None:
    (problem,) = validate(CorpusModel, parse("format: 1\ntitle: x\nfoo: y"), "f.yaml").problems
    assert problem.message == "unknown key `foo`"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"{HEAD}summary: [b]", {}),
        (f"{HEAD}foo: b\nsummary: c", {"summary": "c"}),
        (f"{HEAD}facts: [{{text: b, date: soon}}]", {"facts": [{"text": "b"}]}),
        (f"{HEAD}facts: [{{text: b, foo: c}}, {{date: 2024}}]", {"facts": [{"text": "b"}]}),
        (f"{HEAD}facts: {{text: b, evidence: {{document: c}}}}", {"facts": {"text": "b"}}),
        (f"{HEAD}facts: {{date: 2024}}", {}),
        (f"{HEAD}relations: [{{type: b, to: c, from: soon}}, {{to: d}}]", {"relations": [{"type": "b", "to": "c"}]}),
        (f"{HEAD}aliases: [b, {{text: c, case: d}}, {{text: e, onlyafter: f}}]", {"aliases": ["b"]}),
        (f"{HEAD}aliases: {{text: c, needs: [{{}}]}}", {}),
        (f"{HEAD}ids: {{a: b, c: }}", {"ids": {"a": "b"}}),
    ],
)
def test_what_is_wrong_is_left_out_and_the_rest_is_used(text: str, kept: dict[str, object]) -> None:
    checked = validate(EntityModel, parse(text), "f.yaml")
    assert checked.problems
    assert checked.model is not None
    assert checked.node == {"id": "a", "kind": "place", "name": "A", **kept}


@pytest.mark.parametrize("text", ["kind: place\nname: A", "id: a\nkind: [b]\nname: A", "id: a\nkind: place\nname:"])
def test_without_what_every_entity_has_nothing_can_be_used(text: str) -> None:
    assert validate(EntityModel, parse(text), "f.yaml").model is None


@pytest.mark.parametrize("value", ["text", None, ["a"]])
def test_what_is_no_mapping_is_no_entry(value: object) -> None:
    checked = validate(DocumentModel, value, "f.yaml", "x")
    assert checked.model is None
    assert len(checked.problems) == 1


def test_values_are_described_in_a_few_words() -> None:
    values: list[object] = [None, "a", {}, [], "x" * 99]
    assert [described(value) for value in values] == [
        "nothing",
        "`a`",
        "a mapping",
        "a list",
        f"`{'x' * 60}`",
    ]


_KEYS = st.sampled_from("id kind name aliases text facts evidence document relations type to from date ids foo".split())
_SCALARS = st.sampled_from(["a", "b c", "2024", "2024-13", "", None, "Ä", "exact"])
_NODES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=9,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(_KEYS, _NODES, max_size=7))
def test_any_entry_is_used_or_its_problems_are_told(entry: dict[str, object]) -> None:
    value = parse(json.dumps(entry))
    checked = validate(EntityModel, value, "f.yaml", "x")
    assert (checked.model is None) <= bool(checked.problems)
    assert all(problem.message and problem.hint and problem.line == 1 for problem in checked.problems)
    if checked.model is not None:
        assert validate(EntityModel, checked.node, "f.yaml").problems == []
