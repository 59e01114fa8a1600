"""What scoring needs of each paragraph, beside a Tantivy index: its length and its weight code, by row, in one file."""

from __future__ import annotations

import mmap
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from cpec_tui import platform
from cpec_tui.catalog.rowset import flagged
from cpec_tui.search.engines import text_damage

NAME = "rows.bin"
_HEAD = 4
_LONGEST = (1 << 29) - 1
_THERE = 1
_IS_THERE = bytes(value & _THERE for value in range(256))


class RowTable:
    """Lengths and weight codes while an index is written."""

    def __init__(self, values: array[int] | None = None) -> None:
        """``values`` as they are in the file; none to begin empty."""
        self._values = values or array("I")

    @classmethod
    def read(cls, folder: Path) -> RowTable:
        """The table in ``folder``. Raises DamagedError when there is none."""
        return cls(array("I", RowFile(folder).values))

    def add(self, row: int, length: int, code: int) -> None:
        """Note a paragraph."""
        missing = row + 1 - len(self._values)
        if missing > 0:
            self._values.extend([0] * missing)
        self._values[row] = min(length, _LONGEST) << 3 | code << 1 | _THERE

    def remove(self, rows: Iterable[int]) -> None:
        """Forget paragraphs."""
        for row in rows:
            self._values[row] = 0

    def write(self, folder: Path) -> None:
        """Write the file anew, beside the old one, which others may have open or linked."""
        paragraphs = sum(map(_THERE.__and__, self._values))
        words = sum(value >> 3 for value in self._values)
        head = array("I", (paragraphs, len(self._values), words & 0xFFFFFFFF, words >> 32))
        platform.write_atomically(folder / NAME, head.tobytes() + self._values.tobytes())


class RowFile:
    """Lengths and weight codes of an index that is open; only the parts that are looked at are read."""

    def __init__(self, folder: Path) -> None:
        """Open the file in ``folder``. Raises DamagedError when it is none."""
        try:
            with open(folder / NAME, "rb") as file:
                mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("I")
            paragraphs, size, low, high = mapped[:_HEAD]
            if len(mapped) != _HEAD + size:
                raise ValueError(size)
        except (OSError, ValueError, TypeError) as error:
            raise text_damage(folder) from error
        self.values = mapped[_HEAD:]
        self.count: int = paragraphs
        self.average = ((high << 32 | low) / paragraphs if paragraphs else 0.0) or 1.0

    def __len__(self) -> int:
        return len(self.values)

    def close(self) -> None:
        """Let go of the file."""
        self.values.release()

    def keys(self) -> array[int]:
        """Length and weight code of each row, as ``bm25f.key_of`` puts them together; 0 where there is none."""
        # All at once, as one large number; the lowest bit of the next row comes into the highest one.
        size = self.values.nbytes
        shifted = int.from_bytes(self.values, sys.byteorder) >> 1
        kept = int.from_bytes(array("I", (0x7FFFFFFF,)) * len(self.values), sys.byteorder)
        return array("I", (shifted & kept).to_bytes(size, sys.byteorder))

    def alike(self) -> dict[int, list[array[int]]]:
        """The rows with each key."""
        found: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        for row, value in enumerate(self.values):
            if value:
                found[value >> 1].append(row)
        return {key: [rows] for key, rows in found.items()}

    def bits(self) -> int:
        """The bits of all rows."""
        lowest = self.values.cast("B")[0 if sys.byteorder == "little" else 3 :: 4]
        return flagged(bytes(lowest).translate(_IS_THERE))
