"""A step: what one operation changed in which files, so that it can be taken back byte by byte."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cpec_tui.errors import CurationError


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words for people, and the files that are now others; ``entity`` is the id of a new one."""

    description: str
    files: tuple[Path, ...]
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One splice of a file of the corpus: at byte ``offset``, ``inserted`` stands where ``removed`` stood.

    ``before`` and ``after`` are digests of the whole file; None means that there is no such file.
    """

    file: str
    before: str | None
    after: str | None
    offset: int
    removed: str
    inserted: str

    @classmethod
    def between(cls, file: str, old: bytes | None, new: bytes) -> Change:
        """The shortest splice that leads from ``old`` to ``new``; both are UTF-8."""
        was, now = (old or b"").decode("utf-8"), new.decode("utf-8")
        start = _shared(was, now)
        tail = _shared(was[start:][::-1], now[start:][::-1])
        removed, inserted = was[start : len(was) - tail], now[start : len(now) - tail]
        return cls(file, digest(old), digest(new), len(was[:start].encode("utf-8")), removed, inserted)

    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.file, self.after, self.before, self.offset, self.inserted, self.removed)

    def applied(self, content: bytes | None) -> bytes | None:
        """The file after it; None when it is to go. Raises CurationError when ``content`` is not what it was."""
        if self.after is None:
            return None
        old, removed = content or b"", self.removed.encode("utf-8")
        end = self.offset + len(removed)
        new = old[: self.offset] + self.inserted.encode("utf-8") + old[end:]
        if digest(content) != self.before or old[self.offset : end] != removed or digest(new) != self.after:
            raise CurationError(f"{self.file} is not what it was", "change it by hand")
        return new


@dataclass(frozen=True, slots=True)
class Step:
    """All that one operation changed."""

    description: str
    changes: tuple[Change, ...]


def digest(content: bytes | None) -> str | None:
    """What tells one content of a file from another; None for no file."""
    return None if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
