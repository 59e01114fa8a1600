"""The words of the query language: its fields, its limits, its stop words."""

from __future__ import annotations

FIELDS = {
    "title": "the document's title holds these words",
    "doc": "the document of this id (or of ids that begin so, with *)",
    "source": "the name of the source file holds this",
    "publisher": "the publisher's name holds this",
    "author": "the author's name holds this",
    "lang": "the document's language",
    "tag": "the document has this tag",
    "role": "the paragraph is a title, heading, list item, body, quote or table row",
    "kind": "an entity of this kind is mentioned",
    "date": "the document's date: 2024, 2024-06, >=2024-06, 2024..2025-02",
}

MAX_CHARACTERS = 2000
MAX_LEAVES = 64
MAX_DEPTH = 24

STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or she so"
    " that the their then there these they this to was we were which who will with would you your".split()
)
