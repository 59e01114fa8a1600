"""``cpec-tui check``: everything that is wrong with curated files and sources."""

from __future__ import annotations

import click

from cpec_tui.cli import jsonable, output
from cpec_tui.cli.options import Options, answering
from cpec_tui.cli.session import bring_up_to_date, named_library, opened
from cpec_tui.corpus import CORPUS_FILE, Corpus
from cpec_tui.errors import CorpusError, CurationError, ExitCode, Problem, Severity
from cpec_tui.library import Library
from cpec_tui.visible import visible
from cpec_tui.wording import counted


@click.command("check")
@answering
def command(options: Options) -> int:
    """Check the curated files and the sources; every problem at once, as file:line: what; what to do."""
    library = named_library(options)
    problems = [*_interrupted(library.corpus), *_problems(library, options)]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if options.json:
        output.print_json({"problems": [jsonable.problem(problem) for problem in problems]})
    else:
        for problem in problems:
            for line in f"{problem.severity.value}: {problem}".split("\n"):
                print(visible(line))
        warnings = len(problems) - errors
        print(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return ExitCode.NOTHING if errors else ExitCode.FOUND


def _problems(library: Library, options: Options) -> list[Problem]:
    """The problems of the corpus as it is now; when corpus.yaml cannot be used, those alone."""
    try:
        bring_up_to_date(library, options, found=opened(library))
    except CorpusError as error:
        return _of_corpus_file(library.corpus) or [_as_problem(error)]
    return library.problems()


def _interrupted(corpus: Corpus) -> list[Problem]:
    """The edit that a crash left half made."""
    from cpec_tui.curating.workbench import Workbench

    try:
        half = Workbench(corpus).half_made()
    except CurationError:  # A file of it cannot be read, which is a problem of its own.
        return []
    return [half.problem] if half is not None else []


def _of_corpus_file(corpus: Corpus) -> list[Problem]:
    """The problems for which corpus.yaml cannot be used, with their lines."""
    from cpec_tui.entities.loading import load_config

    try:
        return load_config(corpus)[1]
    except CorpusError as error:
        return list(error.problems)


def _as_problem(error: CorpusError) -> Problem:
    return Problem("corpus", Severity.ERROR, CORPUS_FILE.as_posix(), 0, error.message, error.hint)
