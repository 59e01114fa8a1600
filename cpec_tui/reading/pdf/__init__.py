"""The reader of PDFs: paragraphs in the order of reading, each with its page, from where its letters stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpec_tui.errors import ReadingError
from cpec_tui.reading.parts import Parts
from cpec_tui.reading.pdf.layout import LaidPage, parts_of
from cpec_tui.reading.pdf.metadata import metadata_of
from cpec_tui.reading.pdf.model import OpenPdf
from cpec_tui.reading.pdf.pdfium import MOST_ON_A_PAGE, PdfiumFile

_MOST_NAMED = 12  # stretches of pages that a note names


def read(content: bytes, path: str, opener: Callable[[bytes], OpenPdf] = PdfiumFile) -> Parts:
    """The text of a PDF. Raises ReadingError: damaged, encrypted, too large, or without text.

    ``opener`` is the library that takes the file apart.
    """
    opened = opener(content)
    try:
        pages = [LaidPage.of(page) for page in opened.pages()]
        if not any(page.parts or page.askew for page in pages):
            raise _nothing(opened, pages)
        metadata = metadata_of(opened, content, path)
        return Parts(tuple(parts_of(pages, opened.outline())), metadata, notes=_notes(opened, pages))
    finally:
        opened.close()


def _nothing(opened: OpenPdf, pages: Sequence[LaidPage]) -> ReadingError:
    """Why a PDF gives no text at all."""
    if not pages and not opened.failed:
        return ReadingError(f"every page of the PDF holds more than {MOST_ON_A_PAGE:,} characters", "split its pages")
    if not pages:
        return ReadingError("no page of the PDF can be opened", "open it in a PDF viewer and save it again")
    if any(page.pictured for page in pages):
        return ReadingError("there is no text in the PDF: it is scanned", "run it through OCR first")
    return ReadingError("there is no text in the PDF: its pages are blank or drawn", "run it through OCR, or remove it")


def _notes(opened: OpenPdf, pages: Sequence[LaidPage]) -> tuple[str, ...]:
    """What a reader should know about the pages that give no text."""
    without = [page for page in pages if not page.parts]
    scanned = [page.number for page in without if page.pictured]
    blank = [page.number for page in without if not page.pictured]
    found = (
        (scanned, "no text, only pictures: run it through OCR to read them"),
        (blank, "no text: blank or drawn"),
        (opened.failed, "damaged: left out"),
        (opened.crowded, f"more than {MOST_ON_A_PAGE:,} characters: left out"),
    )
    return tuple(f"{_named(numbers)}: {what}" for numbers, what in found if numbers)


def _named(numbers: Sequence[int]) -> str:
    """Pages in words: ``page 3``, ``pages 3, 5-7``."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    names = [f"{first}-{last}" if last > first else str(first) for first, last in stretches[:_MOST_NAMED]]
    more = f" and {len(stretches) - _MOST_NAMED:,} more stretches" if len(stretches) > _MOST_NAMED else ""
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(names)}{more}"
