"""The parts of an HTML body: a small walk over its blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.errors import ReadingError
from cpec_tui.reading.mailtext import text_parts
from cpec_tui.reading.numerals import BULLET
from cpec_tui.reading.officexml import name_of, text_of
from cpec_tui.reading.parts import Part
from cpec_tui.reading.tables import row_part
from cpec_tui.vocabulary import Role

_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure figcaption footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody thead tfoot tr td th ul".split()
)
_LEFT_OUT = frozenset({"", "head", "style", "script", "title", "template", "object"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MOST_IN_CELL = 300


def html_parts(text: str) -> tuple[Part, ...]:
    """The parts of ``text``. Raises ReadingError when it is nested too deeply."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, recover=True
    )
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadingError("the HTML is nested too deeply", "save its text as plain text")
    if root is None:
        return ()
    walk = _Walk()
    try:
        walk.element(root, Role.BODY)
    except RecursionError as error:
        raise ReadingError("the HTML is nested too deeply", "save its text as plain text") from error
    walk.flush(Role.BODY)
    return tuple(walk.parts)


@dataclass(slots=True)
class _Walk:
    parts: list[Part] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _after_break: bool = False
    _numbers: dict[etree._Element, int] = field(default_factory=dict)

    def element(self, element: etree._Element, role: Role) -> None:
        """Take in ``element``; ``role`` is that of the block around it."""
        name = name_of(element)
        if name in _LEFT_OUT or "display:none" in (element.get("style") or "").replace(" ", "").lower():
            return
        if name == "br":
            self._break(role)
        elif name in _BLOCKS:
            self.flush(role)
            self._block(element, name, role)
        else:
            self._inside(element, role)

    def flush(self, role: Role) -> None:
        """End the paragraph."""
        text = "".join(self._texts)
        self._texts, self._after_break = [], False
        if text.strip(" \t\r\n•"):
            self.parts.append(Part(text, role))

    def _block(self, element: etree._Element, name: str, role: Role) -> None:
        if name == "pre":
            self.parts.extend(text_parts(text_of(element)))
            return
        if name == "tr" and (cells := _cells(element)):
            self.parts.extend(row_part(cells))
            return
        if name in _HEADINGS:
            role = Role.HEADING
        elif name == "blockquote":
            role = Role.QUOTE
        elif name == "li":
            role = Role.LIST_ITEM
            self._texts.append(self._marker(element))
        self._inside(element, role)
        self.flush(role)

    def _marker(self, item: etree._Element) -> str:
        """A bullet, or the number of the item."""
        parent = item.getparent()
        if parent is None or name_of(parent) != "ol" or {"start", "type", "reversed"} & set(parent.attrib):
            return BULLET
        self._numbers[parent] = self._numbers.get(parent, 0) + 1
        return f"{self._numbers[parent]}. "

    def _inside(self, element: etree._Element, role: Role) -> None:
        self._take(element.text)
        for one in element:
            self.element(one, role)
            self._take(one.tail)

    def _take(self, text: str | None) -> None:
        if text:
            self._texts.append(text)
            self._after_break = self._after_break and text.isspace()

    def _break(self, role: Role) -> None:
        """A line end; two of them end the paragraph."""
        if self._after_break:
            self.flush(role)
        else:
            self._texts.append(" ")
            self._after_break = True


def _cells(row: etree._Element) -> list[str]:
    """The cells of a row of data; nothing for one that only lays out the message."""
    cells = [one for one in row if name_of(one) in ("td", "th")]
    if any(True for _ in row.iter("table")):
        return []
    texts = [text_of(cell) for cell in cells]
    filled = [text for text in texts if text.strip()]
    return texts if len(filled) >= 2 and all(len(text) <= _MOST_IN_CELL for text in filled) else []
