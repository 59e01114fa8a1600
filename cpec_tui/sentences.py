"""Where the sentences of a paragraph begin.

A rule for running text of many languages: a sentence ends at a full stop, question or exclamation mark that is followed
by white space and something that may begin another. Abbreviations and initials end none. (Read, Dridan, Oepen and
Solberg, 2012, found that on news such rules are as good as what is learned.)
"""

from __future__ import annotations

import re

_SPACED = r"""(?P<mark>[.!?…۔؟।॥]+)["'”’»)\]]*\s+(?=(?P<next>["'“‘«(\[]*[^\W_]))"""
_END = re.compile(rf"""{_SPACED}|[。！？]+["'”’」』）]*""")
# Most texts are written with spaces between sentences. One pattern that begins with one set is looked for fast.
_SPACED_END = re.compile(_SPACED)
_UNSPACED_MARK = re.compile("[。！？]")
_LAST_WORD = re.compile(r"[^\W_]*\Z")
_LONGEST = 12
_ABBREVIATIONS = frozenset(
    "adm al approx apr art aug ave brig bros ca capt cf cmdr co col corp dec dept dr ed eds eg eq est etc feb fig figs"
    " fr gen gov hon ie inc inst jan jr jul jun lt ltd maj mar max messrs min mr mrs ms mt no nos nov oct op p para"
    " paras pp prof pt pvt rep rev rs sec secy sen sept sep sgt sr st tel univ viz vol vols vs".split()
)


def sentence_starts(text: str) -> list[int]:
    """The offsets at which the sentences of ``text`` after the first begin, in code points."""
    end = _SPACED_END if text.isascii() or not _UNSPACED_MARK.search(text) else _END
    return [match.end() for match in end.finditer(text) if match.end() < len(text) and _is_end(match)]


def _is_end(match: re.Match[str]) -> bool:
    mark, after = match["mark"], match["next"]
    if mark is None:
        return True
    if after[-1].islower():
        return False
    if mark != ".":
        return True
    word = _word_before(match.string, match.start())
    # A single letter is an initial or part of an abbreviation; a name of one, as in "Plan B.", is rarer.
    is_initial = len(word) == 1 and word.isalpha() and word.isascii()
    return not is_initial and word.casefold() not in _ABBREVIATIONS


def _word_before(text: str, at: int) -> str:
    """The letters and digits right before an offset, the last ``_LONGEST`` of them."""
    before = text[max(0, at - _LONGEST) : at]
    word = before[before.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    last = _LAST_WORD.search(word)
    return last.group() if last else ""
