"""Hostile text: everything that canonical text and its map have to get right."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

REMOVED = "\u00ad\u200b\u2060\ufeff"
WHITE = " \t\n\r\x0b\x0c\x1c\x85\u00a0\u2009\u2028\u2029\u3000"
MARKS = "\u0301\u0323\u0344\u0345\u05bc\u093c\u09be\u3099"
JAMO = "\u1100\u1161\u11a8\uac00"
COMPOSED = "\u00e9\u0958\u095c\u212b\ufb2a\u1e9b\U0001d15e\u2126"
KEPT = "\u200c\u200d\u200e\u202e\x00\x1b"
LETTERS = "ab\u0915\u09c7\u304b\u4e2d\U0001f600"

PIECES = st.sampled_from([*REMOVED, *WHITE, *MARKS, *JAMO, *COMPOSED, *KEPT, *LETTERS, "\r\n", "\n\n", "  "])
HOSTILE = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=12))


def naive_canonical(raw: str) -> str:
    """Canonical text as its definition says it, without a map."""
    kept = "".join(character for character in raw if character not in REMOVED)
    return unicodedata.normalize("NFC", " ".join(kept.split()))
