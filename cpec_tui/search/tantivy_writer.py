"""Writing Tantivy indexes. No file is ever changed in place: its segments are immutable, the rest is replaced whole."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from cpec_tui import panics
from cpec_tui.errors import DamagedError
from cpec_tui.model import Role
from cpec_tui.search import tantivy_meta
from cpec_tui.search.engines import ANEW, check_count, text_damage
from cpec_tui.search.tantivy_rows import RowTable
from cpec_tui.search.tantivy_schema import (
    BEGINNING,
    CODE,
    DOCUMENT,
    LENGTH,
    LONGEST,
    ROW,
    TEXT,
    Beginnings,
    joined,
    schema,
)
from cpec_tui.search.weighing import weight_code

# One thread keeps up with reading, and makes the same index of the same corpus every time.
_THREADS = 1
_HEAP = 100_000_000
# What stands in whatever Tantivy says of files that the system refuses; the second of what its threads ran into.
_OF_THE_SYSTEM = ("os error", "io::Error")
_REASON = re.compile(
    r"(?P<words>[^'\":]+) \(os error (?P<code>\d+)\)|code: (?P<number>\d+),.*?message: \"(?P<message>[^\"]*)\""
)


class TantivyWriter:
    """Adds and removes documents of one Tantivy index; nothing is seen by readers before ``commit``."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open the index in ``folder``; with ``create`` make an empty one. Raises BuiltIndexError when it is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        with _told():
            self._index = tantivy.Index(schema(), str(folder)) if create else opened(folder)
        self._rows = RowTable() if create else RowTable.read(folder)
        self._writer: tantivy.IndexWriter | None = None
        self._ahead: _Ahead | None = None
        self._runs: dict[int, range] = {}
        self._beginnings = Beginnings()

    def add(self, number: int, first_row: int, paragraphs: Iterable[tuple[Role, list[str]]]) -> None:
        """Add the paragraphs (role, words) of document ``number``, whose first has row ``first_row``."""
        writer = self._open()
        row = first_row
        with _told():
            for row, (role, words) in enumerate(paragraphs, first_row):
                code = weight_code(role)
                writer.add_document(_paragraph(number, row, code, words, self._beginnings))
                self._rows.add(row, len(words), code)
        self._runs[number] = range(first_row, row + 1)

    def remove(self, number: int) -> None:
        """Remove all paragraphs of document ``number``."""
        with _told():
            self._rows.remove(self._runs.pop(number) if number in self._runs else self._rows_of(number))
            # By a term nothing is deleted where the field is an unsigned number.
            self._open().delete_documents_by_query(self._query(number))

    def _rows_of(self, number: int) -> list[int]:
        """The rows of a document that was committed."""
        searcher = self._index.searcher()
        query = self._query(number)
        count = searcher.search(query, 1).count  # type: ignore[attr-defined]
        found = searcher.search(query, max(1, count), count=False, order_by_field=ROW).hits
        return [int(row) for row, _ in found]

    def _query(self, number: int) -> tantivy.Query:
        return tantivy.Query.term_query(self._index.schema, DOCUMENT, number, "basic")

    def begin_commit(self) -> None:
        """Let Tantivy begin to write what there is, while the caller does other things."""
        if self._writer is not None:
            self._ahead, self._writer = _Ahead(self._writer), None

    def commit(self, expected: int, written: Callable[[float], None] = lambda share: None) -> None:
        """Make the changes visible; Tantivy tells nothing of how far it is.

        Raises BuiltIndexError when not exactly ``expected`` paragraphs are in it then.
        """
        ahead, self._ahead = self._ahead, None
        writer, self._writer = (None if ahead else self._open()), None
        self._runs.clear()
        with _told():
            if ahead is not None:
                ahead.result()
            if writer is not None:
                _write(writer)
            if tantivy_meta.has_garbage(self._folder, tantivy_meta.segments(self._folder)):
                # What was merged away may only be known to be needless afterwards.
                self._index.writer(_HEAP, _THREADS).garbage_collect_files()
            self._rows.write(self._folder)
            self._index.reload()
        check_count(self._index.searcher().num_docs, expected)

    def rows_in(self, segments: Sequence[int]) -> list[int]:
        """The rows of the paragraphs in these segments, by their places in ``meta.json``."""
        chosen = frozenset(segments)
        with _told():
            searcher = self._index.searcher()
            every = tantivy.Query.all_query()
            found = searcher.search(every, max(1, searcher.num_docs), count=False, order_by_field=ROW).hits
        return [int(row) for row, place in found if place.segment_ord in chosen]

    def cancel(self) -> None:
        """Give up what was not committed."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead.join()
        writer, self._writer = self._writer, None
        if writer is not None:
            # After a full disk giving up may fail in its turn; the folder goes anyway.
            with contextlib.suppress(Exception):
                writer.rollback()
                self._rows = RowTable.read(self._folder)

    def _open(self) -> tantivy.IndexWriter:
        if self._writer is None:
            with _told():
                self._writer = self._index.writer(_HEAP, _THREADS)
        return self._writer


class _Ahead(threading.Thread):
    """Writes while others work: Tantivy lets go of Python meanwhile."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        super().__init__(name="writing", daemon=True)
        self._writer = writer
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            with panics.silent():
                _write(self._writer)
        except BaseException as error:  # Also a panic; whoever waits for us gets it.
            self._error = error

    def result(self) -> None:
        """Wait until it is done. Raises what it ended with."""
        self.join()
        if self._error is not None:
            raise self._error


def _write(writer: tantivy.IndexWriter) -> None:
    writer.commit()
    writer.wait_merging_threads()


def opened(folder: Path) -> tantivy.Index:
    """The index in ``folder``, which never changes under its readers. Raises BuiltIndexError when it is none."""
    try:
        with panics.told_as(ValueError):
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
    except Exception as error:  # A damaged index raises ValueError, OSError, or what Rust panics with.
        raise text_damage(folder, type(error).__name__) from error
    return index


def _refused(said: str) -> OSError:
    """The error of the system that Tantivy wraps in words of its own."""
    reason = _REASON.search(said)
    if reason is None:
        return OSError(said)
    return OSError(int(reason["code"] or reason["number"]), reason["words"] or reason["message"])


def _damage(what: str) -> DamagedError:
    return DamagedError(what, ANEW)


def _paragraph(number: int, row: int, code: int, words: list[str], beginnings: Beginnings) -> tantivy.Document:
    paragraph = tantivy.Document()
    paragraph.add_text(TEXT, joined(words))
    paragraph.add_text(BEGINNING, beginnings.of(words))
    paragraph.add_unsigned(ROW, row)
    paragraph.add_unsigned(DOCUMENT, number)
    paragraph.add_unsigned(CODE, code)
    paragraph.add_unsigned(LENGTH, min(len(words), LONGEST))
    return paragraph


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tantivy says everything with ValueError, also that it could not write; what it stumbles over is damaged."""
    try:
        with panics.told_as(lambda why: _damage(f"the text index cannot be changed: {why}")):
            yield
    except ValueError as error:
        if any(words in str(error) for words in _OF_THE_SYSTEM):
            raise _refused(str(error)) from error
        raise _damage(f"the text index cannot be changed: {error}") from error
