"""What of an alias is the name: a title before it and a bracket behind it are none of it.

"President Xi" is the name "Xi", which may stand right behind that title; "Main Line 1 (ML-1)" is two names;
"Punjab (India)" is the name "Punjab" with a qualifier that tells it from another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cpec_tui.linking.shapes import is_acronym
from cpec_tui.linking.titles import TITLES

_BRACKET_AT_END = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_EDGES = ".,"


@dataclass(frozen=True, slots=True)
class NamePart:
    """A name that an alias gives; ``title`` is what must stand right before it, if anything."""

    text: str
    title: str = ""


def parts_of(text: str, *, person: bool) -> list[NamePart]:
    """The names in an alias; only those of a ``person`` have titles."""
    match = _BRACKET_AT_END.match(text)
    if match:
        head, inside = match.groups()
        parts = parts_of(head, person=person)
        return [*parts, NamePart(inside)] if is_acronym(inside) or _is_designator(inside) else parts
    return [_without_title(text) if person else NamePart(text)]


def _is_designator(text: str) -> bool:
    """As in ``ML-1`` and ``N-50``: capitals and a number."""
    return re.fullmatch(r"[A-Z]{1,4}[- ]?\d{1,3}", text) is not None


def _without_title(text: str) -> NamePart:
    words = text.split(" ")
    count = 0
    while count < len(words) - 1 and words[count].strip(_EDGES).lower() in TITLES:
        count += 1
    name = " ".join(words[count:])
    # With two words and more the name stands by itself.
    return NamePart(name, "" if len(words) - count > 1 else " ".join(words[:count]))
