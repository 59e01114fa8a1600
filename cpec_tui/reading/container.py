"""ZIP containers (Word, OpenDocument, e-books), opened from bytes and read within limits.

A member is inflated piece by piece, and never to more than its entry says: entries may lie.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from cpec_tui.errors import ReadingError

MEGABYTE = 1024 * 1024
MOST_MEMBERS = 20_000
MOST_INFLATED = 200 * MEGABYTE
MOST_IN_MEMBER = 100 * MEGABYTE
MOST_RATIO = 250
# Below this, a member that compresses well hurts nobody.
_SMALL = 4 * MEGABYTE
_CHUNK = MEGABYTE
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Container:
    """An open container whose entries are within limits; ``names`` are its files, in the order of the container."""

    names: tuple[str, ...]
    _archive: zipfile.ZipFile

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises ReadingError when it is missing or damaged."""
        if name not in self:
            raise ReadingError(f"`{name[:80]}` is missing in the file", "get the file once more")
        info = self._archive.getinfo(name)
        content = bytearray()
        try:
            with self._archive.open(info) as member:
                while chunk := member.read(_CHUNK):
                    content += chunk
        except _DAMAGED as error:
            raise ReadingError(f"`{name[:80]}` in the file is damaged ({error})", "get the file once more") from error
        return bytes(content)

    def get(self, name: str) -> bytes | None:
        """The bytes of a member; None when the container has none of that name. Raises ReadingError for damage."""
        return self.read(name) if name in self else None


def opened(content: bytes) -> Container:
    """The container in ``content``. Raises ReadingError when it is damaged, encrypted, or beyond the limits."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED as error:
        raise ReadingError(f"the ZIP container is damaged ({error})", "get the file once more") from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise _too_much(f"the file holds {len(members):,} members, more than {MOST_MEMBERS:,}")
    total = sum(member.file_size for member in members)
    if total > MOST_INFLATED:
        raise _too_much(f"the file inflates to {_megabytes(total)}, more than {_megabytes(MOST_INFLATED)}")
    for member in members:
        _check(member)
    return Container(tuple(member.filename for member in members if not member.is_dir()), archive)


def _check(member: zipfile.ZipInfo) -> None:
    name, size = member.filename[:80], member.file_size
    if _OUTSIDE.search(member.filename):
        raise ReadingError(f"the member `{name}` would lie outside the file", "do not trust this file")
    if member.flag_bits & _ENCRYPTED:
        raise ReadingError("the file is encrypted", "save it without a password")
    if member.compress_type not in _METHODS:
        raise ReadingError(f"`{name}` is compressed in a way that is not read", "save the file anew")
    if size > MOST_IN_MEMBER:
        raise _too_much(f"`{name}` inflates to {_megabytes(size)}, more than {_megabytes(MOST_IN_MEMBER)}")
    if size > _SMALL and size > MOST_RATIO * max(member.compress_size, 1):
        ratio = size // max(member.compress_size, 1)
        raise _too_much(f"`{name}` inflates {ratio:,} times, to {_megabytes(size)}; {MOST_RATIO} times is the most")


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.0f} MB"


def _too_much(reason: str) -> ReadingError:
    return ReadingError(reason, "a file made to hurt? If it is none, save its text as plain text")
