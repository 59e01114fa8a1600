"""One line of progress on a terminal; silence elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

from cpec_tui.built.building import Progress

_WIDTH = 24
_QUIET_SECONDS = 0.4


class ProgressLine:
    """Rewrites one line of ``stream`` while a build runs, and wipes it at the end."""

    def __init__(self, stream: TextIO) -> None:
        """``stream`` is where people look; nothing is written when it is no terminal."""
        self._stream = stream
        self._shown = False
        self._percent = -1

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, progress: Progress) -> None:
        """Draw the line, at most once a percent, and not for what is done at once."""
        percent = progress.files * 100 // progress.of if progress.of else 0
        if not self._stream.isatty() or progress.seconds < _QUIET_SECONDS or percent == self._percent:
            return
        self._percent = percent
        self._shown = True
        filled = percent * _WIDTH // 100
        bar = "█" * filled + "░" * (_WIDTH - filled)
        self._stream.write(f"\r{said(progress)} {bar}\x1b[K")
        self._stream.flush()


def said(progress: Progress) -> str:
    """``reading 412 of 3,164 files · 15,204 paragraphs · 12 s left``."""
    text = f"{progress.stage} {progress.files:,} of {progress.of:,} files · {progress.paragraphs:,} paragraphs"
    if progress.files and progress.of > progress.files and progress.stage == "reading":
        left = progress.seconds / progress.files * (progress.of - progress.files)
        text += f" · {left:.0f} s left"
    return text
