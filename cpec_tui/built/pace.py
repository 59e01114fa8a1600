"""How fast a build goes, and how long it will take: reckoned from what it has done so far."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from cpec_tui.built.progress import READING, WRITING, Progress
from cpec_tui.corpus import SourceFile

# What a file costs besides its bytes, in bytes.
_FOR_EACH = 2_000
# Nothing is foretold from less.
_SURE_SECONDS = 0.5
_SURE_SHARE = 0.005


class Pace:
    """Follows one build. Files are reckoned by their size, for a book takes longer than a note."""

    def __init__(self, sources: Sequence[SourceFile] = ()) -> None:
        """``sources`` are to be read."""
        self._work = [0, *accumulate(source.size + _FOR_EACH for source in sources)]
        self._stage = ""
        self._began = 0.0
        self._writing = 0.0

    def wrote(self, paragraphs: int, seconds: float) -> None:
        """Note how long it took to write ``paragraphs``: as long will it take for others."""
        self._writing = seconds / max(1, paragraphs)

    def progress(self, stage: str, done: int, of: int, paragraphs: int, seconds: float, share: float = 0.0) -> Progress:
        """How far it is, ``seconds`` after the beginning; ``share`` of the stage is done when it is no reading."""
        if stage != self._stage:
            self._stage, self._began = stage, seconds
        if of and not share and stage != WRITING:
            share = self._work[done] / self._work[-1] if stage == READING and of == len(self._work) - 1 else done / of
        elapsed = seconds - self._began
        is_sure = elapsed >= _SURE_SECONDS and _SURE_SHARE <= share < 1
        left = elapsed * (1 / share - 1) if is_sure else None
        rate = None
        if stage == READING and is_sure and left is not None:
            rate = paragraphs / elapsed
            left += self._writing * paragraphs / share
        return Progress(stage, done, of, paragraphs, seconds, share, rate, left)
