"""Digests of published files: of a large file that grew from another one, only what differs is digested.

A file is digested in blocks, and the digests of its blocks then. Whoever wrote a file by changing the copy of another,
whose digests of blocks it knows, compares the two, which takes a quarter of the time. Where they are the same, the
digest is the one that the other had when *that* was written, so what was spoiled in between does not pass for whole.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from io import FileIO
from pathlib import Path

_BLOCK = 1 << 20
_BYTES = 16
_CHARACTERS = 2 * _BYTES


def of_path(path: Path) -> str:
    """The digest of a file."""
    with open(path, "rb", buffering=0) as file:
        return of_blocks(list(_digests(file)))


def of_descriptor(descriptor: int) -> str:
    """The digest of an open file."""
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        file.seek(0)
        return of_blocks(list(_digests(file)))


def of_bytes(content: bytes | memoryview) -> str:
    """The digest of something small."""
    return blake2b(content, digest_size=_BYTES).hexdigest()


def of_blocks(blocks: Sequence[str]) -> str:
    """The digest of a file whose ``blocks`` have these digests."""
    return of_bytes("".join(blocks).encode("ascii"))


def blocks_of(path: Path, base: Path | None = None, known: Sequence[str] = ()) -> list[str]:
    """The digests of the blocks of a file, those that ``base`` has, too, being ``known``."""
    with contextlib.ExitStack() as opened:
        file = opened.enter_context(open(path, "rb", buffering=0))
        before: FileIO | None = None
        if base is not None and known:
            with contextlib.suppress(OSError):
                before = opened.enter_context(open(base, "rb", buffering=0))
        return list(_digests(file, before, known))


def split(blocks: str) -> list[str]:
    """The digests of blocks that were kept as one text."""
    return [blocks[at : at + _CHARACTERS] for at in range(0, len(blocks), _CHARACTERS)]


def _digests(file: FileIO, before: FileIO | None = None, known: Sequence[str] = ()) -> Iterator[str]:
    ours, theirs = bytearray(_BLOCK), bytearray(_BLOCK)
    number = 0
    while size := _fill(file, ours):
        is_known = before is not None and number < len(known) and _fill(before, theirs) == size == _BLOCK
        yield known[number] if is_known and ours == theirs else of_bytes(memoryview(ours)[:size])
        number += 1


def _fill(file: FileIO, block: bytearray) -> int:
    """Read as much as there is, up to a whole block; how much that was."""
    size = 0
    while size < _BLOCK and (more := file.readinto(memoryview(block)[size:])):
        size += more
    return size
