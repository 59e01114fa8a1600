"""The reader of web pages, HTML and XHTML."""

from __future__ import annotations

import re
from dataclasses import replace

from cpec_tui.errors import ReadingError
from cpec_tui.model import Metadata, Role
from cpec_tui.reading.articles import article_blocks
from cpec_tui.reading.declared import declared_in, decode_declared
from cpec_tui.reading.htmlmeta import page_metadata
from cpec_tui.reading.htmltree import parse
from cpec_tui.reading.parts import Parts

# What browsers and savers of pages write into the head of a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d{1,6}\)|[^>]{0,200}?\burl:\s*)(https?://\S{1,2000})", re.IGNORECASE
)
_HEAD = 4096


def read(content: bytes, path: str) -> Parts:
    """The parts of a web page. Raises ReadingError when there is no text in it."""
    return read_page(content, declared_in(content))


def read_page(content: bytes, encoding: str | None) -> Parts:
    """The parts of a page that is said to be in ``encoding``. Raises ReadingError."""
    decoded = decode_declared(content, encoding)
    root = parse(decoded.text)
    blocks = article_blocks(root)
    if not blocks:
        raise _without_text(decoded.text)
    heading = next((block.text for block in blocks if block.role is Role.HEADING), "")
    metadata = _with_address(page_metadata(root, " ".join(heading.split())), decoded.text[:_HEAD])
    return Parts(tuple(block.part for block in blocks), metadata, decoded.encoding, decoded.notes)


def _with_address(metadata: Metadata, head: str) -> Metadata:
    saved = _SAVED_FROM.search(head)
    if metadata.url or saved is None:
        return metadata
    return replace(metadata, url=saved.group(1), origins={**metadata.origins, "url": "saved page"})


def _without_text(text: str) -> ReadingError:
    if "</html" not in text[-1000:].lower():
        return ReadingError("there is no text in the page: it ends before any", "it was cut off: save it once more")
    if "<script" in text.lower():
        return ReadingError(
            "there is no text in the page, only scripts that fetch it", "save it from a browser as .mhtml"
        )
    return ReadingError("there is no text in the page", "put text into it, or remove it")
