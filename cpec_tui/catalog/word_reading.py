"""Reading what a catalog knows of words: their numbers, the streams of them, where entities stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cpec_tui.catalog.opening import OpenCatalog, batches, marks
from cpec_tui.catalog.rowset import RowSet, load
from cpec_tui.model import Status

# (first word, one past the last, entity, kind)
Named = tuple[int, int, str, str]


class WordCatalog(OpenCatalog):
    """The words of a catalog."""

    def inflections(self, stem: str) -> list[str]:
        """All word forms of the corpus with that stem."""
        return [form for (form,) in self._rows("SELECT form FROM form WHERE stem = ?", (stem,))]

    def words_like(self, pattern: str) -> list[str]:
        """All words that a ``pattern`` fits, in which ``*`` stands for any letters and ``?`` for one."""
        return [form for (form,) in self._rows("SELECT form FROM form WHERE form GLOB ?", (pattern,))]

    def word_ids(self, words: Sequence[str]) -> dict[str, int]:
        """The numbers under which words stand in the word streams; unknown words are left out."""
        found: dict[str, int] = {}
        for batch in batches(words):
            found.update(self._rows(f"SELECT form, id FROM form WHERE form IN ({marks(batch)})", batch))
        return found

    def streams(self, rows: Sequence[int]) -> Iterator[tuple[int, bytes, bytes]]:
        """(row, word stream, sentences) of many paragraphs.

        The stream is the numbers of its words in order, the sentences those of the words with which each after the
        first begins, from 0; both 4 bytes each (``array("I")``).
        """
        for batch in batches(rows):
            yield from self._rows(f"SELECT row, words, sentences FROM paragraph WHERE row IN ({marks(batch)})", batch)

    def texts(self, rows: Sequence[int]) -> Iterator[tuple[int, str]]:
        """(row, text) of many paragraphs, as they are taken."""
        for batch in batches(rows):
            yield from self._rows(f"SELECT row, text FROM paragraph WHERE row IN ({marks(batch)})", batch)

    def named_words(self, rows: Sequence[int], entities: Iterable[str], kinds: Iterable[str]) -> dict[int, list[Named]]:
        """Where linked mentions of ``entities`` or of ``kinds`` stand in the word streams of ``rows``, by row."""
        ids, names = list(entities), list(kinds)
        which = f"(entity IN ({marks(ids)}) OR kind IN ({marks(names)}))"
        found: dict[int, list[Named]] = {}
        for batch in batches(rows):
            sql = (
                f"SELECT row, first_word, past_word, entity, kind FROM mention WHERE row IN ({marks(batch)})"
                f" AND status = ? AND first_word < past_word AND {which}"
            )
            for row, *named in self._rows(sql, (*batch, Status.LINKED.value, *ids, *names)):
                found.setdefault(row, []).append(tuple(named))
        return found

    def rows_beginning(self, letters: str) -> RowSet:
        """Rows with a word that begins with ``letters`` (at most ``LONGEST_BEGINNING``), removed ones perhaps too."""
        row = self._row("SELECT rows FROM beginning WHERE letters = ?", (letters,))
        return RowSet(0 if row is None else load(row[0]))
