"""One line of progress on a terminal; silence elsewhere."""

from __future__ import annotations

import shutil
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from cpec_tui.built.progress import Progress, Published

_BAR_CELLS = 24
_QUIET_SECONDS = 0.4


class ProgressLine:
    """Rewrites one line of ``stream`` while a build runs, and wipes it at the end."""

    def __init__(self, stream: TextIO) -> None:
        """``stream`` is where people look; nothing is written when it is no terminal."""
        self._stream = stream
        self._is_shown = False
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, event: Progress | Published) -> None:
        """Draw the line, at most once for each stage and percent, and not for what is done at once."""
        from cpec_tui.built.progress import Progress

        if not isinstance(event, Progress) or event.seconds < _QUIET_SECONDS:
            return
        percent = event.files * 100 // event.of if event.of else 0
        if (event.stage, percent) != self._last:
            self._last = (event.stage, percent)
            self.say(said(event), bar(percent))

    def say(self, text: str, rest: str = "") -> None:
        """Put ``text`` on the line, and ``rest`` where there is room; a line that wraps could not be wiped."""
        if not self._stream.isatty():
            return
        room = shutil.get_terminal_size().columns - 1
        whole = f"{text} {rest}" if rest and len(text) + 1 + len(rest) <= room else text
        self._stream.write(f"\r{whole[:room]}\x1b[K")
        self._stream.flush()
        self._is_shown = True


def said(progress: Progress) -> str:
    """``reading 412 of 3,164 files · 15,204 paragraphs · 12 s left``."""
    text = f"{progress.stage} {progress.files:,} of {progress.of:,} files · {progress.paragraphs:,} paragraphs"
    if progress.files and progress.of > progress.files and progress.stage == "reading":
        left = progress.seconds / progress.files * (progress.of - progress.files)
        text += f" · {left:.0f} s left"
    return text


def bar(percent: int) -> str:
    """``██████░░░░``: as much of it filled as is done."""
    filled = percent * _BAR_CELLS // 100
    return "█" * filled + "░" * (_BAR_CELLS - filled)
