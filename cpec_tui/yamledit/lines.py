"""The lines of a text, found once."""

from __future__ import annotations

import re
from bisect import bisect_right

# What YAML takes for the end of a line, and for white space at it.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
BLANK = " \t\r\n\x85\u2028\u2029"


class Lines:
    """Where the lines of a text begin and end."""

    def __init__(self, text: str) -> None:
        """Go through ``text`` once."""
        ends = [(end.start(), end.end()) for end in _LINE_END.finditer(text)]
        self._starts = [0, *(after for _, after in ends)]
        self._ends = [*(end for end, _ in ends), len(text)]

    def start(self, place: int) -> int:
        """Where the line of ``place`` begins."""
        return self._starts[self._number(place)]

    def end(self, place: int) -> int:
        """Where the line of ``place`` ends, before what ends it."""
        return self._ends[self._number(place)]

    def after(self, place: int) -> int:
        """Where the line after that of ``place`` begins; the end of the text when there is none."""
        number = self._number(place)
        return self._starts[number + 1] if number + 1 < len(self._starts) else self._ends[-1]

    def column(self, place: int) -> int:
        """How many characters stand left of ``place`` in its line."""
        return place - self.start(place)

    def _number(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1
