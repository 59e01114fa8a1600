"""Length-preserving folding and the words of a text: what search and linking both stand on.

``fold`` maps every code point to exactly one code point, so that offsets into the folded text are offsets into the
text itself: case, diacritics, apostrophes, dashes, full-width forms and Urdu letter variants are unified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

APOSTROPHES = "'’‘ʼ＇`´"
DASHES = "-‐‑‒–—―−－"

_ARABIC = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۃ": "ہ", "أ": "ا", "إ": "ا", "ٱ": "ا"}
_LETTERS = {"ß": "ß", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "æ", "œ": "œ"}
# Scripts whose combining marks carry sounds keep them; elsewhere marks are folded away with their letter.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
_INDIC = "\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0971-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3\u200c\u200d"
# Characters that are words by themselves: Chinese, Japanese kana, Korean is written with spaces and stays in words.
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK_WIDE = "\U00020000-\U0003ffff"

_WORD_CHARACTER = re.compile(f"[\\w{_MARKS}{_INDIC}]")
_CJK_CHARACTER = re.compile(f"[{_CJK}{_CJK_WIDE}]")
_WORDS = re.compile(f"[{_CJK}{_CJK_WIDE}]|(?:[^\\W{_CJK}{_CJK_WIDE}]|[{_MARKS}{_INDIC}])+")
_DROPPED = re.compile(f"[{_MARKS}\u200c\u200d\u0640]")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")


class _Fold(dict[int, int]):
    """Folds code points as they are asked for, and remembers them."""

    def __missing__(self, code: int) -> int:
        folded = ord(_fold_character(chr(code)))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    if character in DASHES:
        return "-"
    if character in _ARABIC:
        return _ARABIC[character]
    lowered = character.lower()
    base = unicodedata.normalize("NFKD", lowered[0])
    one_letter = base[0].isalnum() and all(unicodedata.combining(mark) for mark in base[1:])
    if not one_letter or _keeps_its_marks(base[0]):
        return lowered[0]
    return _LETTERS.get(base[0], base[0])


def _keeps_its_marks(base: str) -> bool:
    """Whether the script of ``base`` tells words apart by marks (Indic, kana)."""
    return "\u0900" <= base <= "\u0dff" or "\u3040" <= base <= "\u30ff"


_FOLD = _Fold()


def fold(text: str) -> str:
    """``text`` for matching; as many code points as before, each at its old offset."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def is_word_character(character: str) -> bool:
    """Whether a word goes on over ``character``."""
    return _WORD_CHARACTER.match(character) is not None


def is_cjk(character: str) -> bool:
    """Whether ``character`` is of a script that is written without spaces, so that it needs no word boundary."""
    return _CJK_CHARACTER.match(character) is not None


def tokens(text: str) -> list[str]:
    """The words of ``text`` as the index keeps them, in order; a possessive 's is no word, CJK goes by character."""
    folded = _without_possessives(fold(text))
    if folded.isascii():
        return _WORDS.findall(folded)
    return [word for word in (_DROPPED.sub("", found) for found in _WORDS.findall(folded)) if word]


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of ``text`` as in ``tokens`` with its span in code points."""
    folded = _without_possessives(fold(text))
    for match in _WORDS.finditer(folded):
        word = _DROPPED.sub("", match.group())
        if word:
            yield word, match.start(), match.end()


def _without_possessives(folded: str) -> str:
    """``folded`` with every possessive 's blanked out; the length stays."""
    return _POSSESSIVE.sub("  ", folded) if "'s" in folded else folded


def lookup_key(text: str) -> str:
    """The form under which names are compared: folded, hyphens as spaces, single spaces."""
    return " ".join(fold(text).replace("-", " ").split())
