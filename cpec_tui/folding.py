"""Length-preserving folding and the words of a text: what search and linking both stand on.

``fold`` maps every code point to exactly one code point, so that offsets into the folded text are offsets into the
text itself: case, diacritics, apostrophes, dashes, digits, full-width forms and Urdu letter variants are unified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from operator import add, sub

APOSTROPHES = "'’‘ʼʻ′＇`´"
DASHES = "-‐‑‒–—―−－﹘﹣"

# Letters that different keyboards and spellings write for each other.
_VARIANTS = dict(zip("يىكهةۃھۀأإٱٲٳøłđıς", "ییکہہہہہاااااoldiσ", strict=True))
# Half-width kana have their voicing marks beside them, other kana mostly in them.
_VARIANTS |= {"\uff9e": "\u3099", "\uff9f": "\u309a"}
# Marks that a word may be written with or without: accents, Hebrew points, Arabic vowels, variation selectors.
_DROPPED_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07eb-\u07f3\u07fd\u0898-\u089f"
    "\u08ca-\u08e1\u08e3-\u08ff\u180b-\u180d\u180f\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2de0-\u2dff"
    "\ua66f-\ua672\ua674-\ua67d\ua69e-\ua69f\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
# Marks that tell words apart: vowel signs and the like of South and South-East Asian scripts.
_KEPT_MARKS = (
    "\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u0900-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63"
    "\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u0eb1-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6\u102b-\u103e\u1056-\u109d"
    "\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd\u1885-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1b00-\u1b44\u1b6b-\u1b73"
    "\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1cf9\u2d7f\u302a-\u302f\ua6f0-\ua6f1"
    "\ua802-\ua827\ua82c\ua880-\ua8c5"
    "\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5-\uaaf6"
    "\uabe3-\uabea\uabec-\uabed"
)
# They join letters, or keep them apart, within a word.
_JOINERS = "\u200c\u200d"
_INSIDE = f"{_DROPPED_MARKS}{_KEPT_MARKS}{_JOINERS}"
# Characters that are words by themselves: Chinese, Japanese kana; Korean is written with spaces and stays in words.
_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)

_OF_A_SPACED_WORD = re.compile(f"(?![{_CJK}])[\\w{_INSIDE}]")
# Stands for a character of a script without spaces, for a moment.
_WITHOUT_SPACES = "\x01"
# ASCII letters and digits in lower case, a space for other ASCII; bytes of longer characters stay as they are.
_WORD_BYTES = bytes(
    code
    if code > 127 or chr(code) in f"_\0{_WITHOUT_SPACES}"
    else ord(chr(code).lower())
    if chr(code).isalnum()
    else ord(" ")
    for code in range(256)
)
# The same for a text that is folded, without the underscore, at which words are split.
_SPLIT_BYTES = bytes(ord(" ") if code < 128 and not chr(code).isalnum() else code for code in range(256))
_WORD_CHARACTER = re.compile(f"[\\w{_INSIDE}{_CJK}]")
_CJK_CHARACTER = re.compile(f"[{_CJK}]")
_WORDS = re.compile(f"[{_CJK}][\u3099\u309a]?|(?:[^\\W_{_CJK}]|[{_INSIDE}])+")
_DROPPED = re.compile(f"[{_DROPPED_MARKS}{_JOINERS}\u0640]")
_VOICING = "\u3099\u309a"
_NOT_KEPT = re.compile(f"[{_DROPPED_MARKS}{_JOINERS}\u0640{_VOICING}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ASCII = bytes(range(128))
# A text has few characters beyond ASCII, or is written in them.
_FEW_CHARACTERS = 64
# It begins with letters, so that it is looked for fast.
_POSSESSIVE = re.compile(r"'s\b(?<=[^\W_]'s)")


class _Fold(dict[str, str]):
    """Folds letters as they are asked for, and remembers them."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold_character(character)
        return folded

    def of_match(self, match: re.Match[str]) -> str:
        """The folded form of a matched letter."""
        return self[match.group()]


def _fold_character(character: str) -> str:
    folded = _folded_once(character)
    return folded if folded == character else _fold_character(folded)


def _folded_once(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    if character in DASHES:
        return "-"
    if character in _VARIANTS:
        return _VARIANTS[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    lowered = character.lower()[0]
    base = unicodedata.normalize("NFKD", lowered)
    one_letter = base[0].isalnum() and all(unicodedata.combining(mark) for mark in base[1:])
    return base[0] if one_letter and (len(base) == 1 or not _keeps_its_marks(base[0])) else lowered


def _keeps_its_marks(base: str) -> bool:
    """Whether the script of ``base`` tells words apart by marks (Indic, kana)."""
    return "\u0900" <= base <= "\u0dff" or "\u3040" <= base <= "\u30ff"


_FOLD = _Fold()


class _Space(dict[str, str]):
    """Folds letters and gives a space for what is no letter of a word written with spaces; remembers both."""

    def __missing__(self, character: str) -> str:
        folded = fold(character)
        other = _WITHOUT_SPACES if is_cjk(folded) else " "
        self[character] = folded if _OF_A_SPACED_WORD.match(folded) else other
        return self[character]

    def of_match(self, match: re.Match[str]) -> str:
        """What stands for a matched character."""
        return self[match.group()]


_SPACE = _Space()


class _Split(dict[str, str]):
    """Folds letters and gives a space for what stands in no word; remembers both."""

    def __missing__(self, character: str) -> str:
        folded = fold(character)
        self[character] = folded if folded.isascii() or _WORD_CHARACTER.match(folded) else " "
        return self[character]

    def of_match(self, match: re.Match[str]) -> str:
        """What stands for a matched character."""
        return self[match.group()]


_SPLIT = _Split()


def fold(text: str) -> str:
    """``text`` for matching; as many code points as before, each at its old offset."""
    # Most text is ASCII, where lower() is far faster than a table; what else is in it is folded letter by letter.
    return _replaced(text, _FOLD).lower().replace("`", "'")


def spaced(text: str) -> str:
    """``text`` folded, with a space for each character that is no part of a word written with spaces around it.

    The character U+0000 stays: it may stand between texts.
    """
    return spaced_or_cjk(text)[0]


def spaced_or_cjk(text: str) -> tuple[str, bool]:
    """``spaced``, and whether a character of a script that is written without spaces may stand in ``text``."""
    result = _replaced(text, _SPACE).encode().translate(_WORD_BYTES).decode()
    if _WITHOUT_SPACES not in result:
        return result, False
    return result.replace(_WITHOUT_SPACES, " "), True


def is_word_character(character: str) -> bool:
    """Whether a name goes on over ``character``; the underscore joins here (``Xi_``), though search splits at it."""
    return _WORD_CHARACTER.match(character) is not None


def has_cjk(text: str) -> bool:
    """Whether a character of a script that is written without spaces stands in ``text``."""
    return not text.isascii() and _CJK_CHARACTER.search(text) is not None


def is_cjk(character: str) -> bool:
    """Whether ``character`` is of a script that is written without spaces, so that it needs no word boundary."""
    return _CJK_CHARACTER.match(character) is not None


def tokens(text: str) -> list[str]:
    """The words of ``text`` as the index keeps them, in order; a possessive 's is no word, CJK goes by character."""
    folded = _split_at_spaces(text)
    if folded.isascii():
        return folded.split()
    if not _NOT_KEPT.search(folded):
        return _WORDS.findall(folded)
    return [word for word in map(_kept, _WORDS.findall(folded)) if word]


def word_ends(text: str) -> tuple[list[int], list[int]]:
    """Where each word of ``text`` as in ``tokens`` starts, and where each ends, in code points."""
    folded = _split_at_spaces(text)
    if not folded.isascii():
        spans = [(start, end) for _, start, end in token_spans(text)]
        return [start for start, _ in spans], [end for _, end in spans]
    lengths = list(map(len, folded.split(" ")))
    # Each piece ends after all before it and a space for each of them.
    ends = list(map(add, accumulate(lengths), count()))
    return list(compress(map(sub, ends, lengths), lengths)), list(compress(ends, lengths))


def placed_tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of ``text`` as in ``tokens``, with where each starts and ends, as in ``word_ends``."""
    apart = words_apart(text)
    if apart is not None:
        return apart.split(), *word_ends(text)
    found = list(token_spans(text))
    return [word for word, _, _ in found], [start for _, start, _ in found], [end for _, _, end in found]


def words_apart(text: str) -> str | None:
    """``text`` folded, its words in ASCII letters and digits at their offsets, all else spaces.

    None when one of its words is written in other letters.
    """
    folded = _split_at_spaces(text)
    return folded if folded.isascii() else None


def words_apart_in(texts: Sequence[str]) -> Iterator[str | None]:
    """``words_apart`` of each of ``texts``, which are gone through as one."""
    whole = _without_possessives(_replaced("\n".join(texts), _SPLIT).lower().replace("`", "'"))
    folded = whole.encode("utf-8", "surrogatepass").translate(_SPLIT_BYTES).decode("utf-8", "surrogatepass")
    begin = 0
    for text in texts:
        apart = folded[begin : begin + len(text)]
        yield apart if apart.isascii() else None
        begin += len(text) + 1


def _split_at_spaces(text: str) -> str:
    """``text`` folded, without possessives; when it is ASCII, as most is then, there are only words and spaces in it.

    ASCII is split many times as fast as other text.
    """
    folded = _without_possessives(_replaced(text, _SPLIT).lower().replace("`", "'"))
    return folded.encode("ascii").translate(_SPLIT_BYTES).decode("ascii") if folded.isascii() else folded


def _replaced(text: str, by: _Fold | _Space | _Split) -> str:
    """``text`` with every character beyond ASCII replaced by what ``by`` gives for it.

    What is given is given for itself as well, so that it does not matter which character is replaced first.
    """
    if text.isascii():
        return text
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    characters = set(beyond)
    if len(characters) > _FEW_CHARACTERS:
        return _NOT_ASCII.sub(by.of_match, text)
    for character in characters:
        other = by[character]
        if other != character:
            text = text.replace(character, other)
    return text


def token_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of ``text`` as in ``tokens`` with its span in code points."""
    folded = _without_possessives(fold(text))
    changes = _NOT_KEPT.search(folded) is not None
    for match in _WORDS.finditer(folded):
        word = _kept(match.group()) if changes else match.group()
        if word:
            yield word, *match.span()


def _kept(found: str) -> str:
    """A word as the index keeps it: without marks that it may be written without, its kana with their voicing."""
    return unicodedata.normalize("NFC", _DROPPED.sub("", found)) if found[-1] in _VOICING else _DROPPED.sub("", found)


def _without_possessives(folded: str) -> str:
    """``folded`` with every possessive 's blanked out; the length stays."""
    return _POSSESSIVE.sub("  ", folded) if "'s" in folded else folded


def lookup_key(text: str) -> str:
    """The form under which names are compared: folded, hyphens as spaces, single spaces."""
    return " ".join(fold(text).replace("-", " ").split())
