"""``cpec-tui index``: bring the built index up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cpec_tui import platform
from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import named_library, update
from cpec_tui.errors import BuiltIndexError, ExitCode
from cpec_tui.wording import counted

if TYPE_CHECKING:
    from cpec_tui.built.progress import Report


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Read everything anew.")
@common
def command(options: Options, rebuild: bool) -> int:
    """Read what changed, find its mentions, and index it.

    Interrupted (ctrl+c), it keeps what is done; the next time it goes on from there. The exit code is 1 when a source
    could not be read; for mistakes in curated files, ask cpec-tui check.
    """
    library = named_library(options)
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


def _print(report: Report) -> None:
    counts = (
        counted(report.documents, "document"),
        counted(report.paragraphs, "paragraph"),
        counted(report.entities, "entity", "entities"),
        counted(report.mentions, "mention"),
    )
    print(" · ".join(counts))
    changes = f"{report.added:,} added, {report.changed:,} changed, {report.removed:,} removed"
    print(f"{changes} in {report.seconds:.1f} s")
    for path, reason, hint in report.failed:
        output.narrate(f"{path}: {reason}; {hint}")
    for one in report.renamed:
        output.narrate_lines(f"seeds/{one.old_path} is now seeds/{one.new_path}; {one.advice}")
