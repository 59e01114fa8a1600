"""The data of the PDF reader: glyphs, fragments, lines and drafts of paragraphs.

Lengths are points, y grows upwards from the foot of the page as shown, pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from cpec_tui.model import Role

# Raised digits are kept between these until it is known whether they point to a footnote. Unicode says that these two
# stand in no text, and ``glyph_text`` sees to it.
RAISED_OPEN = "\ufdd0"
RAISED_CLOSE = "\ufdd1"


class Glyph(NamedTuple):
    """One character as drawn; ``y`` is its baseline, ``angle`` the direction of writing in degrees (0: rightwards)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    angle: int


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """The glyphs of a page in the order in which it draws them; ``pictured`` when pictures stand on it."""

    number: int
    height: float
    glyphs: list[Glyph]
    pictured: bool = False


class OpenPdf(Protocol):
    """An open PDF, whichever library reads it. Opening raises ReadingError when it is damaged or encrypted."""

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""

    @property
    def info(self) -> Mapping[str, str]:
        """The document information that is filled in: Title, Author, CreationDate and the like."""

    @property
    def language(self) -> str:
        """The language that the catalog names; empty when it names none."""

    def outline(self) -> list[str]:
        """The titles of the bookmarks, in order."""

    def pages(self) -> Iterator[PageGlyphs]:
        """The pages that can be read; the others are in ``failed`` and ``crowded`` afterwards."""

    @property
    def failed(self) -> list[int]:
        """The pages that could not be opened."""

    @property
    def crowded(self) -> list[int]:
        """The pages left out because they hold more characters than are read."""

    def close(self) -> None:
        """Let go of the file."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Glyphs that follow each other on one baseline without a wide gap; a space at an end is kept."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    angle: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column. ``cells`` are its parts between wide gaps, ``edges`` the left edge of each."""

    page: int
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cells: tuple[str, ...] = ()
    edges: tuple[float, ...] = ()

    @property
    def first_word_width(self) -> float:
        """About how wide the first word is: enough to tell whether it had fitted on the line before."""
        word = self.text.split(" ", 1)[0]
        return (self.x1 - self.x0) * len(word) / max(len(self.text), 1)


@dataclass(slots=True)
class Draft:
    """A paragraph in the making: its lines, what it was taken for, and which column it is of."""

    role: Role
    lines: list[Line]
    region: int = 0

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page


def glyph_text(code: int) -> str:
    """The character of a code point; one that can stand in no text is shown as �."""
    if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)
