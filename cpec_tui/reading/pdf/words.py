"""Lines into text: words divided at line ends, addresses broken over lines, raised numbers.

A hyphen at a line end goes only when the joined word occurs elsewhere in the PDF and the hyphenated one does not;
otherwise it stays, and its word is closed up around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cpec_tui.reading.pdf.model import RAISED_CLOSE, RAISED_OPEN

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’‐-][^\W\d_]+)*")
_HYPHENS = "-", "‐"
_LONGEST_WORD = 200
_HEAD = re.compile(r"(?:[^\W\d_]+[-‐])*[^\W\d_]+(?=[-‐]$)")
_RAISED = re.compile(f"{RAISED_OPEN}([^{RAISED_CLOSE}]*){RAISED_CLOSE}")
_BETWEEN_MARKS = re.compile(r"[,\s]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_CJK = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
# "m2", "km2", "x2": a raised number behind so few small letters is an exponent and stays with them.
_SYMBOL = re.compile(r"(?:^|[\W\d_])[a-z]{1,2}$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a PDF, lower-cased, compounds whole and in their parts."""

    words: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """The vocabulary of all ``lines`` in their order; the halves of words divided at line ends do not count."""
        words: set[str] = set()
        divided = False
        for line in lines:
            text = line.lower()
            head = _head(text)
            tail = _LETTERS.match(text) if divided else None
            inner = text[tail.end() if tail else 0 : len(text) - len(head) - 1 if head else len(text)]
            words.update(_WORD.findall(inner), _LETTERS.findall(inner))
            divided = head is not None
        return cls(frozenset(words))

    def joins(self, head: str, tail: str) -> bool:
        """Whether the halves ``head`` and ``tail`` of a divided word are known as one word, and only as that."""
        return head + tail in self.words and f"{head}-{tail}" not in self.words


def joined(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """The text that ``lines`` make; white-space runs are single spaces."""
    done: list[str] = []
    text = ""
    for line in lines:
        joint = _joint(text, line, vocabulary) if text else _Joint(text, "")
        if joint.gap:
            done.append(joint.text)
            text = line
        else:
            text = joint.text + line
    return " ".join(" ".join((*done, text)).split())


def resolved(text: str, footnotes: frozenset[str]) -> str:
    """``text`` with raised numbers as plain ones, apart from the word before them unless they belong to it."""
    pieces: list[str] = []
    end = 0
    for match in _RAISED.finditer(text):
        pieces.append(text[end : match.start()])
        before = text[max(0, match.start() - 4) : match.start()]
        pieces.append(_apart(before, match[1], footnotes) + match[1])
        end = match.end()
    return "".join((*pieces, text[end:])).replace(RAISED_OPEN, "").replace(RAISED_CLOSE, "")


def raised(text: str) -> list[str]:
    """The raised numbers and signs of ``text``, in order."""
    return [mark for match in _RAISED.finditer(text) for mark in _marks(match[1])]


def _marks(text: str) -> list[str]:
    return [mark for mark in _BETWEEN_MARKS.split(text) if mark]


def _apart(before: str, text: str, footnotes: frozenset[str]) -> str:
    """What parts a raised number from what stands before it: "the year 2020" and its note 7 are no 20207."""
    if not before or before[-1].isspace():
        return ""
    is_call = all(mark in footnotes for mark in _marks(text))
    return " " if is_call or (before[-1].isalnum() and not _SYMBOL.search(before)) else ""


def _head(text: str) -> str | None:
    """The word that ends in a hyphen at the end of ``text``, without that hyphen."""
    match = _HEAD.search(text[-_LONGEST_WORD:]) if text.endswith(_HYPHENS) else None
    return match[0] if match else None


def _halves(first: str, second: str) -> tuple[str, str] | None:
    """The two halves of a word that ``first`` ends and ``second`` goes on with, lower-cased."""
    head, tail = _head(first), _LETTERS.match(second)
    if head is None or tail is None or not tail[0][0].islower():
        return None
    return head.lower(), tail[0].lower()


class _Joint(NamedTuple):
    """What stands before a line, its last hyphen perhaps gone, and the gap between both."""

    text: str
    gap: str


def _joint(text: str, line: str, vocabulary: Vocabulary) -> _Joint:
    if _is_broken_address(text, line):
        return _Joint(text, "")
    if text[-1] in _HYPHENS:
        halves = _halves(text, line)
        if halves is None:
            return _Joint(text, "" if _is_inner_hyphen(text, line) else " ")
        if vocabulary.joins(*halves):
            return _Joint(text[:-1], "")
        # "short- and long-term": the hyphen stands for a word still to come.
        return _Joint(text, " " if halves[1] in ("and", "or") else "")
    if text[-1] in "—/" and text[-2:-1].strip():
        return _Joint(text, "")
    return _Joint(text, "" if _CJK.match(text[-1]) and _CJK.match(line) else " ")


def _is_broken_address(text: str, line: str) -> bool:
    """Whether an address goes on in the next line; one that ends in a full stop may have ended with its sentence."""
    if text[-1] not in "/-_=?&.%#" or not _ADDRESS.search(text[-2000:]):
        return False
    return text[-1] != "." or line[0].islower() or line[0].isdigit()


def _is_inner_hyphen(text: str, line: str) -> bool:
    """Whether the hyphen at the end of ``text`` stands inside a word or number ("P.L. 66-" + "261")."""
    return len(text) > 1 and text[-2].isalnum() and line[0].isalnum()
