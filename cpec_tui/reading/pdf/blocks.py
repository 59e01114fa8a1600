"""The lines of one column into blocks: where a paragraph ends, and what it is.

A paragraph ends where the gap is wider than between its lines, where type or weight change, where a line is indented,
and where the next word had fitted on the line but was not put there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpec_tui.model import Role
from cpec_tui.reading.pdf.lines import is_marker
from cpec_tui.reading.pdf.model import RAISED_OPEN, Draft, Line

_NEAR = 4  # lines on each side that tell how wide a column is here
_BULLET = re.compile(r"[•‣◦▪■□●○∙➢➤✓❖]\s*\S|[-–—*·]\s+\S|o\s+[A-Z]")
_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,5}[.)]|\([A-Z]\))\s+\S")
_LEADERS = re.compile(r"\.{5,}|(?: \.){5,}")
_ENDS = (".", "!", "?", ":", ";", "…", ".”", ".’", '."', ".)")
_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in a document: the size of its body text, the distance of lines by size, whether it is bold."""

    body: float
    leading: dict[float, float]
    bold: bool

    @classmethod
    def of(cls, columns: Iterable[Sequence[Line]]) -> Typography:
        """The typography of all ``columns``, by the amount of text."""
        sizes: Counter[float] = Counter()
        weights: Counter[bool] = Counter()
        gaps: dict[float, Counter[float]] = {}
        for column in columns:
            for index, line in enumerate(column):
                size = rounded(line.size)
                sizes[size] += len(line.text)
                weights[line.bold] += len(line.text)
                if index and rounded(column[index - 1].size) == size:
                    gap = round((column[index - 1].y - line.y) * 2) / 2
                    if 0.8 * size < gap < 2.5 * size:
                        gaps.setdefault(size, Counter())[gap] += 1
        body = sizes.most_common(1)[0][0] if sizes else 10.0
        leading = {size: min(counts, key=lambda gap: (-counts[gap], gap)) for size, counts in gaps.items()}
        return cls(body, leading, 2 * weights[True] > weights.total())

    def gap(self, line: Line) -> float:
        """The usual distance from a line of this size to the next."""
        size = rounded(line.size)
        return min(self.leading.get(size, 1.25 * size), 1.7 * size)


def rounded(size: float) -> float:
    """A font size to half a point, so that sizes can be compared."""
    return round(size * 2) / 2


def blocks(column: Sequence[Line], typography: Typography, titles: frozenset[str], region: int) -> list[Draft]:
    """The blocks of one column, in order. ``titles`` are the document's bookmarks, folded by ``folded``."""
    drafts: list[Draft] = []
    table = _table_rows(column)
    for index, line in enumerate(column):
        if index in table:
            drafts.append(Draft(Role.TABLE_ROW, [line], region))
        elif not drafts or drafts[-1].role == Role.TABLE_ROW or _begins(column, index, drafts[-1], typography):
            drafts.append(Draft(Role.LIST_ITEM if is_item(line.text) else Role.BODY, [line], region))
        else:
            drafts[-1].lines.append(line)
    for draft in drafts:
        if _may_be_heading(draft) and _is_heading(draft, typography, titles):
            draft.role = Role.HEADING
    return drafts


def is_item(text: str) -> bool:
    """Whether a line begins like an item of a list or a line of a table of contents."""
    return bool(_BULLET.match(text) or _NUMBER.match(text) or _LEADERS.search(text))


def folded(text: str) -> str:
    """``text`` without case, spaces and signs, to compare a line with a bookmark."""
    return "".join(character for character in text.lower() if character.isalnum())


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends with ``text``, the marks of footnotes aside."""
    return text.split(RAISED_OPEN, 1)[0].rstrip().endswith(_ENDS) if RAISED_OPEN in text[-8:] else text.endswith(_ENDS)


def _begins(column: Sequence[Line], index: int, draft: Draft, typography: Typography) -> bool:
    """Whether a new block begins with the line at ``index``."""
    line, before = column[index], column[index - 1]
    if before.page != line.page or _differs(before, line) or _is_apart(before, line, typography):
        return True
    if _LEADERS.search(line.text) or _LEADERS.search(before.text) or _BULLET.match(line.text):
        return True
    if _is_display(before, line, typography) or _is_divided(before, line):
        return False
    if _NUMBER.match(line.text) and _is_next_item(line, before, draft):
        return True
    if _is_centred(before, line):
        return _is_forced(column, index) and ends_sentence(before.text)
    return _is_indented(column, index, draft) or _is_forced(column, index)


def _differs(before: Line, line: Line) -> bool:
    """Whether type size or weight change between two lines."""
    larger, smaller = max(before.size, line.size), min(before.size, line.size)
    return smaller < 0.93 * larger or (before.bold != line.bold and min(len(before.text), len(line.text)) > 2)


def _is_apart(before: Line, line: Line, typography: Typography) -> bool:
    gap = before.y - line.y
    return gap > typography.gap(line) + 0.28 * line.size or gap < -0.5 * line.size


def _is_display(before: Line, line: Line, typography: Typography) -> bool:
    """Whether both are lines of a large title, which ends where its designer liked."""
    return min(before.size, line.size) > 1.15 * typography.body and before.bold == line.bold


def _is_divided(before: Line, line: Line) -> bool:
    """Whether a word goes on from one line to the next."""
    return before.text.endswith(("-", "‐", "\u00ad")) and before.text[-2:-1].isalpha() and line.text[0].islower()


def _is_next_item(line: Line, before: Line, draft: Draft) -> bool:
    first = draft.lines[0]
    if draft.role == Role.LIST_ITEM:
        return line.x0 < first.x0 + 0.5 * line.size or line.x0 < before.x0 - 0.5 * line.size
    return abs(line.x0 - before.x0) > 0.5 * line.size or ends_sentence(before.text)


def _is_centred(before: Line, line: Line) -> bool:
    if abs(before.x0 - line.x0) < 3:
        return False
    return abs(before.x0 + before.x1 - line.x0 - line.x1) < 1.5


def _is_indented(column: Sequence[Line], index: int, draft: Draft) -> bool:
    """Whether the line is the first of an indented paragraph, or the next of hanging ones."""
    line, before = column[index], column[index - 1]
    step = 0.7 * line.size
    if line.x0 > before.x0 + step:
        after = column[index + 1] if index + 1 < len(column) else None
        hanging = draft.role == Role.LIST_ITEM and len(draft.lines) == 1
        return not hanging and (after is None or after.x0 < line.x0 - step or ends_sentence(before.text))
    if line.x0 >= before.x0 - step:
        return False
    return len(draft.lines) > 1 or (draft.role == Role.LIST_ITEM and ends_sentence(before.text))


def _is_forced(column: Sequence[Line], index: int) -> bool:
    """Whether the first word of the line had fitted on the line before: then somebody ended that line."""
    line, before = column[index], column[index - 1]
    near = column[max(0, index - _NEAR) : index + _NEAR]
    margins = before.x0, line.x0
    ends = [other.x1 for other in near if min(abs(other.x0 - x) for x in margins) < 0.5 * line.size]
    # In justified text a line is full that ends where others do; an address may stick out further.
    if sum(abs(end - before.x1) < 0.15 * line.size for end in ends) > 2:
        return False
    right = max(ends)
    return before.x1 + 0.3 * line.size + 1.1 * line.first_word_width < right - 0.6 * line.size


def _table_rows(column: Sequence[Line]) -> frozenset[int]:
    """The lines that are rows of a table: two or more together whose cells begin at the same places."""
    rows: set[int] = set()
    for index in range(1, len(column)):
        first, second = column[index - 1], column[index]
        if _is_row(first) and _is_row(second) and _align(first, second):
            rows.update((index - 1, index))
    return frozenset(rows)


def _is_row(line: Line) -> bool:
    return len(line.cells) > 1 and not _LEADERS.search(line.text) and not is_marker(line.cells[0])


def _align(first: Line, second: Line) -> bool:
    return any(abs(a - b) < first.size for a in first.edges[1:] for b in second.edges[1:])


def _may_be_heading(draft: Draft) -> bool:
    """Whether ``draft`` is a plain block, or an item that begins with a number ("2. Overview")."""
    text = draft.lines[0].text
    return draft.role == Role.BODY or bool(
        draft.role == Role.LIST_ITEM and text[:1].isdigit() and not _LEADERS.search(text)
    )


def _is_heading(draft: Draft, typography: Typography, titles: frozenset[str]) -> bool:
    text = " ".join(line.text for line in draft.lines)
    if len(draft.lines) > 4 or len(text) > _LONGEST_HEADING or not any(character.isalpha() for character in text):
        return False
    if titles and folded(text) in titles:
        return True
    if text.endswith((".", ",", ";")) and not text[:1].isdigit():
        return False
    first = draft.lines[0]
    if first.size < 0.93 * typography.body:
        return False
    if first.size > 1.08 * typography.body and (first.bold or first.size > 1.15 * typography.body):
        return True
    return len(draft.lines) < 3 and ((first.bold and not typography.bold) or _is_capitals(text))


def _is_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters) and len(text) < 100
