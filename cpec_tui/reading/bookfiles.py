"""The files inside an e-book, read with limits on what they may inflate to, and never written anywhere."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from urllib.parse import unquote

from cpec_tui.errors import ReadingError

_MOST_INFLATED = 200 * 1024 * 1024
# Text of books takes up to some ten times less when compressed; what takes a hundred times less is made to hurt.
_MOST_RATIO = 100
_RATIO_FROM = 4 * 1024 * 1024
_MOST_MEMBERS = 100_000
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, RuntimeError, EOFError, OSError,
    ValueError, KeyError, IndexError,
)  # fmt: skip


class BookFiles:
    """The members of the container. Raises ReadingError for one that is damaged, hostile or encrypted."""

    def __init__(self, content: bytes) -> None:
        """``content`` is that of the whole file."""
        try:
            self._container = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as error:
            raise _damaged(error) from error
        self._inflated = 0
        self._infos = {info.filename: info for info in self._container.infolist()}
        if len(self._infos) > _MOST_MEMBERS:
            raise ReadingError(f"the book has more than {_MOST_MEMBERS:,} files", "get it from another place")
        for name in self._infos:
            if leads_outside(name):
                raise ReadingError(
                    f"a file in the book is named `{name[:60]}`, which leads out of its folder", "do not trust it"
                )

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """What the file ``name`` holds. Raises ReadingError when it is not there or is too large."""
        info = self._infos.get(name)
        if info is None:
            raise ReadingError(f"the book has no file `{name[:60]}`", "get it once more")
        if info.flag_bits & 1:
            raise ReadingError("the book is encrypted", "save it without a password")
        self._inflated += info.file_size
        packed = max(1, info.compress_size)
        if self._inflated > _MOST_INFLATED or info.file_size > max(_RATIO_FROM, packed * _MOST_RATIO):
            raise ReadingError(f"`{name[:60]}` inflates to {info.file_size >> 20:,} MB", "get the book once more")
        try:
            return self._container.read(info)
        except _DAMAGE as error:
            raise _damaged(error) from error


def leads_outside(name: str) -> bool:
    """Whether the name of a member would lead to another folder if it were written."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or (len(parts[0]) == 2 and parts[0].endswith(":"))


def resolved(base: str, reference: str) -> str | None:
    """The name of the member that ``reference`` in the file ``base`` means; None when it leads out of the book."""
    target = unquote(reference.partition("#")[0])
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
    return None if not target or leads_outside(name) else name


def _damaged(error: Exception) -> ReadingError:
    return ReadingError(f"the book is damaged ({str(error)[:100]})", "get the file once more")
