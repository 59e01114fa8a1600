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
        self._last: tuple[str, int, int] | None = None

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, event: Progress | Published) -> None:
        """Draw the line, at most once for each stage, percent and second, and not for what is done at once."""
        from cpec_tui.built.progress import Progress

        if not isinstance(event, Progress) or event.seconds < _QUIET_SECONDS:
            return
        percent = int(event.share * 100)
        drawn = (event.stage, percent, int(event.seconds))
        if drawn != self._last:
            self._last = drawn
            self.say(event.said(), bar(percent))

    def say(self, text: str, rest: str = "") -> None:
        """Put ``text`` on the line, and ``rest`` where there is room; a line that wraps could not be wiped."""
        if not self._stream.isatty():
            return
        room = shutil.get_terminal_size().columns - 1
        whole = f"{text} {rest}" if rest and len(text) + 1 + len(rest) <= room else text
        self._stream.write(f"\r{whole[:room]}\x1b[K")
        self._stream.flush()
        self._is_shown = True


def bar(percent: int) -> str:
    """``██████░░░░``: as much of it filled as is done."""
    filled = percent * _BAR_CELLS // 100
    return "█" * filled + "░" * (_BAR_CELLS - filled)
