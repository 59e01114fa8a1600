"""``cpec-tui index``: bring the built index up to date."""

from __future__ import annotations

import click

from cpec_tui import platform
from cpec_tui.cli import output
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import named_library, narrate, update
from cpec_tui.errors import BuiltIndexError, ExitCode
from cpec_tui.visible import visible


@click.command("index")
@click.option("--rebuild", is_flag=True, help="Read everything anew.")
@common
def command(options: Options, rebuild: bool) -> int:
    """Read what changed, find its mentions, and index it."""
    library = named_library(options)
    try:
        report = update(library, rebuild=rebuild)
    except platform.Busy as busy:
        raise BuiltIndexError(
            f"another program (process {busy.holder}) is indexing {library.corpus.root}", "wait for it to finish"
        ) from busy
    failed = [{"path": path, "reason": reason, "hint": hint} for path, reason, hint in report.failed]
    if options.json:
        output.print_json(
            {
                "documents": report.documents,
                "paragraphs": report.paragraphs,
                "entities": report.entities,
                "mentions": report.mentions,
                "added": report.added,
                "changed": report.changed,
                "removed": report.removed,
                "failed": failed,
                "seconds": round(report.seconds, 3),
            }
        )
    else:
        counts = (
            output.counted(report.documents, "document"),
            output.counted(report.paragraphs, "paragraph"),
            output.counted(report.entities, "entity", "entities"),
            output.counted(report.mentions, "mention"),
        )
        print(" · ".join(counts))
        print(
            f"{report.added:,} added, {report.changed:,} changed, {report.removed:,} removed in {report.seconds:.1f} s"
        )
        for one in failed:
            narrate(visible(f"{one['path']}: {one['reason']}; {one['hint']}"))
    problems = [problem for problem in library.problems() if problem.path.startswith("index/")]
    if problems and not options.json:
        narrate(f"{output.counted(len(problems), 'problem')} in index/: see cpec-tui check")
    return ExitCode.NOTHING if failed else ExitCode.FOUND
