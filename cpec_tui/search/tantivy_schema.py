"""The Tantivy index: words with their places, what begins with which letters, and what orders paragraphs."""

from __future__ import annotations

import re

from tantivy import Schema, SchemaBuilder
from tantivy.tantivy import __version__ as written_by

from cpec_tui.catalog.wordtable import LONGEST_BEGINNING

# A changed schema means a new version: older indexes are built anew.
SHAPE = 2
# Lengths above this are all the same for the order of candidates.
LONGEST = 1023
# Tantivy drops words of 65,530 bytes and more.
_MOST_BYTES = 60_000

# No word begins so.
_FILLER = "."
_FILLING = f" {_FILLER}" * LONGEST_BEGINNING
# Enough that nearly all words of a text are among them.
_MOST_REMEMBERED = 50_000

TEXT, BEGINNING, ROW, DOCUMENT, CODE, LENGTH = "text", "beginning", "row", "document", "code", "length"


def version() -> str:
    """The format that this version of Tantivy writes: its minor versions change it."""
    # It says "tantivy v0.27.0, index_format v7". To ask for the version of the package takes fifty times as long.
    major, minor = re.findall(r"\d+", written_by)[:2]
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


class Beginnings(dict[str, str]):
    """With which letters each word begins that is asked for, one of them and more; they are remembered.

    There are ``LONGEST_BEGINNING`` for each word, a filler for those that a short word has not.
    """

    def __init__(self) -> None:
        """Knows no word yet."""
        super().__init__()
        self._of_letters: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        letters = word[:LONGEST_BEGINNING]
        found = self._of_letters.get(letters)
        if found is None:
            found = " ".join(letters[: at + 1] if at < len(letters) else _FILLER for at in range(LONGEST_BEGINNING))
            self._of_letters[letters] = found
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[word] = found
        return found

    def of(self, words: list[str]) -> str:
        """With which letters some of ``words`` begin.

        It is filled up to ``LONGEST_BEGINNING`` times as many as there are words, so that Tantivy takes a paragraph for
        as long, compared with others, as it is.
        """
        found = set(map(self.__getitem__, words))
        return " ".join(found) + _FILLING * (len(words) - len(found))
