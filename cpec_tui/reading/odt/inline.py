"""The text inside a paragraph of an OpenDocument text, and what hangs on it: notes and text boxes."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cpec_tui.reading.odt.styles import whole
from cpec_tui.reading.officexml import attribute, child, name_of

_WITHOUT_TEXT = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms script ruby-text number event-listeners "
    "annotation-end".split()
)
_FRAMES = frozenset("frame g custom-shape rect ellipse line polygon path connector caption circle".split())
_SPACES = frozenset({"tab", "line-break"})
_MOST_SPACES = 1000


@dataclass(slots=True)
class Inline:
    """Collects the text of one paragraph; ``hanging`` is what comes after it: notes and text boxes, in order."""

    texts: list[str] = field(default_factory=list)
    hanging: list[etree._Element] = field(default_factory=list)
    comments: int = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.texts)

    def read(self, element: etree._Element) -> None:
        """Take in what is in ``element``."""
        self.texts.append(element.text or "")
        for one in element:
            self._take(one, name_of(one))
            self.texts.append(one.tail or "")

    def _take(self, one: etree._Element, name: str) -> None:
        if name == "s":
            self.texts.append(" " * min(whole(attribute(one, "c"), 1), _MOST_SPACES))
        elif name in _SPACES:
            self.texts.append(" ")
        elif name == "note":
            body = child(one, "note-body")
            if body is not None:
                self.hanging.append(body)
        elif name in ("text-box", "table"):
            self.hanging.append(one)
        elif name == "annotation":
            self.comments += 1
        elif name in _FRAMES:
            self._frame(one)
        elif name not in _WITHOUT_TEXT and name:
            self.read(one)

    def _frame(self, frame: etree._Element) -> None:
        """A frame or shape: its white space is layout, its text boxes and paragraphs come after the paragraph."""
        for one in frame:
            name = name_of(one)
            if name in _FRAMES:
                self._frame(one)
            elif name == "text-box":
                self.hanging.append(one)
            elif name == "p":
                self.hanging.append(frame)
                return
