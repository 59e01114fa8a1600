"""The reader of e-books (EPUB 2 and 3)."""

from __future__ import annotations

from cpec_tui.errors import ReadingError
from cpec_tui.reading.bookfiles import BookFiles, leads_outside
from cpec_tui.reading.declared import declared_in, decode_declared
from cpec_tui.reading.htmlparts import parts_of
from cpec_tui.reading.htmltree import parse
from cpec_tui.reading.opf import read_package, xml_root
from cpec_tui.reading.parts import MOST_PARTS, Part, Parts

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
# Ways to keep fonts from being copied, which leave the text as it is.
_OF_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})


def read(content: bytes, path: str) -> Parts:
    """The parts of a book, chapter by chapter. Raises ReadingError when it cannot be read, and for a protected one."""
    files = BookFiles(content)
    _refuse_protection(files)
    name = _package_name(files)
    package = read_package(xml_root(files.read(name), name), name)
    parts: list[Part] = []
    notes = list(package.notes)
    for chapter in package.chapters:
        try:
            parts += _chapter(files, chapter)
        except ReadingError as error:
            notes.append(f"the chapter `{chapter[:60]}` is left out: {error.message}")
        if len(parts) > MOST_PARTS:
            break
    if not parts:
        reason = notes[0] if notes else "there is no text in the book"
        raise ReadingError(reason, "if it holds pictures of pages, it needs text recognition (OCR)")
    return Parts(tuple(parts), package.metadata, "", tuple(notes))


def _chapter(files: BookFiles, name: str) -> tuple[Part, ...]:
    content = files.read(name)
    if not content.strip():
        return ()
    return parts_of(parse(decode_declared(content, declared_in(content)).text))


def _package_name(files: BookFiles) -> str:
    """The name of the package document, which the container file tells."""
    root = xml_root(files.read(_CONTAINER), _CONTAINER)
    names = [rootfile.get("full-path", "") for rootfile in root.iter("{*}rootfile")]
    name = next((name for name in names if name in files), "")
    if not name or leads_outside(name):
        raise ReadingError("the book does not say where its chapters are", "get the file once more")
    return name


def _refuse_protection(files: BookFiles) -> None:
    if _ENCRYPTION not in files:
        return
    methods = xml_root(files.read(_ENCRYPTION), _ENCRYPTION).iter("{*}EncryptedData")
    for data in methods:
        method = next(data.iter("{*}EncryptionMethod"), None)
        if method is None or method.get("Algorithm") not in _OF_FONTS:
            raise ReadingError("the book is protected against copying (DRM)", "get it without protection")
