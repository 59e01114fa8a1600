"""The words of the program as data."""

from __future__ import annotations

import pytest

from cpec_tui.model import (
    Document,
    Entity,
    Evidence,
    Fact,
    Metadata,
    Proof,
    Reference,
    address_of,
    split_address,
)


@pytest.mark.parametrize(
    ("address", "doc", "ordinal"),
    [
        ("harbour#p12", "harbour", 12),
        ("a/b c#p1", "a/b c", 1),
        ("x#p3#p1", "x#p3", 1),
        ("harbour", "harbour", None),
        ("harbour#p", "harbour#p", None),
        ("harbour#p1x", "harbour#p1x", None),
        ("harbour#p²", "harbour#p²", None),
        ("harbour#p١", "harbour#p١", None),
        ("harbour#p1234567890", "harbour#p1234567890", None),
        ("", "", None),
    ],
)
def test_an_address_names_a_paragraph_or_else_a_document(address: str, doc: str, ordinal: int | None) -> None:
    assert split_address(address) == (doc, ordinal)
    if ordinal is not None:
        assert address_of(doc, ordinal) == address


def test_quoted_beats_referenced_beats_unverified() -> None:
    evidence, reference = Evidence("d", "x"), Reference("t")
    assert [
        fact.proof
        for fact in (
            Fact("a", evidence=(evidence,), references=(reference,)),
            Fact("a", references=(reference,)),
            Fact("a"),
        )
    ] == [
        Proof.QUOTED,
        Proof.REFERENCED,
        Proof.UNVERIFIED,
    ]


def test_a_part_of_a_card_stands_at_its_line_or_as_near_as_is_known() -> None:
    card = Entity("a", "b", "C", line=3, lines={"relations.0": 5, "relations.0.to": 6})
    assert [
        card.line_of(*path)
        for path in (("relations", 0, "to"), ("relations", 0, "type"), ("relations", 1), ("kind",), ())
    ] == [
        6,
        5,
        3,
        3,
        3,
    ]


def test_lines_do_not_make_cards_different() -> None:
    assert Entity("a", "b", "C", lines={"kind": 1}) == Entity("a", "b", "C", lines={"kind": 2})


def test_a_document_has_the_title_of_its_metadata() -> None:
    assert Document("d", "d.txt", Metadata("T"), ()).title == "T"
