"""Definitions in a text: "Full Name (ACR)" says what ACR means in that document.

Web residue between the name and the bracket does not hide a definition.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from cpec_tui.linking.shapes import is_acronym
from cpec_tui.model import Span

_BRACKET = re.compile(r"[\s.,]*\(\s*[\"“”'‘’]?([^\s()\"“”'‘’,;]{2,12})[\"“”'‘’]?\s*[,;)]")
_BETWEEN = " .,"
_GAP = 4


def defined_after(text: str, end: int, residue: Sequence[Span]) -> tuple[str, Span] | None:
    """The short form defined right after a name that ends at ``end``, with its span; None when there is none."""
    match = _BRACKET.match(text, _past_residue(text, end, residue))
    if match is None or not is_acronym(match.group(1)):
        return None
    return match.group(1), match.span(1)


def _past_residue(text: str, end: int, residue: Sequence[Span]) -> int:
    """Where the text goes on behind all residue that follows ``end`` with no word between."""
    for number in range(bisect_left(residue, (end, end)), len(residue)):
        start, finish = residue[number]
        if start - end > _GAP or text[end:start].strip(_BETWEEN):
            break
        end = finish
    return end
