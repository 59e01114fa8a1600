"""What a paragraph of a Word file is: told by its style, by what that is based on, and by its own properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cpec_tui.reading.officexml import attribute, child, children
from cpec_tui.vocabulary import Role

# Styles may be based on each other in a ring.
_MOST_BASES = 20
_BODY_LEVEL = 9
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which list a paragraph is an item of, and on which level (from 0); None where only the other is given."""

    list_id: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name in English and lower case, its level in the outline, its list."""

    name: str
    based_on: str | None
    outline: int | None
    numbered: Numbered


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a file by their ids; ``default`` is that of paragraphs that name none."""

    by_id: dict[str, Style]
    default: str | None = None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style and what it is based on, nearest first."""
        for _ in range(_MOST_BASES):
            style = self.by_id.get(style_id or "")
            if style is None:
                return
            yield style
            style_id = style.based_on


def styles_in(root: etree._Element | None) -> Styles:
    """The styles in ``styles.xml``; none without it."""
    by_id: dict[str, Style] = {}
    default = None
    for element in children(root, "style"):
        style_id = attribute(element, "styleId")
        if style_id is None or attribute(element, "type") not in ("paragraph", None):
            continue
        properties = child(element, "pPr")
        name = (attribute(child(element, "name"), "val") or style_id).lower()
        base = attribute(child(element, "basedOn"), "val")
        by_id[style_id] = Style(name, base, _outline(properties), _numbered(properties))
        if attribute(element, "default") in ("1", "true", "on"):
            default = style_id
    return Styles(by_id, default)


def role_and_list(properties: etree._Element | None, styles: Styles) -> tuple[Role, Numbered | None]:
    """The role of a paragraph with these properties (``w:pPr``), and its list when it is an item of one."""
    chain = list(styles.chain(attribute(child(properties, "pStyle"), "val") or styles.default))
    lists = [_numbered(properties), *(style.numbered for style in chain)]
    named = next((role for style in chain if (role := _by_name(style.name)) is not None), None)
    if named in (Role.TITLE, Role.HEADING):
        return named, None
    outline = [_outline(properties), *(style.outline for style in chain)]
    level = next((level for level in outline if level is not None), _BODY_LEVEL)
    if level < _BODY_LEVEL:
        return Role.HEADING, None
    if (numbered := _first_list(lists)) is not None:
        return Role.LIST_ITEM, numbered
    taken_out = named is Role.LIST_ITEM and any(one.list_id is not None for one in lists)
    return Role.BODY if taken_out or named is None else named, None


def _by_name(name: str) -> Role | None:
    if name == "title":
        return Role.TITLE
    if name in ("subtitle", "heading") or (name.startswith("heading ") and name[-1].isdigit()):
        return Role.HEADING
    if name in ("quote", "intense quote", "block text", "quotations"):
        return Role.QUOTE
    return Role.LIST_ITEM if name.startswith(("list bullet", "list number")) else None


def _first_list(found: list[Numbered]) -> Numbered | None:
    """List and level, each from the nearest that gives it; None when the nearest says that it is no item."""
    list_id = next((one.list_id for one in found if one.list_id is not None), _NO_LIST)
    level = next((one.level for one in found if one.level is not None), 0)
    return None if list_id == _NO_LIST else Numbered(list_id, level)


def _outline(properties: etree._Element | None) -> int | None:
    return number(attribute(child(properties, "outlineLvl"), "val"))


def _numbered(properties: etree._Element | None) -> Numbered:
    found = child(properties, "numPr")
    return Numbered(attribute(child(found, "numId"), "val"), number(attribute(child(found, "ilvl"), "val")))


def number(text: str | None) -> int | None:
    """A small whole number, as office files write it; None for anything else."""
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) <= 6 else None
