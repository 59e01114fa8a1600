"""Which reader reads which file. A reader is imported when such a file is first met."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from cpec_tui.errors import ReadingError
from cpec_tui.model import Document, Metadata
from cpec_tui.reading.residue import ResidueFinder

MAX_BYTES = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
_SAVE_AS_TEXT = "save it as plain text (UTF-8)"
_SAVE_PAGE = "save the page as text"
_SAVE_MESSAGE = "save the message as text"
_EXPORT_TABLE = "export it as text (.csv or .txt)"
# Other files are tried as plain text, which refuses what is none.
_ADVICE = {
    **dict.fromkeys((".doc", ".docx", ".docm", ".odt", ".rtf", ".pages"), _SAVE_AS_TEXT),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), _SAVE_AS_TEXT),
    **dict.fromkeys((".epub", ".mobi", ".azw3", ".djvu"), _SAVE_AS_TEXT),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".ods"), _EXPORT_TABLE),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht", ".mhtml", ".mht", ".webarchive"), _SAVE_PAGE),
    **dict.fromkeys((".eml", ".mbox", ".msg"), _SAVE_MESSAGE),
    ".pdf": "save its text as .txt",
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
    """The bytes of a source. Raises ReadingError when it vanished, may not be read, or is too large."""
    content = bytearray()
    try:
        with path.open("rb") as file:
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


def digest(content: bytes) -> str:
    """What tells whether a source changed."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def read_source(content: bytes, doc_id: str, path: str, residue: ResidueFinder) -> Document:
    """The document in ``content``, by the kind of file that ``path`` names. Raises ReadingError."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in _ADVICE:
        raise ReadingError(f"files of the kind {suffix} are not supported", _ADVICE[suffix])
    from cpec_tui.reading import plaintext

    return plaintext.read(content, doc_id, path, residue)


def merge(own: Metadata, curated: Metadata) -> Metadata:
    """``own`` with every field that ``curated`` gives; the origins say which."""
    given = {name: getattr(curated, name) for name in curated.origins}
    return replace(
        own,
        **given,
        other={**own.other, **curated.other},
        origins={**own.origins, **curated.origins},
    )
