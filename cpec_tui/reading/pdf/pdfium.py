"""PDFs opened by PDFium: the one module that knows this library.

Of its text pages only the characters are used, with their places, sizes and weights as drawn; the lines that it makes
of them itself run across columns.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from cpec_tui.errors import ReadingError
from cpec_tui.reading.pdf.model import Glyph, PageGlyphs, glyph_text

MOST_PAGES = 20_000
MOST_ON_A_PAGE = 250_000  # characters; a newspaper page has 30,000
MOST_CHARACTERS = 20_000_000  # of the whole file; the Bible has 4 million
_MOST_BOOKMARKS = 20_000
_FURTHEST = 1e6  # points: nothing that is read stands further from the corner of its page
_BOLD_FROM = 600
_BOLD_NAMES = ("bold", "black", "heavy", "-bd", "cmbx")
# PDFium gives U+0002 for a hyphen at the end of a line and U+FFFE for the same in its joined text. A soft hyphen that
# is drawn is one that is seen, and many fonts have no other.
_HYPHENS = (0x02, 0xFFFE, 0xAD)
_SAVE_AGAIN = "open it in a PDF viewer and save it again"


@dataclass(slots=True)
class PdfiumFile:
    """An open PDF. Raises ReadingError when it is damaged, needs a password or has too many pages."""

    content: bytes
    failed: list[int] = field(default_factory=list)
    crowded: list[int] = field(default_factory=list)
    _opened: Any = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._opened = pdfium.PdfDocument(self.content)
        except pdfium.PdfiumError as error:
            raise _refusal(str(error)) from error
        if self.page_count > MOST_PAGES:
            self.close()
            raise ReadingError(f"the PDF has more than {MOST_PAGES:,} pages", "split it")

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""
        return len(self._opened)

    @property
    def info(self) -> Mapping[str, str]:
        """The document information that is filled in: Title, Author, CreationDate and the like."""
        found: dict[str, str] = {}
        for key in self._opened.METADATA_KEYS:
            try:
                found[key] = self._opened.get_metadata_value(key).replace("\0", "")
            except UnicodeError:
                continue
        return {key: value for key, value in found.items() if value.strip()}

    @property
    def language(self) -> str:
        """The language that the catalog names; empty when it names none."""
        buffer = (ctypes.c_ushort * 64)()
        length = raw.FPDFCatalog_GetLanguage(self._opened, buffer, ctypes.sizeof(buffer))
        if not 2 < length <= ctypes.sizeof(buffer):
            return ""
        return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")

    def outline(self) -> list[str]:
        """The titles of the bookmarks, in order, as far as they can be read."""
        titles: list[str] = []
        try:
            for mark in islice(self._opened.get_toc(max_depth=6), _MOST_BOOKMARKS):
                titles.append(mark.get_title())  # noqa: PERF401 -- what was found before an error is kept
        except (pdfium.PdfiumError, UnicodeError):
            pass
        return titles

    def pages(self) -> Iterator[PageGlyphs]:
        """The pages that can be read. Raises ReadingError when they hold too much text in all."""
        total = 0
        for number in range(1, self.page_count + 1):
            try:
                page = self._page(number)
            except pdfium.PdfiumError:
                self.failed.append(number)
                continue
            if page is None:
                self.crowded.append(number)
                continue
            total += len(page.glyphs)
            if total > MOST_CHARACTERS:
                raise ReadingError(f"the PDF has more than {MOST_CHARACTERS:,} characters", "split it")
            yield page

    def _page(self, number: int) -> PageGlyphs | None:
        """The glyphs of a page; None when it holds more than are read."""
        with closing(self._opened[number - 1]) as page, closing(page.get_textpage()) as text:
            if text.count_chars() > MOST_ON_A_PAGE:
                return None
            turn = _Turn.of(page)
            glyphs = [glyph for glyph in _glyphs(text.raw, turn) if _is_sound(glyph)]
            is_empty = all(glyph.text.isspace() for glyph in glyphs)
            return PageGlyphs(number, turn.height, glyphs, is_empty and _has_pictures(page))


def _refusal(message: str) -> ReadingError:
    if "password" in message.lower() or "security" in message.lower():
        return ReadingError("the PDF is encrypted", "save a copy without a password")
    return ReadingError("the PDF is damaged", _SAVE_AGAIN)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Turns points of a page into those of the page as shown: ``rotation`` degrees clockwise, size after turning."""

    rotation: int
    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def of(cls, page: Any) -> _Turn:
        """The turn of an open page; what is shown of it need not begin at 0, 0."""
        left, bottom, _right, _top = page.get_bbox()
        return cls(page.get_rotation(), left, bottom, *page.get_size())

    @property
    def is_none(self) -> bool:
        """Whether all points stay where they are."""
        return not (self.rotation or self.left or self.bottom)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where ``x``, ``y`` is shown."""
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, self.height - x
        if self.rotation == 180:
            return self.width - x, self.height - y
        if self.rotation == 270:
            return self.width - y, x
        return x, y


@dataclass(frozen=True, slots=True)
class _Style:
    """What all characters of one text object share."""

    size: float
    bold: bool
    angle: int


def _glyphs(text: Any, turn: _Turn) -> Iterator[Glyph]:
    """The drawn characters of a text page; those that PDFium made up (spaces, line ends) are left out."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    styles: dict[int, _Style] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        owner = raw.FPDFText_GetTextObject(text, index)
        if code in (0, 0xFFFF) or not owner:
            continue
        if raw.FPDFText_IsGenerated(text, index) and code not in _HYPHENS:
            continue
        key = ctypes.addressof(owner.contents)
        if (style := styles.get(key)) is None:
            style = styles[key] = _style(text, index, turn.rotation)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        yield _glyph("-" if code in _HYPHENS else glyph_text(code), box, (x.value, y.value), style, turn)


def _glyph(text: str, box: Any, origin: tuple[float, float], style: _Style, turn: _Turn) -> Glyph:
    if turn.is_none and not style.angle:
        return Glyph(text, min(box.left, box.right), max(box.left, box.right), origin[1], style.size, style.bold, 0)
    left, bottom = turn.point(box.left, box.bottom)
    right, top = turn.point(box.right, box.top)
    y = min(bottom, top) if style.angle else turn.point(*origin)[1]
    return Glyph(text, min(left, right), max(left, right), y, style.size, style.bold, style.angle)


def _is_sound(glyph: Glyph) -> bool:
    """Whether a glyph stands anywhere near its page; damaged files put some at infinity."""
    return -_FURTHEST < glyph.x0 <= glyph.x1 < _FURTHEST and -_FURTHEST < glyph.y < _FURTHEST and glyph.size < _FURTHEST


def _style(text: Any, index: int, rotation: int) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    direction = math.degrees(math.atan2(matrix.b, matrix.a))
    angle = round(direction) - rotation if math.isfinite(direction) else 0
    size = abs(raw.FPDFText_GetFontSize(text, index)) * scale or 1.0
    return _Style(size, _is_bold(text, index), angle % 360)


def _is_bold(text: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, index) >= _BOLD_FROM:
        return True
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace").lower() if 0 < length <= len(buffer) else ""
    return any(part in name for part in _BOLD_NAMES)


def _has_pictures(page: Any) -> bool:
    try:
        return any(True for _picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    except pdfium.PdfiumError:
        return False
