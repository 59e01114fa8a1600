"""Reading what a catalog knows of words: their numbers, the streams of them, where entities stand there."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from cpec_tui.catalog.opening import OpenCatalog, batches, marks
from cpec_tui.catalog.rowset import RowSet, load
from cpec_tui.catalog.stretches import Stretches, together
from cpec_tui.catalog.wordline import LINE, Line, load_line
from cpec_tui.catalog.wordtable import LONGEST_BEGINNING
from cpec_tui.model import Status

# (first word, one past the last, entity, kind)
Named = tuple[int, int, str, str]


_MANY = 2000
# To look at so many bytes of places takes longer than anything else.
_MANY_PLACES = 4_000_000


class WordCatalog(OpenCatalog):
    """The words of a catalog."""

    def inflections(self, stem: str) -> list[str]:
        """All word forms of the corpus with that stem."""
        return [form for (form,) in self._rows("SELECT form FROM form WHERE stem = ?", (stem,))]

    def words_like(self, pattern: str) -> list[str]:
        """All words that a ``pattern`` fits, in which ``*`` stands for any letters and ``?`` for one."""
        return [form for (form,) in self._rows("SELECT form FROM form WHERE form GLOB ?", (pattern,))]

    def words_numbered(self, pattern: str) -> frozenset[int]:
        """The numbers of all words that a ``pattern`` fits."""
        return frozenset(number for (number,) in self._rows("SELECT id FROM form WHERE form GLOB ?", (pattern,)))

    def beginnings_like(self, pattern: str) -> tuple[list[str], bool]:
        """The beginnings with which only words begin that a ``pattern`` fits; and whether it fits other words, too.

        Those of many rows come first.
        """
        sql = "SELECT substr(form, 1, ?), sum(form GLOB ?), count(*) FROM form GROUP BY 1"
        counted = {letters: (fit, words) for letters, fit, words in self._rows(sql, (LONGEST_BEGINNING, pattern))}
        # Of a shorter word the rows are not apart from those of words that go on.
        whole = {
            letters for letters, (fit, words) in counted.items() if fit == words and len(letters) == LONGEST_BEGINNING
        }
        others = sum(fit for letters, (fit, _) in counted.items() if letters not in whole) > 0
        return sorted(whole, key=self._size_of([*whole]).__getitem__, reverse=True), others

    def _size_of(self, beginnings: Sequence[str]) -> dict[str, int]:
        sql = f"SELECT letters, length(rows) FROM beginning WHERE letters IN ({marks(beginnings)})"
        return dict.fromkeys(beginnings, 0) | dict(self._rows(sql, beginnings))

    def word_ids(self, words: Sequence[str]) -> dict[str, int]:
        """The numbers under which words stand in the word streams; unknown words are left out."""
        found: dict[str, int] = {}
        for batch in batches(words):
            found.update(self._rows(f"SELECT form, id FROM form WHERE form IN ({marks(batch)})", batch))
        return found

    def streams(self, rows: Sequence[int]) -> Iterator[tuple[int, bytes, bytes]]:
        """(row, word stream, sentences) of many paragraphs; ``rows`` need not be there.

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
        sql = (
            "SELECT row, first_word, past_word, entity, kind FROM mention WHERE"
            f" (entity IN ({marks(ids)}) OR kind IN ({marks(names)})) AND status = ? AND first_word < past_word"
        )
        asked = (*ids, *names, Status.LINKED.value)
        if len(rows) > _MANY:
            # Reading all that are named so takes less than asking for so many rows.
            wanted = frozenset(rows)
            return _by_row(one for one in self._rows(sql, asked) if one[0] in wanted)
        few = f"{sql} AND row IN ({{}})"
        return _by_row(one for batch in batches(rows) for one in self._rows(few.format(marks(batch)), (*asked, *batch)))

    # On the line of words

    @cached_property
    def line(self) -> Line:
        """The paragraphs that name something, laid end to end."""
        return load_line(self._row(LINE))

    def stretches_of_names(self, entities: Iterable[str], kinds: Iterable[str]) -> Stretches | None:
        """Where linked mentions of ``entities`` or of ``kinds`` stand on the line; None when not all are on it."""
        found = [*map(self._stretches_of_kind, kinds), *(self._stretches_where("entity", one) for one in entities)]
        known = [one for one in found if one is not None]
        return together(known) if len(known) == len(found) else None

    def stretches_of_words(self, words: Sequence[int]) -> Stretches | None:
        """Where any of ``words``, by their numbers, stands on the line; None when that is too many places."""
        sized = "SELECT coalesce(sum(length(places)), 0) FROM place WHERE word IN ({})"
        if sum(self._row(sized.format(marks(batch)), batch)[0] for batch in batches(words)) > _MANY_PLACES:
            return None
        return Stretches.of_words(self.places_of_words(words), self.line.beyond)

    def places_of_words(self, words: Sequence[int]) -> Iterator[array[int]]:
        """Where each of ``words``, by their numbers, stands on the line, as far as it does."""
        sql = "SELECT places FROM place WHERE word IN ({})"
        for batch in batches(words):
            for (kept,) in self._rows(sql.format(marks(batch)), batch):
                yield array("I", kept)

    @cached_property
    def _kind_stretches(self) -> dict[str, Stretches | None]:
        return {}

    def _stretches_of_kind(self, kind: str) -> Stretches | None:
        """As kinds are few, where they stand is read once."""
        if kind not in self._kind_stretches:
            found = self._stretches_where("kind", kind)
            self._kind_stretches[kind] = None if found is None else found.often()
        return self._kind_stretches[kind]

    def _stretches_where(self, column: str, value: str) -> Stretches | None:
        listed = "group_concat(row), group_concat(first_word), group_concat(past_word)"
        sql = f"SELECT {listed} FROM mention WHERE {column} = ? AND status = ? AND first_word < past_word"
        found = self._row(sql, (value, Status.LINKED.value))
        return Stretches.of_names(self.line, *found) if found[0] else together([])

    def rows_beginning(self, letters: str) -> RowSet:
        """Rows with a word that begins with ``letters`` (at most ``LONGEST_BEGINNING``), removed ones perhaps too."""
        row = self._row("SELECT rows FROM beginning WHERE letters = ?", (letters,))
        return RowSet(0 if row is None else load(row[0]))


def _by_row(found: Iterable[tuple[int, int, int, str, str]]) -> dict[int, list[Named]]:
    named: dict[int, list[Named]] = {}
    for row, first, past, entity, kind in found:
        named.setdefault(row, []).append((first, past, entity, kind))
    return named
