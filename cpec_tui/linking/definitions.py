"""Definitions in a text: "Full Name (ACR)" says what ACR means from there on in that document.

Web residue between the name and the bracket does not hide a definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cpec_tui.linking.shapes import is_acronym
from cpec_tui.model import Span

_BRACKET = re.compile(r"[\s.,]*\(\s*[\"“']?([^()\s]{2,12})[\"”']?\s*\)")


def defined_after(text: str, end: int, residue: Iterable[Span]) -> tuple[str, Span] | None:
    """The short form defined right after a name that ends at ``end``, with its span; None when there is none."""
    position = _past_residue(text, end, residue)
    match = _BRACKET.match(text, position)
    if match is None or not is_acronym(match.group(1)):
        return None
    return match.group(1), match.span(1)


def _past_residue(text: str, end: int, residue: Iterable[Span]) -> int:
    for start, finish in residue:
        if end <= start and not text[end:start].strip(" .,"):
            end = finish
    return end
