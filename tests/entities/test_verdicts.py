"""What verdicts say of the mentions of one document."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpec_tui.entities.verdicts import Rulings, Verdicts, placed, stands_in
from cpec_tui.model import Decision, Located, Paragraph, Role, Scope, Standing, Verdict

PARAGRAPHS = [
    Paragraph(1, Role.TITLE, "MCC at Saindak"),
    Paragraph(2, Role.BODY, "The MCC runs the mine. MCCs are others; Reko‑Diq is near."),
]
TITLE, BODY, NEAR = (0, 0, 3), (1, 4, 7), (1, 40, 48)
ACCEPT, REJECT, RETARGET = Decision.ACCEPT, Decision.REJECT, Decision.RETARGET


def mention(decision: Decision, entity: str, to: str | None = None, before: str = "The") -> Verdict:
    return Verdict(decision, entity, "MCC", Scope.MENTION, to, "mine", before)


def in_document(decision: Decision, entity: str, to: str | None = None, form: str = "MCC") -> Verdict:
    return Verdict(decision, entity, form, Scope.DOCUMENT, to, "mine")


def everywhere(decision: Decision, entity: str, to: str | None = None, form: str = "MCC") -> Verdict:
    return Verdict(decision, entity, form, Scope.CORPUS, to)


def rulings(*verdicts: Verdict, doc: str = "mine") -> Rulings:
    return placed(Verdicts(verdicts), PARAGRAPHS, doc)


def at(ruled: Rulings, place: tuple[int, int, int], surface: str = "MCC") -> tuple[set[str], set[str]]:
    accepted, rejected = ruled.at(*place, surface)
    return set(accepted), set(rejected)


def test_a_verdict_on_one_place_holds_there_alone() -> None:
    ruled = rulings(mention(RETARGET, "mcc-us", "mcc"))
    assert at(ruled, BODY) == ({"mcc"}, {"mcc-us"})
    assert at(ruled, TITLE) == (set(), set())
    assert at(ruled, (1, 4, 11), "MCC runs") == (set(), set())


def test_a_verdict_on_a_document_holds_for_the_form_as_it_is_written() -> None:
    ruled = rulings(in_document(REJECT, "mcc"))
    assert at(ruled, TITLE) == at(ruled, BODY) == (set(), {"mcc"})
    assert at(ruled, BODY, "Mcc") == (set(), set())
    assert not rulings(in_document(REJECT, "mcc"), doc="other")


@pytest.mark.parametrize("form", ["Reko-Diq", "Reko–Diq"])
def test_kinds_of_hyphens_are_one(form: str) -> None:
    ruled = rulings(everywhere(ACCEPT, "reko-diq", form=form))
    assert at(ruled, NEAR, "Reko‑Diq") == ({"reko-diq"}, set())
    assert ruled.forced == ((*NEAR, "reko-diq"),)


@pytest.mark.parametrize(
    ("verdicts", "accepted", "rejected"),
    [
        ([mention(ACCEPT, "a"), in_document(ACCEPT, "b"), everywhere(ACCEPT, "c")], {"a"}, set()),
        ([in_document(ACCEPT, "b"), everywhere(ACCEPT, "c")], {"b"}, set()),
        ([mention(REJECT, "a"), in_document(ACCEPT, "a")], set(), {"a"}),
        ([mention(REJECT, "a"), in_document(ACCEPT, "b")], {"b"}, {"a"}),
        ([mention(ACCEPT, "a"), everywhere(REJECT, "a")], {"a"}, set()),
        ([mention(RETARGET, "a", "b"), everywhere(RETARGET, "b", "a")], {"b"}, {"a"}),
        ([in_document(REJECT, "a"), everywhere(REJECT, "b")], set(), {"a", "b"}),
    ],
)
def test_what_is_said_nearer_by_goes_before(verdicts: list[Verdict], accepted: set[str], rejected: set[str]) -> None:
    for order in (verdicts, verdicts[::-1]):
        assert at(rulings(*order), BODY) == (accepted, rejected)


def test_what_is_accepted_is_a_mention_whether_or_not_an_alias_is_found_there() -> None:
    assert rulings(mention(ACCEPT, "mcc")).forced == ((*BODY, "mcc"),)
    assert rulings(in_document(ACCEPT, "mcc")).forced == ((*TITLE, "mcc"), (*BODY, "mcc"))
    assert rulings(everywhere(RETARGET, "mcc-us", "mcc"), doc="other").forced == ((*TITLE, "mcc"), (*BODY, "mcc"))
    assert rulings(in_document(REJECT, "mcc")).forced == ()
    assert rulings(in_document(ACCEPT, "mcc"), mention(REJECT, "mcc")).forced == ((*TITLE, "mcc"),)


def test_what_became_of_each_is_told_by_its_number() -> None:
    around = "The MCC runs the mine. MCCs are others;"
    ruled = rulings(
        everywhere(ACCEPT, "mcc"),
        mention(ACCEPT, "mcc"),
        replace(mention(ACCEPT, "mcc", before="Now that"), address="mine#p2"),
        mention(ACCEPT, "mcc", before="Millennium Challenge Corporation"),
        in_document(REJECT, "mcc"),
        in_document(REJECT, "mcc", form="MC"),
    )
    assert ruled.standings == {
        1: Located(Standing.EXACT, "mine#p2", 4, 7),
        2: Located(Standing.CHANGED, "mine#p2", 4, 7, around),
        3: Located(Standing.LOST),
        4: Located(Standing.EXACT, "mine#p1", 0, 3),
        5: Located(Standing.LOST),
    }


def test_where_nothing_is_decided_nothing_is_said() -> None:
    assert not rulings()
    assert at(rulings(), BODY) == (set(), set())
    assert rulings(mention(ACCEPT, "mcc"), doc="other") == Rulings()


@pytest.mark.parametrize(
    ("form", "stands"),
    [("Xi'an", True), ("Xi’an", True), ("Xi", True), ("X", False), ("Reko-Diq", True), ("Diq’s", False)],
)
def test_a_form_is_looked_for_in_all_texts(form: str, stands: bool) -> None:
    texts = ["From Xi’an by rail", "to Reko–Diq"]
    assert stands_in(form, lambda part: (text for text in texts if part in text)) == stands
