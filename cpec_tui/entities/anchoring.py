"""Finding again what was noted of a text: a quotation, or a form, with what stood around it.

Curated files point into texts that go on being edited. What they point to is kept as the words themselves with the
characters before and after; the address beside them is only a hint where to look first.
"""

from __future__ import annotations

from collections.abc import Iterator

from cpec_tui.model import split_address
from cpec_tui.reading.canonical import canonicalize

# So many code points before and after tell equal places apart.
CONTEXT = 32


def occurrences(wanted: str, text: str) -> Iterator[int]:
    """Where ``wanted`` begins in ``text``, each time, also where it overlaps itself."""
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a span, as it is noted beside it."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def agreement(text: str, start: int, end: int, before: str, after: str) -> int:
    """How many characters around a span are, next to it, those of ``before`` and ``after``; spaces beside it are none.

    Both are canonical text, whose ends have no spaces.
    """
    here_before, here_after = context_of(text, start, end)
    return _shared(here_before.rstrip()[::-1], before[::-1]) + _shared(here_after.lstrip(), after)


def hinted(address: str | None) -> int | None:
    """The ordinal of the paragraph that an address names, if it does."""
    return split_address(address)[1] if address else None


def canonical(text: str | None) -> str:
    """Something noted, as canonical text; empty for nothing."""
    return canonicalize(text).text if text else ""


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
