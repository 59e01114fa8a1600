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
    """Finds residue by the ``regex`` patterns of corpus.yaml. Raises CorpusError for a pattern that is none.

    A pattern that once took too long is not tried again, or it would cost that time in every paragraph.
    """

    patterns: tuple[str, ...] = ()
    _compiled: dict[str, regex.Pattern[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    _given_up: list[str] = field(init=False, repr=False, compare=False, default_factory=list)

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            try:
                self._compiled[pattern] = compiled(pattern)
            except ValueError as error:
                message = f"the residue pattern `{pattern[:60]}` is {error}"
                raise CorpusError(message, "mend it in index/corpus.yaml") from error

    @property
    def digest(self) -> str:
        """Changes when a pattern does."""
        return hashlib.sha256("\0".join(self.patterns).encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def given_up(self) -> tuple[str, ...]:
        """The patterns that took too long, in the order in which that was found out."""
        return tuple(self._given_up)

    def spans(self, text: str) -> tuple[Span, ...]:
        """The stretches of ``text`` that are residue, merged and in order."""
        found: list[Span] = []
        for pattern, expression in self._compiled.items():
            if pattern in self._given_up:
                continue
            try:
                found.extend([match.span() for match in expression.finditer(text, timeout=_SECONDS)])
            except TimeoutError:
                self._given_up.append(pattern)
        return merged(found)


def compiled(pattern: str) -> regex.Pattern[str]:
    """``pattern`` ready for use. Raises ValueError ("no regular expression: …") when it cannot be used."""
    import regex

    try:
        return regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise ValueError(f"no regular expression: {error}") from error


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
