"""Where quotations stand now."""

from __future__ import annotations

import pytest

from cpec_tui.entities.evidence import Located, Standing, locate, locate_all
from cpec_tui.errors import Severity
from cpec_tui.model import Entity, Evidence, Fact, Paragraph, Role

PARAGRAPHS = [
    Paragraph(1, Role.TITLE, "The mine at Redhill"),
    Paragraph(2, Role.BODY, "Copper leaves by rail. Gold leaves by rail too."),
    Paragraph(3, Role.BODY, "Redhill café: copper leaves by rail."),
]


def located(text: str, before: str = "", after: str = "", address: str | None = None) -> Located:
    return locate(Evidence("mine", text, before, after, address), "mine", PARAGRAPHS)


def test_a_quotation_is_found_with_its_span() -> None:
    assert located("Gold leaves") == Located(Standing.EXACT, "mine#p2", 23, 34)


@pytest.mark.parametrize("text", ["Gold  leaves\n", "Gold\u00a0leaves", "Gold lea\u00adves"])
def test_it_is_compared_as_canonical_text(text: str) -> None:
    assert located(text).standing is Standing.EXACT


def test_a_decomposed_letter_is_the_same_letter() -> None:
    assert located("cafe\u0301").address == "mine#p3"


@pytest.mark.parametrize("text", ["silver leaves", "gold leaves", "rail. Redhill", " ", "\u200b"])
def test_what_does_not_stand_there_is_lost(text: str) -> None:
    assert located(text) == Located(Standing.LOST)


def test_a_quotation_in_several_places_is_ambiguous() -> None:
    assert located("leaves by rail") == Located(Standing.AMBIGUOUS, "mine#p2", 7, 21)


@pytest.mark.parametrize(
    ("before", "after", "address", "start"),
    [
        ("Copper ", "", "mine#p2", 7),
        ("Gold ", "", "mine#p2", 28),
        ("Gold", "", "mine#p2", 28),
        (" Gold\n", "", "mine#p2", 28),
        ("", " too.", "mine#p2", 28),
        ("", "too", "mine#p2", 28),
        ("café: copper ", ".", "mine#p3", 21),
        ("cafe\u0301: copper ", "", "mine#p3", 21),
    ],
)
def test_the_context_decides_between_equal_places(before: str, after: str, address: str, start: int) -> None:
    assert located("leaves by rail", before, after) == Located(Standing.EXACT, address, start, start + 14)


def test_the_hint_decides_where_the_context_does_not() -> None:
    assert located("leaves by rail", address="mine#p3") == Located(Standing.EXACT, "mine#p3", 21, 35)
    assert located("leaves by rail", address="mine#p2").standing is Standing.AMBIGUOUS


def test_the_context_is_stronger_than_the_hint() -> None:
    assert located("leaves by rail", "Gold ", address="mine#p3") == Located(Standing.MOVED, "mine#p2", 28, 42)


@pytest.mark.parametrize("address", ["mine#p9", "other#p9"])
def test_a_quotation_elsewhere_has_moved(address: str) -> None:
    assert located("Gold leaves", address=address).standing is Standing.MOVED


@pytest.mark.parametrize("address", ["mine", "mine#pX", ""])
def test_a_hint_without_a_paragraph_is_none(address: str) -> None:
    assert located("Gold leaves", address=address).standing is Standing.EXACT


def test_a_quotation_that_overlaps_itself_is_found_at_every_place() -> None:
    found = locate(Evidence("d", "aa"), "d", [Paragraph(1, Role.BODY, "aaa")])
    assert (found.standing, found.start) == (Standing.AMBIGUOUS, 0)


def _entity(*evidence: Evidence) -> Entity:
    lines = {f"facts.1.evidence.{number}": 20 + number for number in range(len(evidence))}
    facts = (Fact("none"), Fact("some", evidence=evidence))
    return Entity("a", "place", "A", facts=facts, source="index/entities/all.yaml", line=7, lines=lines)


def test_every_quotation_that_is_not_where_it_was_is_a_problem_at_its_line() -> None:
    entity = _entity(
        Evidence("mine", "Gold leaves"),
        Evidence("mine", "Silver"),
        Evidence("nowhere", "Gold"),
        Evidence("mine", "leaves by rail"),
        Evidence("mine", "Gold leaves", address="mine#p3"),
    )
    standings, problems = locate_all([entity], {"mine": PARAGRAPHS}, {})
    assert [one.standing.value for one in standings["a"][1]] == ["exact", "lost", "lost", "ambiguous", "moved"]
    assert standings["a"][0] == []
    assert [(problem.code, problem.severity, problem.line, problem.message) for problem in problems] == [
        ("evidence-lost", Severity.ERROR, 21, "entity a, fact 2: the quotation `Silver` is not found in mine"),
        ("evidence-lost", Severity.ERROR, 22, "entity a, fact 2: there is no document `nowhere`"),
        (
            "evidence-ambiguous",
            Severity.WARNING,
            23,
            "entity a, fact 2: the quotation `leaves by rail` stands in several places of mine",
        ),
        ("evidence-moved", Severity.WARNING, 24, "entity a, fact 2: the quotation `Gold leaves` has moved to mine#p2"),
    ]
    assert all(problem.hint and problem.path == entity.source for problem in problems)


def test_an_old_document_id_still_leads_there() -> None:
    standings, problems = locate_all([_entity(Evidence("old", "Gold"))], {"mine": PARAGRAPHS}, {"old": "mine"})
    assert (standings["a"][1][0].address, problems) == ("mine#p2", [])


def test_a_document_without_paragraphs_holds_no_quotation() -> None:
    _, (problem,) = locate_all([_entity(Evidence("empty", "Gold"))], {"empty": []}, {})
    assert "is not found in empty" in problem.message


def test_a_card_without_facts_has_no_standings() -> None:
    assert locate_all([Entity("a", "place", "A")], {}, {}) == ({}, [])
