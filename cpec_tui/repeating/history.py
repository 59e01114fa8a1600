"""Past queries: a file for each corpus in the user's state folder, a line for each run, the last ones kept.

Lines are only put at the end, so that programs that run at the same time do not lose each other's; now and then the
oldest are dropped. A line that cannot be read counts as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cpec_tui import platform
from cpec_tui.corpus import Corpus
from cpec_tui.errors import CurationError
from cpec_tui.model import ResultPage
from cpec_tui.repeating.keeping import stamp
from cpec_tui.search.grammar import MAX_CHARACTERS

MOST = 500
# The file is shortened when it has so many lines more; one of so many bytes need not be looked at.
_SLACK = 250
_SHORT = 64 * 1024


@dataclass(frozen=True, slots=True)
class PastQuery:
    """A query that was asked ``at`` a time (UTC), with what it found then."""

    query: str
    total: int
    entities_total: int
    at: str


def history_file(corpus: Corpus) -> Path:
    """Where the past queries of a corpus are kept."""
    return platform.state_home() / "queries" / f"{corpus.key}.jsonl"


def note(corpus: Corpus, page: ResultPage, at: datetime) -> None:
    """Keep what was asked and found. Raises CurationError when that cannot be done."""
    path = history_file(corpus)
    if not page.query.strip():
        return
    past = PastQuery(page.query[:MAX_CHARACTERS], page.total, page.entities_total, stamp(at))
    line = (json.dumps(asdict(past), ensure_ascii=False) + "\n").encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(path, "ab", opener=_private) as file:
            file.write(line)
            size = file.tell()
        if size > _SHORT:
            _shorten(path)
    except OSError as error:
        raise CurationError(f"{path} cannot be written: {error.strerror or error}", "check space there") from error


def past_queries(corpus: Corpus) -> list[PastQuery]:
    """What was asked, the newest first; of the same query several times in a row only the last."""
    found: list[PastQuery] = []
    for one in reversed(list(_read(history_file(corpus)))[-MOST:]):
        if not found or found[-1].query != one.query:
            found.append(one)
    return found


def forget(corpus: Corpus) -> bool:
    """Remove all past queries; False when there were none. Raises CurationError when it cannot be done."""
    path = history_file(corpus)
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CurationError(f"{path} cannot be removed: {error.strerror or error}", "check permissions") from error
    return True


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _shorten(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) > MOST + _SLACK:
        platform.write_atomically(path, b"".join(lines[-MOST:]), 0o600)


def _read(path: Path) -> Iterator[PastQuery]:
    """All lines that can be read, the oldest first."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            kept = json.loads(line)
            yield PastQuery(str(kept["query"]), int(kept["total"]), int(kept["entities_total"]), str(kept["at"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
