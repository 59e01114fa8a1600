"""Web residue: stretches of a text that are no part of what its author wrote ("opens in a new tab").

They stay in the text and can be searched, but are dimmed and kept out of headings and definitions. The patterns are the
user's own regular expressions, so each search has a time limit.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cpec_tui.errors import CorpusError
from cpec_tui.model import Span

if TYPE_CHECKING:
    import regex

_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class ResidueFinder:
    """Finds residue by the ``regex`` patterns of corpus.yaml. Raises CorpusError for a pattern that is none."""

    patterns: tuple[str, ...] = ()
    _compiled: tuple[regex.Pattern[str], ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        if self.patterns:
            object.__setattr__(self, "_compiled", tuple(_compile(pattern) for pattern in self.patterns))

    @property
    def digest(self) -> str:
        """Changes when a pattern does."""
        return hashlib.sha256("\0".join(self.patterns).encode("utf-8", "replace")).hexdigest()[:16]

    def spans(self, text: str) -> tuple[Span, ...]:
        """The stretches of ``text`` that are residue, merged and in order; none when a pattern takes too long."""
        found: list[Span] = []
        for pattern in self._compiled:
            try:
                found.extend(match.span() for match in pattern.finditer(text, timeout=_SECONDS))
            except TimeoutError:
                continue
        return merged(found)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order with overlapping and touching ones joined; empty ones left out."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _compile(pattern: str) -> regex.Pattern[str]:
    import regex

    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise CorpusError(
            f"the residue pattern `{pattern[:60]}` is no regular expression: {error}", "mend it in index/corpus.yaml"
        ) from error
