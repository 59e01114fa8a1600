"""The curated files of a corpus as bytes: read whole, replaced whole, never outside the corpus."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CurationError
from cpec_tui.yamlfile import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Files:
    """The files under ``index/`` of a corpus, named by their path in the corpus with ``/``."""

    corpus: Corpus

    def read(self, file: str) -> bytes | None:
        """The content; None when there is no such file. Raises CurationError when it cannot be read."""
        real = self._real(file)
        try:
            status = real.stat()
            if not stat.S_ISREG(status.st_mode):
                raise CurationError(f"{file} is no regular file", "move it away")
            if status.st_size > MAX_BYTES:
                raise CurationError(f"{file} is larger than {MAX_BYTES >> 20} MB", "split it into several files")
            return real.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CurationError(f"{file} cannot be read: {error.strerror or error}", "check permissions") from error

    def replace(self, file: str, old: bytes | None, new: bytes | None) -> None:
        """Put ``new`` in the place of ``old`` in one step, with the same permissions; with None it goes.

        A link to a file of the corpus stays one. Raises CurationError when the file is not ``old`` any more, or cannot
        be written; then it is as it was.
        """
        real = self._real(file)
        if self.read(file) != old:
            raise CurationError(f"{file} was changed meanwhile", "try again")
        if old is not None and not os.access(real, os.W_OK):
            raise CurationError(f"{file} is write-protected", "make it writable")
        try:
            if new is None:
                real.unlink(missing_ok=True)
                return
            real.parent.mkdir(parents=True, exist_ok=True)
            mode = None if old is None else stat.S_IMODE(real.stat().st_mode)
            platform.write_atomically(real, new, mode)
        except OSError as error:
            message = f"{file} cannot be written: {error.strerror or error}"
            raise CurationError(message, "check space and permissions; it is as it was") from error

    def path(self, file: str) -> Path:
        """Where the file is."""
        return self.corpus.root / file

    def _real(self, file: str) -> Path:
        """The file itself, when links lead to it. Raises CurationError when they lead out of the corpus."""
        try:
            real = self.path(file).resolve()
            homes = (self.corpus.root.resolve(), self.corpus.index.resolve())
        except (OSError, RuntimeError) as error:
            raise CurationError(f"{file} cannot be reached: {error}", "check the links on the way") from error
        if not any(real.is_relative_to(home) for home in homes):
            raise CurationError(f"{file} is a link that leads out of the corpus, to {real}", "edit it there")
        return real
