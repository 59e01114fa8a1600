"""Where quotations stand now."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from cpec_tui.entities.evidence import Elsewhere, Search, Texts, locate, locate_all, totals
from cpec_tui.errors import Severity
from cpec_tui.model import Entity, Evidence, Fact, Located, Paragraph, Role, Standing

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


@pytest.mark.parametrize("text", ["silver leaves", "gold", "rail. Redhill", " ", "\u200b"])
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


def found_in(paragraphs: dict[str, list[Paragraph]]) -> Search:
    """A search through some documents."""

    def search(wanted: Iterable[str]) -> Elsewhere:
        return {
            text: [(doc, one) for doc, found in paragraphs.items() for one in found if text in one.text]
            for text in wanted
        }

    return search


def test_every_quotation_that_is_not_where_it_was_is_a_problem_at_its_line() -> None:
    entity = _entity(
        Evidence("mine", "Gold leaves"),
        Evidence("mine", "Silver"),
        Evidence("nowhere", "Gold"),
        Evidence("mine", "leaves by rail"),
        Evidence("mine", "Gold leaves", address="mine#p3"),
        Evidence("mine", "Copper leaves by the rail."),
        Evidence("mine", "Tin leaves by ship"),
        Evidence("nowhere", "Tin leaves by ship"),
    )
    others = {"port": [Paragraph(4, Role.BODY, "Here, Tin leaves by ship.")]}
    standings, problems = locate_all([entity], Texts({"mine": PARAGRAPHS}), found_in(others))
    expected = ["exact", "lost", "lost", "ambiguous", "moved", "changed", "elsewhere", "elsewhere"]
    assert [one.standing.value for one in standings["a"][1]] == expected
    assert standings["a"][0] == []
    where = "entity a, fact 2: "
    assert [(problem.code, problem.severity, problem.line, problem.message) for problem in problems] == [
        ("evidence-lost", Severity.ERROR, 21, f"{where}the quotation `Silver` is not found in mine"),
        ("evidence-lost", Severity.ERROR, 22, f"{where}there is no document `nowhere`"),
        (
            "evidence-ambiguous",
            Severity.WARNING,
            23,
            f"{where}the quotation `leaves by rail` stands in several places of mine",
        ),
        ("evidence-moved", Severity.WARNING, 24, f"{where}the quotation `Gold leaves` has moved to mine#p2"),
        (
            "evidence-changed",
            Severity.WARNING,
            25,
            f"{where}the quotation `Copper leaves by the rail.` does not stand word for word in mine any more",
        ),
        (
            "evidence-elsewhere",
            Severity.WARNING,
            26,
            f"{where}the quotation `Tin leaves by ship` is not found in mine, but stands in another document",
        ),
        (
            "evidence-elsewhere",
            Severity.WARNING,
            27,
            f"{where}there is no document `nowhere`, but the quotation `Tin leaves by ship` stands in another: port#p4",
        ),
    ]
    assert problems[4].hint == "compare mine#p2, where it is now: `Copper leaves by rail.`"
    assert all(problem.hint and problem.path == entity.source for problem in problems)
    assert totals(standings) == {
        "exact": 1, "moved": 1, "ambiguous": 1, "changed": 1, "elsewhere": 2, "lost": 2,
    }  # fmt: skip


def test_only_what_is_lost_in_its_document_is_looked_for_in_others() -> None:
    asked: list[str] = []

    def search(wanted: Iterable[str]) -> Elsewhere:
        asked.extend(wanted)
        return {}

    entity = _entity(
        Evidence("mine", "Gold leaves"), Evidence("mine", "Copper leaves by the rail."), Evidence("x", "T in")
    )
    locate_all([entity], Texts({"mine": PARAGRAPHS}), search)
    assert asked == ["T in"]


def test_among_other_documents_the_context_decides() -> None:
    others = {
        "a": [Paragraph(1, Role.BODY, "Some say tin leaves by ship.")],
        "b": [Paragraph(1, Role.BODY, "They know that tin leaves by ship.")],
    }
    entity = _entity(Evidence("mine", "tin leaves by ship", before="know that "))
    standings, _ = locate_all([entity], Texts({"mine": PARAGRAPHS}), found_in(others))
    assert standings["a"][1] == [Located(Standing.ELSEWHERE, "b#p1", 15, 33)]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("gold leaves by rail too", "Gold leaves by rail too"),
        ("Copper now leaves by rail.", "Copper leaves by rail."),
        ("Redhill cafe: copper leaves by rail!", "Redhill café: copper leaves by rail"),
    ],
)
def test_what_is_nearly_the_same_is_shown_and_does_not_pass_for_the_quotation(text: str, now: str) -> None:
    found = located(text)
    assert (found.standing, found.text) == (Standing.CHANGED, now)
    paragraph = next(one for one in PARAGRAPHS if found.address == f"mine#p{one.ordinal}")
    assert paragraph.text[found.start : found.end] == now


def test_an_old_document_id_still_leads_there() -> None:
    standings, problems = locate_all([_entity(Evidence("old", "Gold"))], Texts({"mine": PARAGRAPHS}, {"old": "mine"}))
    assert (standings["a"][1][0].address, problems) == ("mine#p2", [])


def test_a_document_without_paragraphs_holds_no_quotation() -> None:
    _, (problem,) = locate_all([_entity(Evidence("empty", "Gold"))], Texts({"empty": []}))
    assert "is not found in empty" in problem.message


def test_a_card_without_facts_has_no_standings() -> None:
    assert locate_all([Entity("a", "place", "A")], Texts({})) == ({}, [])
