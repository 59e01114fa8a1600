"""Quotations taken from a text."""

from __future__ import annotations

from cpec_tui.model import Evidence, address_of

# So many characters on each side tell equal places apart; the schema allows no more.
CONTEXT = 32


def evidence_for(paragraph: str, start: int, end: int, document: str, ordinal: int) -> Evidence:
    """The words from ``start`` to ``end`` of a paragraph's canonical text as evidence, with what stands around them."""
    return Evidence(
        document,
        paragraph[start:end],
        paragraph[max(0, start - CONTEXT) : start],
        paragraph[end : end + CONTEXT],
        address_of(document, ordinal),
    )
