"""The words of the query language: how it is written, its fields, its limits, its stop words.

Help in the app, ``search --help`` and docs/query.md are made from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

INTRODUCTION = """\
Words side by side must all be there, in any order and anywhere in a paragraph. AND, OR, NOT, NEAR and PRE are written
in capitals. NEAR and PRE bind most closely, then NOT, then AND, then OR; brackets group. The line under the box says
how a query was understood, and each part of it that can find nothing is named with the reason.

Distances count the words between: `"a b"~5`, `a NEAR/5 b` and `a PRE/5 b` find both with at most five other words
between them. Several in a row (`a NEAR/5 b NEAR/5 c`) stand all within one such stretch; with other distances, or with
brackets, what stands before counts as one: `(a NEAR/5 b) NEAR/2 c`. What is near each other shares no word, so that
`@gwadar NEAR/5 kind:place` finds Gwadar beside another place. A word matches its inflections, in quotation marks only
itself, unless a distance follows. A ? at the end of a word is a question mark, and two slips are for words of five
letters and more: of shorter ones nearly every word is that near.

In `in:sentence(…)` the parts must hold of one sentence: `in:sentence(gold -copper)` is a sentence with gold that does
not name copper. `in:document(…)` asks the same of a document and finds all its paragraphs, those with the words first;
`mine in:document(gold silver)` finds the paragraphs with a mine in such documents.

`re:/…/` searches the text as it is shown, letter case and all. It looks only where words stand that every match must
hold, and stops after a second; then it says how far it came. What was not searched is left out, after NOT, too. The
same holds of patterns like `*a*`, which fit very many words, after three seconds. Several of a sort share the time.
"""

WORDS = {
    "rare earth": "both words, each with its inflections",
    "rare OR earth": "either word",
    "-word, NOT word": "without it; ( ) group",
    "miner*": "words that begin so",
    "w*ld, wom?n": "words that look so: * is any letters, ? is one",
    "saindk~": "words spelled nearly so; ~2 allows two slips",
    "@saindak": "the entity, whatever it is called; also in all that follows",
    ":ores": "the search that is saved under this name",
}

NEARNESS = {
    '"rare earth"': "exactly so, side by side",
    '"earth rare"~5': "in any order, at most 5 other words between them",
    "a NEAR/5 b": "the same; also of phrases, @entities, kind: and (a OR b)",
    "a PRE/5 b": "so, and a stands before b",
    "in:sentence(a b)": "one sentence has both; it may hold OR, NOT, NEAR, too",
    "in:document(a b)": "every paragraph of a document that has both, wherever in it",
    "re:/ML-[0-9]/": "the text matches the pattern; re:/…/i ignores case",
}

FIELDS = {
    "title": "the document's title holds these words",
    "doc": "the document of this id (or of ids that begin so, with *)",
    "source": "the name of the source file holds this",
    "publisher": "the publisher's name holds this",
    "author": "the author's name holds this",
    "lang": "the document's language",
    "tag": "the document has this tag",
    "date": "the document's date: 2024, 2024-06, >=2024-06, 2024..2025-02",
    "page": "the paragraph is on this page: 3, >=3, 3..7",
    "role": "it is a title, heading, list item, body, quote or table row",
    "kind": "an entity of this kind is mentioned",
    "has": "the document or the paragraph has something: see below",
    "is": "the paragraph is something: see below",
}

DATES = {
    "today, yesterday": "that day",
    "this-week, last-week": "from Monday to Sunday",
    "this-month, last-month": "the whole month",
    "this-year, last-year": "the whole year",
    "last-7-days": "the last of them today; also weeks, months, years",
}

HAS = {
    "entity": "an entity is mentioned in the paragraph",
    "date": "the document has a date",
    "author": "the document has an author",
    "publisher": "the document has a publisher",
    "lang": "the document's language is known",
    "tag": "the document has a tag",
    "url": "the document has an address on the web",
    "page": "the paragraph's page is known",
}
HAS_TOO = {"mention": "entity", "entities": "entity", "mentions": "entity", "language": "lang", "tags": "tag"}

IS = {
    "ambiguous": "a name in the paragraph may be one of several entities",
    "copy": "an older document says the same, word for word",
    "title": "the paragraph is a title",
    "heading": "the paragraph is a heading",
    "list": "the paragraph is an item of a list",
    "body": "the paragraph is running text",
    "quote": "the paragraph is a quote",
    "table": "the paragraph is a row of a table",
}

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "Words": WORDS,
    "Near each other": NEARNESS,
    "Fields": {f"{name}:": what for name, what in FIELDS.items()},
    "Words for dates": {f"date:{words}": what for words, what in DATES.items()},
    "What there is": {
        **{f"has:{name}": what for name, what in HAS.items()},
        **{f"is:{name}": what for name, what in IS.items()},
    },
}

MAX_CHARACTERS = 2000
MAX_LEAVES = 64
MAX_DEPTH = 24
MAX_SLIPS = 2
MAX_DISTANCE = 999
# A word of fewer letters has at most one slip.
FEW_LETTERS = 5
MAX_STARS = 4
# So many different things can stand near each other in any order; plain words have no such limit.
MAX_NEAR = 8
DISTANCE = 10
PATTERN_SECONDS = 1.0
# More than a busy machine needs for 100,000 paragraphs: it is there for far larger corpora.
WILDCARD_SECONDS = 3.0

STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his i if in into is it its not of on or she so"
    " that the their then there these they this to was we were which who will with would you your".split()
)
