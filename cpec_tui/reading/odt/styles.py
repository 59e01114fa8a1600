"""Styles of an OpenDocument text: what a paragraph is, and how the items of its lists are marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.numerals import BULLET, numeral
from cpec_tui.reading.officexml import attribute, children, name_of
from cpec_tui.vocabulary import Role

# Styles may be based on each other in a ring.
_MOST_BASES = 20
_ROLES = {
    "title": Role.TITLE,
    "subtitle": Role.HEADING,
    "heading": Role.HEADING,
    "quotations": Role.QUOTE,
    "quotation": Role.QUOTE,
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How the items of a list are marked on one level; ``style`` is empty for bullets."""

    style: str = ""
    before: str = ""
    after: str = ""
    start: int = 1
    levels_shown: int = 1


@dataclass(slots=True)
class Styles:
    """The styles of a file: those of paragraphs with what they are based on, those of lists by name and level."""

    _bases: dict[str, str] = field(default_factory=dict)
    _lists: dict[str, dict[int, _Level]] = field(default_factory=dict)

    def take(self, root: etree._Element | None) -> None:
        """Take in the styles of ``content.xml`` or ``styles.xml``."""
        groups = [one for kind in ("automatic-styles", "styles") for one in children(root, kind)]
        for style in (one for group in groups for one in group):
            name = attribute(style, "name") or ""
            if name_of(style) == "style":
                self._bases.setdefault(name, attribute(style, "parent-style-name") or "")
            elif name_of(style) == "list-style":
                self._lists.setdefault(name, _levels(style))

    def role(self, style: str | None) -> Role:
        """The role of a paragraph of this style."""
        name = style or ""
        for _ in range(_MOST_BASES):
            plain = name.replace("_20_", " ").lower()
            if role := _ROLES.get(plain) or (Role.HEADING if _is_heading(plain) else None):
                return role
            name = self._bases.get(name, "")
        return Role.BODY

    def start(self, list_style: str, level: int) -> int:
        """The number with which a list of this style begins on ``level`` (from 1)."""
        return self._lists.get(list_style, {}).get(level, _Level()).start

    def marker(self, list_style: str, counts: list[int]) -> str:
        """What stands before the item that has these numbers, outermost first."""
        levels = self._lists.get(list_style, {})
        own = levels.get(len(counts), _Level())
        first = max(len(counts) - own.levels_shown, 0)
        written = [
            numeral(count, levels.get(level, _Level()).style) for level, count in enumerate(counts, 1) if level > first
        ]
        if not own.style or not all(written):
            return BULLET
        return f"{own.before}{'.'.join(filter(None, written))}{own.after} "


def _levels(style: etree._Element) -> dict[int, _Level]:
    return dict(_each_level(style))


def _each_level(style: etree._Element) -> Iterable[tuple[int, _Level]]:
    for level in style:
        number = whole(attribute(level, "level"), 0)
        if name_of(level) != "list-level-style-number":
            yield number, _Level()
            continue
        yield (
            number,
            _Level(
                attribute(level, "num-format") or "",
                attribute(level, "num-prefix") or "",
                attribute(level, "num-suffix") or "",
                whole(attribute(level, "start-value"), 1),
                whole(attribute(level, "display-levels"), 1),
            ),
        )


def _is_heading(name: str) -> bool:
    return name.startswith("heading ") and name[-1].isdigit()


def whole(text: str | None, otherwise: int) -> int:
    """A small whole number as the file writes it."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) <= 6 else otherwise
