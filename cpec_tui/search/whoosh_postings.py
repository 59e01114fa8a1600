"""Posting lists written word by word: each word comes with all of its documents.

Whoosh's own writers take posting by posting, which is most of the time of building a large index. The files are the
same, but that a few postings are not compressed, which made them no smaller.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from operator import sub
from typing import Any

from whoosh.codec.whoosh3 import W3FieldWriter, W3PostingsWriter

# The documents of each word, in order; one stands there as often as the word stands in it.
Documents = Mapping[str, "array[int]"]

_WORTH_COMPRESSING = 16
_TERMS_BETWEEN_NEWS = 5_000


class TermsWriter(W3FieldWriter):  # type: ignore[misc]
    """Writes words with their documents."""

    def add_terms(self, name: str, field: Any, documents: Documents, told: Callable[[int], None]) -> None:
        """Write all words of the field ``name``; ``told`` hears now and then how many words are written."""
        self.start_field(name, field)
        # The order of code points is that of their bytes in UTF-8.
        for done, word in enumerate(sorted(documents), 1):
            self.start_term(word.encode("utf-8"))
            self._postwriter.add_documents(documents[word])
            self.finish_term()
            if not done % _TERMS_BETWEEN_NEWS:
                told(done)
        self.finish_field()


class DocumentsWriter(W3PostingsWriter):  # type: ignore[misc]
    """Writes the documents of a word block by block, rather than posting by posting."""

    _compression: int

    def add_documents(self, documents: array[int]) -> None:
        """Write all documents of the word that was begun."""
        counts = Counter(documents) if len(documents) > 1 else {documents[0]: 1}
        once = len(counts) == len(documents)
        ids = documents if once else array("I", counts)
        often = array("f", [1.0]) * len(ids) if once else array("f", counts.values())
        for start in range(0, len(ids), self._blocklimit):
            if start:
                self._write_block()
            self._ids = ids[start : start + self._blocklimit]
            self._weights = often[start : start + self._blocklimit]
            self._maxweight = 1.0 if once else max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        usual = self._compression
        if len(self._ids) < _WORTH_COMPRESSING:
            self._compression = 0
        super()._write_block(last)
        self._compression = usual

    def _mini_ids(self) -> tuple[Any, ...]:
        if self._byteids:
            return tuple(self._ids)
        return (self._ids[0], *map(sub, self._ids[1:], self._ids))

    def _mini_weights(self) -> Any:
        weights = self._weights
        if weights.count(weights[0]) < len(weights):
            return tuple(weights)
        return None if weights[0] == 1.0 else weights[0]
