"""What a Whoosh segment keeps of each of its paragraphs: row, length and weight code; and which of them are alike.

All is kept as it is used, so that opening a segment takes no longer the more paragraphs it has.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter, sub
from typing import Any, NamedTuple

from whoosh import columns

_LONGEST = (1 << 20) - 1
_KEY = (1 << 32) - 1
_HEAD = 2
_SIZE = array("I").itemsize


class RowValue(NamedTuple):
    """What the ``row`` column keeps for a paragraph: its row, the number of its words, and its weight code."""

    row: int
    length: int
    code: int

    def pack(self) -> int:
        """As one number."""
        return self.row << 32 | min(self.length, _LONGEST) << 2 | self.code


class RowColumn(columns.Column):  # type: ignore[misc]
    """A packed ``RowValue`` for each document."""

    def default_value(self, reverse: bool = False) -> int:
        """What a document without a row would have; there is none."""
        return -1

    def writer(self, dbfile: Any) -> RowWriter:
        """What writes into ``dbfile``."""
        return RowWriter(dbfile)

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> SegmentRows:
        """What is in ``length`` bytes of ``dbfile`` from ``basepos`` on."""
        numbers: array[int] = dbfile.get_array(basepos, "I", length // _SIZE)
        return SegmentRows(numbers, doccount)


class RowWriter(columns.ColumnWriter):  # type: ignore[misc]
    """Gathers the values of a segment and writes them at its end."""

    def __init__(self, dbfile: Any) -> None:
        """Write into ``dbfile``."""
        super().__init__(dbfile)
        self._rows, self._keys = array("I"), array("I")

    def add(self, docnum: int, value: int) -> None:
        """Take the packed value of the next document."""
        if docnum != len(self._rows):
            raise ValueError(f"document {len(self._rows)} has no row")
        self._rows.append(value >> 32)
        self._keys.append(value & _KEY)

    def finish(self, doccount: int) -> None:
        """Write how many documents there are and whether their rows come in a row; then see ``SegmentRows``."""
        rows, keys = self._rows, self._keys
        in_a_row = all(row == rows[0] + at for at, row in enumerate(rows))
        alike = sorted(zip(keys, rows, strict=True))
        ends = {key: at for at, (key, _) in enumerate(alike, 1)}
        written = array("I", (len(rows), in_a_row))
        written += rows[: 1 if in_a_row else None] + keys
        written.extend(map(itemgetter(1), alike))
        written.extend(ends)
        written.extend(ends.values())
        self._dbfile.write_array(written)


class SegmentRows(columns.ColumnReader):  # type: ignore[misc]
    """The rows of the documents of a segment and their keys: ``length << 2 | code``; and the rows that have each key.

    ``rows`` are the rows, only the first when they come ``in_a_row``.
    """

    def __init__(self, numbers: array[int], doccount: int) -> None:
        """``numbers`` as they were written. Raises ValueError when they are not ``doccount`` documents."""
        if len(numbers) < _HEAD or numbers[0] != doccount:
            raise ValueError("the rows do not fit the segment")
        self.in_a_row = bool(numbers[1])
        sizes = (1 if self.in_a_row and doccount else doccount, doccount, doccount)
        ends = list(accumulate(sizes, initial=_HEAD))
        self.rows, self.keys, self._alike = (numbers[at:end] for at, end in pairwise(ends))
        half = ends[-1] + (len(numbers) - ends[-1]) // 2
        self._kinds, self._ends = numbers[ends[-1] : half], numbers[half:]
        if len(self._alike) != doccount or (self._ends[-1] if self._ends else 0) != doccount:
            raise ValueError("the rows do not fit the segment")

    def __len__(self) -> int:
        return len(self.keys)

    def row(self, docnum: int) -> int:
        """The row of a document."""
        return self.rows[0] + docnum if self.in_a_row else self.rows[docnum]

    def __getitem__(self, docnum: int) -> int:
        return self.row(docnum) << 32 | self.keys[docnum]

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(len(self)))

    def words(self) -> int:
        """How many words all documents have together."""
        sizes = map(sub, self._ends, (0, *self._ends[:-1]))
        return sum((key >> 2) * size for key, size in zip(self._kinds, sizes, strict=True))

    def by_key(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Each key that there is, with the rows of the documents that have it."""
        begins = 0
        for key, end in zip(self._kinds, self._ends, strict=True):
            yield key, self._alike[begins:end]
            begins = end
