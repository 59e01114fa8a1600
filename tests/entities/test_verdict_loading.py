"""index/verdicts.yaml: what can be applied, and what is wrong with the rest, at its line."""

from __future__ import annotations

import pytest

from cpec_tui.entities.curated import Curated
from cpec_tui.entities.verdict_loading import Known, verdicts_in
from cpec_tui.entities.verdicts import digest, verdict_item
from cpec_tui.model import Decision, Scope, Verdict
from cpec_tui.yamlfile import parse
from tests.corpora import ENTITIES
from tests.entities.curating import Loader, only, told

ONE = """\
- verdict: retarget
  entity: sas
  to: redhill
  form: Stone
  document: harbour
  before: "rebuilt by "
  after: " and Sons (SAS)."
  occurrence: 2 of 3
  address: harbour#p2
  date: 2025-02
  note: the rock
"""


def curated(loaded: Loader, verdicts: str, documents: str | None = None) -> Curated:
    return loaded(ENTITIES, verdicts=verdicts, documents=documents)


def test_a_verdict_has_all_that_is_written(loaded: Loader) -> None:
    found = curated(loaded, f"# Decided\n{ONE}")
    assert found.problems == ()
    (verdict,) = found.verdicts
    assert verdict == Verdict(
        Decision.RETARGET,
        "sas",
        "Stone",
        Scope.MENTION,
        "redhill",
        "harbour",
        "rebuilt by ",
        " and Sons (SAS).",
        (2, 3),
        "harbour#p2",
        "2025-02",
        "the rock",
    )
    assert (verdict.item, verdict.line) == (0, 2)


def test_what_is_written_of_a_verdict_reads_as_that_verdict(loaded: Loader) -> None:
    (verdict,) = curated(loaded, ONE).verdicts
    assert "".join(f"{key}: {value}\n" for key, value in verdict_item(verdict).items()) == "".join(
        line[2:].replace('"', "") + "\n" for line in ONE.splitlines()
    )
    everywhere = Verdict(Decision.REJECT, "sas", "Stone", Scope.CORPUS)
    assert verdict_item(everywhere) == {"verdict": "reject", "entity": "sas", "form": "Stone", "scope": "corpus"}


def test_without_the_file_and_in_an_empty_one_there_is_none(loaded: Loader) -> None:
    assert loaded(ENTITIES).verdicts == curated(loaded, "# none yet\n").verdicts == ()


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("accept: sas\n", "not-a-list", 1, "this is no list of verdicts: found a mapping"),
        ("- sas\n", "bad-value", 1, "verdict 1: a mapping of keys is wanted, found `sas`"),
        (
            "- {verdict: aye, entity: sas, form: SAS, scope: corpus}\n",
            "bad-value",
            1,
            "verdict 1 › verdict: `aye` is not known here",
        ),
        ("- {verdict: accept, entity: sas, scope: corpus}\n", "bad-value", 1, "verdict 1 › form: this is missing"),
        (
            "- verdict: accept\n  entity: sass\n  form: SAS\n  scope: corpus\n",
            "unknown-entity",
            2,
            "verdict 1 (accept sass for `SAS`): there is no entity `sass`",
        ),
        (
            "- verdict: retarget\n  entity: sas\n  form: SAS\n  scope: corpus\n",
            "missing-key",
            1,
            "verdict 1 (retarget sas for `SAS`): `to` is missing",
        ),
        (
            "- verdict: accept\n  entity: sas\n  to: brook\n  form: SAS\n  scope: corpus\n",
            "needless-key",
            3,
            "verdict 1 (accept sas for `SAS`): `to` belongs to retarget only",
        ),
        (
            "- {verdict: retarget, entity: sas, to: sas, form: SAS, scope: corpus}\n",
            "bad-value",
            1,
            "verdict 1 (retarget sas for `SAS`): `to` is the entity that it was linked to",
        ),
        (
            "- {verdict: accept, entity: sas, form: SAS, scope: document}\n",
            "missing-key",
            1,
            "verdict 1 (accept sas for `SAS`): `document` is missing",
        ),
        (
            "- {verdict: accept, entity: sas, form: SAS, document: harbour}\n",
            "missing-key",
            1,
            "verdict 1 (accept sas for `SAS`): `before` and `after` are missing, so that its place cannot be found",
        ),
        (
            "- verdict: accept\n  entity: sas\n  form: SAS\n  scope: corpus\n  document: harbour\n",
            "needless-key",
            5,
            "verdict 1 (accept sas for `SAS`): `document` says nothing where scope is corpus",
        ),
        (
            "- verdict: accept\n  entity: sas\n  form: SAS\n  document: harbour\n  after: x\n  occurrence: 3 of 2\n",
            "bad-value",
            6,
            "verdict 1 › occurrence: write which of how many it is, as in `2 of 3`",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line_and_not_applied(
    loaded: Loader, text: str, code: str, line: int, message: str
) -> None:
    found = curated(loaded, text)
    problem = only(found)
    assert (problem.code, problem.path, problem.line, problem.message) == (code, "index/verdicts.yaml", line, message)
    assert problem.hint
    assert found.verdicts == ()


def test_the_others_are_applied_all_the_same(loaded: Loader) -> None:
    found = curated(loaded, "- nothing\n- {verdict: reject, entity: sas, form: SAS, scope: corpus}\n")
    (verdict,) = found.verdicts
    assert (verdict.entity, verdict.item, verdict.line) == ("sas", 1, 2)


def test_no_entity_is_unknown_while_a_file_of_them_cannot_be_read(loaded: Loader) -> None:
    found = loaded("- {id: [\n", verdicts="- {verdict: reject, entity: x, form: X, scope: corpus}\n")
    assert [problem.code for problem in found.problems] == ["yaml"]
    assert len(found.verdicts) == 1


AT = "document: harbour, before: by, after: leads"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("verdict: accept, entity: sas", "verdict: reject, entity: sas"),
        ("verdict: reject, entity: sas", "verdict: accept, entity: sas"),
        ("verdict: accept, entity: sas", "verdict: accept, entity: brook"),
        ("verdict: retarget, entity: sas, to: brook", "verdict: accept, entity: sas"),
        ("verdict: retarget, entity: sas, to: brook", "verdict: reject, entity: brook"),
        ("verdict: retarget, entity: sas, to: brook", "verdict: retarget, entity: sas, to: redhill"),
    ],
)
def test_of_two_that_contradict_each_other_none_is_applied(loaded: Loader, first: str, second: str) -> None:
    found = curated(loaded, f"- {{{first}, form: SAS, {AT}}}\n- {{{second}, form: SAS, {AT}}}\n")
    problem = only(found)
    assert (problem.code, problem.line) == ("contradicting-verdicts", 2)
    assert "it contradicts line 1, so that neither is applied" in problem.message
    assert found.verdicts == ()


def test_one_that_stands_twice_is_applied_once(loaded: Loader) -> None:
    text = (
        f"- {{verdict: accept, entity: sas, form: S’AS, {AT}}}\n- {{verdict: accept, entity: sas, form: S'AS, {AT}}}\n"
    )
    found = curated(loaded, text)
    assert [(code, line) for code, line, _ in told(found)] == [("duplicate-verdict", 2)]
    assert len(found.verdicts) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"verdict: reject, entity: sas, form: SAS, {AT}", f"verdict: reject, entity: brook, form: SAS, {AT}"),
        (f"verdict: accept, entity: sas, form: SAS, {AT}", f"verdict: accept, entity: brook, form: sas, {AT}"),
        (
            f"verdict: accept, entity: sas, form: SAS, {AT}",
            "verdict: reject, entity: sas, form: SAS, scope: document, document: harbour",
        ),
        (
            "verdict: accept, entity: sas, form: SAS, scope: document, document: mine",
            "verdict: reject, entity: sas, form: SAS, scope: document, document: harbour",
        ),
        (
            f"verdict: accept, entity: sas, form: SAS, {AT}, address: harbour#p2",
            f"verdict: reject, entity: sas, form: SAS, {AT}, address: harbour#p3",
        ),
    ],
)
def test_verdicts_that_are_not_about_the_same_contradict_nothing(loaded: Loader, first: str, second: str) -> None:
    found = curated(loaded, f"- {{{first}}}\n- {{{second}}}\n")
    assert (told(found), len(found.verdicts)) == ([], 2)


def test_a_document_is_known_by_the_id_that_it_had_before(loaded: Loader) -> None:
    text = "- {verdict: accept, entity: sas, form: SAS, scope: document, document: old}\n"
    (verdict,) = curated(loaded, text, "harbour:\n  former_ids: [old]\n").verdicts
    assert verdict.document == "harbour"


def test_an_entity_that_was_merged_stands_for_the_one_it_was_merged_into() -> None:
    value = parse("- {verdict: retarget, entity: old, to: older, form: SAS, scope: corpus}\n")
    known = Known(frozenset({"sas", "brook"}), merged={"old": "sas", "older": "brook"})
    (verdict,), problems = verdicts_in(value, "index/verdicts.yaml", known)
    assert (verdict.entity, verdict.to, problems) == ("sas", "brook", [])


def test_the_digest_changes_with_what_decides_and_with_nothing_else(loaded: Loader) -> None:
    before = digest(curated(loaded, ONE).verdicts)
    assert digest(curated(loaded, "# A word\n" + ONE.replace("the rock", "a rock")).verdicts) == before
    assert digest(curated(loaded, ONE.replace("rebuilt", "built")).verdicts) != before
    assert digest(()) == ""
