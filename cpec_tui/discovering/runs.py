"""Capitalised runs: where, in a text, capitalised words stand in a row, and what that may mean there.

One compiled pattern goes through the text once; its time is linear in the length of the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from functools import cache

from cpec_tui.discovering.tables import CONNECTORS, FUNCTION_WORDS, HEADS_OF_ON, HEADS_OF_YEARS
from cpec_tui.model import Role

# All capitals lie in these few ranges, which are passed over much faster than an exact list of capitals.
_NEAR_CAPITALS = "A-Z\u00c0-\u1fff\u2c00-\u2dff\ua640-\uabff\uff21-\uff3a\U00010400-\U0001e943"
_REST = r"[^\W_]*(?:['’\-‐‑–&][^\W_]+)*"
_PREFIX = re.compile(r"(?<![^\W_])(?:[Aa]l|[Ee]l|[Uu]l|[Aa]n|[Aa]s|[Aa]d|[Dd]|[Ll])['’\-‐‑]\Z")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_ABBREVIATION = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]|Mrs?|Ms|MRS?|MS|Dr|DR|Prof|Gen|Lt|Col|Maj|Brig|Capt|Adm|Sgt|Sen|Rep|Gov|Rev|Hon|Engr|St|vs|No|"
    r"e\.g|i\.e|U\.S|U\.N|U\.K|[^\W\d_](?:\.[^\W\d_])+)\.\Z"
)
_OPENING = " \u00a0([{*_•·-–—"
_QUOTES = "\"“”„«»‘'"
_ENDS = ".!?:;…؟。"
_JOINED = frozenset("'’-‐‑")
_NO_WORD_BEFORE = ".@#=\\/"
_HEADLINE_LETTERS = 240


class Standing(IntEnum):
    """What the capitals of a run say: within a sentence that it is a name, at its start less, in a headline nothing."""

    WITHIN = 0
    START = 1
    HEADLINE = 2


_WITHIN, _START, _HEADLINE = Standing


@cache
def capitals() -> str:
    """All capital letters (and title case digraphs) of all scripts, as the inside of a character class."""
    ranges, first = [], None
    for code in range(0x80, 0x1F000):
        letter = chr(code)
        if letter.isupper() or letter.istitle():
            first = code if first is None else first
        elif first is not None:
            ranges.append(f"{chr(first)}-{chr(code - 1)}")
            first = None
    return "".join(ranges)


@cache
def _run_pattern() -> re.Pattern[str]:
    capital = f"(?:[A-Z]|[{capitals()}])"
    # The first letter is taken by the quick ranges and then looked at: what begins with a class is found fast.
    first = rf"[{_NEAR_CAPITALS}](?<![^\W_].)(?<={capital})(?!{_openings()})"
    rest = rf"(?:(?:\.{capital})*\.|{_REST})"
    prefix = r"(?:(?:al|el|ul|an|as|ad|d|l)['’\-‐‑])?"
    word = rf"{prefix}(?:(?:St|Mt|Ft)\.(?=\ )|{capital}{rest})"
    joining = "|".join(sorted(map(re.escape, CONNECTORS - {"the", "on"}), key=len, reverse=True))
    connectors = rf"(?:(?:{joining}|{_behind(HEADS_OF_ON)}on)\ (?:the\ )?){{0,2}}"
    year = rf"(?:{_behind(HEADS_OF_YEARS)}20\d\d(?![^\W_]))"
    return re.compile(rf"{first}{rest}(?:\ (?:{connectors}{word}|{year}))*", re.DOTALL)


def _openings() -> str:
    """A pattern for the rest of a word that opens a sentence and has no capital behind it: a third of all runs."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted(FUNCTION_WORDS):
        by_first[word[0].upper()].append(word[1:])
    words = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return rf"(?:{words})(?:,?\ [a-z]|['’][a-z]+\ [a-z])"


def _behind(words: str) -> str:
    """A pattern that holds behind any of ``words`` and a space; each alternative has a width of its own."""
    return "(?:" + "|".join(f"(?<={word} )" for word in words.split("|")) + ")"


def runs_in(text: str, role: Role) -> Iterator[tuple[int, str, Standing]]:
    """(start, text, standing) of every run of ``text``, in order; a run does not begin or end within a word."""
    headline = is_headline(text, role)
    for match in _run_pattern().finditer(text):
        start, run = match.start(), match.group()
        before, last = text[start - 1] if start else "\n", text[start - 2 : start - 1]
        if before == " " and (last.isalnum() or last == ","):
            standing = _WITHIN
        elif before in _NO_WORD_BEFORE and last.strip():
            continue  # A part of an address or a file name.
        else:
            if before in _JOINED:
                start, run = _with_prefix(text, start, run)
            standing = _START if _begins_sentence(text, start) else _WITHIN
        if headline or (run.isupper() and _is_shouted(run)):
            standing = _HEADLINE
        yield start, run, standing


def is_headline(text: str, role: Role) -> bool:
    """Whether ``text`` is a headline in Title Case or in capitals, where a capital says nothing.

    Anything short that does not end as a sentence may be one; titles and headings are even when they are one word.
    """
    if text[-1:] in _ENDS or len(text) > _HEADLINE_LETTERS:
        return False
    words = _LONG_WORD.findall(text)
    capitalised = sum(word[0].isupper() for word in words)
    least = 1 if role in {Role.TITLE, Role.HEADING} else 5
    return len(words) >= least and capitalised * 10 >= len(words) * 7


def _is_shouted(run: str) -> bool:
    """Two long words in capitals are no acronyms, but what somebody wrote in capitals."""
    return len(_LONG_WORD.findall(run)) > 1


def _with_prefix(text: str, start: int, run: str) -> tuple[int, str]:
    """The run with a small prefix that belongs to its first word: al-Qaeda, d’Ivoire."""
    prefix = _PREFIX.search(text[max(0, start - 3) : start])
    if prefix is None:
        return start, run
    return start - len(prefix.group()), prefix.group() + run


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence may begin at ``start``: at the head of the text, behind what ends one, a quote or a dash."""
    at = start - 1
    if text[at - 5 : at].islower() and text[at - 5 : at - 1].isalpha() and text[at] == " ":
        return text[at - 1] in _ENDS  # No abbreviation ends in four small letters.
    quoted = False
    while at >= 0 and (text[at] in _OPENING or text[at] in _QUOTES):
        quoted = quoted or text[at] not in " \u00a0(["
        at -= 1
    if at < 0 or quoted:
        return True
    if text[at] not in _ENDS:
        return text[at] in "\n\t"
    return text[at] != "." or _ABBREVIATION.search(text[max(0, at - 8) : at + 1]) is None
