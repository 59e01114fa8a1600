"""The Tantivy index: words with their places, what begins with which letters, and what orders paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import metadata

from tantivy import Schema, SchemaBuilder

from cpec_tui.catalog.wordtable import LONGEST_BEGINNING

# A changed schema means a new version: older indexes are built anew.
SHAPE = 1
# Lengths above this are all the same for the order of candidates.
LONGEST = 1023
# Tantivy drops words of 65,530 bytes and more.
_MOST_BYTES = 60_000

TEXT, BEGINNING, ROW, DOCUMENT, CODE, LENGTH = "text", "beginning", "row", "document", "code", "length"


def version() -> str:
    """The format that this version of Tantivy writes: its minor versions change it."""
    major, minor, *_ = metadata.version("tantivy").split(".")
    return f"tantivy {major}.{minor}-{SHAPE}.{LONGEST_BEGINNING}"


def schema() -> Schema:
    """``text`` and ``beginning`` are words joined by blanks; the rest are numbers of the paragraph."""
    builder = SchemaBuilder()
    builder.add_text_field(TEXT, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field(BEGINNING, tokenizer_name="whitespace", index_option="basic")
    for name in (ROW, LENGTH):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    for name in (DOCUMENT, CODE):
        builder.add_unsigned_field(name, indexed=True)
    return builder.build()


def kept(word: str) -> str:
    """``word`` as the index keeps it: whole, unless it is longer than anybody writes one."""
    if len(word) * 4 <= _MOST_BYTES:
        return word
    return word.encode()[:_MOST_BYTES].decode(errors="ignore")


def joined(words: list[str]) -> str:
    """``words`` as the index is given them; nearly no paragraph has one that is cut."""
    text = " ".join(words)
    return text if len(text) * 4 <= _MOST_BYTES else " ".join(map(kept, words))


class Beginnings:
    """With which letters words begin; what was told of a word is remembered."""

    def __init__(self) -> None:
        """Knows no word yet."""
        self._cuts = [_Cut(length) for length in range(LONGEST_BEGINNING, 0, -1)]

    def of(self, words: list[str]) -> set[str]:
        """With which letters some of ``words`` begin, one of them and more."""
        found: set[str] = set()
        letters: Iterable[str] = words
        for cut in self._cuts:
            letters = set(map(cut.__getitem__, letters))
            found |= letters
        return found


class _Cut(dict[str, str]):
    """The first letters of each word that is asked for."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self._length = length

    def __missing__(self, word: str) -> str:
        self[word] = letters = word[: self._length]
        return letters
