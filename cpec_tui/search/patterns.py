"""Regular expressions over the texts of paragraphs: what cannot match is passed over, and there is a time limit.

A word that must stand in every match is taken from the pattern; paragraphs without a word that holds it are not looked
at. The rest is searched one after the other until the time is over, in which also a single match cannot take longer.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from cpec_tui.catalog.reading import Catalog
from cpec_tui.model import Span
from cpec_tui.search.grammar import PATTERN_SECONDS
from cpec_tui.search.query import Pattern
from cpec_tui.search.searched import Limit, Searched

_SHORTEST = 3
_MOST_SPANS = 1000
# A letter, or what is written for a sort of letter, or how often one may stand.
_PIECE = re.compile(
    r"""(?P<escape>\\.)|(?P<sort>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<times>\{[^}]*\})|(?P<letter>[A-Za-z0-9])|(?P<other>.)""",
    re.DOTALL,
)
_SORTS = "dDwWsSbBAZ"
_OPTIONAL = ("?", "*", "{")


def search_texts(catalog: Catalog, pattern: Pattern, rows: Sequence[int], limit: Limit) -> Searched:
    """Search the texts of ``rows``, in their order, until the time is over."""
    compiled = compile_pattern(pattern)
    time_left = limit.left()
    found: set[int] = set()
    looked_at = 0
    for row, text in catalog.texts(rows):
        left = time_left()
        if left <= 0:
            break
        try:
            if compiled.search(text, timeout=left):
                found.add(row)
        except TimeoutError:
            break
        looked_at += 1
    return Searched(frozenset(found), rows[looked_at:], len(rows))


def pattern_spans(pattern: Pattern, text: str) -> Iterator[Span]:
    """The spans of ``text`` in which the pattern matches; one without a letter marks nothing."""
    try:
        matches = compile_pattern(pattern).finditer(text, timeout=PATTERN_SECONDS)
        for _, match in zip(range(_MOST_SPANS), matches, strict=False):
            if match.end() > match.start():
                yield match.span()
    except TimeoutError:
        return


def compile_pattern(pattern: Pattern) -> Any:
    """The pattern, compiled; it was tried when the query was read."""
    import regex

    with warnings.catch_warnings():
        # It warns of sets that a later version will read otherwise; nobody could do anything about it here.
        warnings.simplefilter("ignore")
        return regex.compile(pattern.pattern, regex.IGNORECASE if "i" in pattern.flags else 0)


def needed_letters(pattern: str) -> list[str]:
    """Runs of letters and digits, in lower case, of which each stands within one word of whatever matches.

    Only what is certain: nothing of groups, nothing where there are alternatives, flags or rare escapes inside.
    """
    pieces = list(_PIECE.finditer(pattern))
    runs, depth = [""], 0
    for position, piece in enumerate(pieces):
        text = piece.group()
        is_rare = bool(piece["escape"]) and text[1].isalnum() and text[1] not in _SORTS
        if text == "|" or is_rare or pattern.startswith("(?", piece.start()):
            return []
        following = pieces[position + 1].group() if position + 1 < len(pieces) else ""
        if piece["letter"] and not depth and not following.startswith(_OPTIONAL):
            runs[-1] += text.lower()
        elif runs[-1]:
            runs.append("")
        depth += (text == "(") - (text == ")")
    return [one for one in dict.fromkeys(runs) if len(one) >= _SHORTEST]
