"""Reading one source, wherever that is done: what is asked for, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cpec_tui.catalog.preparing import Prepared, prepare
from cpec_tui.errors import ReadingError
from cpec_tui.linking.linker import Linker
from cpec_tui.reading import registry
from cpec_tui.reading.residue import ResidueFinder
from cpec_tui.resemblance import Sketcher

SMALLER = "split it, or save it in another format"


@dataclass(frozen=True, slots=True)
class Job:
    """A source to be read: its path under ``seeds/``, where it is, the id of its document, its size."""

    path: str
    absolute: str
    doc: str
    size: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """A source that was read, made ready for the catalog."""

    prepared: Prepared
    digest: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read; the digest is empty when it could not even be loaded."""

    digest: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the file; without ``linker`` nothing is linked."""

    residue: ResidueFinder
    linker: Linker | None = None
    sketcher: Sketcher = field(default_factory=Sketcher)


def read_one(job: Job, tools: Tools, too_much: str = "there is too little memory to read it") -> Parcel | Failure:
    """Read, link and split into words, whatever the file holds.

    ``too_much`` says what is the matter when memory does not suffice.
    """
    digest = ""
    try:
        content = registry.load(Path(job.absolute))
        digest = registry.digest(content)
        document = registry.read_source(content, job.doc, job.path, tools.residue)
        mentions = tools.linker.link(document.paragraphs, document.id) if tools.linker else []
        return Parcel(prepare(document, mentions, tools.sketcher), digest)
    except ReadingError as error:
        return Failure(digest, error.message, error.hint)
    except MemoryError:
        return Failure(digest, too_much, SMALLER)
    except Exception as error:  # A file that a reader chokes on must not cost the user all the others.
        return Failure(digest, f"this program failed on the file ({type(error).__name__})", "please report it")
