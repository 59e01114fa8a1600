"""``cpec-tui index``: bring the built index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cpec_tui import platform
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import named_library, opened, update
from cpec_tui.errors import BuiltIndexError, ExitCode
from cpec_tui.wording import counted, standings_said

if TYPE_CHECKING:
    from cpec_tui.built.progress import Report


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Read everything anew.")
@click.option("--watch", is_flag=True, help="Stay, and index again whenever a file of the corpus changes.")
@common
def command(options: Options, rebuild: bool, watch: bool) -> int:
    """Read what changed, find its mentions, and index it.

    Interrupted (ctrl+c), it keeps what is done; the next time it goes on from there. The exit code is 1 when a source
    could not be read; for mistakes in curated files, ask cpec-tui check.

    With --watch every build is told in one line (with --json, an object a line), and another program that is indexing
    is waited for. Ctrl+c ends it, with code 130.
    """
    library = named_library(options)
    if watch:
        from cpec_tui.cli import watching

        return watching.watch(library, _print_json_line if options.json else _print_line, rebuild=rebuild)
    if not rebuild:
        opened(library, wholly=True)
    try:
        report = update(library, rebuild=rebuild)
    except platform.Busy as busy:
        raise BuiltIndexError(
            f"another program (process {busy.holder}) is indexing {library.corpus.root}", "wait for it to finish"
        ) from busy
    if options.json:
        output.print_json(jsonable.report(report))
    else:
        _print(report)
        problems = sum(problem.path.startswith("index/") for problem in library.problems())
        if problems:
            output.narrate(f"{counted(problems, 'problem')} in index/: see cpec-tui check")
    return ExitCode.NOTHING if report.failed else ExitCode.FOUND


def _print_json_line(report: Report) -> None:
    output.print_json_line(jsonable.report(report))


def _print_line(report: Report) -> None:
    print(f"{_totals(report)} · {_changes(report)}")
    _tell(report)


def _print(report: Report) -> None:
    print(_totals(report))
    print(_changes(report))
    _tell(report)


def _totals(report: Report) -> str:
    counts = (
        counted(report.documents, "document"),
        counted(report.paragraphs, "paragraph"),
        counted(report.entities, "entity", "entities"),
        counted(report.mentions, "mention"),
    )
    return " · ".join(counts)


def _changes(report: Report) -> str:
    changes = f"{report.added:,} added, {report.changed:,} changed, {report.removed:,} removed"
    return f"{changes} in {report.seconds:.1f} s"


def _tell(report: Report) -> None:
    """What went wrong with single files, which have another name, what became of quotations, which engine answers."""
    for path, reason, hint in report.failed:
        output.narrate(f"{path}: {reason}; {hint}")
    for one in report.renamed:
        output.narrate_lines(f"seeds/{one.old_path} is now seeds/{one.new_path}; {one.advice}")
    if standings := standings_said(report.evidence):
        output.narrate(f"evidence: {standings}")
    if report.advice:
        output.narrate(report.advice)
