"""Following a corpus on disk: told at once when something in ``seeds/`` or ``index/`` changes, where the system can."""

from __future__ import annotations

import os
import threading
from collections.abc import Hashable, Iterator
from pathlib import Path

from cpec_tui.built.freshness import curated_state
from cpec_tui.corpus import Corpus, scan_sources

# Looked at in any case after so long: no event comes from a network folder, nor from what a link leads to.
_LOOK_SECONDS = 5.0
# Between looks where the system cannot tell: too many files to be watched, or no folder there.
_WAIT_SECONDS = 2.0
# Files that are being written are left alone until no other changed for so long, but not for ever.
_QUIET_SECONDS = 0.05
_PATIENCE_SECONDS = 2.0


def state(corpus: Corpus) -> Hashable:
    """What differs whenever a source or a curated file was changed, told without reading any."""
    sources, refused = scan_sources(corpus)
    return tuple(sources), tuple(refused), tuple(sorted(curated_state(corpus).items()))


def looks(corpus: Corpus, stop: threading.Event) -> Iterator[None]:
    """Comes back whenever something may have changed, until ``stop`` is set. Raises KeyboardInterrupt at Ctrl+C."""
    while not stop.is_set():
        folders = _folders(corpus)
        try:
            for changed in _events(list(folders), stop) if folders else ():
                yield
                if changed & set(map(str, folders)) or _folders(corpus) != folders:
                    break  # What is watched is gone, or something else by that name.
        except (OSError, RuntimeError):  # What the system says when it cannot watch, and what watchfiles makes of it.
            pass
        else:
            if folders:
                continue
        stop.wait(_WAIT_SECONDS)
        if not stop.is_set():
            yield


def _events(folders: list[Path], stop: threading.Event) -> Iterator[set[str]]:
    """The paths that changed, again and again; none at first, for what changed before, and when long nothing did."""
    from watchfiles import watch

    yield set()
    changes = watch(
        *folders,
        watch_filter=None,
        debounce=_milliseconds(_PATIENCE_SECONDS),
        step=_milliseconds(_QUIET_SECONDS),
        rust_timeout=_milliseconds(_LOOK_SECONDS),
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    for found in changes:
        yield {path for _, path in found}


def _folders(corpus: Corpus) -> dict[Path, tuple[int, int]]:
    """The folders to be watched that are there, with what tells one from another of the same name."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in (corpus.seeds, corpus.index):
        try:
            status = os.stat(folder)
        except OSError:
            continue
        found[folder] = status.st_dev, status.st_ino
    return found


def _milliseconds(seconds: float) -> int:
    return round(seconds * 1000)
