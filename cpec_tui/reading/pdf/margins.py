"""Running headers, footers and page numbers: what stands at the same height on several pages, digits aside.

Only rows at the very edge of a page are taken, from the outside inwards, and only when a gap parts them from the text:
the first rows of two pages of a table may well be alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpec_tui.reading.pdf.lines import Row, rows
from cpec_tui.reading.pdf.model import Fragment

_Key = tuple[str, int]
_ROWS = 4
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlcdm]{1,7}", re.IGNORECASE)
_ANYWHERE, _EXACTLY = -1, -2
_REACH = 2  # pages
_LONG = 6  # letters of a text that is furniture at any height once it repeats often
_STEP = 3.0  # points within which two heights are the same
_FAR = 0.18  # of the page's height: furniture stands no deeper than this
_TOGETHER = 3.0  # of the type size: how far its lines stand apart at most, unless they are word for word the same
_GAP = 1.6  # of the type size: how far it is at least from the text


@dataclass(frozen=True, slots=True)
class _Seen:
    """On which pages the texts near the edges stand, by text and height, and the texts that recur at a height."""

    pages: dict[_Key, frozenset[int]]
    recurring: dict[int, list[str]]

    def near(self, keys: Iterable[_Key], page: int) -> bool:
        """Whether one of ``keys`` is found on a page close to ``page``; left and right pages alternate."""
        close = [other for other in range(page - _REACH, page + _REACH + 1) if other != page]
        return any(other in self.pages.get(key, ()) for key in keys for other in close)


def without_furniture(pages: Sequence[Sequence[Fragment]], heights: Sequence[float]) -> list[list[Fragment]]:
    """The fragments of each page without those of its running headers, footers and page numbers."""
    edges = [_edges(page, height) for page, height in zip(pages, heights, strict=True)]
    seen: dict[_Key, set[int]] = {}
    for number, sides in enumerate(edges):
        for part in (part for side in sides for row in side[:-1] for part in row.parts):
            for key in (_keys(part)[0], (_folded(part), _ANYWHERE), (_plain(part), _EXACTLY)):
                seen.setdefault(key, set()).add(number)
    recurring: dict[int, list[str]] = {}
    for (text, step), found in seen.items():
        if len(found) > 1 and step >= 0 and len(text) >= _LONG:
            recurring.setdefault(step, []).append(text)
    known = _Seen({key: frozenset(found) for key, found in seen.items()}, recurring)
    return [_cleaned(page, number, edges[number], known) for number, page in enumerate(pages)]


def _edges(page: Sequence[Fragment], height: float) -> tuple[list[Row], list[Row]]:
    """The rows near the top and near the foot, from the outside inwards, each list with one row of the text."""
    made = rows(page)
    head = [row for row in made[:_ROWS] if row.y > (1 - _FAR) * height]
    foot = [row for row in reversed(made[-_ROWS:]) if row.y < _FAR * height]
    return [*head, *made[len(head) : len(head) + 1]], [*foot, *made[len(made) - len(foot) - 1 :][:1]]


def _folded(part: Fragment) -> str:
    """The text of ``part`` as it is counted: without the digits that count pages."""
    text = _DIGITS.sub("#", " ".join(part.text.split()))
    return "#" if _ROMAN.fullmatch(text) else text


def _keys(part: Fragment) -> list[_Key]:
    """What ``part`` is counted under, and the neighbours that mean the same."""
    text, step = _folded(part), round(part.y / _STEP)
    return [(text, step), (text, step - 1), (text, step + 1)]


def _plain(part: Fragment) -> str:
    return " ".join(part.text.split())


def _repeats(part: Fragment, page: int, seen: _Seen) -> bool:
    if seen.near(_keys(part), page):
        return True
    text, step = _folded(part), round(part.y / _STEP)
    if len(text) >= _LONG and len(seen.pages.get((text, _ANYWHERE), ())) >= 3:
        return True
    # The last page may say more on the same line: "Service 6 · VERSION 3".
    return any(text.startswith(known) for known in seen.recurring.get(step, ()))


def _cleaned(page: Sequence[Fragment], number: int, sides: Iterable[Sequence[Row]], seen: _Seen) -> list[Fragment]:
    kept = _without(page, [side[: _depth(side, number, seen)] for side in sides])
    # A page of one line that resembles the next one is no page of furniture.
    return kept or _without(page, [side[: min(1, _depth(side, number, seen))] for side in sides])


def _without(page: Sequence[Fragment], gone: Iterable[Sequence[Row]]) -> list[Fragment]:
    marked = {id(part) for side in gone for row in side for part in row.parts}
    return [part for part in page if id(part) not in marked]


def _depth(side: Sequence[Row], page: int, seen: _Seen) -> int:
    """How many rows from the edge are furniture: they repeat, up to the widest gap, or further when word for word."""
    depth, widest = 0, 0.0
    for index, row in enumerate(side[:-1]):
        whole = sum(len(part.text) for part in row.parts)
        if 3 * sum(len(part.text) for part in row.parts if _repeats(part, page, seen)) < whole:
            break
        gap = abs(row.y - side[index + 1].y)
        exact = all(seen.near([(_plain(part), _EXACTLY)], page) for part in row.parts)
        if index and not exact and abs(side[index - 1].y - row.y) > _TOGETHER * row.size:
            break
        if gap > _GAP * max(row.size, side[index + 1].size) and (gap > widest or exact):
            depth, widest = index + 1, max(gap, widest)
    return depth
