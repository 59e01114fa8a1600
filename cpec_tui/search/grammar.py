"""The words of the query language: its fields, its limits, its stop words."""

from __future__ import annotations

EXAMPLES = {
    "rare earth": "both words, each with its inflections",
    "rare OR earth": "either word",
    "-word, NOT word": "without it; ( ) group",
    '"rare earth"': "exactly so, side by side",
    '"earth rare"~5': "in any order, at most 5 other words between them",
    "miner*": "words that begin so",
    "saindk~": "words spelled nearly so; ~2 allows two slips",
    "@saindak": "the entity, whatever it is called",
    ":ores": "the search that is saved under this name",
}

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
MAX_SLIPS = 2
MAX_DISTANCE = 999

STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or she so"
    " that the their then there these they this to was we were which who will with would you your".split()
)
