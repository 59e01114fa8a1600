"""Posting lists written word by word: each word comes with all of its documents.

Whoosh's own writers take posting by posting, which is most of the time of building a large index. The table of words is
as Whoosh writes it, the documents of a word are kept as ``whoosh_blocks`` says.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from whoosh.codec.whoosh3 import W3FieldWriter, W3PostingsWriter

from cpec_tui.search.whoosh_blocks import packed

# The documents of each word, in order; one stands there as often as the word stands in it.
Documents = Mapping[str, "array[int]"]

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
    """Writes the documents of a word at once, rather than posting by posting."""

    def add_documents(self, documents: array[int]) -> None:
        """Take all documents of the word that was begun."""
        counts = Counter(documents) if len(documents) > 1 else {documents[0]: 1}
        once = len(counts) == len(documents)
        self._ids = documents if once else array("I", counts)
        self._weights = array("I", [1]) * len(documents) if once else array("I", counts.values())
        self._maxweight = max(self._weights)

    def _write_block(self, last: bool = False) -> None:
        self._terminfo.add_block(self)
        self._postfile.write(packed(self._ids, self._weights))
        self._blockcount += 1
        self._new_block()
