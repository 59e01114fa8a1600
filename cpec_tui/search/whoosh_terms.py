"""Looking words up in a segment: its table is mapped into memory, and looked through once for each word.

Whoosh asks the file for each number of it, and once each whether a word is there, how often it stands, and where.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Callable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import W3Codec

from cpec_tui.search.whoosh_blocks import Posting, unpacked

_POINTER = struct.Struct("!Iq")
_LENGTHS = struct.Struct("!ii")
_FIELD = struct.Struct("!H")
# Of what is kept of a word: in how many documents it stands; where its documents are kept, and how many bytes.
_FREQUENCY = struct.Struct("!I")
_FREQUENCY_AT = 5
_EXTENT = struct.Struct("!qi")
_EXTENT_AT = 23


class Terms:
    """The words of the field ``text`` of a segment."""

    def __init__(self, reader: Any) -> None:
        """The words of the segment that ``reader`` reads."""
        segment, folder = reader.segment(), reader.storage().folder
        terms = reader._terms
        self._tables: list[tuple[int, int]] = terms._tindex.tables
        self._hash = terms._tindex.hashfn
        self._at_or_after: Callable[[bytes], int | None] = terms._tindex.closest_key_pos
        self._end: int = terms._tindex.endofdata
        field = terms._fieldmap.get("text")
        self._field = None if field is None else _FIELD.pack(field)
        self._table, self._documents = (
            _mapped(os.path.join(folder, segment.make_filename(extension)))
            for extension in (W3Codec.TERMS_EXT, W3Codec.POSTS_EXT)
        )

    def close(self) -> None:
        """Let go of the files."""
        self._table.close()
        self._documents.close()

    def frequency(self, word: str) -> int:
        """In how many of the documents ``word`` stands."""
        at = self._find(word)
        return 0 if at is None else int(_FREQUENCY.unpack_from(self._table, at + _FREQUENCY_AT)[0])

    def posting(self, word: str) -> Posting | None:
        """Where ``word`` stands; None when it stands nowhere."""
        at = self._find(word)
        if at is None:
            return None
        begins, length = _EXTENT.unpack_from(self._table, at + _EXTENT_AT)
        return unpacked(self._documents[begins : begins + length])

    def beginning(self, prefix: str) -> Iterator[str]:
        """The words that begin with ``prefix``, in alphabetical order."""
        if self._field is None:
            return
        key = self._field + prefix.encode("utf-8")
        at = self._at_or_after(key)
        while at is not None and at < self._end:
            length, kept = _LENGTHS.unpack_from(self._table, at)
            begin = at + _LENGTHS.size
            word = self._table[begin : begin + length]
            if not word.startswith(key):
                break
            yield word[len(self._field) :].decode("utf-8")
            at = begin + length + kept

    def _find(self, word: str) -> int | None:
        """Where in the table stands what is kept of ``word``."""
        if self._field is None:
            return None
        key = self._field + word.encode("utf-8")
        hashed = self._hash(key)
        begins, slots = self._tables[hashed & 255]
        table, first = self._table, hashed >> 8
        for slot in range(slots):
            found, at = _POINTER.unpack_from(table, begins + (first + slot) % slots * _POINTER.size)
            if not at:
                break
            if found == hashed:
                length, _ = _LENGTHS.unpack_from(table, at)
                begin = at + _LENGTHS.size
                if table[begin : begin + length] == key:
                    return int(begin + length)
        return None


def _mapped(path: str) -> mmap.mmap:
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
