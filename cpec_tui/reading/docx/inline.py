"""The text inside a paragraph of a Word file, and what hangs on it: notes and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.officexml import attribute, child, children, name_of

DELETED = frozenset({"del", "moveFrom"})
# Properties, and the small reading aid above a Chinese or Japanese word.
_WITHOUT_TEXT = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "sectPr", "rt"})
_SPACES = frozenset({"tab", "ptab", "br", "cr"})
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_FIRST_OF_SYMBOLS, _LAST_OF_SYMBOLS = 0x20, 0xFFFF


@dataclass(slots=True)
class Inline:
    """Collects the text of one paragraph.

    ``hanging`` is what comes after it, in order: text boxes as elements, notes as (``footnotes``, id).
    """

    texts: list[str] = field(default_factory=list)
    hanging: list[etree._Element | tuple[str, str]] = field(default_factory=list)
    deletes: bool = False

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.texts)

    def read(self, element: etree._Element) -> None:
        """Take in what is in ``element``."""
        for one in element:
            self._take(one, name_of(one))

    def _take(self, one: etree._Element, name: str) -> None:
        if name == "t":
            self.texts.append(one.text or "")
        elif name in _SPACES:
            self.texts.append(" ")
        elif name == "noBreakHyphen":
            self.texts.append("-")
        elif name == "sym":
            self.texts.append(_symbol(one))
        elif name in _NOTES:
            self.hanging.append((_NOTES[name], attribute(one, "id") or ""))
        elif name == "txbxContent":
            self.hanging.append(one)
        elif name in DELETED:
            self.deletes = True
        elif name == "AlternateContent":
            self.read(chosen(one))
        elif name not in _WITHOUT_TEXT and not is_placeholder(one):
            self.read(one)


def chosen(alternatives: etree._Element) -> etree._Element:
    """The first of several forms of the same content, which newer programs show."""
    choice = child(alternatives, "Choice")
    if choice is None:
        choice = child(alternatives, "Fallback")
    return alternatives if choice is None else choice


def is_placeholder(element: etree._Element) -> bool:
    """Whether this is a form field that shows only what is to be filled in."""
    return name_of(element) == "sdt" and child(element, "sdtPr", "showingPlcHdr") is not None


def mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether the end of a paragraph with these properties is deleted: its text goes on in the next."""
    return any(True for name in DELETED for _ in children(child(properties, "rPr"), name))


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font, by its code."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return ""
    is_character = _FIRST_OF_SYMBOLS <= code <= _LAST_OF_SYMBOLS and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else ""
