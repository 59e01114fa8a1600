"""Segments of a Whoosh index written from postings that are gathered in memory, word by word.

Whoosh's own writer makes a tuple of every posting and sorts millions of them; here each word has an array of the
documents in which it stands, which takes a tenth of the memory and is written as a whole.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE, SegmentWriter

from cpec_tui.search.whoosh_schema import Codec

# So many words are gathered before a segment is written (about 100 MB).
MOST_WORDS = 16_000_000
# So many paragraphs are merged in some hundredths of a second, and so many in some tenths.
_SMALL = 500
_QUICKLY_MERGED = 5_000
_TEXT = "text"
_DOCUMENT = "document"


class Segments(SegmentWriter):  # type: ignore[misc]
    """Writes the paragraphs of one commit, as one segment or as several when there are very many."""

    _added: bool
    segments: list[Any]

    def __init__(self, index: Any) -> None:
        """Write into ``index``. Segments are never packed into one file, which would be read whole when opened."""
        super().__init__(index, codec=Codec(), compound=False)
        self.written: Callable[[float], None] = lambda share: None
        self._full: list[Any] = []
        self._empty()

    def _empty(self) -> None:
        self._gathered = 0
        self._postings: dict[str, defaultdict[str, array[int]]] = {
            name: defaultdict(lambda: array("I")) for name in (_DOCUMENT, _TEXT)
        }

    def add_paragraphs(self, number: int, paragraphs: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add the paragraphs of document ``number``: the packed value of its row, its words."""
        perdoc, column = self.perdocwriter, self.schema["row"].column_type
        texts = self._postings[_TEXT]
        first = self.docnum
        for value, words in paragraphs:
            docnum = self.docnum
            perdoc.start_doc(docnum)
            perdoc.add_column_value("row", column, value)
            perdoc.finish_doc()
            for word in words:
                texts[word].append(docnum)
            self._gathered += len(words)
            self.docnum += 1
        self._postings[_DOCUMENT][str(number)].extend(range(first, self.docnum))
        self._added = self._added or self.docnum > first
        if self._gathered >= MOST_WORDS:
            self._full.append(self._finalize_segment())
            self._begin_segment()

    def _begin_segment(self) -> None:
        self.newsegment = self.codec.new_segment(self.storage, self.indexname)
        self.perdocwriter = self.codec.per_document_writer(self.storage, self.newsegment)
        self.fieldwriter = self.codec.field_writer(self.storage, self.newsegment)
        self.docnum = 0
        self._added = False
        self._empty()

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: Mapping[int, int] | None) -> None:
        """Gather what another segment holds that is merged into this one; ``docmap`` leaves out what was removed."""
        for name, word in reader.all_terms():
            documents = self._postings[name][word.decode("utf-8")]
            for document, count in _counted(reader.postings(name, word)):
                moved = startdoc + document if docmap is None else docmap[document]
                documents.extend([moved] * count)
            if not documents:
                del self._postings[name][word.decode("utf-8")]

    def _merge_segments(self, mergetype: Any, optimize: Any, merge: Any) -> list[Any]:
        """The segments that stay; others are merged into the new one, so that there are never many."""
        if mergetype is NO_MERGE:
            return [*self.segments, *self._full]
        kept = [segment for segment in self.segments if segment.doc_count()]
        merged = _to_be_merged(kept, self.docnum)
        for segment in merged:
            reader = SegmentReader(self.storage, self.schema, segment)
            self.add_reader(reader)
            reader.close()
        return [*(segment for segment in kept if segment not in merged), *self._full]

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        of = sum(map(len, self._postings.values()))
        for name, documents in self._postings.items():
            if documents:
                told = self._telling(of, of - len(documents) if name == _TEXT else 0)
                self.fieldwriter.add_terms(name, self.schema[name], documents, told)
        self.fieldwriter.close()
        self._empty()

    def _telling(self, of: int, before: int) -> Callable[[int], None]:
        return lambda done: self.written((before + done) / of)


def _to_be_merged(segments: Sequence[Any], new: int) -> list[Any]:
    """Those of ``segments`` that ``new`` paragraphs are merged with.

    All small ones, those that are hardly larger than what comes together so far (each paragraph is merged a few times
    only, as in a binomial heap), and those of which most was removed; but none that would take long.
    """
    merged: list[Any] = []
    together = new
    for segment in sorted(segments, key=lambda one: one.doc_count()):
        left = segment.doc_count()
        is_worn = segment.deleted_count() > left
        if left <= _QUICKLY_MERGED and (left <= max(_SMALL, 2 * together) or is_worn):
            merged.append(segment)
            together += left
    only = len(merged) == 1 and not new and merged[0].deleted_count() <= merged[0].doc_count()
    return [] if only else merged


def _counted(matcher: Any) -> Iterator[tuple[int, int]]:
    """(document, how often the word stands in it) of a posting list."""
    while matcher.is_active():
        yield matcher.id(), int(matcher.weight())
        matcher.next()
