"""Postings of Whoosh read a block at a time: which documents have a word, and how often.

Whoosh's own matchers step from posting to posting, which takes twenty times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from whoosh.codec.whoosh3 import W3LeafMatcher

# The documents of a block as the distance of each from the one before it, and how often each has the word:
# the same for all when it is one number.
Block = tuple[Sequence[int], float | Sequence[float]]


class BlockMatcher(W3LeafMatcher):  # type: ignore[misc]
    """Whoosh's matcher of one word in one segment, which also gives its blocks whole."""

    def blocks(self) -> Iterator[Block]:
        """Every block from the present one on."""
        while True:
            self._read_data()
            distances, weights, _ = self._data
            yield distances, 1.0 if weights is None else weights
            if self._lastblock:
                return
            self._goto(self._nextoffset)


def blocks_of(matcher: Any) -> Iterator[Block]:
    """The blocks of any matcher that was not used yet; of deleted documents, too."""
    while not isinstance(matcher, BlockMatcher) and hasattr(matcher, "child"):
        matcher = matcher.child  # What hides deleted documents.
    if isinstance(matcher, BlockMatcher):
        yield from matcher.blocks()
        return
    while matcher.is_active():
        yield (matcher.id(),), matcher.weight()
        matcher.next()


def documents_of(distances: Sequence[int], first: int = 0) -> Iterator[int]:
    """The documents of a block, counted from ``first``."""
    return accumulate(distances[1:], initial=distances[0] + first)
