"""The files of an open generation, held open: damage under a reader is told, and never answered from.

A published file never changes. When the system says that one was written to since it was opened, or when a question
runs into something that cannot be, the bytes are compared with what was published. The files are held by their
descriptors, so that a writer may remove a generation that somebody still reads.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from cpec_tui.built import checks, digests
from cpec_tui.built.manifest import Manifest
from cpec_tui.errors import DamagedError


@dataclass(slots=True)
class _File:
    name: str
    descriptor: int
    state: tuple[int, int]
    digest: str

    def is_touched(self) -> bool:
        """Whether somebody wrote to it."""
        status = os.fstat(self.descriptor)
        return (status.st_size, status.st_mtime_ns) != self.state

    def is_whole(self) -> bool:
        """Whether its bytes are those that were published."""
        status = os.fstat(self.descriptor)
        whole = _digest(self.descriptor) == self.digest
        if whole:
            self.state = status.st_size, status.st_mtime_ns
        return whole


class HeldFiles:
    """All files of one generation."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Hold what ``manifest`` names in ``folder``. Raises DamagedError when a file is missing."""
        self._folder = folder
        self._files: list[_File] = []
        self._damaged = ""
        for name, written in manifest.files.items():
            try:
                descriptor = os.open(folder / name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            except OSError as error:
                self.close()
                raise _damage(folder, f"{name} is missing") from error
            self._files.append(_File(name, descriptor, (written.size, written.mtime_ns), written.digest))

    def check_touched(self) -> None:
        """Raises DamagedError when a file was written to and is not what was published any more."""
        if not self._damaged:
            self._look_at([file for file in self._files if file.is_touched()])
        if self._damaged:
            raise _damage(self._folder, f"{self._damaged} was changed")

    def check_all(self) -> None:
        """Read every file. Raises DamagedError when one is not what was published."""
        if not self._damaged:
            self._look_at(self._files)
        self.check_touched()

    def close(self) -> None:
        """Let go of all files."""
        for file in self._files:
            with contextlib.suppress(OSError):
                os.close(file.descriptor)
        self._files = []

    def _look_at(self, files: list[_File]) -> None:
        self._damaged = next((file.name for file in files if not file.is_whole()), "")
        if self._damaged:
            # Nobody may trust it because of how the file system knows it.
            checks.forget(self._folder)


def _digest(descriptor: int) -> str:
    try:
        return digests.of_descriptor(descriptor)
    except OSError:
        return ""  # What cannot be read is not whole.


def _damage(folder: Path, what: str) -> DamagedError:
    return DamagedError(f"the built index in {folder} is damaged: {what}", "it is built anew from the sources")
