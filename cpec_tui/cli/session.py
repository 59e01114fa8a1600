"""A library ready to answer, with the narration of what it took to get there."""

from __future__ import annotations

import sys

from cpec_tui import platform
from cpec_tui.built.building import Report
from cpec_tui.cli.options import Options
from cpec_tui.cli.progress import ProgressLine
from cpec_tui.corpus import find_corpus
from cpec_tui.errors import BuiltIndexError
from cpec_tui.library import Library


def named_library(options: Options) -> Library:
    """The library meant by the options, not opened yet."""
    return Library.at(find_corpus(options.corpus), options.built_index)


def ready_library(options: Options) -> Library:
    """An open library, its built index made or brought up to date first when that is needed.

    While another program is indexing, the last published generation answers.
    """
    library = named_library(options)
    try:
        found = library.open()
    except BuiltIndexError as error:
        narrate(f"{error.message}; building it anew")
        found = False
    reason = "indexing" if not found else _stale(library)
    if reason and (options.update or not found):
        _update(library, reason, found=found)
    elif reason:
        narrate(f"{reason}; answering from what is indexed")
    return library


def update(library: Library, *, rebuild: bool = False) -> Report:
    """Build with a progress bar on stderr. Raises platform.Busy when another program is building."""
    with ProgressLine(sys.stderr) as line:
        return library.build(rebuild=rebuild, listen=line.show)


def narrate(text: str) -> None:
    """A line for people, beside the data."""
    print(text, file=sys.stderr)


def _stale(library: Library) -> str:
    if not library.made_by_this_version:
        return "the built index was made by another version of cpec-tui"
    if not library.is_complete:
        return "the built index is not complete"
    changes = library.changes()
    return f"the built index is out of date ({changes.said()})" if changes.any else ""


def _update(library: Library, reason: str, *, found: bool) -> None:
    try:
        if found:
            narrate(f"{reason}: updating")
        report = update(library)
    except platform.Busy as busy:
        if not (found or library.open()):
            raise BuiltIndexError(
                f"another program (process {busy.holder}) is indexing {library.corpus.root} for the first time",
                "wait for it to publish something",
            ) from busy
        narrate(f"another program (process {busy.holder}) is indexing; answering from what is indexed")
        return
    except BuiltIndexError as error:
        if not found:
            raise
        narrate(f"{error}; answering from what is indexed")
        return
    if report.failed:
        count = len(report.failed)
        narrate(f"{count:,} {'source' if count == 1 else 'sources'} could not be read: see cpec-tui check")
