"""The Tantivy index: words with their places, what begins with which letters, and what orders paragraphs."""

from __future__ import annotations

from importlib import metadata

import tantivy

# A changed schema means a new version: older indexes are built anew.
SHAPE = 1
LONGEST_BEGINNING = 2
# Lengths above this are all the same for the order of candidates.
LONGEST = 1023
# Tantivy drops words of 65,530 bytes and more.
_MOST_BYTES = 60_000

TEXT, BEGINNING, ROW, DOCUMENT, CODE, LENGTH = "text", "beginning", "row", "document", "code", "length"


def version() -> str:
    """The format that this version of Tantivy writes: its minor versions change it."""
    major, minor, *_ = metadata.version("tantivy").split(".")
    return f"tantivy {major}.{minor}-{SHAPE}"


def schema() -> tantivy.Schema:
    """``text`` and ``beginning`` are words joined by blanks; the rest are numbers of the paragraph."""
    builder = tantivy.SchemaBuilder()
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


def beginnings(words: list[str]) -> set[str]:
    """With which one and two letters some of ``words`` begin."""
    long = {word[:LONGEST_BEGINNING] for word in words}
    return long | {letters[:1] for letters in long}
