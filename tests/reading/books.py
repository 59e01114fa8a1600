"""Small e-books for the tests."""

from __future__ import annotations

import io
import zipfile

CONTAINER = """<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
METADATA = "<dc:title>The harbour</dc:title><dc:language>en</dc:language>"
CHAPTERS = {"one.xhtml": "<h1>One</h1><p>First text.</p>", "two.xhtml": "<h1>Two</h1><p>Second text.</p>"}
_XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


def package(metadata: str, chapters: list[str]) -> str:
    """A package document whose reading order is that of ``chapters``."""
    items = "".join(
        f'<item id="i{number}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )


def book(
    metadata: str = METADATA,
    chapters: dict[str, str] = CHAPTERS,
    *,
    order: list[str] | None = None,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """An e-book of these chapters (the inside of each body), read in ``order``, and what more is in it."""
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OEBPS/book.opf": package(metadata, order or list(chapters)).encode(),
        **{f"OEBPS/text/{name}": _XHTML.format(body).encode() for name, body in chapters.items()},
        **(more or {}),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in members.items():
            container.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
