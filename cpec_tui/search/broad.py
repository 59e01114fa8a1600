"""Paragraphs with one of very many words, found without reading where each of these stands.

The rows of beginnings answer for all words that begin so; the words of the other paragraphs are
looked through. ``*a*`` fits half of the words of a corpus, and nearly every paragraph has one.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from cpec_tui.catalog.reading import Catalog
from cpec_tui.search.searched import Limit, Searched

# Looking through so few paragraphs takes no longer than reading the rows of one more beginning.
_FEW = 2000
_AT_ONCE = 2000


def rows_with_words_like(catalog: Catalog, pattern: str, limit: Limit) -> Searched:
    """Rows with a word that ``pattern`` fits (``*`` stands for any letters, ``?`` for one), which rise."""
    time_left = limit.left()
    left = set(catalog.all_rows())
    wanted = len(left)
    found: set[int] = set()
    whole, others = catalog.beginnings_like(pattern)
    for letters in whole:
        if len(left) <= _FEW:
            break
        begun = left.intersection(catalog.rows_beginning(letters))
        found |= begun
        left -= begun
    waiting = sorted(left) if others or len(left) <= _FEW else []
    searched, with_words = 0, catalog.words_numbered(pattern)
    for rows in _parts(waiting):
        if searched and time_left() <= 0:
            break
        found.update(row for row, words, _ in catalog.streams(rows) if not with_words.isdisjoint(array("I", words)))
        searched += len(rows)
    return Searched(array("I", sorted(found)), array("I", waiting[searched:]), wanted)


def _parts(rows: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(rows), _AT_ONCE):
        yield rows[at : at + _AT_ONCE]
