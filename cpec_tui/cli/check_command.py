"""``cpec-tui check``: everything that is wrong with curated files and sources."""

from __future__ import annotations

import click

from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, common
from cpec_tui.cli.session import ready_library
from cpec_tui.errors import ExitCode, Severity
from cpec_tui.visible import visible


@click.command("check")
@common
def command(options: Options) -> int:
    """Check the curated files and the sources; every problem at once, as file:line: what; what to do."""
    problems = ready_library(options).problems()
    if options.json:
        output.print_json({"problems": [jsonable.problem(problem) for problem in problems]})
    else:
        for problem in problems:
            print(f"{problem.severity.value}: {visible(str(problem))}")
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = len(problems) - errors
        print(f"{output.counted(errors, 'error')}, {output.counted(warnings, 'warning')}")
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return ExitCode.NOTHING if failed else ExitCode.FOUND
