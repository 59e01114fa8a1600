"""What a build says of itself while it runs, and at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: files done of all to do, paragraphs read, seconds since it began."""

    stage: str
    files: int
    of: int
    paragraphs: int
    seconds: float


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

    ``renamed`` are the documents that this build found under another id.
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


Listener = Callable[[Progress], None]
PublishedListener = Callable[[Published], None]
