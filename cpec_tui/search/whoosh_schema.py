"""The Whoosh schema: paragraphs' postings with their row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.matching import ListMatcher

from cpec_tui.folding import tokens
from cpec_tui.search.whoosh_blocks import unpacked
from cpec_tui.search.whoosh_postings import DocumentsWriter, TermsWriter
from cpec_tui.search.whoosh_rows import RowColumn


class Words(fields.FieldType):  # type: ignore[misc]
    """Words and how often each stands in the text, from tokens of our own, in one pass.

    There are no positions in it: phrases are verified on the catalog's token streams, which is faster to build, to read
    and the same for any engine.
    """

    def __init__(self) -> None:
        """An indexed, unstored field; lengths are kept with the row."""
        self.format = formats.Existence()
        self.analyzer = None
        self.column_type = None
        self.vector = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.indexed = True
        self.spelling = False
        self.multitoken_query = "default"

    def index(self, value: str | Sequence[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(word, frequency, weight, nothing) of each different word of a text, or of a list of tokens."""
        for word, count in Counter(tokens(value) if isinstance(value, str) else value).items():
            yield word.encode("utf-8"), count, float(count), b""


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own format, but that the documents of a word are kept to be read at once (``whoosh_blocks``)."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> TermsWriter:
        """What writes the words of a segment."""
        return TermsWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> DocumentsWriter:
        """What writes the documents of one word after the other."""
        return DocumentsWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """A matcher that steps from document to document, for removing and merging."""
        begins, (length,) = terminfo.extent()
        posting = unpacked(dbfile.get(begins, length))
        often = [posting.times] * len(posting) if isinstance(posting.times, int) else posting.times
        return ListMatcher(list(posting.documents()), list(map(float, often)), format=format_, term=term)


def paragraphs() -> fields.Schema:
    """``text`` is searched; ``document`` finds what to delete; ``row`` holds a packed ``RowValue``."""
    return fields.Schema(text=Words(), document=fields.ID(), row=fields.COLUMN(RowColumn()))
