"""Sets of rows as the bits of one large number: of 100,000 rows, and, or, not and how many take microseconds."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import compress, count

# To find one row takes as long as to look at so many bits.
_BITS_A_ROW = 8
_VERY_FEW = 24
# Where less than one of so many rows is in a set, setting its bit takes less than a byte for every row.
_SPARSE = 32
_AS_FLAGS = bytes.maketrans(b"01", b"\0\1")
_AS_DIGITS = b"0" + b"1" * 255
_PLANES = [bytes(48 + (value >> bit & 1) for value in range(256)) for bit in range(8)]
_AS_ONES = b"\0" + b"\1" * 255
_OF_A_BYTE = [tuple(bit for bit in range(8) if value >> bit & 1) for value in range(256)]
_LIST, _BITS = b"r", b"b"


class RowSet(AbstractSet[int]):
    """Some rows; ``bits`` has the bit 1 << row of each."""

    __slots__ = ("_bytes", "bits")

    def __init__(self, bits: int) -> None:
        """The rows whose bits are set."""
        self.bits = bits
        self._bytes: bytes | None = None

    @classmethod
    def of(cls, rows: Collection[int]) -> RowSet:
        """The set of ``rows``, in any order."""
        return cls(bits_of(rows))

    def __contains__(self, row: object) -> bool:
        if not isinstance(row, int) or row < 0:
            return False
        # To shift the number takes the longer the larger it is.
        if self._bytes is None:
            self._bytes = self.bits.to_bytes((self.bits.bit_length() + 7) >> 3, "little")
        at = row >> 3
        return at < len(self._bytes) and bool(self._bytes[at] >> (row & 7) & 1)

    def __and__(self, other: AbstractSet[object]) -> AbstractSet[int]:
        if isinstance(other, RowSet):
            return RowSet(self.bits & other.bits)
        return frozenset(row for row in other if isinstance(row, int) and row in self)

    __rand__ = __and__

    def __iter__(self) -> Iterator[int]:
        return iter(rows_in(self.bits))

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __repr__(self) -> str:
        return f"RowSet({rows_in(self.bits)})"

    @classmethod
    def _from_iterable(cls, rows: Iterable[int]) -> RowSet:  # type: ignore[override]
        return cls(bits_of(list(rows)))


def bits_of_runs(runs: Iterable[range]) -> int:
    """The bits of rows that come in ``runs``, which rise and do not overlap."""
    found = bytearray()
    for run in runs:
        found += bytes(run.start - len(found))
        found += b"\1" * len(run)
    return flagged(found)


def bits_of(rows: Collection[int]) -> int:
    """The bits of ``rows``: of a RowSet, or of numbers in any order."""
    if isinstance(rows, RowSet):
        return rows.bits
    if len(rows) <= _VERY_FEW:
        bits = 0
        for row in rows:
            bits |= 1 << row
        return bits
    size = max(rows) + 1
    if len(rows) * _SPARSE < size:
        packed = bytearray((size >> 3) + 1)
        for row in rows:
            packed[row >> 3] |= 1 << (row & 7)
        return int.from_bytes(packed, "little")
    flags = bytearray(size)
    for row in rows:
        flags[row] = 1
    return flagged(flags)


def flagged(flags: bytes | bytearray) -> int:
    """The bits of the rows whose byte is not 0."""
    # Of text the number is made in half the time that it takes of bytes.
    return int(flags.translate(_AS_DIGITS)[::-1].decode("ascii") or "0", 2)


def planes(values: bytes) -> list[int]:
    """The bits of the rows in whose byte the lowest bit is set, the next one, and so on as far as any is set."""
    highest = max(values.translate(None, b"\0\1"), default=1)
    backwards = values[::-1]
    return [int(backwards.translate(_PLANES[bit]).decode("ascii") or "0", 2) for bit in range(highest.bit_length())]


def flags_of(bits: int, size: int) -> bytes:
    """A byte for each of ``size`` rows: 1 for those that are set."""
    return bin(bits | 1 << size)[:2:-1].encode("ascii").translate(_AS_FLAGS)


def rows_in(bits: int) -> list[int]:
    """The rows that are set, rising."""
    if bits.bit_count() * _BITS_A_ROW > bits.bit_length():
        return list(compress(count(), bin(bits)[:1:-1].encode("ascii").translate(_AS_FLAGS)))
    packed = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    rows: list[int] = []
    note, find = rows.append, packed.translate(_AS_ONES).find
    at = find(1)
    while at >= 0:
        for bit in _OF_A_BYTE[packed[at]]:
            note((at << 3) + bit)
        at = find(1, at + 1)
    return rows


def dump(bits: int) -> bytes:
    """The shorter of the two ways to keep rows: each by its number, or their bits from the first one on."""
    if not bits:
        return _LIST
    first = (bits & -bits).bit_length() - 1 >> 3
    length = (bits.bit_length() + 7 >> 3) - first
    if bits.bit_count() * 4 <= length:
        return _LIST + array("I", rows_in(bits)).tobytes()
    return _BITS + array("I", (first,)).tobytes() + (bits >> first * 8).to_bytes(length, "little")


def load(kept: bytes) -> int:
    """The bits that ``dump`` kept."""
    numbers = array("I")
    if kept[:1] == _LIST:
        numbers.frombytes(kept[1:])
        return bits_of(numbers)
    numbers.frombytes(kept[1:5])
    return int.from_bytes(kept[5:], "little") << numbers[0] * 8


def extended(kept: bytes, start: int, bits: int) -> bytes:
    """What ``dump`` gives of the rows in ``kept`` and of those whose ``bits`` are counted from the row ``start``.

    These are beyond those. What is kept is copied, not unpacked: to add a few rows takes no longer for many.
    """
    if not bits:
        return kept
    if kept[:1] == _LIST:
        return _list_extended(kept, [start + row for row in rows_in(bits)])
    first = array("I", kept[1:5])[0]
    more = bits << (start & 7)
    at = (start >> 3) - first
    packed = bytearray(kept[5:])
    packed += bytes(max(0, at + (more.bit_length() + 7 >> 3) - len(packed)))
    for index, byte in enumerate(more.to_bytes(more.bit_length() + 7 >> 3, "little"), at):
        packed[index] |= byte
    if int.from_bytes(packed, "little").bit_count() * 4 <= len(packed):
        return dump(int.from_bytes(packed, "little") << first * 8)
    return kept[:5] + bytes(packed)


def _list_extended(kept: bytes, more: list[int]) -> bytes:
    rows = array("I", kept[1:]) + array("I", more)
    if rows and len(rows) * 4 > (rows[-1] >> 3) - (rows[0] >> 3) + 1:
        return dump(bits_of(rows))
    return _LIST + rows.tobytes()
