"""A library ready to answer, with the narration of what it took to get there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cpec_tui import platform
from cpec_tui.cli import output
from cpec_tui.cli.options import Options
from cpec_tui.cli.progress import ProgressLine
from cpec_tui.corpus import find_corpus
from cpec_tui.errors import BuiltIndexError, CorpusError
from cpec_tui.library import Library
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from cpec_tui.built.child_process import KeptChild
    from cpec_tui.built.progress import Report


def named_library(options: Options) -> Library:
    """The library meant by the options, not opened yet; it is closed with the command that is running."""
    library = Library.at(find_corpus(options.corpus), options.built_index)
    context = click.get_current_context(silent=True)
    if context is not None:
        context.call_on_close(library.close)
    return library


def ready_library(options: Options) -> Library:
    """An open library, its built index made or brought up to date first when that is needed.

    When that is impossible, what is indexed answers. Raises as ``bring_up_to_date`` does when nothing is.
    """
    library = named_library(options)
    found = opened(library)
    try:
        bring_up_to_date(library, options, found=found)
    except (BuiltIndexError, CorpusError) as error:
        if not found:
            raise
        output.narrate(f"{error}; answering from what is indexed")
    _tell_left_out(library)
    return library


def _tell_left_out(library: Library) -> None:
    """Say so when a mistake in a curated file may be why something is not found."""
    errors = library.mistakes()
    if errors:
        more = f" (and {len(errors) - 1:,} more: see cpec-tui check)" if len(errors) > 1 else ""
        output.narrate(f"{errors[0]}{more}")


def opened(library: Library, *, wholly: bool = False) -> bool:
    """Open what is published; False when there is nothing that can be used. ``wholly`` reads all of it for damage."""
    try:
        return library.open(wholly=wholly)
    except BuiltIndexError as error:
        output.narrate(f"{error.message}; building it anew")
        return False


def bring_up_to_date(library: Library, options: Options, *, found: bool) -> None:
    """Build when something changed or nothing was ``found``; while another program builds, take what it published.

    Raises as ``building.build`` does, except platform.Busy.
    """
    reason = _stale(library) if found else "indexing"
    if reason and found and not options.update:
        output.narrate(f"{reason}; answering from what is indexed")
    elif reason:
        if found:
            output.narrate(f"{reason}: updating")
        _build(library, found=found)


def update(library: Library, *, rebuild: bool = False, kept: KeptChild | None = None) -> Report:
    """Build in a child process with a progress bar on stderr, and open what it published. ``kept`` is that child.

    A first Ctrl+C lets the child finish the file in hand and keep what is done, a second one leaves it to itself.
    Raises as ``building.build`` does: platform.Busy when another program is building.
    """
    from cpec_tui.built.child import build_in_child
    from cpec_tui.built.stopping import interrupt_asked

    with ProgressLine(sys.stderr) as line, interrupt_asked() as interrupted:

        def is_cancelled() -> bool:
            if interrupted():
                line.say("stopping, and keeping what is done")
            return interrupted()

        report = build_in_child(
            library.corpus, library.folder, rebuild=rebuild, listen=line.show, cancelled=is_cancelled, kept=kept
        )
    if report is None or interrupted():
        raise KeyboardInterrupt
    library.open()
    return report


def _stale(library: Library) -> str:
    if not library.made_by_this_version:
        return "the built index was made by another version of cpec-tui"
    if not library.is_complete:
        return "the built index is not complete"
    changes = library.changes()
    return f"the built index is out of date ({changes.said()})" if changes.any else ""


def _build(library: Library, *, found: bool) -> None:
    try:
        report = update(library)
    except platform.Busy as busy:
        if not (found or library.open()):
            raise BuiltIndexError(
                f"another program (process {busy.holder}) is indexing {library.corpus.root} for the first time",
                "wait for it to publish something",
            ) from busy
        output.narrate(f"another program (process {busy.holder}) is indexing; answering from what is indexed")
        return
    if report.failed:
        output.narrate(f"{counted(len(report.failed), 'source')} could not be read: see cpec-tui check")
    if report.advice:
        output.narrate(report.advice)
