"""The Whoosh schema: paragraphs' postings with their row."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

from cpec_tui.folding import tokens
from cpec_tui.search.whoosh_blocks import BlockMatcher
from cpec_tui.search.whoosh_postings import DocumentsWriter, TermsWriter

_LONGEST = (1 << 20) - 1


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
    """Whoosh's own format, written without what only its block-skipping matchers would read."""

    length_stats = False

    def __init__(self) -> None:
        """Large blocks, lightly compressed."""
        super().__init__(blocklimit=1024, compression=1)

    def field_writer(self, storage: Any, segment: Any) -> TermsWriter:
        """What writes the words of a segment."""
        return TermsWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> DocumentsWriter:
        """What writes the documents of one word after the other."""
        return DocumentsWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """A matcher that also gives its postings block by block."""
        if terminfo.is_inlined():
            return super().postings_reader(dbfile, terminfo, format_, term, scorer)
        return BlockMatcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class RowColumn(columns.NumericColumn):  # type: ignore[misc]
    """A number for each document, read all at once: value by value, opening takes ten times as long."""

    def __init__(self) -> None:
        """Signed numbers of eight bytes; -1 for a document without one."""
        super().__init__("q", default=-1)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> RowReader:
        """The numbers in ``length`` bytes of ``dbfile`` from ``basepos`` on."""
        numbers: array[int] = dbfile.get_array(basepos, "q", length // 8)
        numbers.extend([-1] * (doccount - len(numbers)))
        return RowReader(numbers)


class RowReader(columns.ColumnReader):  # type: ignore[misc]
    """The numbers of a ``RowColumn``."""

    def __init__(self, numbers: array[int]) -> None:
        """``numbers`` by document."""
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, docnum: int) -> int:
        return self._numbers[docnum]

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    @property
    def numbers(self) -> array[int]:
        """The number of every document."""
        return self._numbers


class RowValue(NamedTuple):
    """What the ``row`` column keeps for a paragraph: its row, the number of its words, and its weight code."""

    row: int
    length: int
    code: int

    def pack(self) -> int:
        """As one number."""
        return self.row << 32 | min(self.length, _LONGEST) << 2 | self.code


def rows_and_keys(reader: Any) -> tuple[array[int], array[int]]:
    """Of each document of a segment its row, and the length of its paragraph with the weight code as one number.

    A key is ``length << 2 | code``.
    """
    packed = reader.column_reader("row", translate=False).numbers
    halves = memoryview(packed).cast("B").cast("I")
    low = 0 if sys.byteorder == "little" else 1
    return array("I", halves[1 - low :: 2].tolist()), array("I", halves[low::2].tolist())


def paragraphs() -> fields.Schema:
    """``text`` is searched; ``document`` finds what to delete; ``row`` holds a packed ``RowValue``."""
    return fields.Schema(text=Words(), document=fields.ID(), row=fields.COLUMN(RowColumn()))
