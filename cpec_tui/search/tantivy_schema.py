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
_FILLER = " ."

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


def beginnings(words: list[str]) -> str:
    """With which letters some of ``words`` begin, one of them and more.

    It is filled up to ``LONGEST_BEGINNING`` times as many as there are words, so that Tantivy takes a paragraph for as
    long, compared with others, as it is.
    """
    long = {word[:LONGEST_BEGINNING] for word in words}
    found = long.union(*({letters[:length] for letters in long} for length in range(1, LONGEST_BEGINNING)))
    return " ".join(found) + _FILLER * (LONGEST_BEGINNING * len(words) - len(found))
