"""Writing Whoosh indexes; segments are never packed into compound files, which are read into memory when opened."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.reading import SegmentReader
from whoosh.writing import NO_MERGE

from cpec_tui.model import Role
from cpec_tui.search import whoosh_schema
from cpec_tui.search.engines import check_count, text_damage
from cpec_tui.search.wear import Segment
from cpec_tui.search.weighing import weight_code
from cpec_tui.search.whoosh_rows import RowValue
from cpec_tui.search.whoosh_segments import Segments


class WhooshWriter:
    """Adds and removes documents of one Whoosh index; nothing is seen by readers before ``commit``."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open the index in ``folder``; with ``create`` make an empty one. Raises BuiltIndexError when it is none."""
        folder.mkdir(parents=True, exist_ok=True)
        self._index: Any = index.create_in(str(folder), whoosh_schema.paragraphs()) if create else _opened(folder)
        self._writer: Any = None
        self._fresh = create

    def add(self, number: int, first_row: int, paragraphs: Iterable[tuple[Role, list[str]]]) -> None:
        """Add the paragraphs (role, words) of document ``number``, whose first has row ``first_row``."""
        values = (
            (RowValue(row, len(words), weight_code(role)).pack(), words)
            for row, (role, words) in enumerate(paragraphs, first_row)
        )
        self._open().add_paragraphs(number, values)

    def remove(self, number: int) -> None:
        """Remove all paragraphs of document ``number``."""
        self._open().delete_by_term("document", str(number))

    def begin_commit(self) -> None:
        """Nothing: it is Python that writes, and has no time for two things."""

    def commit(self, expected: int, written: Callable[[float], None] = lambda share: None) -> None:
        """Make the changes visible; ``written`` hears what share of the postings is written.

        Raises BuiltIndexError when not exactly ``expected`` paragraphs are in it then.
        """
        if self._writer is not None:
            self._writer.written = written
            if self._fresh:
                self._writer.commit(mergetype=NO_MERGE)
            else:
                self._writer.commit()
            self._writer = None
        check_count(self._index.doc_count(), expected)

    def rows_in(self, segments: Sequence[int]) -> list[int]:
        """The rows of the paragraphs in these segments, by their places in the table of contents."""
        rows: list[int] = []
        every = _segments(self._index)
        for place in segments:
            reader = SegmentReader(self._index.storage, self._index.schema, every[place])
            rows += map(reader.column_reader("row", translate=False).row, reader.all_doc_ids())
            reader.close()
        return rows

    def cancel(self) -> None:
        """Give up what was not committed."""
        writer, self._writer = self._writer, None
        if writer is not None:
            # After a full disk, or in the middle of a commit, giving up may fail in its turn; the folder goes anyway.
            with contextlib.suppress(Exception):
                writer.cancel()

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = Segments(self._index)
        return self._writer


def _opened(folder: Path) -> Any:
    try:
        return index.open_dir(str(folder))
    except Exception as error:  # A damaged index raises nearly anything: EOFError, UnpicklingError, struct.error …
        raise text_damage(folder, type(error).__name__) from error


def segments_in(folder: Path) -> list[Segment]:
    """The segments of the index in ``folder``. Raises DamagedError when it is none."""
    return [Segment(one.doc_count(), one.deleted_count()) for one in _segments(_opened(folder))]


def _segments(opened: Any) -> list[Any]:
    return list(opened._read_toc().segments)
