"""What a build says of itself while it runs, and at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LOOKING, READING, LINKING, WRITING = "looking at the files", "reading", "linking", "writing"
# So many seconds are said in minutes.
_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files done of all to do, paragraphs read, seconds since it began.

    ``share`` is how much of this stage is done, ``rate`` how many paragraphs are read in a second, ``left`` the seconds
    that are left, as far as that can be told.
    """

    stage: str
    files: int
    of: int
    paragraphs: int
    seconds: float
    share: float = 0.0
    rate: float | None = None
    left: float | None = None

    def said(self) -> str:
        """``reading 182 of 1,149 files · 2,310 paragraphs/s · 6 s left``."""
        if not self.of:
            return self.stage
        done = f" {self.share:.0%}" if self.stage == WRITING else f" {self.files:,} of {self.of:,} files"
        parts = [self.stage + done]
        if self.rate is not None:
            parts.append(f"{self.rate:,.0f} paragraphs/s")
        if self.left is not None:
            parts.append(f"{self.left:,.0f} s left" if self.left < _MINUTES else f"{self.left / 60:,.0f} min left")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Published:
    """A generation came into force; ``covered`` of ``sources`` files are in it, when ``partial`` not all."""

    generation: int
    covered: int
    sources: int
    partial: bool


@dataclass(frozen=True, slots=True)
class Rename:
    """A document with a new id, recognised by its content; paths under ``seeds/``, ``advice`` for documents.yaml."""

    old: str
    new: str
    old_path: str
    new_path: str
    advice: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; ``failed`` holds (path, reason, hint) of every source that could not be read.

    ``renamed`` are the documents that this build found under another id; ``evidence`` says how many quotations have
    each standing; ``engine`` is the text engine that answers, ``advice`` what is to be said of it.
    """

    documents: int
    paragraphs: int
    entities: int
    mentions: int
    added: int
    changed: int
    removed: int
    failed: tuple[tuple[str, str, str], ...]
    seconds: float
    renamed: tuple[Rename, ...] = ()
    evidence: Mapping[str, int] = field(default_factory=dict)
    engine: str = "whoosh"
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Tidied:
    """What tidying did: so many segments of the text index, with so many paragraphs, were written anew as one.

    ``compacted`` says that the catalog was freed of empty room.
    """

    segments: int = 0
    paragraphs: int = 0
    compacted: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing to do."""
        return not self.segments and not self.compacted


Listener = Callable[[Progress], None]
PublishedListener = Callable[[Published], None]
