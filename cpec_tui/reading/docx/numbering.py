"""The markers of list items of a Word file: a bullet, or the number where it can be worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.docx.styles import Numbered, number
from cpec_tui.reading.numerals import BULLET, numeral
from cpec_tui.reading.officexml import attribute, child, children

_PLACE = re.compile(r"%([1-9])")
_FORMATS = {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level is written: ``pattern`` has the place of the number of each level (``%1.%2``)."""

    style: str | None
    pattern: str
    start: int


@dataclass(frozen=True, slots=True)
class _List:
    """Lists of the same ``family`` go on counting where another stopped, but for levels that start anew."""

    family: str
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """Counts the items of all lists of a document in the order in which they come."""

    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _lists: dict[str, _List] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, item: Numbered) -> str:
        """What stands before the next item of this list on this level."""
        of_list, depth = self._lists.get(item.list_id or ""), item.level or 0
        level = self._levels.get((of_list.family, depth)) if of_list else None
        if of_list is None or level is None:
            return BULLET
        self._count(item.list_id or "", of_list, depth, level)
        if level.style is None:
            return BULLET
        written = _PLACE.sub(lambda place: self._written(of_list.family, int(place[1]) - 1), level.pattern)
        return f"{written} " if written and "\0" not in written else BULLET

    def _count(self, list_id: str, of_list: _List, depth: int, level: _Level) -> None:
        place = (of_list.family, depth)
        if depth in of_list.starts and (list_id, depth) not in self._begun:
            self._counts[place] = of_list.starts[depth]
        else:
            self._counts[place] = self._counts.get(place, level.start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, 9):
            self._counts.pop((of_list.family, deeper), None)

    def _written(self, family: str, depth: int) -> str:
        """The number of a level; a zero character when there is no telling."""
        level = self._levels.get((family, depth))
        if level is None or level.style is None:
            return "\0"
        return numeral(self._counts.get((family, depth), level.start), level.style) or "\0"


def numbering_in(root: etree._Element | None) -> Numbering:
    """The lists in ``numbering.xml``; none without it."""
    found = Numbering()
    for family in children(root, "abstractNum"):
        name = attribute(family, "abstractNumId") or ""
        for level in children(family, "lvl"):
            found._levels[name, number(attribute(level, "ilvl")) or 0] = _level(level)
    for one in children(root, "num"):
        family_id = attribute(child(one, "abstractNumId"), "val") or ""
        found._lists[attribute(one, "numId") or ""] = _List(family_id, _starts(one))
    return found


def _level(level: etree._Element) -> _Level:
    style = _FORMATS.get(attribute(child(level, "numFmt"), "val") or "decimal")
    start = number(attribute(child(level, "start"), "val"))
    return _Level(style, attribute(child(level, "lvlText"), "val") or "", 1 if start is None else start)


def _starts(one: etree._Element) -> dict[int, int]:
    starts: dict[int, int] = {}
    for override in children(one, "lvlOverride"):
        start = number(attribute(child(override, "startOverride"), "val"))
        if start is not None:
            starts[number(attribute(override, "ilvl")) or 0] = start
    return starts
