"""Which reader reads which file. A reader is imported when such a file is first met."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document, Metadata
from cpec_tui.reading.parts import Parts, assemble
from cpec_tui.reading.recognising import Format, recognise
from cpec_tui.reading.residue import ResidueFinder

MAX_BYTES = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
# The module that reads a format: ``read(content, path)`` gives its parts. Plain text has a reader of its own, which
# knows where each character stood.
_READERS = {
    Format.MARKDOWN: "cpec_tui.reading.markdown",
    Format.HTML: "cpec_tui.reading.html",
    Format.MHTML: "cpec_tui.reading.mhtml",
    Format.PDF: "cpec_tui.reading.pdf",
    Format.DOCX: "cpec_tui.reading.docx",
    Format.ODT: "cpec_tui.reading.odt",
    Format.EPUB: "cpec_tui.reading.epub",
    Format.MAIL: "cpec_tui.reading.mail",
    Format.MBOX: "cpec_tui.reading.mbox",
    Format.RTF: "cpec_tui.reading.rtf",
}


@dataclass(frozen=True, slots=True)
class Overrides:
    """Metadata of documents.yaml by document id, which overrules what the files say."""

    by_id: dict[str, Metadata]

    def apply(self, document: Document) -> Document:
        """``document`` with the curated metadata in place of its own."""
        curated = self.by_id.get(document.id)
        return document if curated is None else replace(document, metadata=merge(document.metadata, curated))


def load(path: Path) -> bytes:
    """The bytes of a source. Raises ReadingError when it vanished, is no file, may not be read, or is too large."""
    content = bytearray()
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ReadingError("it is no regular file (a device, pipe or socket)", "move it out of seeds/")
            while chunk := file.read(_CHUNK):
                content += chunk
                if len(content) > MAX_BYTES:
                    raise ReadingError(f"the file is larger than {MAX_BYTES >> 20} MB", "split it")
    except FileNotFoundError as error:
        raise ReadingError("the file vanished while it was to be read", "index again") from error
    except PermissionError as error:
        raise ReadingError("no permission to read the file", "change its permissions") from error
    except OSError as error:
        raise ReadingError(f"the file cannot be read: {error.strerror or error}", "check the disk") from error
    return bytes(content)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: what took the place of a file may be a pipe into which nobody writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def digest(content: bytes) -> str:
    """What tells whether a source changed."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def read_source(content: bytes, doc_id: str, path: str, residue: ResidueFinder) -> Document:
    """The document in ``content``. Raises ReadingError."""
    recognised = recognise(content, path)
    if recognised is Format.TEXT:
        from cpec_tui.reading import plaintext

        return plaintext.read(content, doc_id, path, residue)
    reader = import_module(_READERS[recognised])
    found: Parts = reader.read(content, path)
    return assemble(found, doc_id, path, residue)


def merge(own: Metadata, curated: Metadata) -> Metadata:
    """``own`` with every field that ``curated`` gives; the origins say which."""
    given = {name: getattr(curated, name) for name in curated.origins}
    return replace(
        own,
        **given,
        other={**own.other, **curated.other},
        origins={**own.origins, **curated.origins},
    )
